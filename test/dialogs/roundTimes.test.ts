/** Finding a time: what the teacher offers, which times suit, and what is done when too few can come. */
import { replaced, type Chat } from './chat';
import { happen } from './happening';
import { aGroup, at } from '../builders';
import { ofType } from '../cards/cardProblems';
import {
  ann,
  answer,
  aRoundChat,
  asked,
  bas,
  below,
  cem,
  cora,
  five,
  groupNow,
  hanneke,
  ids,
  monday,
  moveTo,
  offered,
  otherCora,
  polled,
  roundTown,
  scheduled,
  started,
  stored,
  stray,
  theo,
  thursday,
  tuesday,
} from './roundChat';

const notForYou = 'hoort niet bij jouw rol';

/** A good time and another one. */
const beside = (date: string, time: string) => ({
  date1: '2027-03-16',
  time1: '15:00',
  date2: date,
  time2: time,
});

/** The same press by each of some people is refused, and nothing is stored. */
const refusedTo = async (
  chat: Chat,
  people: readonly string[],
  verb: string,
  data: Readonly<Record<string, string>>,
) => {
  const before = await stored(chat);
  for (const who of people)
    expect([who, answer(await chat.as(who).presses(verb, data))]).toEqual([
      who,
      expect.stringContaining(notForYou),
    ]);
  expect(await stored(chat)).toBe(before);
};

