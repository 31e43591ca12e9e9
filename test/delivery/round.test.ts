/** Rounds walked from the first proposal to the last report: every message, its moment and its receiver. */
import { planDue } from '../../bot/delivery/planner';
import { directoryOf } from '../../bot/programme/directory';
import { roundsJson } from '../../bot/programme/rounds/roundsJson';
import { roundSource } from '../../bot/programme/rounds/timetable';
import type { Storage } from '../../bot/ports/storage';
import { aCoordinator, aPair, aPerson, aPupil, at } from '../builders';
import { plannerPorts } from '../fakes/plannerPorts';
import { solversAreOpen } from '../fakes/directSolvers';
import {
  ann,
  bas,
  cem,
  cora,
  dia,
  eva,
  five,
  hanneke,
  text,
  theo,
  thursday,
  town,
  weekly,
} from '../programme/rounds/story';
import { confirmed, polling, quiet, says, toEach, walk } from './roundWalk';

beforeAll(solversAreOpen);

const report = {
  kind: 'attended',
  group: 'B',
  present: five,
  method: null,
  advice: null,
  followUp: null,
} as const;

describe('a round', () => {
  test('goes from proposal to report; everybody hears each thing once, at its moment', async () => {
    const { when, delivered, group, slots } = await polling();
    const offered = (await group()).poll?.slots ?? [];
    expect(offered).toHaveLength(5);
    expect(offered.every(({ start }) => start > at('2027-03-10T16:00:00+01:00'))).toBe(true);
    expect(await delivered()).toEqual([
      '03-01 10:00 roundOffer theo r1 B',
      ...toEach('03-02 12:00 roundPoll', five),
    ]);
    const [first, second] = slots;
    await when('2027-03-03T09:00:00+01:00', ann, says(ann, [first, second]));
    await when('2027-03-03T09:00:00+01:00', bas, says(bas, [second]), says(cem, [second]));
    await when('2027-03-08T16:00:00+01:00');
    expect(await delivered()).toEqual(toEach('03-08 16:00 roundPollReminder', [dia, eva]));
    await when('2027-03-09T08:00:00+01:00', dia, says(dia, [second]));
    await when('2027-03-10T15:59:00+01:00');
    expect(await delivered()).toEqual([]);

    await when('2027-03-10T16:00:00+01:00');
    expect((await group()).meeting).toMatchObject({ number: 1, slot: { id: second } });
    expect(await delivered()).toEqual([
      // The meeting is Wednesday 17 March at nine: five weekdays before is now.
      '03-10 16:00 roundCase ann r1 B',
      ...toEach('03-10 16:00 roundInvite', [...five, theo]),
    ]);
    await when('2027-03-12T09:00:00+01:00', ann, { kind: 'caseWritten', group: 'B', student: ann, text });
    await when('2027-03-17T10:05:00+01:00');
    expect(await delivered()).toEqual([
      '03-12 16:00 roundReminder theo r1 B',
      ...toEach('03-16 16:00 roundAgenda', [...five, theo]),
      '03-17 10:05 roundReport theo r1 B',
    ]);
    await when('2027-03-17T10:30:00+01:00', theo, report);
    await when('2027-06-01T09:00:00+02:00');
    expect(await delivered()).toEqual([]);
  });

  test.each([
    ['planned and sent by one process', (storage: Storage) => storage.queueOf],
    ['left by one that died', () => () => ({ put: async () => {}, take: async () => [] })],
  ])('tells the time before it asks for the case, %s', async (_, queueOf) => {
    const { world, bot, when, slots } = await polling();
    await when(
      '2027-03-10T15:00:00+01:00',
      'bot',
      ...[ann, bas, cem, dia].map((who) => says(who, [slots[1]])),
    );
    const moment = at('2027-03-10T16:00:00+01:00');
    world.clock.moveTo(moment);
    const ports = { ...plannerPorts(world.storage), queueOf: queueOf(world.storage) };
    for (const loaded of bot.programmes.all()) await planDue(ports, loaded, moment);
    await bot.tick();
    const kinds = world.teams.sent.filter(({ to }) => to === ann).map(({ summary }) => summary.split('/')[0]);
    expect(kinds.slice(-2)).toEqual(['roundInvite', 'roundCase']);
  });

  test('passed through in one jump sends what steps would have sent', async () => {
    const [one, other] = [await polling(), await polling()];
    for (const moment of [
      '2027-03-08T15:00:00+01:00',
      '2027-03-08T17:00:00+01:00',
      '2027-03-20T00:00:00+01:00',
    ])
      await one.when(moment);
    await one.when('2027-04-10T00:00:00+02:00');
    await other.when('2027-04-10T00:00:00+02:00');
    expect(await one.delivered()).toEqual(await other.delivered());
  });

  test('a poll that everybody answered closes at once', async () => {
    const { when, delivered, slots, group } = await polling();
    await delivered();
    await when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [slots[1]])));
    expect((await group()).meeting?.slot.id).toBe(slots[1]);
    expect(await delivered()).toEqual(toEach('03-03 09:00 roundInvite', [...five, theo]));
  });

  test('with too few who can, teacher and coordinator are asked; a new poll asks everybody anew', async () => {
    const { when, delivered, slots, group } = await polling();
    await when('2027-03-03T09:00:00+01:00', 'bot', ...[ann, bas, cem].map((who) => says(who, [slots[0]])));
    await delivered();
    await when('2027-03-10T16:00:00+01:00');
    expect((await group()).offer).toMatchObject({ number: 2, isUndecided: true, best: slots[0] });
    expect((await delivered()).filter((line) => !line.includes('Reminder'))).toEqual(
      toEach('03-10 16:00 roundOffer', [cora, theo], 'r1 B 2'),
    );
    const again = { kind: 'slotsAccepted', group: 'B', slots: [thursday], answerBy: '2027-03-15' } as const;
    await when('2027-03-11T09:00:00+01:00', theo, again);
    expect(await delivered()).toEqual(toEach('03-11 09:00 roundPoll', five, 'r1 B 2'));
    await when('2027-03-11T10:00:00+01:00', 'bot', ...five.map((who) => says(who, ['s2'])));
    expect((await group()).meeting?.slot).toEqual(thursday);
  });

  test('without a time for a group, its teacher and the coordinator hear that at once', async () => {
    const closed = [{ from: '2027-03-10', to: '2027-03-26', label: null }];
    const { universities } = town().programme;
    const { when, delivered, group } = await walk(
      quiet({ universities: universities.map((one) => ({ ...one, closed })) }),
    );
    await when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
    expect((await group()).offer).toMatchObject({ slots: [], isUndecided: false });
    expect(await delivered()).toEqual(toEach('03-01 10:00 roundOffer', [cora, theo]));
  });

  test('of a teacher who takes part no longer the coordinator hears, who can hand the group over', async () => {
    const people = town().programme.people.map((person) =>
      person.email === theo ? { ...person, endedOn: '2027-02-20' } : person,
    );
    const { when, delivered } = await walk(quiet({ people }));
    await when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
    expect(await delivered()).toEqual(toEach('03-01 10:00 roundOffer', [cora]));
    await when('2027-03-01T11:00:00+01:00', cora, { kind: 'handedOver', group: 'B', teacher: hanneke });
    expect(await delivered()).toEqual(toEach('03-01 11:00 roundOffer', [hanneke]));
  });

  test('whose days pass without a time ends, and everybody it was about is told once', async () => {
    const { when, delivered } = await walk(quiet());
    await when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
    await when('2027-04-10T00:00:00+02:00');
    expect(await delivered()).toEqual([
      '03-01 10:00 roundOffer theo r1 B',
      ...toEach('03-26 08:30 roundCancelled', [ann, bas, cem, cora, dia, eva, theo]),
    ]);
  });

  test('that is called off tells all but who did it, and nothing more comes', async () => {
    const { when, delivered } = await polling();
    await delivered();
    await when('2027-03-03T09:00:00+01:00', cora, { kind: 'cancelled' });
    await when('2027-06-01T09:00:00+02:00');
    expect(await delivered()).toEqual(toEach('03-03 09:00 roundCancelled', [...five, theo]));
  });
});

