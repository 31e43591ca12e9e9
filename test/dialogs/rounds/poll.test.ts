/** Members say which of the offered times suit. */
import { mostRoundChanges } from '../../../bot/programme/bounds';
import { replaced } from '../chat';
import { ofType } from '../../cards/cardProblems';
import {
  ann,
  answer,
  bas,
  cora,
  five,
  groupNow,
  hanneke,
  ids,
  moveTo,
  offered,
  otherCora,
  polled,
  scheduled,
  stored,
  stray,
  theo,
  refusedTo,
} from '../roundChat';

describe('round.available', () => {
  test('stores what suits, and shows it with a way to change it', async () => {
    const chat = await polled();
    const reply = await chat.as(ann).presses('round.available', { ...ids, slots: 's2' });
    expect(answer(reply)).toContain('✓ donderdag 18 maart, 15:00–\u206016:05');
    expect(answer(reply)).toContain('wo 10 mrt, 16:00');
    expect(ofType(replaced(reply), 'Input.ChoiceSet')[0]).toMatchObject({ value: 's2' });
    expect((await groupNow(chat)).poll?.answers).toEqual(new Map([[ann, ['s2']]]));
  });

  test('takes none, and a change of mind; the same again is stored once', async () => {
    const chat = await polled();
    await chat.as(ann).presses('round.available', { ...ids, slots: 's1, s2' });
    expect(answer(await chat.as(ann).presses('round.available', { round: 'r1', slots: '' }))).toContain(
      'Geen van de tijden past je.',
    );
    const [before, woken] = [await stored(chat), chat.woken()];
    await chat.as(ann).presses('round.available', { ...ids, slots: '' });
    expect([await stored(chat), chat.woken()]).toEqual([before, woken]);
    expect((await groupNow(chat)).poll?.answers).toEqual(new Map([[ann, []]]));
  });

  test('of one who changes their mind without end is taken so often and no more; what stands stays, and others answer', async () => {
    const chat = await polled();
    const count = async (): Promise<number> =>
      (await chat.storage.rounds.facts('hmp', 'r1', 0)).filter(({ kind }) => kind === 'available').length;
    const says = (who: string, slots: string) => chat.as(who).presses('round.available', { ...ids, slots });
    for (let time = 1; time <= mostRoundChanges; time += 1) await says(ann, time % 2 === 0 ? 's1' : 's2');
    expect(await count()).toBe(mostRoundChanges);
    expect(answer(await says(ann, 's2'))).toContain('heel vaak iets veranderd');
    expect(answer(await says(ann, 's1'))).toContain('✓ dinsdag 16 maart');
    expect(await count()).toBe(mostRoundChanges);
    expect((await groupNow(chat)).poll?.answers.get(ann)).toEqual(['s1']);
    await says(bas, 's1');
    expect(await count()).toBe(mostRoundChanges + 1);
  });

  test('a time that is not asked about stores nothing', async () => {
    const chat = await polled();
    const before = await stored(chat);
    const reply = await chat.as(ann).presses('round.available', { ...ids, slots: 's1,s7' });
    expect(answer(reply)).toContain('De tijden zijn intussen veranderd: kies opnieuw.');
    expect(await stored(chat)).toBe(before);
  });

  test('is over at its moment, and says so kindly', async () => {
    const chat = await polled();
    moveTo(chat, '2027-03-10T16:00:00+01:00');
    const before = await stored(chat);
    expect(answer(await chat.as(ann).presses('round.available', { ...ids, slots: 's1' }))).toContain(
      'De tijd om te antwoorden is voorbij sinds wo 10 mrt, 16:00.',
    );
    expect(await stored(chat)).toBe(before);
  });

  test('says which time it became once that is set', async () => {
    const chat = await scheduled();
    const before = await stored(chat);
    expect(answer(await chat.as(ann).presses('round.available', { ...ids, slots: 's1' }))).toContain(
      'De tijd staat al vast: donderdag 18 maart, 15:00–\u206016:05.',
    );
    expect(await stored(chat)).toBe(before);
  });

  test('of several who answer at one moment all count', async () => {
    const chat = await polled();
    await Promise.all(five.map((who) => chat.as(who).presses('round.available', { ...ids, slots: 's2' })));
    expect([...((await groupNow(chat)).poll?.answers.keys() ?? [])].toSorted()).toEqual(five);
  });

  test('before there is a poll nothing is asked', async () => {
    const chat = await offered();
    expect(answer(await chat.as(ann).presses('round.available', { ...ids, slots: 's1' }))).toContain(
      'Er worden nu geen tijden gevraagd',
    );
  });

  test('is for members alone', async () => {
    await refusedTo(await polled(), [theo, hanneke, cora, stray, otherCora], 'round.available', {
      ...ids,
      slots: 's1',
    });
  });
});
