/** The report of a meeting: who was there, and what was said. */
import type { Programme } from '../../../bot/programme/model';
import { ofType } from '../../cards/cardProblems';
import { type Chat } from '../chat';
import {
  ann,
  answer,
  bas,
  below,
  cem,
  cora,
  dia,
  eva,
  five,
  groupNow,
  hanneke,
  historyNow,
  ids,
  moveTo,
  otherCora,
  roundTown,
  scheduled,
  stored,
  stray,
  theo,
  refusedTo,
  show,
} from '../roundChat';

const begun = '2027-03-18T15:00:00+01:00';

/** The meeting is over. */
const held = async (): Promise<Chat> => {
  const chat = await scheduled();
  moveTo(chat, '2027-03-18T16:05:00+01:00');
  return chat;
};

/** The town after an import on 12 March that ended somebody. */
const withoutOne = (left: string): Programme => {
  const people = roundTown().people.map((person) =>
    person.email === left ? { ...person, endedOn: '2027-03-12' } : person,
  );
  return roundTown({ people });
};

describe('round.attended', () => {
  const report = {
    ...ids,
    present: `${ann},${bas.toUpperCase()}`,
    method: 'incident',
    advice: 'Tel tot tien.',
    followUp: 'Vertel hoe het ging.',
  };

  test('has everybody ticked beforehand', async () => {
    const chat = await held();
    const card = below(await chat.as(theo).presses('round.report', ids));
    expect(ofType(card, 'Input.ChoiceSet').map(({ id, value }) => [id, value])).toEqual([
      ['present', five.join(',')],
      ['method', 'incident'],
    ]);
  });

  test('takes one tap and nothing typed: what is filled in beforehand says that everybody was there', async () => {
    const chat = await held();
    const card = below(await chat.as(theo).presses('round.report', ids));
    const inputs = [
      'Input.ChoiceSet',
      'Input.Text',
      'Input.Date',
      'Input.Time',
      'Input.Number',
      'Input.Toggle',
    ].flatMap((type) => ofType(card, type));
    expect(inputs.map(({ id }) => id)).toEqual(['present', 'method', 'advice', 'followUp']);
    expect(inputs.filter(({ isRequired }) => isRequired === true)).toEqual([]);
    const [save, ...others] = ofType(card, 'Action.Execute');
    expect([save?.['verb'], others]).toEqual(['round.attended', []]);
    const filledIn = Object.fromEntries(
      inputs.map(({ id, value }) => [String(id), typeof value === 'string' ? value : '']),
    );
    const stated = await chat.as(theo).presses('round.attended', { ...ids, ...filledIn });
    expect(answer(stated)).toContain('✓ Het verslag is opgeslagen');
    expect((await historyNow(chat)).at(-1)?.report).toEqual({
      present: five,
      method: 'incident',
      advice: null,
      followUp: null,
    });
  });

  test('stores who was there and what was said, once; the newest counts', async () => {
    const chat = await held();
    const card = answer(await chat.as(theo).presses('round.attended', report));
    expect(card).toContain('✓ Het verslag is opgeslagen');
    expect(card).toContain('Ann en Bas');
    expect(card).toContain('Cem, Dia en Eva');
    const before = await stored(chat);
    await chat.as(theo).presses('round.attended', report);
    expect(await stored(chat)).toBe(before);
    await chat.as(theo).presses('round.attended', { ...report, present: '' });
    expect((await historyNow(chat)).map((met) => met.report.present)).toEqual([[]]);
  });

  test('says afterwards who was there and who missed it, to teacher and coordinator; to members who was there', async () => {
    const chat = await held();
    await chat.as(theo).presses('round.attended', report);
    const overview = JSON.stringify(await chat.as(theo).says('intervisie'));
    for (const card of [overview, await show(chat, theo, 'group'), await show(chat, cora, 'group')]) {
      expect(card).toContain('{"title":"Waren er (2)","value":"Ann en Bas"}');
      expect(card).toContain('{"title":"Misten (3)","value":"Cem, Dia en Eva"}');
      expect(card).not.toMatch(/Komen \(|Geen antwoord \(/);
    }
    expect(await show(chat, bas, 'group')).toMatch(/Waren er \(2\)(?!.*Misten)/);
  });

  test('misses nobody who left between the turn and the meeting, whatever is imported later', async () => {
    const chat = await scheduled();
    await chat.import(withoutOne(eva));
    moveTo(chat, '2027-03-18T16:05:00+01:00');
    expect(answer(await chat.as(theo).presses('round.attended', report))).toContain('Cem en Dia');
    const membersNow = async () => (await historyNow(chat)).map(({ members }) => members);
    expect(await membersNow()).toEqual([[ann, bas, cem, dia]]);
    await chat.import(withoutOne(dia));
    expect(await membersNow()).toEqual([[ann, bas, cem, dia]]);
    await chat.as(theo).presses('round.attended', { ...report, present: ann });
    expect(await membersNow()).toEqual([[ann, bas, cem, dia]]);
  });

  test('can be given of a meeting that was over when the round was called off', async () => {
    const chat = await held();
    await chat.as(cora).presses('round.cancel', { round: 'r1' });
    expect(answer(await chat.as(theo).presses('round.attended', report))).toContain('✓');
  });

  test('needs only who was there', async () => {
    const chat = await held();
    await chat.as(theo).presses('round.attended', { ...ids, present: `${ann};${stray}` });
    expect((await groupNow(chat)).report).toEqual({
      present: [ann, stray],
      method: null,
      advice: null,
      followUp: null,
    });
  });

  test('of a teacher with several groups must say which', async () => {
    const chat = await held();
    await chat.as(theo).presses('round.attended', { ...report, group: '' });
    expect((await groupNow(chat)).report?.present).toEqual([ann, bas]);
    const two = await scheduled();
    await two.as(cora).presses('round.handOver', { round: 'r1', group: 'C', teacher: theo });
    moveTo(two, '2027-03-18T16:05:00+01:00');
    await refusedTo(two, [theo], 'round.attended', { ...report, group: '' });
  });

  test('carries the follow-up to the next agenda', async () => {
    const chat = await held();
    await chat.as(theo).presses('round.attended', report);
    await chat.as(cora).presses('round.create', {
      name: 'April',
      from: '2027-04-05',
      to: '2027-04-16',
      answerBy: '2027-04-02',
    });
    await chat.as(cora).presses('round.confirm', { round: 'r2' });
    await chat
      .as(theo)
      .presses('round.shift', { round: 'r2', group: 'B', date: '2027-04-06', time: '15:00' });
    const reply = await chat.as(theo).presses('round.show', { round: 'r2', group: 'B', what: 'agenda' });
    expect(JSON.stringify(below(reply))).toContain('Vertel hoe het ging.');
  });

  test.each([
    [
      { present: `${ann},wie@x.example,${theo}` },
      'Dit is geen student van dit programma: wie@x.example, theo@hmp.example.',
    ],
    [{ method: 'x'.repeat(101) }, 'Maak er hooguit 100 van.'],
    [{ advice: 'x'.repeat(1001) }, 'Maak er hooguit 1000 van.'],
    [{ followUp: 'x'.repeat(501) }, 'Maak er hooguit 500 van.'],
    [{ advice: 'Vraag het aan Lars.' }, 'Hier staat de naam van een leerling: “Lars”.'],
    [{ followUp: 'Zoe vertelt meer.' }, 'Hier staat de naam van een leerling: “Zoe”.'],
  ])('%j is refused with the reason, and nothing is stored', async (changes, problem) => {
    const chat = await held();
    const before = await stored(chat);
    const reply = answer(await chat.as(theo).presses('round.attended', { ...report, ...changes }));
    expect(reply).toContain('Er is niets opgeslagen.');
    expect(reply).toContain(problem);
    expect(reply).toContain({ ...report, ...changes }.followUp);
    expect(await stored(chat)).toBe(before);
  });

  test('waits until the meeting begins', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(theo).presses('round.attended', report))).toContain('nog niet begonnen');
    expect(JSON.stringify(below(await chat.as(theo).presses('round.report', ids)))).toContain(
      'nog niet begonnen',
    );
    moveTo(chat, begun);
    expect(answer(await chat.as(theo).presses('round.attended', report))).toContain('✓');
  });

  test('is for the group’s teacher alone; a coordinator sees who came and nothing that was said', async () => {
    const chat = await held();
    await refusedTo(chat, [ann, hanneke, cora, stray, otherCora], 'round.attended', report);
    await chat.as(theo).presses('round.attended', report);
    const card = await show(chat, cora, 'group');
    expect(card).toContain('Waren er (2)');
    expect(card).not.toMatch(/Tel tot tien|Vertel hoe/);
  });
});