describe('who joins later', () => {
  const noor = 'noor@uni.example';
  const withNoor = {
    people: [...town().programme.people, aPerson({ email: noor, university: 'leiden' })],
    pupils: [...town().programme.pupils, aPupil({ id: 'p9', school: 'jdw' })],
    pairs: [...quiet().pairs, aPair({ student: noor, pupil: 'p9', until: '2027-02-01' })],
  };

  test('gets a group when the import is seen, and is asked what the others were asked', async () => {
    const { world, when, delivered, group } = await polling();
    await delivered();
    await world.import(quiet(withNoor));
    await world.install(quiet(withNoor));
    await when('2027-03-03T09:00:00+01:00');
    expect((await group()).students).toEqual([...five, noor]);
    expect(await delivered()).toEqual(toEach('03-02 12:00 roundPoll', [noor]));
  });

  test('while the teacher chooses times is asked with the others', async () => {
    const { world, when, delivered, group } = await walk(quiet());
    await when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
    await world.import(quiet(withNoor));
    await world.install(quiet(withNoor));
    await when('2027-03-02T09:00:00+01:00');
    const { offer, students } = await group();
    expect(students).toEqual([...five, noor]);
    expect(await delivered()).toEqual(['03-01 10:00 roundOffer theo r1 B']);
    const slots = offer?.slots ?? [];
    const accepted = { kind: 'slotsAccepted', group: 'B', slots, answerBy: '2027-03-10' } as const;
    await when('2027-03-02T12:00:00+01:00', theo, accepted);
    expect(await delivered()).toEqual(toEach('03-02 12:00 roundPoll', [...five, noor]));
  });

  test('while it is asked what to do with too few is invited once a time is taken', async () => {
    const { world, when, delivered, slots, group } = await polling();
    await when('2027-03-03T09:00:00+01:00', 'bot', ...[ann, bas, cem].map((who) => says(who, [slots[0]])));
    await when('2027-03-10T16:00:00+01:00');
    expect((await group()).offer).toMatchObject({ isUndecided: true, best: slots[0] });
    await world.import(quiet(withNoor));
    await world.install(quiet(withNoor));
    await delivered();
    await when('2027-03-11T09:00:00+01:00');
    expect((await group()).students).toEqual([...five, noor]);
    expect(await delivered()).toEqual([]);
    await when('2027-03-11T10:00:00+01:00', theo, { kind: 'slotChosen', group: 'B', slot: slots[0] });
    expect((await delivered()).filter((line) => line.includes('roundInvite'))).toEqual(
      toEach('03-11 10:00 roundInvite', [...five, noor, theo].toSorted()),
    );
  });

  test('is invited to a meeting that is set, and is in turn for the case', async () => {
    const { world, when, delivered, slots, group } = await polling();
    await when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [slots[1]])));
    await delivered();
    await world.import(quiet(withNoor));
    await world.install(quiet(withNoor));
    await when('2027-03-04T09:00:00+01:00');
    expect(await delivered()).toEqual(toEach('03-03 09:00 roundInvite', [noor]));
    expect((await group()).students).toContain(noor);
  });

  test('goes to the group that the roster gives them, and to no other when that is not in the round', async () => {
    const { world, when, group } = await polling();
    const inC = { id: 'C', teacher: hanneke, students: [noor], meeting: null };
    await world.import(quiet({ ...withNoor, groups: [...quiet().groups, inC] }));
    await when('2027-03-03T09:00:00+01:00');
    expect((await group()).students).toEqual(five);
    const [groupB] = quiet().groups;
    if (groupB === undefined) throw new Error('group B');
    await world.import(quiet({ ...withNoor, groups: [{ ...groupB, students: [...five, noor] }] }));
    await when('2027-03-04T09:00:00+01:00');
    expect((await group()).students).toEqual([...five, noor]);
  });

  test('stays out when a person took them out', async () => {
    const { world, when, delivered, group } = await polling();
    await world.import(quiet(withNoor));
    await when('2027-03-03T09:00:00+01:00');
    await when('2027-03-03T10:00:00+01:00', cora, { kind: 'moved', student: noor, group: null });
    await delivered();
    await when('2027-03-12T10:00:00+01:00');
    expect((await group()).students).toEqual(five);
    expect((await delivered()).filter((line) => line.includes('noor'))).toEqual([]);
  });

  test('of ten who join, four find room: nine are in a group', async () => {
    const many = Array.from({ length: 10 }, (_, n) => `new${n}@uni.example`);
    const { world, when, group, bot } = await polling();
    const people = [
      ...town().programme.people,
      ...many.map((email) => aPerson({ email, university: 'leiden' })),
    ];
    await world.import(quiet({ people }));
    await when('2027-03-03T09:00:00+01:00');
    expect((await group()).students).toEqual([...five, ...many.slice(0, 4)]);
    const before = (await world.storage.rounds.heads('hmp')).rounds[0]?.facts;
    await bot.tick();
    expect((await world.storage.rounds.heads('hmp')).rounds[0]?.facts).toBe(before);
  });
});

