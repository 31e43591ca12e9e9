import { choicesDue, offersDue } from '../../../bot/programme/rounds/decisions';
import {
  isBehind,
  rosterChanges,
  standingGroups,
  studentsWithoutGroup,
} from '../../../bot/programme/rounds/standing';
import { placeOf } from '../../../bot/programme/rounds/state';
import {
  firstPolledDay,
  groupStatus,
  hasLapsed,
  pollDay,
  roundStatus,
} from '../../../bot/programme/rounds/status';
import { aGroup, aPerson, at } from '../../builders';
import {
  ann,
  aSlot,
  attended,
  bas,
  cem,
  cora,
  dia,
  eva,
  five,
  hanneke,
  offered,
  polled,
  scheduled,
  setup,
  sourceOf,
  theo,
  thursday,
  town,
  tuesday,
  weekly,
  type Told,
} from './story';

const statusOf = (steps: readonly Told[], moment: string): string => {
  const { directory, book } = sourceOf(steps);
  const place = placeOf(book, 'r1', 'B');
  const [round] = book;
  if (round === undefined) return 'none';
  const ofGroup = place === null ? '-' : groupStatus(directory, place, at(moment));
  return `${roundStatus(directory, round, at(moment))} ${ofGroup}`;
};

const undecided: Told = ['2027-03-10T16:00:00+01:00', { kind: 'undecided', best: 's2' }];

describe('a round with one group', () => {
  test.each<[string, readonly Told[], string]>([
    ['draft -', offered.slice(0, 1), '2027-03-01T10:00:00+01:00'],
    ['draft draft', offered.slice(0, 2), '2027-03-01T10:00:00+01:00'],
    ['closed lapsed', offered.slice(0, 2), '2027-03-26T00:00:00+01:00'],
    ['offering offering', offered.slice(0, 3), '2027-03-01T10:01:00+01:00'],
    ['offering offering', offered, '2027-03-01T10:05:00+01:00'],
    ['polling polling', polled, '2027-03-02T12:00:00+01:00'],
    ['polling undecided', [...polled, undecided], '2027-03-10T16:00:00+01:00'],
    ['closed lapsed', polled, '2027-03-26T00:00:00+01:00'],
    ['polling polling', polled, '2027-03-25T23:59:59+01:00'],
    ['scheduled scheduled', scheduled, '2027-03-18T16:04:59+01:00'],
    ['held held', scheduled, '2027-03-18T16:05:00+01:00'],
    ['held held', scheduled, '2027-04-01T16:04:59+02:00'],
    ['closed closed', scheduled, '2027-04-01T16:05:00+02:00'],
    [
      'closed closed',
      [...scheduled, attended('2027-03-18T16:10:00+01:00', five)],
      '2027-03-18T16:10:00+01:00',
    ],
    [
      'cancelled cancelled',
      [...polled, ['2027-03-03T10:00:00+01:00', { kind: 'cancelled' }, cora]],
      '2027-03-03T10:00:00+01:00',
    ],
    [
      'cancelled cancelled',
      [...polled, ['2027-03-03T10:00:00+01:00', { kind: 'groupCancelled' }, theo]],
      '2027-03-03T10:00:00+01:00',
    ],
    [
      'cancelled cancelled',
      [...scheduled, ['2027-03-18T16:04:59+01:00', { kind: 'cancelled' }, cora]],
      '2027-03-18T16:05:00+01:00',
    ],
    // What had taken place by then is not called off.
    [
      'cancelled held',
      [...scheduled, ['2027-03-18T16:05:00+01:00', { kind: 'cancelled' }, cora]],
      '2027-03-18T16:05:00+01:00',
    ],
    ['none', polled.slice(1), '2027-03-03T10:00:00+01:00'],
  ])('is %s', (expected, steps, moment) => {
    expect(statusOf(steps, moment)).toBe(expected);
  });

  test('stands where the group does that is least far, and says when its days passed', () => {
    const two: readonly Told[] = [
      ['2027-03-01T10:00:00+01:00', { kind: 'created', setup }, cora],
      [
        '2027-03-01T10:00:00+01:00',
        {
          kind: 'proposed',
          groups: [
            { id: 'B', teacher: theo, students: [ann, bas] },
            { id: 'C', teacher: hanneke, students: [cem, dia, eva] },
          ],
        },
      ],
      ['2027-03-01T10:00:00+01:00', { kind: 'confirmed' }, cora],
      ['2027-03-02T10:00:00+01:00', { kind: 'shifted', slot: tuesday }, theo],
    ];
    const { directory, book } = sourceOf(two);
    const [round] = book;
    if (round === undefined) throw new Error('no round');
    const moments = ['2027-03-17T00:00:00+01:00', '2027-03-26T00:00:00+01:00', '2027-03-31T00:00:00+02:00'];
    expect(moments.map((moment) => roundStatus(directory, round, at(moment)))).toEqual([
      'offering',
      'held',
      'closed',
    ]);
    expect(hasLapsed(directory, round, at('2027-03-31T00:00:00+02:00'))).toBe(false);
    const [alone] = sourceOf(polled).book;
    expect(alone !== undefined && hasLapsed(directory, alone, at('2027-03-26T00:00:00+01:00'))).toBe(true);
    expect(alone !== undefined && hasLapsed(directory, alone, at('2027-03-25T23:00:00+01:00'))).toBe(false);
  });
});

