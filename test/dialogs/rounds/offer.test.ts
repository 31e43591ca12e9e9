/** A teacher offers times: what the bot proposed, or days and times of their own. */
import { replaced } from '../chat';
import { ofType } from '../../cards/cardProblems';
import {
  ann,
  answer,
  aRoundChat,
  asked,
  below,
  cora,
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
  thursday,
  tuesday,
  refusedTo,
} from '../roundChat';

/** A good time and another one. */
const beside = (date: string, time: string) => ({
  date1: '2027-03-16',
  time1: '15:00',
  date2: date,
  time2: time,
});

describe('round.offer', () => {
  test('shows what the bot proposes, to accept with one press', async () => {
    const chat = await offered();
    const card = below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' }));
    expect(ofType(card, 'Input.ChoiceSet')[0]).toMatchObject({ id: 'slots', value: 's1,s2' });
    expect(JSON.stringify(card)).toContain('di 16 mrt, 15:00–\u206016:05');
  });

  test('opens the poll with the slots that were chosen, until the day to answer', async () => {
    const chat = await offered();
    const card = answer(await chat.as(theo).presses('round.offer', { ...ids, slots: 's2,s1' }));
    expect(card).toContain('✓ De groep kan kiezen');
    expect(card).toContain('dinsdag 16 maart, 15:00–\u206016:05');
    expect(card).toContain('woensdag 10 maart, 16:00');
    expect((await groupNow(chat)).poll).toMatchObject({ slots: [tuesday, thursday], answerBy: '2027-03-10' });
  });

  test('is stored once, and wakes whoever plans once', async () => {
    const chat = await offered();
    await chat.as(theo).presses('round.offer', { ...ids, slots: 's1,s2' });
    const [before, woken] = [await stored(chat), chat.woken()];
    expect(answer(await chat.as(theo).presses('round.offer', { ...ids, slots: 's1,s2' }))).toContain(
      '✓ De groep kan kiezen',
    );
    expect([await stored(chat), chat.woken()]).toEqual([before, woken]);
  });

  test('takes days and times that were typed, five at most, each once', async () => {
    const chat = await offered();
    await chat.as(theo).presses('round.offer', {
      ...ids,
      date1: '2027-03-17',
      time1: '19:30',
      date2: 'di 16 maart',
      time2: '15.00',
      date5: '16-3',
      time5: '15u',
      date6: '2027-03-19',
      time6: '10:00',
    });
    const { poll } = await groupNow(chat);
    expect(poll?.slots.map(({ start }) => new Date(start).toISOString())).toEqual([
      '2027-03-16T14:00:00.000Z',
      '2027-03-17T18:30:00.000Z',
    ]);
  });

  test('takes the form of times when its button was pressed, whatever is ticked beside it', async () => {
    const chat = await offered();
    const times = { date1: '2027-03-17', time1: '19:30' };
    await chat.as(theo).presses('round.offer', { ...ids, ...times, slots: 's1,s2', use: 'times' });
    expect((await groupNow(chat)).poll?.slots.map(({ id }) => id)).toEqual(['B-20270317T1930']);
  });

  test('the card of a group that is being asked strikes off what is unticked', async () => {
    const chat = await polled();
    await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke });
    const card = below(await chat.as(hanneke).presses('round.show', { ...ids, what: 'offer' }));
    const [button] = ofType(card, 'Action.Execute').filter(({ verb }) => verb === 'round.offer');
    const data: unknown = button?.['data'];
    if (typeof data !== 'object' || data === null) throw new Error('no such button');
    const sent = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
    await chat.as(hanneke).presses('round.offer', { ...sent, slots: 's2' });
    expect((await groupNow(chat)).poll).toMatchObject({ number: 1, slots: [thursday] });
  });

  test('striking slots off keeps the answers, another slot asks anew', async () => {
    const chat = await polled();
    await chat.as(ann).presses('round.available', { ...ids, slots: 's1,s2' });
    await chat.as(theo).presses('round.offer', { ...ids, slots: 's2' });
    expect((await groupNow(chat)).poll?.answers.get(ann)).toEqual(['s2']);
    await chat.as(theo).presses('round.offer', { ...ids, date1: '2027-03-17', time1: '19:30' });
    expect((await groupNow(chat)).poll?.answers.size).toBe(0);
  });

  test.each([
    [{ slots: '' }, 'Kies minstens één tijd.'],
    [{ slots: 's1,s9' }, 'Deze tijden zijn intussen veranderd'],
    [{ use: 'times' }, 'Kies minstens één tijd.'],
    [beside('2027-03-17', ''), 'Hier ontbreekt de tijd.'],
    [beside('', '15:00'), 'Hier ontbreekt de dag.'],
    [beside('gisteren', '15:00'), '“gisteren” is geen dag.'],
    [beside('2027-03-17', 'na school'), '“na school” is geen tijd.'],
    [beside('2027-03-17', '25:00'), '“25:00” is geen tijd.'],
    [beside('2027-03-14', '15:00'), 'Kies een dag van 15 maart tot en met 26 maart.'],
    [beside('2027-03-17', '06:59'), 'Kies een tijd tussen 07:00 en 23:00.'],
    [beside('2027-03-17', '22:00'), 'De hele bijeenkomst moet daarin passen.'],
  ])('%j is refused with the reason, and nothing is stored', async (data, problem) => {
    const chat = await offered();
    const before = await stored(chat);
    const reply = await chat.as(theo).presses('round.offer', { ...ids, ...data });
    expect(answer(reply)).toContain('Er is niets opgeslagen.');
    expect(answer(reply)).toContain(problem);
    expect(await stored(chat)).toBe(before);
    const [first] = ofType(replaced(reply), 'Input.Date');
    expect(first).toMatchObject({ id: 'date1', ...('date1' in data ? { value: '2027-03-16' } : {}) });
  });

  test('offers nothing for today or before: members must answer first', async () => {
    const chat = await offered();
    moveTo(chat, '2027-03-16T09:00:00+01:00');
    const today = { ...ids, date1: '2027-03-16', time1: '20:00' };
    expect(answer(await chat.as(theo).presses('round.offer', today))).toContain('Die tijd is te vroeg.');
  });

  test('shows what can still be chosen of what was proposed', async () => {
    const chat = await offered();
    moveTo(chat, '2027-03-16T09:00:00+01:00');
    const card = below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' }));
    expect(ofType(card, 'Input.ChoiceSet')[0]).toMatchObject({ value: 's2' });
    expect(JSON.stringify(card)).not.toContain('16 mrt');
  });

  test('opens no poll with a time that has passed, and leaves what can still be chosen', async () => {
    const chat = await offered();
    moveTo(chat, '2027-03-16T09:00:00+01:00');
    const before = await stored(chat);
    const reply = await chat.as(theo).presses('round.offer', { ...ids, slots: 's1,s2', use: 'slots' });
    expect(answer(reply)).toContain('di 16 mrt, 15:00–\u206016:05 is te vroeg of al voorbij');
    expect(ofType(replaced(reply), 'Input.ChoiceSet')[0]).toMatchObject({ value: 's2' });
    expect(await stored(chat)).toBe(before);
  });

  test('asks for other times when all that was proposed has passed', async () => {
    const chat = await offered();
    moveTo(chat, '2027-03-18T09:00:00+01:00');
    const card = below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' }));
    expect(JSON.stringify(card)).toContain('De tijden die ik vond, zijn te vroeg of al voorbij.');
    expect(ofType(card, 'Input.Date')[0]).not.toHaveProperty('value');
  });

  test.each([
    ['2027-03-15T17:00:00+01:00', '2027-03-16', '09:00'],
    ['2027-03-19T17:00:00+01:00', '2027-03-20', '10:00'],
  ])('takes no time that comes before the poll can close: %s for %s', async (now, date1, time1) => {
    const chat = await offered();
    moveTo(chat, now);
    const before = await stored(chat);
    const slot = `B-${date1.replaceAll('-', '')}T${time1.replace(':', '')}`;
    const data = { ...ids, use: 'times', date1, time1, sure: slot };
    expect(answer(await chat.as(theo).presses('round.offer', data))).toContain('Die tijd is te vroeg.');
    expect(await stored(chat)).toBe(before);
  });

  test('an old card does not undo a time that was set', async () => {
    const chat = await scheduled();
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.offer', { ...ids, slots: 's1,s2' }))).toContain(
      'Gepland',
    );
    expect(await stored(chat)).toBe(before);
  });

  test('an old card does not undo what was struck off since: it shows how it is now', async () => {
    const chat = await offered();
    const card = below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' }));
    const [accept] = ofType(card, 'Action.Execute').filter(({ verb }) => verb === 'round.offer');
    expect(accept?.['data']).toMatchObject({ use: 'slots', offer: '1' });
    await chat.as(theo).presses('round.offer', { ...ids, slots: 's2' });
    await chat.as(ann).presses('round.available', { ...ids, slots: 's2' });
    const before = await stored(chat);
    const old = { ...ids, use: 'slots', offer: '1', slots: 's1,s2' };
    const reply = answer(await chat.as(theo).presses('round.offer', old));
    expect(reply).toContain('✓ De groep kan kiezen');
    expect(reply).not.toContain('16 maart, 15:00');
    expect(await stored(chat)).toBe(before);
  });

  test('a coordinator may do it for the teacher', async () => {
    const chat = await offered();
    await chat.as(cora).presses('round.offer', { ...ids, slots: 's1' });
    expect((await groupNow(chat)).poll?.slots).toEqual([tuesday]);
  });

  test('nobody else may, nor for a proposal or a group that is not there', async () => {
    await refusedTo(await offered(), [hanneke, ann, stray, otherCora], 'round.offer', {
      ...ids,
      slots: 's1',
    });
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', asked);
    await refusedTo(chat, [theo], 'round.offer', { ...ids, slots: 's1' });
    await refusedTo(chat, [theo, cora], 'round.offer', { round: 'r1', group: 'Z', slots: 's1' });
  });

  test.each(['round.cancel', 'round.cancelGroup'])('after %s there is nothing to choose', async (verb) => {
    const chat = await offered();
    await chat.as(cora).presses(verb, ids);
    expect(answer(await chat.as(theo).presses('round.offer', { ...ids, slots: 's1' }))).toContain('afgezegd');
  });
});