describe('round.offer', () => {
  test('shows what the bot proposes, to accept with one press', async () => {
    const chat = await offered();
    const card = below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' }));
    expect(ofType(card, 'Input.ChoiceSet')[0]).toMatchObject({ id: 'slots', value: 's1,s2' });
    expect(JSON.stringify(card)).toContain('di 16 mrt, 15:00–16:05');
  });

  test('opens the poll with the slots that were chosen, until the day to answer', async () => {
    const chat = await offered();
    const card = answer(await chat.as(theo).presses('round.offer', { ...ids, slots: 's2,s1' }));
    expect(card).toContain('✓ De groep kan kiezen');
    expect(card).toContain('dinsdag 16 maart, 15:00–16:05');
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
    expect(answer(reply)).toContain('di 16 mrt, 15:00–16:05 is te vroeg of al voorbij');
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

describe('round.available', () => {
  test('stores what suits, and shows it with a way to change it', async () => {
    const chat = await polled();
    const reply = await chat.as(ann).presses('round.available', { ...ids, slots: 's2' });
    expect(answer(reply)).toContain('✓ donderdag 18 maart, 15:00–16:05');
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
      'De tijd staat al vast: donderdag 18 maart, 15:00–16:05.',
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

/** One can on Thursday, and the bot asks what to do. */
const undecided = async (best: string | null = 's2'): Promise<Chat> => {
  const chat = await polled();
  await chat.as(ann).presses('round.available', { ...ids, slots: 's2' });
  await chat.as(bas).presses('round.available', { ...ids, slots: '' });
  await happen(chat.storage, 'hmp', [monday, 'r1', { kind: 'undecided', group: 'B', best }]);
  return chat;
};

test('who left the programme after answering is not counted among who answered', async () => {
  const chat = await polled();
  for (const who of [ann, bas]) await chat.as(who).presses('round.available', { ...ids, slots: 's2' });
  const town = roundTown();
  await chat.import({
    ...town,
    people: town.people.map((person) =>
      person.email === ann ? { ...person, endedOn: '2027-03-01' } : person,
    ),
  });
  expect(JSON.stringify(below(await chat.as(cora).presses('round.show', ids)))).toContain(
    '1 van de 4 heeft geantwoord',
  );
});

describe('too few can come', () => {
  test('teacher and coordinator see how few, and can take it or offer anew', async () => {
    const chat = await undecided();
    for (const who of [theo, cora]) {
      const card = JSON.stringify(below(await chat.as(who).presses('round.show', { ...ids, what: 'offer' })));
      expect(card).toContain('Op donderdag 18 maart, 15:00–16:05 kan 1 student van de 5.');
      expect(card).toContain('round.take');
      expect(card).toContain('date5');
    }
  });

  test('counted are members who still take part and have no other meeting then, as when it was decided', async () => {
    const town = roundTown();
    const thursdays = aGroup({
      id: 'D',
      teacher: hanneke,
      students: [bas],
      meeting: { weekday: 4, start: '14:30', end: '15:35', room: null },
    });
    const groups = [...town.groups, thursdays];
    const chat = await polled({ groups });
    for (const who of [ann, bas, cem]) await chat.as(who).presses('round.available', { ...ids, slots: 's2' });
    await happen(chat.storage, 'hmp', [monday, 'r1', { kind: 'undecided', group: 'B', best: 's2' }]);
    const people = town.people.map((person) =>
      person.email === cem ? { ...person, endedOn: '2027-03-01' } : person,
    );
    await chat.import({ ...town, groups, people });
    expect(
      JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' }))),
    ).toContain('kan 1 student van de 4.');
  });

  test('taking it sets the time, once', async () => {
    const chat = await undecided();
    const taken = answer(await chat.as(theo).presses('round.take', ids));
    expect(taken).toContain('✓ De tijd staat vast.');
    const before = await stored(chat);
    expect((await groupNow(chat)).meeting?.slot).toEqual(thursday);
    expect(answer(await chat.as(theo).presses('round.take', ids))).toBe(taken);
    expect(answer(await chat.as(cora).presses('round.take', ids))).toContain('Dit was al zo.');
    expect(await stored(chat)).toBe(before);
  });

  test('what has begun cannot be taken any more', async () => {
    const chat = await undecided();
    moveTo(chat, '2027-03-18T15:00:00+01:00');
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.take', ids))).toContain(
      'De tijd waarop de meesten konden, is al voorbij. Stel nieuwe tijden voor.',
    );
    expect(await stored(chat)).toBe(before);
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' })));
    expect(card).toContain('konden de meesten. Die tijd is al voorbij. Stel nieuwe tijden voor.');
    expect(card).not.toContain('round.take');
    expect(card).toContain('date5');
  });

  test('where nobody can there is nothing to take', async () => {
    const chat = await undecided(null);
    expect(answer(await chat.as(theo).presses('round.take', ids))).toContain(
      'Er is geen tijd waarop iemand kan.',
    );
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' })));
    expect(card).toContain('Niemand kan op een van de voorgestelde tijden.');
    expect(card).not.toContain('round.take');
  });

  test('offering anew asks again', async () => {
    const chat = await undecided();
    await chat.as(cora).presses('round.offer', { ...ids, date1: '2027-03-22', time1: '15:00', use: 'times' });
    expect((await groupNow(chat)).poll).toMatchObject({ number: 2 });
  });

  test('nobody else decides, and nothing is taken where nothing is undecided', async () => {
    await refusedTo(await undecided(), [ann, hanneke, otherCora], 'round.take', ids);
    const chat = await polled();
    expect(answer(await chat.as(theo).presses('round.take', ids))).toContain('hebben geantwoord');
    expect((await groupNow(chat)).meeting).toBeNull();
  });
});

describe('a group on its way', () => {
  test('moves to another time and place, once', async () => {
    const chat = await scheduled();
    const data = { ...ids, date: '2027-03-19', time: '10:15', room: 'zaal B' };
    expect(answer(await chat.as(theo).presses('round.shift', data))).toContain(
      'vrijdag 19 maart, 10:15–11:20',
    );
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.shift', data))).toContain('✓ De tijd staat vast.');
    expect(await stored(chat)).toBe(before);
    expect((await groupNow(chat)).meeting).toMatchObject({ number: 2, slot: { room: 'zaal B' } });
  });

  test('gets a place with the second tap, at the time that it has by then', async () => {
    const chat = await scheduled();
    const form = below(await chat.as(theo).presses('round.show', { ...ids, what: 'room' }));
    expect(ofType(form, 'Input.Text')[0]).toMatchObject({ id: 'room', label: 'Plek', value: '' });
    const save = ofType(form, 'Action.Execute').find(({ title }) => title === 'Opslaan');
    expect(save).toMatchObject({ verb: 'round.shift', data: { ...ids, use: 'room' } });
    await chat.as(cora).presses('round.shift', { ...ids, date: '2027-03-19', time: '10:15' });
    const reply = answer(
      await chat.as(theo).presses('round.shift', { ...ids, use: 'room', room: ' zaal *B* ' }),
    );
    expect(reply).toContain('✓ De plek is opgeslagen. Iedereen krijgt bericht.');
    expect((await groupNow(chat)).meeting?.slot).toMatchObject({
      start: at('2027-03-19T10:15:00+01:00'),
      room: 'zaal *B*',
    });
  });

  test('is asked for no place before there is a time, nor by a student', async () => {
    const chat = await offered();
    expect(
      JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'room' }))),
    ).not.toContain('"use":"room"');
    const before = await stored(chat);
    await chat.as(theo).presses('round.shift', { ...ids, use: 'room', room: 'zaal B' });
    await chat.as(ann).presses('round.shift', { ...ids, use: 'room', room: 'zaal B' });
    expect(await stored(chat)).toBe(before);
    expect(
      JSON.stringify(below(await chat.as(ann).presses('round.show', { ...ids, what: 'room' }))),
    ).not.toContain('"use":"room"');
  });

  test('that is saved as it was says so, and promises no message', async () => {
    const chat = await scheduled();
    const { meeting } = await groupNow(chat);
    const before = await stored(chat);
    const asItWas = { ...ids, date: '2027-03-18', time: '15:00', room: meeting?.slot.room ?? '' };
    const reply = answer(await chat.as(theo).presses('round.shift', asItWas));
    expect(reply).toContain('Dit was al zo.');
    expect(reply).not.toContain('✓ De tijd staat vast.');
    expect(await stored(chat)).toBe(before);
  });

  test('gets a time without a poll when the teacher sets one', async () => {
    const chat = await offered();
    await chat.as(theo).presses('round.shift', { ...ids, date: '2027-03-19', time: '10:15' });
    expect((await groupNow(chat)).meeting?.number).toBe(1);
  });

  test.each([
    [{ date: '', time: '10:00' }, 'Hier ontbreekt de dag.'],
    [{ date: '2027-03-19', time: '' }, 'Hier ontbreekt de tijd.'],
    [{ date: 'later', time: '10:00' }, '“later” is geen dag.'],
    [{ date: '2027-03-01', time: '09:59' }, 'Die tijd is te vroeg.'],
    [{ date: '2027-03-19', time: '05:00' }, 'Kies een tijd tussen 07:00 en 23:00.'],
    [{ date: '2027-12-24', time: '10:00' }, 'Kies een dag van 8 februari tot en met 2 juli.'],
  ])('to %j it does not move', async (data, problem) => {
    const chat = await scheduled();
    const before = await stored(chat);
    const reply = answer(await chat.as(theo).presses('round.shift', { ...ids, ...data, room: 'zaal B' }));
    expect(reply).toContain('Er is niets opgeslagen.');
    expect(reply).toContain(problem);
    expect(reply).toContain('zaal B');
    expect(await stored(chat)).toBe(before);
  });

  test('its teacher is never in two places at once', async () => {
    const chat = await scheduled();
    await chat.as(cora).presses('round.handOver', { round: 'r1', group: 'C', teacher: theo });
    const same = { round: 'r1', group: 'C', date: '2027-03-18', time: '15:30' };
    expect(answer(await chat.as(theo).presses('round.shift', same))).toContain(
      'Dan heeft de docent al een andere groep.',
    );
    await chat.as(theo).presses('round.shift', { ...same, time: '16:05' });
    await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke });
    await chat.as(hanneke).presses('round.shift', { ...ids, date: '2027-03-18', time: '16:30' });
    const back = { ...ids, teacher: theo };
    expect(answer(await chat.as(hanneke).presses('round.handOver', back))).toContain(
      'Dan heeft de docent al een andere groep.',
    );
  });

  test('is handed over to a colleague, and the old teacher sees it no more', async () => {
    const chat = await scheduled();
    expect(
      answer(await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke.toUpperCase() })),
    ).toContain('Hanneke leidt deze groep nu');
    expect((await groupNow(chat)).teacher).toBe(hanneke);
    await refusedTo(chat, [theo], 'round.handOver', { ...ids, teacher: hanneke });
    expect(JSON.stringify(below(await chat.as(hanneke).presses('round.show', ids)))).toContain('Gepland');
  });

  test.each([
    ['nobody@x.example', 'is geen docent van dit programma'],
    [ann, 'is geen docent van dit programma'],
    ['', 'is geen docent van dit programma'],
    [theo, 'Deze docent leidt de groep al.'],
  ])('is not handed over to %s', async (teacher, problem) => {
    const chat = await scheduled();
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.handOver', { ...ids, teacher }))).toContain(problem);
    expect(await stored(chat)).toBe(before);
  });

  test('is called off, once', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(theo).presses('round.cancelGroup', ids))).toContain('✓ Afgezegd.');
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.cancelGroup', ids))).toContain('afgezegd');
    expect(await stored(chat)).toBe(before);
  });

  test('stays as it was once it has met', async () => {
    const chat = await scheduled();
    moveTo(chat, '2027-03-18T16:05:00+01:00');
    const before = await stored(chat);
    for (const verb of ['round.shift', 'round.handOver', 'round.cancelGroup'])
      expect(answer(await chat.as(theo).presses(verb, { ...ids, teacher: hanneke }))).toContain(
        'De bijeenkomst is al geweest.',
      );
    expect(await stored(chat)).toBe(before);
  });

  test.each(['2027-03-18', '2027-03-19'])(
    'goes over for its report when its teacher left on %s: the members’ hours are not lost',
    async (day) => {
      const chat = await scheduled();
      moveTo(chat, `${day}T16:30:00+01:00`);
      const people = roundTown().people.map((p) => (p.email === theo ? { ...p, endedOn: day } : p));
      await chat.import(roundTown({ people }));
      const card = JSON.stringify(below(await chat.as(cora).presses('round.show', ids)));
      expect(card).toContain('Theo doet niet meer mee en gaf nog geen verslag.');
      for (const verb of ['round.shift', 'round.cancelGroup'])
        expect(answer(await chat.as(cora).presses(verb, ids))).toContain('De bijeenkomst is al geweest.');
      expect(answer(await chat.as(cora).presses('round.handOver', { ...ids, teacher: hanneke }))).toContain(
        '✓ Overgedragen.',
      );
      await chat.as(hanneke).presses('round.attended', { ...ids, present: five.join(',') });
      expect((await groupNow(chat)).report?.present).toEqual(five);
      expect(answer(await chat.as(cora).presses('round.handOver', { ...ids, teacher: theo }))).toContain(
        'Van deze bijeenkomst is al een verslag.',
      );
    },
  );

  test('stays as it was once it has a report, though its time is not over yet', async () => {
    const chat = await scheduled();
    moveTo(chat, '2027-03-18T15:10:00+01:00');
    await chat.as(theo).presses('round.attended', { ...ids, present: '' });
    const before = await stored(chat);
    const later = { date: '2027-03-25', time: '15:00' };
    for (const verb of ['round.shift', 'round.handOver', 'round.cancelGroup'])
      expect(answer(await chat.as(theo).presses(verb, { ...ids, ...later, teacher: hanneke }))).toContain(
        'Van deze bijeenkomst is al een verslag. Die blijft staan zoals die was.',
      );
    expect(await stored(chat)).toBe(before);
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', ids)));
    expect(card).not.toContain('round.shift');
    expect(card).not.toContain('round.cancelGroup');
    expect(card).toContain('Verslag');
  });

  test('is for its teacher and coordinators of the programme', async () => {
    const chat = await started();
    for (const verb of ['round.shift', 'round.handOver', 'round.cancelGroup'])
      await refusedTo(chat, [hanneke, ann, stray, otherCora], verb, {
        ...ids,
        teacher: hanneke,
        date: '2027-03-19',
        time: '10:00',
      });
  });
});

describe('round.show', () => {
  test('shows a member their group and what it asks', async () => {
    const chat = await polled();
    const card = JSON.stringify(below(await chat.as(ann).presses('round.show', ids)));
    expect(card).toContain('Wanneer kun jij?');
    expect(
      JSON.stringify(below(await chat.as(ann).presses('round.show', { ...ids, what: 'poll' }))),
    ).toContain('Vink aan wanneer je kunt');
    expect(card).not.toContain('round.shift');
  });

  test('shows a coordinator any group, and the round', async () => {
    const chat = await polled();
    expect(JSON.stringify(below(await chat.as(cora).presses('round.show', ids)))).toContain('0 van de 5');
    expect(JSON.stringify(below(await chat.as(cora).presses('round.show', { round: 'r1' })))).toContain(
      'Groep C',
    );
  });

  test.each(['offer', 'poll', 'group'])('%s of another group is nobody’s', async (what) => {
    const chat = await polled();
    for (const who of [hanneke, stray, otherCora])
      expect(JSON.stringify(below(await chat.as(who).presses('round.show', { ...ids, what })))).toContain(
        notForYou,
      );
  });
});
