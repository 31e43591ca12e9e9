/** Times that people choose by hand: what cannot be is refused, what does not suit everybody is confirmed or changed. */
import type { Programme } from '../../bot/programme/model';
import type { RenderedCard } from '../../bot/ports';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { ofType } from '../cards/cardProblems';
import { aPair, aPerson, aPupil } from '../builders';
import { weekly } from '../programme/rounds/story';
import { replaced, type Chat } from './chat';
import { happen } from './happening';
import {
  ann,
  answer,
  bas,
  below,
  cora,
  groupNow,
  hanneke,
  ids,
  monday,
  moveTo,
  offered,
  roundTown,
  scheduled,
  started,
  stored,
  theo,
  thursday,
  tuesday,
} from './roundChat';

const exams = (from: string, to = from): Partial<Programme> => ({
  universities: [
    { id: 'leiden', name: 'Universiteit Leiden', closed: [{ from, to, label: 'Tentamens' }] },
    { id: 'hhs', name: 'De Haagse Hogeschool', closed: [] },
  ],
});

/** The data of the button by which somebody is sure of a time. */
const sureIn = (card: RenderedCard): Readonly<Record<string, string>> => {
  const [button] = ofType(card, 'Action.Execute').filter(({ title }) =>
    /^(Toch|These times|This time)/.test(String(title)),
  );
  const data: unknown = button?.['data'];
  if (typeof data !== 'object' || data === null) throw new Error('no such button');
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
};

const offers = (chat: Chat, data: Readonly<Record<string, string>>) =>
  chat.as(theo).presses('round.offer', { ...ids, use: 'times', ...data });
const shifts = (chat: Chat, data: Readonly<Record<string, string>>) =>
  chat.as(theo).presses('round.shift', { ...ids, ...data });

describe('times that a teacher types', () => {
  test('on a day that is closed for some are told with where and how many, and confirmed with one tap', async () => {
    const chat = await offered(exams('2027-03-17'));
    const before = await stored(chat);
    const reply = await offers(chat, { date1: '2027-03-17', time1: '15:00' });
    expect(answer(reply)).toContain('Nog niet opgeslagen: deze tijd past niet zomaar.');
    expect(answer(reply)).toContain(
      'Op woensdag 17 maart is Universiteit Leiden dicht (Tentamens): 3 studenten kunnen niet.',
    );
    expect(answer(reply)).toContain('Van de 5 studenten kunnen er dan 2.');
    expect(answer(reply)).not.toContain('Op deze tijden heeft niemand');
    expect(ofType(replaced(reply), 'Input.Date')[0]).toMatchObject({ value: '2027-03-17' });
    expect(await stored(chat)).toBe(before);
    const sure = sureIn(replaced(reply));
    expect(answer(await offers(chat, { ...sure, date1: '2027-03-17', time1: '15:00' }))).toContain(
      '✓ De groep kan kiezen',
    );
    expect((await groupNow(chat)).poll?.slots.map(({ id }) => id)).toEqual(['B-20270317T1500']);
  });

  test('and sends without the button of the form are stored as they are, with the same said afterwards', async () => {
    const chat = await offered(exams('2027-03-17'));
    const data = { ...ids, date1: '2027-03-17', time1: '15:00' };
    const reply = answer(await chat.as(theo).presses('round.offer', data));
    expect(reply).toContain('✓ De groep kan kiezen');
    expect(reply).toContain(
      'Op woensdag 17 maart is Universiteit Leiden dicht (Tentamens): 3 studenten kunnen niet.',
    );
    expect((await groupNow(chat)).poll?.slots.map(({ id }) => id)).toEqual(['B-20270317T1500']);
  });

  test('are asked about again when another time was typed beside the button', async () => {
    const chat = await offered(exams('2027-03-17', '2027-03-18'));
    const sure = sureIn(replaced(await offers(chat, { date1: '2027-03-17', time1: '15:00' })));
    const reply = await offers(chat, { ...sure, date1: '2027-03-18', time1: '15:30' });
    expect(answer(reply)).toContain('Op donderdag 18 maart is Universiteit Leiden dicht');
    expect((await groupNow(chat)).poll).toBeNull();
  });

  test('in a weekend or late are asked about too, each time for itself', async () => {
    const chat = await offered();
    const card = answer(
      await offers(chat, {
        date1: '2027-03-20',
        time1: '15:00',
        date2: '2027-03-19',
        time2: '20:30',
        date3: '2027-03-19',
        time3: '08:30',
        date4: '2027-03-19',
        time4: '09:00',
      }),
    );
    expect(card).toContain('deze tijden passen niet zomaar');
    expect(card).toContain('Dit is in het weekend.');
    expect(card.match(/Dit is buiten 09:00–21:00\./g)).toHaveLength(2);
    expect(card).not.toContain('vrijdag 19 maart, 09:00');
  });

  test('during sessions of all members, or with all of them closed, cannot be: with the reason', async () => {
    const chat = await offered({
      ...exams('2027-03-17'),
      schools: roundTown().schools.map((school) => ({
        ...school,
        closed: [{ from: '2027-03-17', to: '2027-03-17', label: null }],
      })),
    });
    const before = await stored(chat);
    const lesson = answer(
      await offers(chat, { date1: '2027-03-16', time1: '09:30', sure: 'B-20270316T0930' }),
    );
    expect(lesson).toContain(
      'Dan kan niemand van de groep. Ann, Bas, Cem, Dia en Eva hebben dan een eigen sessie.',
    );
    const shut = answer(await offers(chat, { date1: '2027-03-17', time1: '15:00', sure: 'B-20270317T1500' }));
    expect(shut).toContain('Dan kan niemand van de groep.');
    expect(shut).toContain('is Zuiderpark College dicht: 2 studenten kunnen niet.');
    expect(await stored(chat)).toBe(before);
  });

  test('at which members have another meeting are asked about, by name', async () => {
    const chat = await offered({
      groups: [
        ...roundTown().groups,
        weekly({
          teacher: hanneke,
          students: [ann, bas],
          meeting: { weekday: 3, start: '15:00', end: '16:05', room: null },
        }),
      ],
    });
    const card = answer(await offers(chat, { date1: '2027-03-17', time1: '16:00' }));
    expect(card).toContain('Ann en Bas hebben dan een andere bijeenkomst.');
  });

  test('at which the teacher has another group are refused beside the time', async () => {
    const chat = await offered();
    await busyOn(chat, thursday.start + 3_600_000);
    const before = await stored(chat);
    const reply = await offers(chat, { date1: '2027-03-18', time1: '16:30', sure: 'B-20270318T1630' });
    expect(answer(reply)).toContain('Dan heeft de docent al een andere groep. Kies een andere tijd.');
    expect(await stored(chat)).toBe(before);
  });

  test('that the bot proposed are taken as they are', async () => {
    const chat = await offered(exams('2027-03-16', '2027-03-18'));
    await happen(chat.storage, 'hmp', [
      monday,
      'r1',
      { kind: 'slotsProposed', group: 'B', slots: [{ ...tuesday, id: 'B-20270316T1500' }] },
    ]);
    await offers(chat, { date1: '2027-03-16', time1: '15:00' });
    expect((await groupNow(chat)).poll?.slots).toHaveLength(1);
  });

  test('are asked about in English', async () => {
    const chat = await offered(exams('2027-03-17'));
    await chat.as(theo).says('language en');
    const card = answer(await offers(chat, { date1: '2027-03-17', time1: '15:00' }));
    expect(card).toContain(
      'Universiteit Leiden is closed on Wednesday 17 March (Tentamens): 3 students cannot come.',
    );
    expect(card).toContain('These times all the same');
  });
});

