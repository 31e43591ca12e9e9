import { isActiveOn } from '../../../bot/programme/directory';
import type { RoundKind } from '../../../bot/programme/plannedMessage';
import type { RoundMessage } from '../../../bot/programme/rounds/planning';
import { roundSending } from '../../../bot/programme/rounds/sending';
import { roundTimetable } from '../../../bot/programme/rounds/timetable';
import { aGroup, aPerson, at } from '../../builders';
import {
  ann,
  aSlot,
  bas,
  cora,
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
  tuesday,
  type Told,
} from './story';

const all = (steps: readonly Told[], directory = town()): readonly RoundMessage[] =>
  roundTimetable(sourceOf(steps, directory)).between(0, Infinity);

/** What happens to a message planned by some facts when more has happened by the time it goes out. */
const fate = (
  steps: readonly Told[],
  planned: readonly [RoundKind, string],
  later: readonly Told[],
  changes: { directory?: ReturnType<typeof town>; moment?: number } = {},
) => {
  const message = all(steps).find(({ kind, receiver }) => kind === planned[0] && receiver === planned[1]);
  if (message === undefined) throw new Error(`no ${planned.join(' ')}`);
  const source = sourceOf([...steps, ...later], changes.directory);
  const sending = roundSending(source, roundTimetable(source), message, changes.moment ?? message.dueAt);
  return sending.do === 'send' ? sending.together.map(({ key }) => key) : sending.reason;
};

const other = aSlot('s3', '2027-03-22T16:00:00+01:00');
const moment = '2027-03-11T09:00:00+01:00';

describe('a message of intervision at the moment of sending', () => {
  test.each<[string, RoundKind, string, readonly Told[], readonly Told[]]>([
    ['answered', 'roundOffer', theo, offered, polled.slice(offered.length)],
    [
      'answered',
      'roundPoll',
      ann,
      polled,
      [['2027-03-02T12:01:00+01:00', { kind: 'available', student: ann, slots: [] }, ann]],
    ],
    [
      'answered',
      'roundPollReminder',
      ann,
      polled,
      [['2027-03-02T12:01:00+01:00', { kind: 'slotChosen', slot: 's2' }, theo]],
    ],
    ['answered', 'roundCase', ann, scheduled, [[moment, { kind: 'caseWritten', student: ann, text }, ann]]],
    [
      'answered',
      'roundReport',
      theo,
      scheduled,
      [[moment, { kind: 'attended', present: five, method: null, advice: null, followUp: null }, theo]],
    ],
    ['passedOn', 'roundCase', ann, scheduled, [[moment, { kind: 'casePassed', student: ann, to: bas }, ann]]],
    ['passedOn', 'roundAgenda', theo, scheduled, [[moment, { kind: 'handedOver', teacher: hanneke }, theo]]],
    [
      'passedOn',
      'roundAgenda',
      bas,
      scheduled,
      [[moment, { kind: 'moved', student: bas, group: null }, cora]],
    ],
    ['replaced', 'roundAgenda', bas, scheduled, [[moment, { kind: 'shifted', slot: other }, theo]]],
    [
      'replaced',
      'roundPoll',
      bas,
      polled,
      [[moment, { kind: 'slotsAccepted', slots: [other], answerBy: '2027-03-16' }, theo]],
    ],
    ['cancelled', 'roundInvite', bas, scheduled, [[moment, { kind: 'cancelled' }, cora]]],
    ['cancelled', 'roundReport', theo, scheduled, [[moment, { kind: 'groupCancelled' }, theo]]],
  ])('expires as %s: %s', (reason, kind, receiver, steps, later) => {
    expect(fate(steps, [kind, receiver], later)).toBe(reason);
  });

  test('goes out while it is wanted', () => {
    expect(fate(scheduled, ['roundCase', ann], [])).toEqual([`roundCase/${ann}/r1/B`]);
  });

  test('expires when it is too late', () => {
    expect(fate(scheduled, ['roundInvite', bas], [], { moment: at('2027-03-18T15:00:00+01:00') })).toBe(
      'tooLate',
    );
  });

  test('expires when the receiver has left meanwhile', () => {
    const people = town().programme.people.map((person) =>
      person.email === bas ? { ...person, endedOn: '2027-03-17' } : person,
    );
    expect(people.filter((person) => !isActiveOn(person, '2027-03-17'))).toHaveLength(1);
    expect(fate(scheduled, ['roundAgenda', bas], [], { directory: town({ people }) })).toBe('ended');
  });

  test('expires when its round is not there any more', () => {
    const source = sourceOf([]);
    const [message] = all(scheduled);
    if (message === undefined) throw new Error('no message');
    expect(roundSending(source, roundTimetable(source), message, message.dueAt)).toEqual({
      do: 'expire',
      reason: 'vanished',
    });
  });
});

