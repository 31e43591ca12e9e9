import { countingAgendas, outdatedCards } from '../../../bot/programme/rounds/outdated';
import { roundTimetable } from '../../../bot/programme/rounds/timetable';
import { aCoordinator, aPerson, at } from '../../builders';
import {
  ann,
  aSlot,
  bas,
  cora,
  eva,
  everybody,
  five,
  hanneke,
  messagesOf,
  offered,
  polled,
  scheduled,
  sourceOf,
  theo,
  told,
  town,
  type Told,
} from './story';

/** The keys of everything that somebody gets. */
const keysTo = (receiver: string, steps: readonly Told[]): readonly string[] =>
  roundTimetable(sourceOf(steps))
    .between(0, Infinity)
    .filter((message) => message.receiver === receiver)
    .map(({ key }) => key);

/** The group goes to another teacher, at nine on a day of March. */
const givenTo = (day: string, teacher: string): Told => [
  `2027-03-${day}T09:00:00+01:00`,
  { kind: 'handedOver', teacher },
  theo,
];

describe('people who come and go', () => {
  test('who joins during the poll is asked then; who joins later is invited then', () => {
    const joiner = town({ people: [...town().programme.people, aPerson({ email: 'fay@uni.example' })] });
    const joins: Told = [
      '2027-03-05T11:00:00+01:00',
      { kind: 'moved', student: 'fay@uni.example', group: 'B' },
      cora,
    ];
    expect(messagesOf(sourceOf([...polled, joins], joiner), 'roundPoll')).toContain(
      'roundPoll fay 03-05 11:00',
    );
    const later: Told = [
      '2027-03-12T11:00:00+01:00',
      { kind: 'moved', student: 'fay@uni.example', group: 'B' },
      cora,
    ];
    expect(messagesOf(sourceOf([...scheduled, later], joiner), 'roundInvite', 'roundAgenda')).toEqual(
      expect.arrayContaining(['roundInvite fay 03-12 11:00', 'roundAgenda fay 03-17 16:00']),
    );
  });

  test('who left the programme gets nothing, and the next in turn brings the case', () => {
    const people = town().programme.people.map((person) =>
      person.email === ann ? { ...person, endedOn: '2027-03-12' } : person,
    );
    const messages = messagesOf(sourceOf(scheduled, town({ people })));
    expect(messages.filter((message) => message.includes(' ann '))).toEqual([]);
    expect(messages).toContain('roundCase bas 03-11 16:00');
  });

  test('a teacher who leaves while times wait for an answer: the coordinators are asked from that day on', () => {
    const people = town().programme.people.map((person) =>
      person.email === theo ? { ...person, endedOn: '2027-03-03' } : person,
    );
    expect(messagesOf(sourceOf(offered, town({ people })), 'roundOffer')).toEqual([
      'roundOffer theo 03-01 10:05',
      'roundOffer cora 03-03 08:30',
    ]);
    // And while the members are asked, until the poll is over.
    expect(messagesOf(sourceOf(polled, town({ people })), 'roundOffer')).toEqual([
      'roundOffer cora 03-03 08:30',
    ]);
  });

  test('a coordinator who was the teacher too is asked as coordinator', () => {
    const others = town().programme.people.filter(({ email }) => email !== theo);
    const ended = aPerson({ email: theo, role: 'teacher', university: null, endedOn: '2027-02-20' });
    const people = [...others, ended, aCoordinator({ email: theo })];
    const steps = offered.map(([moment, step, by = 'bot']): Told => [moment, step, by === cora ? theo : by]);
    expect(messagesOf(sourceOf(steps, town({ people })), 'roundOffer')).toEqual([
      'roundOffer theo 03-01 10:05',
    ]);
  });

  test('a colleague who takes the group over is invited, and gets the rest', () => {
    const steps: readonly Told[] = [
      ...scheduled,
      ['2027-03-15T17:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, theo],
    ];
    expect(told(steps).filter((message) => /theo|hanneke/.test(message))).toEqual([
      'roundInvite hanneke 03-15 17:00',
      'roundAgenda hanneke 03-17 16:00',
      'roundReport hanneke 03-18 16:05',
      'roundReportReminder hanneke 03-19 16:00',
    ]);
  });

  test('a colleague who takes the group over while it is polled gets the times that are asked about', () => {
    const over: Told = ['2027-03-04T17:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, theo];
    expect(told([...polled, over], 'roundOffer')).toEqual(['roundOffer hanneke 03-04 17:00']);
    const [offer] = roundTimetable(sourceOf([...polled, over]))
      .between(0, Infinity)
      .filter(({ kind }) => kind === 'roundOffer');
    expect(offer?.worthUntil).toBe(at('2027-03-10T16:00:00+01:00'));
    // Who accepted them knows.
    const before: Told = ['2027-03-02T11:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, theo];
    expect(told([...offered, before, ...polled.slice(offered.length)], 'roundOffer')).toEqual([]);
  });

  test('a teacher who gets the group back is told anew', () => {
    const back = [givenTo('11', hanneke), givenTo('12', theo)];
    expect(keysTo(theo, [...scheduled, ...back])).toEqual([
      `roundInvite/${theo}/r1/B/1/2`,
      `roundReminder/${theo}/r1/B/1/2`,
      `roundAgenda/${theo}/r1/B/1/2`,
      `roundReport/${theo}/r1/B/1/2`,
      `roundReportReminder/${theo}/r1/B/1/2`,
    ]);
    const early = [givenTo('01', hanneke), givenTo('02', theo)].map(([moment, ...rest]): Told => [
      moment.replace('T09', 'T11'),
      ...rest,
    ]);
    expect(keysTo(theo, [...offered, ...early])).toEqual([
      `roundOffer/${theo}/r1/B/1/2`,
      `roundCancelled/${theo}/r1/B`,
    ]);
    // To whom it is given who has it already nothing is new.
    expect(keysTo(theo, [...scheduled, givenTo('11', theo)])).toContain(`roundInvite/${theo}/r1/B`);
  });

  test('a teacher who is a member too has each message once', () => {
    const both = town({ people: [...town().programme.people, aPerson({ email: theo })] });
    const joins: Told = ['2027-03-05T11:00:00+01:00', { kind: 'moved', student: theo, group: 'B' }, cora];
    const lines = messagesOf(sourceOf([...scheduled, joins], both), 'roundInvite', 'roundAgenda');
    expect(lines.filter((line) => line.includes('theo'))).toEqual([
      'roundInvite theo 03-10 16:00',
      'roundAgenda theo 03-17 16:00',
    ]);
  });

  test('a case that is passed on late is asked of the next at once', () => {
    const steps: readonly Told[] = [
      ...scheduled,
      ['2027-03-16T18:00:00+01:00', { kind: 'casePassed', student: ann, to: bas }, ann],
    ];
    expect(told(steps, 'roundCase', 'roundCaseReminder')).toEqual(['roundCase bas 03-16 18:00']);
  });
});

const elsewhere = (moment: string, room: string): Told => [
  moment,
  { kind: 'shifted', slot: aSlot('s2', '2027-03-18T15:00:00+01:00', room) },
  theo,
];

const isInvite = (key: string): boolean => key.startsWith('roundInvite');

describe('another place at the same time', () => {
  const steps = [...scheduled, elsewhere('2027-03-16T17:00:00+01:00', '3.07')];

  test('is told to everybody once, and nothing is asked or reminded of again', () => {
    for (const who of [theo, ...five]) {
      const [before, now] = [keysTo(who, scheduled), keysTo(who, steps)];
      expect(now.filter(isInvite)).toEqual([`roundInvite/${who}/r1/B/2`]);
      expect(now.filter((key) => !isInvite(key))).toEqual(before.filter((key) => !isInvite(key)));
    }
    expect(told(steps, 'roundInvite')).toContain('roundInvite ann 03-16 17:00');
    expect(told(steps, 'roundCase', 'roundCaseReminder')).toEqual(
      told(scheduled, 'roundCase', 'roundCaseReminder'),
    );
  });

  test('is told again when it changes again, and another time begins anew', () => {
    const again = [...steps, elsewhere('2027-03-16T18:00:00+01:00', '3.08')];
    expect(keysTo(ann, again)).toContain(`roundInvite/${ann}/r1/B/3`);
    expect(keysTo(ann, again)).toContain(`roundCase/${ann}/r1/B`);
    const later: Told = [
      '2027-03-16T19:00:00+01:00',
      { kind: 'shifted', slot: aSlot('s3', '2027-03-25T16:00:00+01:00', '3.08') },
      theo,
    ];
    expect(keysTo(ann, [...again, later])).toEqual(
      expect.arrayContaining([`roundInvite/${ann}/r1/B/4`, `roundCase/${ann}/r1/B/4`]),
    );
  });

  test('makes the cards out of date that name the place', () => {
    const keys = outdatedCards(sourceOf(steps), at('2027-03-16T17:00:00+01:00')).map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining([
        `roundInvite/${ann}/r1/B`,
        `roundAgenda/${ann}/r1/B`,
        `roundReminder/${theo}/r1/B`,
      ]),
    );
    expect(keys.filter((key) => key.startsWith('roundCase') || key.startsWith('roundPoll'))).toEqual([]);
  });
});

test('that a teacher has left is over for every coordinator who was told, also when who made the round is gone', () => {
  const carl = 'carl@hmp.example';
  const people = [
    ...town().programme.people.map((person) => {
      if (person.email === theo) return { ...person, endedOn: '2027-03-04' };
      return person.email === cora ? { ...person, endedOn: '2027-03-03' } : person;
    }),
    aCoordinator({ email: carl }),
  ];
  const directory = town({ people });
  const handedOver: Told = ['2027-03-05T10:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, carl];
  const asked = roundTimetable(sourceOf(polled, directory))
    .between(0, Infinity)
    .filter(({ kind, receiver }) => kind === 'roundOffer' && receiver === carl)
    .map(({ key }) => key);
  expect(asked).toHaveLength(1);
  const outdated = outdatedCards(
    sourceOf([...polled, handedOver], directory),
    at('2027-03-05T10:00:00+01:00'),
  );
  expect(outdated.map(({ key }) => key)).toEqual(expect.arrayContaining([...asked]));
});

/** The keys under which the case is asked of somebody. */
const casesTo = (receiver: string, steps: readonly Told[]) =>
  keysTo(receiver, steps).filter((key) => key.startsWith('roundCase'));

describe('a case that comes back', () => {
  const assigned: Told = ['2027-03-10T16:00:00+01:00', { kind: 'caseAssigned', student: ann, members: five }];
  const volunteered: Told = ['2027-03-12T10:00:00+01:00', { kind: 'caseVolunteered', student: eva }, eva];
  const passed: Told = ['2027-03-15T10:00:00+01:00', { kind: 'casePassed', student: eva, to: ann }, eva];
  test('is asked of who had it before anew, once: the first time was another turn', () => {
    expect(casesTo(ann, [...scheduled, assigned])).toEqual([
      `roundCase/${ann}/r1/B`,
      `roundCaseReminder/${ann}/r1/B`,
    ]);
    const back = [...scheduled, assigned, volunteered, passed];
    expect(told(back, 'roundCase', 'roundCaseReminder')).toEqual([
      'roundCase ann 03-15 10:00',
      'roundCaseReminder ann 03-16 16:00',
    ]);
    expect(casesTo(ann, back)).toEqual([`roundCase/${ann}/r1/B/1/2`, `roundCaseReminder/${ann}/r1/B/1/2`]);
    // A trade and back again is another turn.
    const again: readonly Told[] = [
      ...back,
      ['2027-03-15T11:00:00+01:00', { kind: 'caseTraded', student: ann, other: bas }, ann],
      ['2027-03-15T12:00:00+01:00', { kind: 'caseVolunteered', student: ann }, ann],
    ];
    expect(casesTo(ann, again)).toEqual([`roundCase/${ann}/r1/B/1/3`, `roundCaseReminder/${ann}/r1/B/1/3`]);
  });

  test('is asked under the number of the meeting too once that was moved', () => {
    const moved: Told = [
      '2027-03-15T11:00:00+01:00',
      { kind: 'shifted', slot: aSlot('s3', '2027-03-25T16:00:00+01:00') },
      theo,
    ];
    expect(casesTo(ann, [...scheduled, assigned, volunteered, passed, moved])).toContain(
      `roundCase/${ann}/r1/B/2/2`,
    );
  });

  test('goes to the next by the rotation with the question first, however late, when its bringer leaves', () => {
    const people = town().programme.people.map((person) =>
      person.email === ann ? { ...person, endedOn: '2027-03-17' } : person,
    );
    const next: Told = ['2027-03-17T10:00:00+01:00', { kind: 'caseAssigned', student: bas, members: five }];
    expect(
      messagesOf(
        sourceOf([...scheduled, assigned, next], town({ people })),
        'roundCase',
        'roundCaseReminder',
      ),
    ).toEqual(['roundCase bas 03-17 10:00']);
  });
});

describe('what does not take place', () => {
  test('a cancelled round is told to all but who did it', () => {
    const steps: readonly Told[] = [...scheduled, ['2027-03-11T10:00:00+01:00', { kind: 'cancelled' }, cora]];
    expect(told(steps)).toEqual([
      ...everybody.map((name) => `roundCancelled ${name} 03-11 10:00`),
      'roundCancelled theo 03-11 10:00',
    ]);
  });

  test.each<readonly [string, string, readonly Told[], string]>([
    [
      'called off while nobody knows a time',
      ann,
      [...polled, ['2027-03-03T10:00:00+01:00', { kind: 'cancelled' }, cora]],
      '2027-03-06T10:00:00+01:00',
    ],
    [
      'called off with a meeting to come',
      ann,
      [...scheduled, ['2027-03-11T10:00:00+01:00', { kind: 'cancelled' }, cora]],
      '2027-03-18T15:00:00+01:00',
    ],
    [
      'another’s while nobody knows a time',
      theo,
      [...polled, ['2027-03-03T10:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, cora]],
      '2027-03-06T10:00:00+01:00',
    ],
    [
      'another’s with a meeting on the next day',
      theo,
      [...scheduled, ['2027-03-17T10:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, cora]],
      '2027-03-20T10:00:00+01:00',
    ],
  ])('that it is %s is worth telling for three days, or until it would begin', (_, who, steps, until) => {
    const gone = roundTimetable(sourceOf(steps))
      .between(0, Infinity)
      .filter(({ kind, receiver }) => kind === 'roundCancelled' && receiver === who);
    expect(gone.map(({ worthUntil }) => worthUntil)).toEqual([at(until)]);
  });

  test('a teacher who calls the meeting off tells the members and the coordinator', () => {
    const steps: readonly Told[] = [
      ...scheduled,
      ['2027-03-11T10:00:00+01:00', { kind: 'groupCancelled' }, theo],
    ];
    expect(told(steps)).toEqual(
      ['ann', 'bas', 'cem', 'cora', 'dia', 'eva'].map((name) => `roundCancelled ${name} 03-11 10:00`),
    );
  });

  test('a proposal that is dropped is told to nobody', () => {
    expect(
      told([...offered.slice(0, 2), ['2027-03-01T11:00:00+01:00', { kind: 'cancelled' }, cora]]),
    ).toEqual([]);
  });

  test('a round whose days pass says so to everybody it was about', () => {
    expect(told(polled, 'roundCancelled')).toEqual(
      ['ann', 'bas', 'cem', 'cora', 'dia', 'eva', 'theo'].map((name) => `roundCancelled ${name} 03-26 08:30`),
    );
    expect(told(scheduled, 'roundCancelled')).toEqual([]);
  });

  test('too few: teacher and coordinator are asked, once', () => {
    const steps: readonly Told[] = [
      ...polled,
      ['2027-03-10T16:00:00+01:00', { kind: 'undecided', best: 's2' }],
    ];
    expect(told(steps, 'roundOffer')).toEqual(['roundOffer cora 03-10 16:00', 'roundOffer theo 03-10 16:00']);
    const taken: Told = ['2027-03-11T09:00:00+01:00', { kind: 'slotChosen', slot: 's2' }, theo];
    expect(told([...steps, taken], 'roundOffer')).toEqual([]);
    expect(told([...steps, taken], 'roundInvite')).toHaveLength(6);
  });

  test('offered anew, everybody is polled again under a new key', () => {
    const again: Told = [
      '2027-03-11T09:00:00+01:00',
      { kind: 'slotsAccepted', slots: [aSlot('s9', '2027-03-22T15:00:00+01:00')], answerBy: '2027-03-16' },
      theo,
    ];
    const timetable = roundTimetable(sourceOf([...scheduled, again]));
    const keys = timetable.between(0, Infinity).map(({ key }) => key);
    expect(keys).toContain(`roundPoll/${eva}/r1/B/2`);
    expect(keys.filter((key) => key.startsWith('roundInvite'))).toEqual([]);
  });
});

describe('the agendas that count the flags of a pupil', () => {
  const later = aSlot('x', '2027-03-19T15:00:00+01:00');
  const moved: Told = ['2027-03-11T09:00:00+01:00', { kind: 'shifted', slot: later }, theo];
  const given: Told = [
    '2027-03-11T09:00:00+01:00',
    { kind: 'handedOver', teacher: hanneke, from: theo },
    cora,
  ];
  const back: Told = [
    '2027-03-12T09:00:00+01:00',
    { kind: 'handedOver', teacher: theo, from: hanneke },
    cora,
  ];
  const ahead = '2027-03-17T17:00:00+01:00';

  test.each<[string, readonly Told[], string, string, readonly string[]]>([
    ['of its teacher, while the meeting is to come', [], 'p0', ahead, [`${theo}/r1/B`]],
    ['of the time that it has by now', [moved], 'p0', ahead, [`${theo}/r1/B/2`]],
    ['of who leads it by now', [given], 'p0', ahead, [`${hanneke}/r1/B`]],
    ['of who got it back, both', [given, back], 'p0', ahead, [`${theo}/r1/B`, `${theo}/r1/B/1/2`]],
    ['of nobody once it has begun', [], 'p0', '2027-03-18T15:00:00+01:00', []],
    ['of nobody for a pupil of another group', [], 'p9', ahead, []],
  ])('are those %s', (_, steps, pupil, moment, expected) => {
    const keys = countingAgendas(sourceOf([...scheduled, ...steps]), pupil, at(moment));
    expect(keys).toEqual(expected.map((key) => `roundAgenda/${key}`));
  });
});
