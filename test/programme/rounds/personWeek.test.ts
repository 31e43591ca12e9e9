import { addDays, mondayOf } from '../../../bot/programme/calendar';
import { personWeek } from '../../../bot/programme/rounds/personWeek';
import { roundsJson } from '../../../bot/programme/rounds/roundsJson';
import { aGroup, aPerson, at } from '../../builders';
import {
  announced,
  ann,
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
  sourceOf,
  text,
  theo,
  thursday,
  town,
  weekly,
  type Told,
} from './story';

const meetingWeek = { from: '2027-03-15', to: '2027-03-21' };
const weekOf = (told: readonly Told[], who: string, moment: string, days = meetingWeek) =>
  personWeek(sourceOf(told), who, days, at(moment));
const asked = (told: readonly Told[], who: string, moment: string): string[] => {
  const { calendar } = town();
  return weekOf(told, who, moment).asked.map(
    ({ what, group, until }) => `${what} ${group.id} ${calendar.iso(until).slice(0, 16)}`,
  );
};

const assigned: Told = [
  '2027-03-10T16:00:00+01:00',
  { kind: 'caseAssigned', student: ann, members: [ann, bas, cem, dia, eva] },
];
const written: Told = ['2027-03-11T12:00:00+01:00', { kind: 'caseWritten', student: ann, text }, ann];
const undecided: readonly Told[] = [
  ...polled,
  ['2027-03-10T16:00:00+01:00', { kind: 'undecided', best: 's2' }],
];

describe('what somebody is asked', () => {
  test.each<[string, readonly Told[], string, string, string[]]>([
    ['a teacher, for slots', offered, theo, '2027-03-01T11:00:00+01:00', ['offer B 2027-03-26T00:00']],
    ['not once they are accepted', polled, theo, '2027-03-02T12:00:00+01:00', []],
    ['nor once the days are over', offered, theo, '2027-03-26T00:00:00+01:00', []],
    [
      'a teacher, what to do with too few',
      undecided,
      theo,
      '2027-03-10T16:00:00+01:00',
      ['undecided B 2027-03-26T00:00'],
    ],
    ['a member, which slots suit', polled, eva, '2027-03-10T15:59:00+01:00', ['poll B 2027-03-10T16:00']],
    ['not after the poll is over', polled, eva, '2027-03-10T16:00:00+01:00', []],
    ['nor who has answered', scheduled.slice(0, 6), ann, '2027-03-03T10:00:00+01:00', []],
    [
      'the bringer, for the case',
      [...scheduled, assigned],
      ann,
      '2027-03-11T09:00:00+01:00',
      ['case B 2027-03-18T15:00'],
    ],
    ['not who wrote it', [...scheduled, assigned, written], ann, '2027-03-12T09:00:00+01:00', []],
    ['nor another member', [...scheduled, assigned], bas, '2027-03-11T09:00:00+01:00', []],
    ['nor after it began', [...scheduled, assigned], ann, '2027-03-18T15:00:00+01:00', []],
    ['a teacher, who was there', scheduled, theo, '2027-03-18T16:05:00+01:00', ['report B 2027-04-01T16:05']],
    ['not before the end', scheduled, theo, '2027-03-18T16:04:00+01:00', []],
    [
      'nor with a report',
      [...scheduled, attended('2027-03-18T16:10:00+01:00', [ann])],
      theo,
      '2027-03-18T16:20:00+01:00',
      [],
    ],
    ['nor a colleague', scheduled, hanneke, '2027-03-18T16:20:00+01:00', []],
    ['nor the coordinator', offered, cora, '2027-03-01T11:00:00+01:00', []],
  ])('%s', (_, told, who, moment, expected) => {
    expect(asked(told, who, moment)).toEqual(expected);
  });
});

const days = (from: string, to: string): number =>
  weekOf(scheduled, theo, '2027-03-11T09:00:00+01:00', { from, to }).meetings.length;

describe('the meetings of a week', () => {
  test('say who comes, who does not, who brings the case and whether it is there', () => {
    for (const [who, as] of [
      [theo, 'teacher'],
      [eva, 'student'],
    ] as const) {
      const { meetings } = weekOf([...scheduled, assigned], who, '2027-03-15T09:00:00+01:00');
      expect(meetings).toMatchObject([
        {
          as,
          isOff: false,
          bringer: ann,
          isWritten: false,
          expected: { coming: [ann, bas, cem, dia], notComing: [], unknown: [eva] },
        },
      ]);
    }
    const then = weekOf([...scheduled, assigned, written], theo, '2027-03-15T09:00:00+01:00');
    expect(then.meetings).toMatchObject([{ isWritten: true }]);
  });

  test('are those from Monday to Sunday', () => {
    expect([days('2027-03-08', '2027-03-14'), days('2027-03-18', '2027-03-18')]).toEqual([0, 1]);
    expect(days('2027-03-19', '2027-03-25')).toBe(0);
  });

  test('are told when they are off', () => {
    const off: Told = ['2027-03-15T08:00:00+01:00', { kind: 'groupCancelled' }, theo];
    expect(weekOf([...scheduled, off], ann, '2027-03-15T09:00:00+01:00').meetings).toMatchObject([
      { isOff: true },
    ]);
  });

  test('of several groups come in order', () => {
    const directory = town({
      groups: [
        weekly(),
        weekly({ id: 'C', meeting: { weekday: 1, start: '10:00', end: '11:05', room: null } }),
      ],
    });
    const { meetings } = personWeek(
      sourceOf([], directory),
      theo,
      meetingWeek,
      at('2027-03-15T09:00:00+01:00'),
    );
    expect(meetings.map(({ group }) => group.id)).toEqual(['C', 'A']);
  });
});