test.each([
  ['its own day, also when it opens on that morning', '2027-03-10T11:59:00+01:00', '2027-03-10'],
  [
    'three weekdays on from that noon: nobody can answer in five minutes',
    '2027-03-10T12:00:00+01:00',
    '2027-03-15',
  ],
  ['but not after the weekday before the first slot', '2027-03-11T09:00:00+01:00', '2027-03-15'],
  ['and not in the past', '2027-03-16T10:00:00+01:00', '2027-03-16'],
  ['nor on this afternoon when that has begun', '2027-03-16T12:00:00+01:00', '2027-03-17'],
])('a poll closes on %s', (_, openedAt, day) => {
  const { directory, book } = sourceOf(offered);
  const [round] = book;
  expect(round === undefined ? null : pollDay(directory, round, [tuesday, thursday], at(openedAt))).toBe(day);
});

test.each([
  ['at noon of the day to answer', '2027-03-10T12:00:00+01:00', '2027-03-15'],
  ['on a Thursday, over the weekend', '2027-03-11T09:00:00+01:00', '2027-03-16'],
])('a poll about times that are far off and that opens %s closes three weekdays on', (_, openedAt, day) => {
  const { directory, book } = sourceOf(offered);
  const [round] = book;
  const slot = aSlot('s9', '2027-03-25T15:00:00+01:00');
  expect(round === undefined ? null : pollDay(directory, round, [slot], at(openedAt))).toBe(day);
});

describe('the first day that a group can be asked about', () => {
  test.each([
    ['comes after the day to answer', '2027-03-09T10:00:00+01:00', '2027-03-11'],
    ['is tomorrow when a poll can still close today', '2027-03-15T11:59:00+01:00', '2027-03-16'],
    ['and the day after that when it cannot', '2027-03-15T12:00:00+01:00', '2027-03-17'],
    ['also on the day to answer itself', '2027-03-10T12:00:00+01:00', '2027-03-12'],
    ['or after Monday, from Friday afternoon on', '2027-03-19T17:00:00+01:00', '2027-03-23'],
    ['and in the weekend, when nobody is asked', '2027-03-20T10:00:00+01:00', '2027-03-23'],
  ])('%s', (_, now, day) => {
    const { directory, book } = sourceOf(offered);
    const [round] = book;
    if (round === undefined) throw new Error('no round');
    expect(firstPolledDay(directory, round, at(now))).toBe(day);
    const slot = aSlot('s9', `${day}T07:00:00+01:00`);
    expect(pollDay(directory, round, [slot], at(now)) < day).toBe(true);
  });
});

const due = (steps: readonly Told[], moment: string, directory = town()): string => {
  const source = sourceOf(steps, directory);
  return `${offersDue(source, at(moment)).length} ${choicesDue(source, at(moment)).length}`;
};

const suits = (steps: readonly Told[]) =>
  placeOf(sourceOf(steps).book, 'r1', 'B')?.group.poll?.answers.get(ann);

const accept = (slots: readonly (typeof tuesday)[]): Told => [
  '2027-03-04T09:00:00+01:00',
  { kind: 'slotsAccepted', slots, answerBy: '2027-03-10' },
  theo,
];