/** A week of a group with a fixed time of which nobody says anything. */
const week = (id: string, bringer: string, days: readonly string[]): readonly string[] => {
  const [asked, remind, again, before, day, after] = days;
  return [
    `${asked} roundCase ${bringer} ${id} A`,
    `${remind} roundReminder theo ${id} A`,
    `${again} roundCaseReminder ${bringer} ${id} A`,
    ...toEach(`${before} roundAgenda`, [...five, theo], `${id} A`),
    `${day} roundReport theo ${id} A`,
    `${after} roundReportReminder theo ${id} A`,
  ];
};

describe('groups with a fixed time', () => {
  test('are invited once, and every week has its case, agenda and report', async () => {
    const { when, delivered, world } = await walk(
      quiet({ start: '2027-03-15', end: '2027-03-26', groups: [weekly()] }),
    );
    await when('2027-04-10T00:00:00+02:00');
    const series = 'weekly-2-1115 A';
    const all = await delivered();
    expect(all.filter((line) => line.includes('weekly'))).toEqual(
      toEach('03-02 16:00 roundInvite', [...five, theo], series),
    );
    expect(all.filter((line) => line.includes('W11'))).toEqual(
      week('2027-W11', 'ann', [
        '03-09 16:00',
        '03-11 16:00',
        '03-12 16:00',
        '03-15 16:00',
        '03-16 12:20',
        '03-17 16:00',
      ]),
    );
    expect(all.filter((line) => line.includes('W12'))).toEqual(
      week('2027-W12', 'bas', [
        '03-16 16:00',
        '03-18 16:00',
        '03-19 16:00',
        '03-22 16:00',
        '03-23 12:20',
        '03-24 16:00',
      ]),
    );
    const assigned = await world.storage.rounds.facts('hmp', '2027-W12', 0);
    expect(assigned).toMatchObject([
      { kind: 'announced', teacher: theo, members: five, at: at('2027-03-09T16:00:00+01:00') },
      { kind: 'caseAssigned', student: bas, by: 'bot', at: at('2027-03-16T16:00:00+01:00') },
      { kind: 'begun', teacher: theo, members: five, at: at('2027-03-23T11:15:00+01:00') },
    ]);
  });

  test('keep who met when, whatever is imported after that; the weeks to come follow the roster', async () => {
    const before = quiet({
      start: '2027-03-15',
      end: '2027-03-26',
      groups: [weekly({ students: five.slice(0, 4) })],
    });
    const { when, world } = await walk(before);
    await when('2027-03-16T11:15:00+01:00');
    const wednesday = { weekday: 3 as const, start: '15:00', end: '16:05', room: null };
    const after = { ...before, groups: [weekly({ teacher: hanneke, meeting: wednesday })] };
    await world.import(after);
    await when('2027-03-16T12:00:00+01:00');
    await when('2027-03-25T12:00:00+01:00');
    const heads = (await world.storage.rounds.heads('hmp')).rounds;
    const facts = await Promise.all(heads.map(({ round }) => world.storage.rounds.facts('hmp', round, 0)));
    const seen = roundsJson(roundSource(directoryOf(after), facts.flat()), world.clock.now());
    const shown = seen.map(({ round, groups }) => [
      round,
      groups[0]?.teacher,
      groups[0]?.students,
      groups[0]?.slot?.start,
    ]);
    expect(shown).toEqual([
      ['2027-W11', theo, five.slice(0, 4), '2027-03-16T11:15:00+01:00'],
      ['2027-W12', hanneke, five, '2027-03-24T15:00:00+01:00'],
    ]);
  });
});

test('a coordinator of another school hears nothing of a round', async () => {
  const people = [...town().programme.people, aCoordinator({ email: 'other@hmp.example', schools: ['zwc'] })];
  const { when, delivered } = await walk(quiet({ people }));
  await when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
  await when('2027-04-10T00:00:00+02:00');
  expect((await delivered()).filter((line) => line.includes('other'))).toEqual([]);
});