/** Theo leads group C as well, which meets then. */
const busyOn = async (chat: Chat, start: number): Promise<void> =>
  happen(
    chat.storage,
    'hmp',
    [monday, 'r1', { kind: 'handedOver', group: 'C', teacher: theo }],
    [
      monday,
      'r1',
      { kind: 'shifted', group: 'C', slot: { ...thursday, id: 'c1', start, end: start + 3_600_000 } },
    ],
  );

/** The card of an offer after the bot proposed something. */
const proposing = async (chat: Chat, step: Extract<NewRoundStep, { kind: 'slotsProposed' }>) => {
  await happen(chat.storage, 'hmp', [monday, 'r1', step]);
  return JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' })));
};

describe('an offer', () => {
  test('says who cannot come at a time that the bot proposed all the same', async () => {
    const chat = await started(exams('2027-03-16'));
    const card = await proposing(chat, { kind: 'slotsProposed', group: 'B', slots: [tuesday, thursday] });
    expect(card).toContain('Op deze tijden kunnen de meesten');
    expect(card).toContain(
      'di 16 mrt, 15:00–16:05: Op dinsdag 16 maart is Universiteit Leiden dicht (Tentamens): 3 studenten kunnen niet.',
    );
    expect(card).not.toContain('do 18 mrt, 15:00–16:05: ');
  });

  test.each([
    ['noHours', 'Meer tijd is er niet in de dagen van deze ronde'],
    ['closed', 'Op veel dagen van deze ronde is een universiteit of school van de groep dicht.'],
    ['teacherElsewhere', 'De docent heeft in deze ronde al veel andere bijeenkomsten.'],
    ['tooFewFree', 'hebben te veel studenten een sessie of een andere bijeenkomst.'],
  ] as const)('with few times, or none, says why: %s', async (fewer, why) => {
    for (const slots of [[tuesday], []]) {
      const card = await proposing(await started(), { kind: 'slotsProposed', group: 'B', slots, fewer });
      expect(card).toContain(why);
      expect(card).toContain(
        slots.length === 0 ? 'Ik vond geen tijd' : 'heeft niemand een sessie of vrije dag',
      );
    }
  });

  test('with five says nothing of the kind', async () => {
    const card = await proposing(await started(), {
      kind: 'slotsProposed',
      group: 'B',
      slots: [tuesday],
      fewer: null,
    });
    expect(card).not.toContain('Vandaar');
  });
});

