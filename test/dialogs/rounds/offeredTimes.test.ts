/** What a teacher is asked about before a time is offered that does not suit everybody. */
import type { NewRoundStep } from '../../../bot/ports/rounds';
import { ofType } from '../../cards/cardProblems';
import { weekly } from '../../programme/rounds/story';
import { replaced, type Chat } from '../chat';
import { happen } from '../happening';
import {
  ann,
  answer,
  bas,
  below,
  groupNow,
  hanneke,
  ids,
  monday,
  offered,
  roundTown,
  started,
  stored,
  theo,
  thursday,
  tuesday,
} from '../roundChat';
import { exams, sureIn } from './sure';

const offers = (chat: Chat, data: Readonly<Record<string, string>>) =>
  chat.as(theo).presses('round.offer', { ...ids, use: 'times', ...data });

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
    expect(card.match(/Dit is buiten 09:00–\u206021:00\./g)).toHaveLength(2);
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
      'di 16 mrt, 15:00–\u206016:05: Op dinsdag 16 maart is Universiteit Leiden dicht (Tentamens): 3 studenten kunnen niet.',
    );
    expect(card).not.toContain('do 18 mrt, 15:00–\u206016:05: ');
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
  expect(reply).toContain('Op do 18 mrt, 15:00–\u206016:05 heeft de docent intussen een andere groep');
  expect(await stored(chat)).toBe(before);
  await chat.as(theo).presses('round.offer', { ...ids, slots: 's1' });
  expect((await groupNow(chat)).poll?.slots).toEqual([tuesday]);
});