test.each<[RoundKind, string, string, readonly Told[]]>([
  ['roundPoll', ann, 'student', polled],
  ['roundCase', ann, 'student', scheduled],
  ['roundReport', theo, 'teacher', scheduled],
])('%s is not sent to who takes part in another role only', (kind, who, role, steps) => {
  const { people } = town().programme;
  const now = role === 'student' ? 'teacher' : 'student';
  const directory = town({
    people: [
      ...people.map((person) => (person.email === who ? { ...person, endedOn: '2027-03-02' } : person)),
      aPerson({ email: who, role: now, university: null }),
    ],
  });
  expect(fate(steps, [kind, who], [], { directory })).toBe('ended');
});

/** The poll of a group, opened on Tuesday at noon. */
const pollOf = (group: string): readonly Told[] => [
  ['2027-03-01T10:05:00+01:00', { kind: 'slotsProposed', group, slots: [tuesday, thursday] }],
  [
    '2027-03-02T12:00:00+01:00',
    { kind: 'slotsAccepted', group, slots: [tuesday, thursday], answerBy: '2027-03-10' },
    theo,
  ],
];

describe('reminders that arrive together', () => {
  /** Theo leads C too; its meeting is two weekdays after that of B, so B's agenda comes with C's reminder. */
  const both: readonly Told[] = [
    offered[0] ?? ['', { kind: 'confirmed' }],
    [
      '2027-03-01T10:00:00+01:00',
      {
        kind: 'proposed',
        groups: [
          { id: 'B', teacher: theo, students: five.slice(0, 2) },
          { id: 'C', teacher: theo, students: five.slice(2) },
        ],
      },
      cora,
    ],
    ['2027-03-01T10:00:00+01:00', { kind: 'confirmed' }, cora],
    [
      '2027-03-01T10:05:00+01:00',
      { kind: 'shifted', group: 'B', slot: aSlot('b', '2027-03-16T15:00:00+01:00') },
      theo,
    ],
    [
      '2027-03-01T10:05:00+01:00',
      { kind: 'shifted', group: 'C', slot: aSlot('c', '2027-03-18T15:00:00+01:00') },
      theo,
    ],
  ];
  const agenda = `roundAgenda/${theo}/r1/B`;
  const reminder = `roundReminder/${theo}/r1/C`;

  const sendingOf = (key: string, later: readonly Told[] = []) => {
    const message = all(both).find((one) => one.key === key);
    if (message === undefined) throw new Error(`no ${key}`);
    const source = sourceOf([...both, ...later], town({ groups: [aGroup()] }));
    const sending = roundSending(source, roundTimetable(source), message, message.dueAt);
    return sending.do === 'send' ? sending.together.map((part) => part.key) : sending.reason;
  };

  test('are on one card, whichever of them is the first to go out', () => {
    expect(sendingOf(agenda)).toEqual([agenda, reminder]);
    expect(sendingOf(reminder)).toEqual([agenda, reminder]);
  });

  test('go out alone when the other is called off', () => {
    const off: Told = ['2027-03-12T10:00:00+01:00', { kind: 'groupCancelled', group: 'B' }, theo];
    expect(sendingOf(agenda, [off])).toBe('cancelled');
    expect(sendingOf(reminder, [off])).toEqual([reminder]);
  });

  test('are those for the polls of two groups too, beside what else comes then', () => {
    const groups = ['B', 'C', 'D'].map((id) => ({ id, teacher: theo, students: five }));
    const steps: readonly Told[] = [
      ...offered.slice(0, 1),
      ['2027-03-01T10:00:00+01:00', { kind: 'proposed', groups }, cora],
      ['2027-03-01T10:00:00+01:00', { kind: 'confirmed' }, cora],
      ...pollOf('B'),
      ...pollOf('C'),
      [
        '2027-03-02T12:00:00+01:00',
        { kind: 'shifted', group: 'D', slot: aSlot('d', '2027-03-09T15:00:00+01:00') },
        theo,
      ],
    ];
    const keys = [
      `roundAgenda/${ann}/r1/D`,
      `roundPollReminder/${ann}/r1/B`,
      `roundPollReminder/${ann}/r1/C`,
    ];
    expect(fate(steps, ['roundPollReminder', ann], [])).toEqual(keys);
    expect(fate(steps, ['roundAgenda', ann], [])).toEqual(keys);
    const answer: Told = [
      '2027-03-03T09:00:00+01:00',
      { kind: 'available', group: 'C', student: ann, slots: [] },
      ann,
    ];
    expect(fate(steps, ['roundAgenda', ann], [answer])).toEqual(keys.slice(0, 2));
  });

  test('are reminders only: an invitation stays one of its own', () => {
    const invite = `roundInvite/${theo}/r1/C`;
    expect(sendingOf(invite)).toEqual([invite]);
  });
});