test('a time of the offer at which the teacher has a group by now is refused, and the others are taken', async () => {
  const chat = await offered();
  await busyOn(chat, thursday.start);
  const before = await stored(chat);
  const reply = answer(await chat.as(theo).presses('round.offer', { ...ids, slots: 's1,s2' }));
  expect(reply).toContain('Op do 18 mrt, 15:00–16:05 heeft de docent intussen een andere groep');
  expect(await stored(chat)).toBe(before);
  await chat.as(theo).presses('round.offer', { ...ids, slots: 's1' });
  expect((await groupNow(chat)).poll?.slots).toEqual([tuesday]);
});

describe('another time for a meeting', () => {
  test('that does not suit everybody is confirmed with one tap, or changed', async () => {
    const chat = await scheduled(exams('2027-03-19'));
    const before = await stored(chat);
    const typed = { date: '2027-03-19', time: '10:15', room: 'zaal B' };
    const reply = await shifts(chat, typed);
    expect(answer(reply)).toContain('Nog niet opgeslagen. Wil je dit toch, of verander je iets?');
    expect(answer(reply)).toContain('3 studenten kunnen niet.');
    expect(await stored(chat)).toBe(before);
    expect(answer(await shifts(chat, { ...sureIn(replaced(reply)), ...typed }))).toContain(
      '✓ De tijd staat vast.',
    );
    expect((await groupNow(chat)).meeting).toMatchObject({ number: 2, slot: { room: 'zaal B' } });
    // Another room at the same time asks nothing.
    await shifts(chat, { ...typed, room: 'zaal C' });
    expect((await groupNow(chat)).meeting?.slot.room).toBe('zaal C');
  });

  test('at which nobody can is refused, sure or not', async () => {
    const chat = await scheduled();
    const before = await stored(chat);
    const typed = { date: '2027-03-23', time: '09:00', sure: 'B-20270323T0900' };
    expect(answer(await shifts(chat, typed))).toContain('hebben dan een eigen sessie.');
    expect(await stored(chat)).toBe(before);
  });

  test('counts the members of the day: whoever has left by then is not in the way', async () => {
    const { people } = roundTown();
    const chat = await scheduled({
      ...exams('2027-03-19'),
      people: people.map((person) =>
        person.university === 'leiden' ? { ...person, endedOn: '2027-03-15' } : person,
      ),
    });
    await shifts(chat, { date: '2027-03-19', time: '10:15' });
    expect((await groupNow(chat)).meeting?.number).toBe(2);
  });

  test('in a session that the teacher has as a student is confirmed as well', async () => {
    const { people, groups, pupils, pairs } = roundTown();
    const chat = await scheduled({
      people: [...people, aPerson({ email: theo, name: 'Theo' })],
      groups: groups.map((group) => (group.id === 'C' ? { ...group, students: [theo] } : group)),
      pupils: [...pupils, aPupil({ id: 'px' })],
      pairs: [...pairs, aPair({ student: theo, pupil: 'px', weekday: 3, start: '14:00', end: '15:00' })],
    });
    const reply = await shifts(chat, { date: '2027-03-17', time: '14:00' });
    expect(answer(reply)).toContain('De docent heeft dan een eigen sessie.');
    expect((await groupNow(chat)).meeting?.number).toBe(1);
    await shifts(chat, { ...sureIn(replaced(reply)), date: '2027-03-17', time: '14:00' });
    expect((await groupNow(chat)).meeting?.number).toBe(2);
  });
});

/** The evening before the meeting. */
const evening = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await scheduled(changes);
  moveTo(chat, '2027-03-17T19:30:00+01:00');
  return chat;
};

