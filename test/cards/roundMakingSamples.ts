/** Every card with which rounds are made and followed, in every shape worth a look. */
import type { SetupProblem } from '../../bot/programme/rounds/typedSetup';
import { roundFormCard, type RoundFormView } from '../../cards/rounds/form';
import { roundGroupsCard, roundListCard } from '../../cards/rounds/lists';
import { roundProposalCard, type ProposalView } from '../../cards/rounds/proposal';
import { roundStatusCard, type RoundStatusView } from '../../cards/rounds/status';
import type { WeeklyLine } from '../../cards/rounds/weekly';
import { peopleOf, shapes, slotOf, standingOf } from './roundSamplesData';
import type { Sample } from './samples';
import type { PeoplesText } from './samplesData';

const forms = (text: PeoplesText): readonly Sample[] => {
  const usual: RoundFormView = {
    programme: 'hmp',
    programmeName: text.programme,
    start: '2027-02-08',
    end: '2027-07-02',
    typed: {
      name: 'Ronde 1',
      from: '2027-03-15',
      to: '2027-03-26',
      answerBy: '2027-03-10',
      minutes: '65',
      groupSize: '7',
    },
    problems: [],
  };
  const bad = {
    name: text.typed,
    from: text.typed,
    to: '2027-03-01',
    answerBy: '2027-03-20',
    minutes: text.typed,
    groupSize: '40',
  };
  const problems: readonly SetupProblem[] = [
    { field: 'name', refusal: 'missing' },
    { field: 'from', refusal: 'noDay' },
    { field: 'to', refusal: 'beforeFrom' },
    { field: 'answerBy', refusal: 'afterFrom' },
    { field: 'minutes', refusal: 'outOfRange' },
    { field: 'groupSize', refusal: 'outOfRange' },
  ];
  const others: readonly SetupProblem[] = [
    { field: 'name', refusal: 'tooLong' },
    { field: 'from', refusal: 'outsideProgramme' },
    { field: 'to', refusal: 'noWeekday' },
    { field: 'answerBy', refusal: 'past' },
  ];
  return shapes('round form', (view, language) => roundFormCard(view, language), usual, {
    '': {},
    ' with problems': { typed: bad, problems },
    ' with other problems': { typed: bad, problems: others },
  });
};

const proposals = (text: PeoplesText): readonly Sample[] => {
  const group = (number: number, size: number) => ({
    id: `g${String(number).padStart(2, '0')}`,
    teacher: { email: `t${number % 3}@hmp.example`, name: `${text.name} ${number % 3}` },
    members: peopleOf(text, size),
    isStanding: number === 2,
  });
  const setup = {
    name: text.school,
    from: '2027-03-15',
    to: '2027-03-26',
    minutes: 65,
    groupSize: 7,
    answerBy: '2027-03-10',
  };
  const usual: ProposalView = {
    programme: 'hmp',
    round: 'r1',
    setup,
    groups: [group(1, 7), group(2, 7), group(3, 6)],
    unplaced: [],
    quality: {
      groups: 3,
      smallest: 6,
      largest: 7,
      schools: [{ id: 'jdw', students: 12, fewest: 4, most: 4 }],
      universities: [{ id: 'leiden', students: 12, fewest: 4, most: 4 }],
      schoolDifference: 0,
      universityDifference: 0,
      teachers: [],
      sameClass: 0,
      sameClassLeast: 0,
    },
    hasSeveralPupils: false,
    changes: { students: [], teachers: [] },
    nameOf: () => text.school,
    edition: 3,
    first: 0,
    said: { said: 'created', who: '', to: '' },
  };
  const uneven = {
    ...usual.quality,
    smallest: 7,
    schools: [{ id: 'jdw', students: 12, fewest: 0, most: 4 }],
    sameClass: 3,
    sameClassLeast: 1,
  };
  const reasons = ['noTeacher', 'tooFewStudents', 'sizesDoNotFit', 'movedOut', 'later'] as const;
  const unplaced = peopleOf(text, 20).map((one, index) => ({
    ...one,
    reason: reasons[index % 5] ?? 'movedOut',
  }));
  return shapes('round proposal', (view, language) => roundProposalCard(view, language), usual, {
    '': {},
    ' large': { groups: Array.from({ length: 40 }, (_, index) => group(index, 9)), first: 8, said: null },
    ' uneven, not all placed': { quality: uneven, unplaced },
    ' uneven, several pupils': { quality: uneven, hasSeveralPupils: true },
    ' hardly anybody placed': {
      unplaced: peopleOf(text, 300).map((one) => ({ ...one, reason: 'sizesDoNotFit' as const })),
    },
    ' not as before': {
      changes: {
        students: peopleOf(text, 15).map((one, index) => ({
          ...one,
          from: 'B',
          to: index === 0 ? null : text.room,
        })),
        teachers: [
          {
            group: text.room,
            from: { email: 'a@x', name: text.name },
            to: { email: 'b@x', name: text.name },
          },
        ],
      },
    },
    ' empty': { groups: [], quality: { ...usual.quality, groups: 0 }, unplaced },
    ' moved': { said: { said: 'moved', who: text.name, to: 'g02' } },
    ' moved out': { said: { said: 'movedOut', who: text.name, to: '' } },
    ' again': { said: { said: 'same', who: '', to: '' } },
    ' no student': { said: { said: 'noStudent', who: text.typed, to: '' } },
    ' no group': { said: { said: 'noGroup', who: '', to: '' } },
    ' full': { said: { said: 'full', who: text.name, to: 'g01' } },
    ' renewed': { said: { said: 'renewed', who: '', to: '' } },
    ' no groups': { said: { said: 'noGroups', who: '', to: '' } },
  });
};