describe('what the bot has to decide', () => {
  const answers = five.map((student, index): Told => [
    `2027-03-03T0${index}:00:00+01:00`,
    { kind: 'available', student, slots: ['s1'] },
    student,
  ]);

  test.each<[string, string, readonly Told[], string]>([
    ['slots, when a round is confirmed', '1 0', offered.slice(0, 3), '2027-03-01T10:00:00+01:00'],
    ['nothing while the teacher is asked', '0 0', offered, '2027-03-02T10:00:00+01:00'],
    ['nothing while the poll is open', '0 0', [...polled, ...answers.slice(1)], '2027-03-10T15:59:00+01:00'],
    ['a time, as soon as all have answered', '0 1', [...polled, ...answers], '2027-03-03T04:00:00+01:00'],
    ['a time, when the poll is over', '0 1', polled, '2027-03-10T16:00:00+01:00'],
    ['nothing once it is decided', '0 0', scheduled, '2027-03-10T16:00:00+01:00'],
    [
      'nothing while teacher and coordinator are asked',
      '0 0',
      [...polled, undecided],
      '2027-03-10T16:00:00+01:00',
    ],
    ['nothing when the days are over', '0 0', polled, '2027-03-26T00:00:00+01:00'],
  ])('%s', (_, expected, steps, moment) => {
    expect(due(steps, moment)).toBe(expected);
  });

  test.each([
    ['2027-03-04', '0 1', 'a time, for who has not answered has left'],
    ['2027-03-05', '0 0', 'nothing while they take part'],
  ])('four answered, and the fifth leaves on %s: %s, %s', (endedOn, expected) => {
    const people = town().programme.people.map((person) =>
      person.email === ann ? { ...person, endedOn } : person,
    );
    const four = [...polled, ...answers.slice(1)];
    expect(due(four, '2027-03-04T10:00:00+01:00')).toBe('0 0');
    expect(due(four, '2027-03-04T10:00:00+01:00', town({ people }))).toBe(expected);
  });

  test('an answer can be changed until the poll closes, and counts for its slots only', () => {
    const changed: readonly Told[] = [
      ...polled,
      ['2027-03-03T09:00:00+01:00', { kind: 'available', student: ann, slots: ['s1', 'x'] }, ann],
      ['2027-03-03T09:00:00+01:00', { kind: 'available', student: ann, slots: ['s2', 's1'] }, ann],
      ['2027-03-10T16:00:00+01:00', { kind: 'available', student: ann, slots: [] }, ann],
    ];
    expect(suits(changed.slice(0, -2))).toEqual(['s1']);
    expect(suits(changed)).toEqual(['s1', 's2']);
  });

  test('a teacher who strikes a slot off keeps the answers; another slot asks anew', () => {
    const answered: readonly Told[] = [...polled, ...answers];
    const poll = (step: Told) => placeOf(sourceOf([...answered, step]).book, 'r1', 'B')?.group.poll;
    expect(poll(accept([tuesday]))).toMatchObject({ number: 1, slots: [tuesday] });
    expect(poll(accept([tuesday]))?.answers.size).toBe(5);
    expect(poll(accept([thursday]))?.answers.get(ann)).toEqual([]);
    expect(poll(accept([tuesday, aSlot('s9', '2027-03-19T15:00:00+01:00')]))).toMatchObject({
      number: 2,
      answers: new Map(),
    });
    expect(poll(accept([]))).toMatchObject({ number: 1, slots: [tuesday, thursday] });
  });
});

/** The town whose group B the roster gives to a teacher; Hanneke may have left. */
const ledBy = (teacher: string, endedOn: string | null = null) =>
  town({
    groups: [aGroup({ id: 'B', teacher, students: five })],
    people: town().programme.people.map((person) =>
      person.email === hanneke ? { ...person, endedOn } : person,
    ),
  });