/** The groups of somebody without a meeting left in the week of a moment: where they stand, and when they meet. */
const ahead = (told: readonly Told[], moment: string, who = theo, directory = town()) => {
  const today = moment.slice(0, 10);
  const monday = mondayOf(today);
  const week = { from: monday, to: addDays(monday, 6) };
  return personWeek(sourceOf(told, directory), who, week, at(moment)).ahead.map(({ group, status, next }) => [
    group.id,
    status,
    next === null ? null : new Date(next.meeting.slot.start).toISOString(),
  ]);
};
describe('the groups that do not meet any more this week', () => {
  const met = attended('2027-03-18T16:10:00+01:00', [ann]);

  test.each<[string, readonly Told[], string, string, readonly unknown[]]>([
    [
      'a meeting after Sunday',
      [...scheduled, assigned],
      '2027-03-11T09:00:00+01:00',
      theo,
      [['B', 'scheduled', '2027-03-18T14:00:00.000Z']],
    ],
    ['not one of this week', [...scheduled, assigned], '2027-03-15T09:00:00+01:00', theo, []],
    ['not what has been this week', [...scheduled, met], '2027-03-19T09:00:00+01:00', theo, []],
    ['a search for a time', polled, '2027-03-03T09:00:00+01:00', theo, [['B', 'polling', null]]],
    [
      'that nothing is set since it met',
      [...scheduled, met],
      '2027-03-23T09:00:00+01:00',
      theo,
      [['B', 'closed', null]],
    ],
    ['a search for a time to a member', polled, '2027-03-03T09:00:00+01:00', ann, [['B', 'polling', null]]],
    [
      'a meeting after Sunday to a member',
      [...scheduled, assigned],
      '2027-03-11T09:00:00+01:00',
      bas,
      [['B', 'scheduled', '2027-03-18T14:00:00.000Z']],
    ],
    ['to a member not one of this week', scheduled, '2027-03-15T09:00:00+01:00', bas, []],
    ['nothing to a colleague', polled, '2027-03-03T09:00:00+01:00', hanneke, []],
    ['nothing of a proposal', offered.slice(0, 2), '2027-03-01T10:00:00+01:00', theo, []],
  ])('%s', (_, told, moment, who, expected) => {
    expect(ahead(told, moment, who)).toEqual(expected);
  });

  test('the next week of a group with a fixed time, once this one has been', () => {
    const directory = town({ groups: [weekly()] });
    expect(ahead([], '2027-03-02T11:00:00+01:00', theo, directory)).toEqual([]);
    const noted = announced('2027-03-02', '2027-03-09');
    expect(ahead(noted, '2027-03-02T09:00:00+01:00', theo, directory)).toEqual([]);
    expect(ahead(noted, '2027-03-02T13:00:00+01:00', theo, directory)).toEqual([
      ['A', 'scheduled', '2027-03-09T10:15:00.000Z'],
    ]);
  });

  test('that no round has had yet are named to teacher and members, until one is confirmed', () => {
    const groups = [
      aGroup({ id: 'B', teacher: theo, students: five }),
      aGroup({ id: 'Z', teacher: theo, students: [ann] }),
    ];
    const directory = town({ groups });
    const waiting = (told: readonly Told[], who: string): readonly string[] =>
      personWeek(sourceOf(told, directory), who, meetingWeek, at('2027-03-02T09:00:00+01:00')).waiting;
    expect(waiting(offered.slice(0, 2), theo)).toEqual(['B', 'Z']);
    expect([theo, ann, bas, hanneke].map((who) => waiting(offered, who))).toEqual([['Z'], ['Z'], [], []]);
    const weeks = town({ groups: [weekly()] });
    expect(
      personWeek(sourceOf([], weeks), theo, meetingWeek, at('2027-03-02T09:00:00+01:00')).waiting,
    ).toEqual([]);
  });

  test('with the title of the case for its teacher and who brings it, and for nobody else', () => {
    const told = [...scheduled, assigned, written];
    const titles = [theo, ann, bas].map((who) =>
      weekOf(told, who, '2027-03-15T09:00:00+01:00').meetings.map(({ caseTitle }) => caseTitle),
    );
    expect(titles).toEqual([['Stil'], ['Stil'], [null]]);
    const [next] = personWeek(
      sourceOf(told),
      theo,
      { from: '2027-03-08', to: '2027-03-14' },
      at('2027-03-12T09:00:00+01:00'),
    ).ahead;
    expect(next?.next).toMatchObject({ bringer: ann, isWritten: true, caseTitle: 'Stil' });
  });
});

test('who joined after a meeting does not see it as theirs, and who left is no student of one to come', () => {
  const fay = 'fay@uni.example';
  const people = [
    ...town().programme.people.map((person) =>
      person.email === dia ? { ...person, endedOn: '2027-03-04' } : person,
    ),
    aPerson({ email: fay }),
  ];
  const directory = town({ people });
  const before = roundsJson(sourceOf(scheduled, directory), at('2027-03-12T10:00:00+01:00'));
  expect(before[0]?.groups[0]?.students).toEqual([ann, bas, cem, eva]);
  const source = sourceOf(
    [
      ...scheduled,
      ['2027-03-18T15:00:00+01:00', { kind: 'begun', slot: thursday, teacher: theo, members: five }],
      ['2027-03-18T18:00:00+01:00', { kind: 'moved', student: fay, group: 'B' }],
    ],
    directory,
  );
  expect(personWeek(source, fay, meetingWeek, at('2027-03-19T10:00:00+01:00')).meetings).toEqual([]);
  expect(personWeek(source, ann, meetingWeek, at('2027-03-19T10:00:00+01:00')).meetings).toHaveLength(1);
});