const statuses = (text: PeoplesText): readonly Sample[] => {
  const states = [
    'offering',
    'polling',
    'undecided',
    'scheduled',
    'held',
    'closed',
    'cancelled',
    'lapsed',
  ] as const;
  const lines = states.map((status, index) => ({
    group: `g0${index}`,
    teacher: text.name,
    members: 7,
    status,
    slot: index > 2 && index < 6 ? slotOf(index) : null,
    turnout: status === 'closed' ? { present: 6, members: 7 } : null,
  }));
  const usual: RoundStatusView = {
    programme: 'hmp',
    round: 'r1',
    name: text.school,
    status: 'polling',
    isLapsed: false,
    from: '2027-03-15',
    to: '2027-03-26',
    groups: 8,
    turnout: { present: 6, members: 7 },
    timeZone: 'Europe/Amsterdam',
    lines,
    missedTwice: peopleOf(text, 2),
    leftOut: peopleOf(text, 1),
    first: 0,
    said: null,
    isOpen: true,
  };
  return shapes('round status', (view, language) => roundStatusCard(view, language), usual, {
    '': {},
    ' without many': { missedTwice: peopleOf(text, 300), leftOut: peopleOf(text, 300) },
    ' started': { said: 'confirmed', status: 'offering', turnout: null, missedTwice: [], leftOut: [] },
    ' called off': { said: 'cancelled', status: 'cancelled', isOpen: false },
    ' same': { said: 'same' },
    ' lapsed': { status: 'closed', isLapsed: true, isOpen: false },
    ' large': { lines: Array.from({ length: 40 }, () => lines).flat(), groups: 320, first: 10 },
  });
};

const weeklyLines = (text: PeoplesText, count: number): readonly WeeklyLine[] =>
  Array.from({ length: count }, (_, index) => ({
    round: '2027-W10',
    group: `g0${index}`,
    teacher: text.name,
    status: 'scheduled',
    hasReport: false,
    slot: slotOf(0),
    turnout: index % 2 === 0 ? null : { present: 5, members: 7 },
    missing: index % 3,
  }));

const lists = (text: PeoplesText): readonly Sample[] => {
  const standing = { ...standingOf(text), case: { isWritten: true, title: text.note } };
  const offering = {
    ...standingOf(text, { status: 'offering', meeting: null, expected: null, poll: null }),
    case: { isWritten: false, title: null },
  };
  const held = { ...standingOf(text, { status: 'held' }), case: { isWritten: true, title: null } };
  const empty = { ...standingOf(text), case: { isWritten: false, title: null } };
  const line = {
    programme: 'hmp',
    round: 'r1',
    name: text.school,
    status: 'polling',
    isLapsed: false,
    from: '2027-03-15',
    to: '2027-03-26',
    groups: 8,
    turnout: { present: 50, members: 56 },
  } as const;
  const form: RoundFormView = {
    programme: 'hmp',
    programmeName: text.programme,
    start: '2027-02-08',
    end: '2027-07-02',
    typed: {
      name: 'Ronde 2',
      from: '2027-04-05',
      to: '2027-04-16',
      answerBy: '2027-04-02',
      minutes: '65',
      groupSize: '7',
    },
    problems: [],
  };
  const many = Array.from({ length: 30 }, () => standing);
  return [
    {
      name: 'round groups',
      render: (language) =>
        roundGroupsCard(
          { groups: [held, offering, standing, empty], waiting: [text.note], start: 0 },
          language,
        ),
    },
    {
      name: 'round groups, many',
      render: (language) => roundGroupsCard({ groups: many, waiting: [], start: 5 }, language),
    },
    {
      name: 'round list',
      render: (language) =>
        roundListCard(
          {
            rounds: [line, line],
            missedTwice: peopleOf(text, 2),
            form,
            programme: null,
            weekly: { groups: 3, turnout: { present: 12, members: 14 }, lines: weeklyLines(text, 3) },
            timeZone: 'Europe/Amsterdam',
          },
          language,
        ),
    },
    {
      name: 'round list, empty, one of two programmes',
      render: (language) =>
        roundListCard(
          {
            rounds: [],
            missedTwice: [],
            form,
            programme: text.programme,
            weekly: null,
            timeZone: 'Europe/Amsterdam',
          },
          language,
        ),
    },
    {
      name: 'round list, many',
      render: (language) =>
        roundListCard(
          {
            rounds: Array.from({ length: 40 }, () => line),
            missedTwice: peopleOf(text, 30),
            weekly: { groups: 40, turnout: null, lines: weeklyLines(text, 40) },
            timeZone: 'Europe/Amsterdam',
            form,
            programme: null,
          },
          language,
        ),
    },
  ];
};

/** All of them, with the given words of people in it. */
export const roundMakingSamplesWith = (text: PeoplesText): readonly Sample[] => [
  ...forms(text),
  ...proposals(text),
  ...statuses(text),
  ...lists(text),
];