describe('the groups a new round takes over', () => {
  const fixed = weekly({ students: [eva] });
  const directory = town({ groups: [fixed, aGroup({ id: 'B', teacher: theo, students: [ann, bas, cem] })] });

  test('are those of the roster without a fixed time', () => {
    expect(standingGroups(directory, [], '2027-03-01')).toEqual([
      { id: 'B', teacher: theo, students: [ann, bas, cem] },
    ]);
    expect(
      studentsWithoutGroup(directory, standingGroups(directory, [], '2027-03-01'), '2027-03-01'),
    ).toEqual([dia]);
  });

  test.each([
    ['2027-03-18T16:04:59+01:00', false],
    ['2027-03-18T16:05:00+01:00', true],
  ])('are those of a round that was called off at %s: %s, for they had met', (moment, areKept) => {
    const none = town({ groups: [] });
    const steps: readonly Told[] = [...scheduled, [moment, { kind: 'cancelled' }, cora]];
    const kept = { id: 'B', teacher: theo, students: five };
    expect(standingGroups(none, sourceOf(steps, none).book, '2027-03-19')).toEqual(areKept ? [kept] : []);
  });

  const handedOver: Told = ['2027-03-19T10:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, cora];

  test.each([
    ['the roster says now', hanneke, scheduled, ledBy(hanneke)],
    ['the roster says, for it was handed over in its round', theo, [...scheduled, handedOver], ledBy(theo)],
    ['led it last, when whom the roster says has left', theo, scheduled, ledBy(hanneke, '2027-03-20')],
    [
      'it was handed over to, where the roster has no such group',
      hanneke,
      [...scheduled, handedOver],
      town({ groups: [] }),
    ],
  ])('are led by whom %s', (_, teacher, steps: readonly Told[], roster) => {
    const [group] = standingGroups(roster, sourceOf(steps, roster).book, '2027-03-20');
    expect(group?.teacher).toBe(teacher);
  });

  test('have whom the roster names where it says, and tell the differences', () => {
    const moved = town({
      groups: [
        aGroup({ id: 'B', teacher: hanneke, students: [bas, cem] }),
        aGroup({ id: 'C', teacher: theo, students: [ann] }),
        weekly({ students: [dia] }),
      ],
    });
    const { book } = sourceOf(scheduled, moved);
    expect(standingGroups(moved, book, '2027-03-20')).toEqual([
      { id: 'B', teacher: hanneke, students: [bas, cem, eva] },
      { id: 'C', teacher: theo, students: [ann] },
    ]);
    expect(rosterChanges(moved, book, '2027-03-20')).toEqual({
      students: [
        { student: ann, from: 'B', to: 'C' },
        { student: dia, from: 'B', to: null },
      ],
      teachers: [{ group: 'B', from: theo, to: hanneke }],
    });
    expect(rosterChanges(town(), sourceOf(scheduled).book, '2027-03-20')).toEqual({
      students: [],
      teachers: [],
    });
  });

  test('follow the roster although somebody moved a student in a proposal that has not started', () => {
    const moved = town({
      groups: [
        aGroup({ id: 'B', teacher: theo, students: [bas, cem, dia, eva] }),
        aGroup({ id: 'C', teacher: hanneke, students: [ann] }),
      ],
    });
    const groups = standingGroups(moved, sourceOf(scheduled, moved).book, '2027-03-20');
    const draft: readonly Told[] = [
      ['2027-03-20T10:00:00+01:00', { kind: 'created', setup }, cora, 'r2'],
      ['2027-03-20T10:00:00+01:00', { kind: 'proposed', groups }, 'bot', 'r2'],
      ['2027-03-20T10:01:00+01:00', { kind: 'moved', student: ann, group: 'B' }, cora, 'r2'],
    ];
    const { book } = sourceOf([...scheduled, ...draft], moved);
    expect(standingGroups(moved, book, '2027-03-20')).toEqual(groups);
    const [proposal] = book.filter(({ id }) => id === 'r2');
    expect(proposal && isBehind(moved, book, proposal, '2027-03-20')).toBe(false);
  });

  test('are not those with a fixed time by now, and nobody leads one as a member', () => {
    const fixedNow = town({ groups: [weekly({ id: 'B' })] });
    expect(standingGroups(fixedNow, sourceOf(scheduled, fixedNow).book, '2027-03-20')).toEqual([]);
    const inBoth = town({ groups: [weekly(), aGroup({ id: 'B', teacher: theo, students: five })] });
    expect(standingGroups(inBoth, [], '2027-03-20')).toEqual([{ id: 'B', teacher: theo, students: five }]);
    const both = town({
      people: [...town().programme.people, aPerson({ email: ann, role: 'teacher', university: null })],
      groups: [aGroup({ id: 'B', teacher: ann, students: five })],
    });
    expect(standingGroups(both, [], '2027-03-20')).toEqual([
      { id: 'B', teacher: ann, students: [bas, cem, dia, eva] },
    ]);
  });

  test('are those of the newest round, with who has come and without who has left', () => {
    const steps: readonly Told[] = [
      offered[0] ?? ['', { kind: 'confirmed' }],
      [
        '2027-03-01T10:00:00+01:00',
        {
          kind: 'proposed',
          groups: [
            { id: 'B', teacher: hanneke, students: [ann, bas] },
            { id: 'r1-1', teacher: theo, students: [dia] },
          ],
        },
      ],
      ['2027-03-01T10:01:00+01:00', { kind: 'moved', student: bas, group: 'r1-1' }, cora],
      ['2027-03-01T10:02:00+01:00', { kind: 'confirmed' }, cora],
    ];
    const people = directory.programme.people.map((person) =>
      person.email === ann ? { ...person, endedOn: '2027-03-20' } : person,
    );
    const later = town({ people, groups: directory.programme.groups });
    expect(standingGroups(later, sourceOf(steps, later).book, '2027-03-20')).toEqual([
      { id: 'B', teacher: theo, students: [cem] },
      { id: 'r1-1', teacher: theo, students: [dia, bas] },
    ]);
  });
});