/** The meeting is on Thursday 18 March at three; messages go out from 08:30 to 19:00. */
describe('a change of which people hear late', () => {
  const early = { date: '2027-03-18', time: '08:15' };

  test('is confirmed when nobody can be told before it, and then nothing is promised', async () => {
    const chat = await evening();
    const doubted = await shifts(chat, early);
    expect(answer(doubted)).toContain(
      'Ann, Bas, Cem, Dia en Eva horen dit niet op tijd van mij. Bel of app zelf even.',
    );
    expect((await groupNow(chat)).meeting?.number).toBe(1);
    const sure = answer(await shifts(chat, { ...sureIn(replaced(doubted)), ...early }));
    expect((await groupNow(chat)).meeting?.number).toBe(2);
    expect(sure).toContain('✓ De tijd staat vast. Ann, Bas, Cem, Dia en Eva horen dit niet op tijd van mij.');
    expect(sure).not.toContain('✓ De tijd staat vast. Iedereen krijgt bericht');
  });

  test('counts those too who come at the old time before they hear of the new one', async () => {
    const chat = await scheduled();
    await shifts(chat, { ...early, sure: 'B-20270318T0815' });
    moveTo(chat, '2027-03-17T19:30:00+01:00');
    expect(answer(await shifts(chat, { date: '2027-03-18', time: '12:00' }))).toContain(
      'horen dit niet op tijd van mij',
    );
  });

  test('and is in time says when they hear: in English too', async () => {
    const chat = await evening();
    expect(answer(await shifts(chat, { date: '2027-03-18', time: '11:00' }))).toContain(
      '✓ De tijd staat vast. Iedereen krijgt bericht, uiterlijk do 18 mrt, 08:30.',
    );
    await chat.as(theo).says('taal en');
    expect(answer(await shifts(chat, { date: '2027-03-18', time: '12:00' }))).toContain(
      '✓ The time is set. Everybody gets a message, by Thu 18 Mar, 08:30.',
    );
  });

  test('names whom it does not reach because their days are closed', async () => {
    const chat = await scheduled(exams('2027-03-10', '2027-03-19'));
    moveTo(chat, '2027-03-10T10:00:00+01:00');
    const reply = answer(await shifts(chat, { date: '2027-03-22', time: '08:00' }));
    expect(reply).toContain('Ann, Bas en Cem horen dit niet op tijd van mij');
  });

  test('that hands the group over is confirmed, and the answer says when the other hears', async () => {
    const chat = await evening();
    await shifts(chat, { ...early, sure: 'B-20270318T0815' });
    const before = await stored(chat);
    const doubted = answer(await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke }));
    expect(doubted).toContain('Nog niet opgeslagen');
    expect(doubted).toContain('Hanneke hoort dit niet op tijd van mij. Bel of app zelf even.');
    expect(await stored(chat)).toBe(before);
    const sure = { ...ids, teacher: hanneke, sure: hanneke };
    expect(answer(await chat.as(theo).presses('round.handOver', sure))).toContain(
      'Hanneke leidt deze groep nu. Maar Hanneke hoort dit niet op tijd van mij: bel of app zelf even.',
    );
    expect((await groupNow(chat)).teacher).toBe(hanneke);
  });

  test('that hands the group over in time says so: to the teacher and to a coordinator', async () => {
    const [one, other] = [await evening(), await evening()];
    expect(answer(await one.as(theo).presses('round.handOver', { ...ids, teacher: hanneke }))).toContain(
      'Hanneke leidt deze groep nu, en krijgt daar bericht van: do 18 mrt, 08:30.',
    );
    expect(answer(await other.as(cora).presses('round.handOver', { ...ids, teacher: hanneke }))).toContain(
      '✓ Overgedragen. De nieuwe docent krijgt bericht, do 18 mrt, 08:30.',
    );
  });

  test('that calls the meeting off says beforehand and afterwards who does not hear', async () => {
    const chat = await evening();
    await shifts(chat, { ...early, sure: 'B-20270318T0815' });
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', ids)));
    expect(card).toContain('Ann, Bas, Cem, Dia en Eva horen dit niet op tijd van mij');
    expect(answer(await chat.as(theo).presses('round.cancelGroup', ids))).toContain(
      '✓ Afgezegd. Ann, Bas, Cem, Dia en Eva horen dit niet op tijd van mij',
    );
  });

  test('that passes the case on says so', async () => {
    const [early1, late] = [await evening(), await evening()];
    expect(answer(await early1.as(ann).presses('round.pass', { round: 'r1' }))).toContain(
      'en krijgt daar bericht van: do 18 mrt, 08:30.',
    );
    await shifts(late, { ...early, sure: 'B-20270318T0815' });
    expect(answer(await late.as(ann).presses('round.pass', { round: 'r1' }))).toContain(
      'Maar Bas hoort dit niet op tijd van mij',
    );
  });
});

test('nobody gets a group to lead of which they are a member', async () => {
  const chat = await scheduled({
    people: [...roundTown().people, aPerson({ email: ann, name: 'Ann', role: 'teacher' })],
  });
  const reply = answer(await chat.as(theo).presses('round.handOver', { ...ids, teacher: ann }));
  expect(reply).toContain('Dit is een student van deze groep');
  expect((await groupNow(chat)).teacher).toBe(theo);
});
