import { passCase, tradeCase, volunteerForCase } from '../../../bot/programme/rounds/caseMoves';
import { turnsDue } from '../../../bot/programme/rounds/decisions';
import type { GroupStep } from '../../../bot/programme/rounds/facts';
import type { RoundSource } from '../../../bot/programme/rounds/planning';
import { placeOf, type Place } from '../../../bot/programme/rounds/state';
import { aPerson, at } from '../../builders';
import {
  ann,
  attended,
  bas,
  cem,
  dia,
  eva,
  five,
  scheduled,
  sourceOf,
  text,
  theo,
  town,
  weekly,
  type Told,
} from './story';

const weeks = ['2027-W06', '2027-W07', '2027-W08', '2027-W09', '2027-W10', '2027-W11'];
const directory = town({ groups: [weekly()] });

/** Who brings the case in the first six weeks, by the first letter of their address. */
const order = (source: RoundSource): string =>
  weeks.map((week) => source.bringers.of(week, 'A')?.student?.[0] ?? '-').join('');

const inWeek = (moment: string, week: string, step: GroupStep, by = 'bot'): Told => [
  moment,
  { ...step, group: 'A' },
  by,
  week,
];

const place = (source: RoundSource, week: string): Place => {
  const found = placeOf(source.book, week, 'A');
  if (found === null) throw new Error(`no ${week}`);
  return found;
};

const monday = '2027-02-08T09:00:00+01:00';

describe('who brings the case', () => {
  test('goes round over the weeks', () => {
    expect(order(sourceOf([], directory))).toBe('abcdea');
  });

  test.each<[string, string, Told[]]>([
    [
      'passed on, it comes back the next time',
      'bacdeb',
      [inWeek(monday, '2027-W06', { kind: 'casePassed', student: ann, to: bas })],
    ],
    [
      'a volunteer goes first',
      'dabced',
      [inWeek(monday, '2027-W06', { kind: 'caseVolunteered', student: dia })],
    ],
    [
      'two who trade take each other’s place',
      'dbcaed',
      [inWeek(monday, '2027-W06', { kind: 'caseTraded', student: ann, other: dia })],
    ],
    [
      'who was not there has not brought it',
      'aabcde',
      [attended('2027-02-09T12:30:00+01:00', [bas], 'A', '2027-W06')],
    ],
    [
      'taken over later, it changes nothing of a meeting that was over',
      'abcbde',
      [inWeek('2027-02-24T09:00:00+01:00', '2027-W09', { kind: 'caseVolunteered', student: bas })],
    ],
    ['a cancelled week is nobody’s turn', '-abcde', [inWeek(monday, '2027-W06', { kind: 'groupCancelled' })]],
    [
      'who wrote it without being told brings it',
      'cabdec',
      [inWeek(monday, '2027-W06', { kind: 'caseWritten', student: cem, text })],
    ],
    [
      'somebody who is no member does not bring it',
      'abcdea',
      [inWeek(monday, '2027-W06', { kind: 'caseVolunteered', student: 'x@y.example' })],
    ],
  ])('%s', (_, expected, steps) => {
    expect(order(sourceOf(steps, directory))).toBe(expected);
  });

  test('a turn that is stored stays when a newcomer stands first in the roster', () => {
    const fay = 'fay@uni.example';
    const people = [...directory.programme.people, aPerson({ email: fay })];
    const grown = town({ people, groups: [weekly({ students: [fay, ...five] })] });
    const turns = turnsDue(sourceOf([], directory), at('2027-02-09T16:00:00+01:00'));
    expect(turns).toEqual([{ round: '2027-W07', group: 'A', student: bas, members: five }]);
    const first = inWeek(monday, '2027-W06', { kind: 'caseAssigned', student: ann, members: five });
    expect(order(sourceOf([], grown))).toBe('fabcde');
    expect(
      order(sourceOf([first, attended('2027-02-09T12:30:00+01:00', five, 'A', '2027-W06')], grown)),
    ).toBe('afbcde');
  });

  test('goes on over rounds, whichever group it was in', () => {
    const steps: Told[] = [inWeek(monday, '2027-W06', { kind: 'caseAssigned', student: ann, members: five })];
    const other = sourceOf(
      steps,
      town({
        groups: [
          weekly(),
          weekly({ id: 'Z', meeting: { weekday: 4, start: '11:15', end: '12:20', room: null } }),
        ],
      }),
    );
    expect(other.bringers.of('2027-W06', 'Z')?.student).toBe(bas);
  });

  test('two who trade when it goes round again take each other’s place too', () => {
    const traded = inWeek(monday, '2027-W11', { kind: 'caseTraded', student: ann, other: dia });
    const source = sourceOf([traded], directory);
    const second = ['2027-W11', '2027-W12', '2027-W13', '2027-W14', '2027-W15'];
    expect(second.map((week) => source.bringers.of(week, 'A')?.student)).toEqual([dia, bas, cem, ann, eva]);
  });

  test('is not known while there is no meeting', () => {
    expect(sourceOf([], town()).bringers.of('r1', 'B')).toBeNull();
  });
});

describe('a case changes hands', () => {
  const source = sourceOf(
    [inWeek(monday, '2027-W06', { kind: 'caseAssigned', student: ann, members: five })],
    directory,
  );
  const [first, second] = [place(source, '2027-W06'), place(source, '2027-W07')];
  const before = at('2027-02-09T11:00:00+01:00');

  test('passes to the next', () => {
    expect(passCase(source, first, ann, before)).toEqual({ to: bas });
    expect(passCase(source, first, bas, before)).toEqual({ refusal: 'notYours' });
    expect(passCase(source, first, ann, at('2027-02-09T11:15:00+01:00'))).toEqual({ refusal: 'tooLate' });
  });

  test('passes to nobody who passed it on already, and at last to nobody', () => {
    const steps = five.slice(0, 4).map((student, index) =>
      inWeek(`2027-02-08T09:0${index}:00+01:00`, '2027-W06', {
        kind: 'casePassed',
        student,
        to: five[index + 1] ?? '',
      }),
    );
    const late = sourceOf(steps, directory);
    expect(passCase(late, place(late, '2027-W06'), eva, before)).toEqual({ refusal: 'nobodyLeft' });
  });

  test('does not pass to who has written one for a later week: they would bring two before everybody brought one', () => {
    const written = sourceOf(
      [
        inWeek(monday, '2027-W08', { kind: 'caseWritten', student: cem, text }, cem),
        inWeek(monday, '2027-W06', { kind: 'casePassed', student: ann, to: bas }),
      ],
      directory,
    );
    expect(order(written)).toBe('bacdeb');
    expect(passCase(written, place(written, '2027-W06'), bas, before)).toEqual({ to: dia });
    const late = sourceOf(
      [
        inWeek(monday, '2027-W06', { kind: 'casePassed', student: ann, to: bas }),
        inWeek('2027-03-01T09:00:00+01:00', '2027-W09', { kind: 'caseWritten', student: dia, text }, dia),
      ],
      directory,
    );
    expect(order(late)).toBe('bacdeb');
  });

  test('goes to volunteers who are in turn', () => {
    expect(volunteerForCase(source, first, eva, before)).toEqual({ to: eva });
    expect(volunteerForCase(source, first, ann, before)).toEqual({ refusal: 'alreadyYours' });
    expect(volunteerForCase(source, first, 'x@y.example', before)).toEqual({ refusal: 'notAMember' });
    expect(volunteerForCase(source, second, ann, before)).toEqual({ refusal: 'othersFirst' });
  });

  test('goes to no volunteer who brought it this time round, the second time either', () => {
    const [next, after] = [place(source, '2027-W12'), place(source, '2027-W13')];
    expect(source.bringers.of('2027-W11', 'A')?.student).toBe(ann);
    expect(volunteerForCase(source, next, ann, before)).toEqual({ refusal: 'othersFirst' });
    expect(volunteerForCase(source, after, eva, before)).toEqual({ to: eva });
  });

  test('is traded by who has it, with who is in turn', () => {
    expect(tradeCase(source, first, ann, dia, before)).toEqual({ to: dia });
    expect(tradeCase(source, first, bas, dia, before)).toEqual({ refusal: 'notYours' });
    expect(tradeCase(source, second, bas, ann, before)).toEqual({ refusal: 'othersFirst' });
  });
});

const among = (students: readonly string[], ...steps: readonly Told[]): RoundSource =>
  sourceOf(steps, town({ groups: [weekly({ students })] }));

describe('turns that were given, when meetings change after that', () => {
  const three = [ann, bas, cem];
  const tuesday = '2027-02-09T13:00:00+01:00';
  const behindNext = {
    id: 'x',
    start: at('2027-03-03T11:15:00+01:00'),
    end: at('2027-03-03T12:20:00+01:00'),
    room: null,
  };
  const given = (week: string, student: string, members = three): Told =>
    inWeek(monday, week, { kind: 'caseAssigned', student, members });
  const firstTurns = [given('2027-W06', ann), given('2027-W07', bas), given('2027-W08', cem)];
  const putBehind = inWeek(tuesday, '2027-W08', { kind: 'shifted', slot: behindNext });

  test('passed on it goes to who has a turn to come, and that one to who is left: nobody brings a second before them', () => {
    const source = among(three, ...firstTurns);
    expect(passCase(source, place(source, '2027-W07'), bas, at(tuesday))).toEqual({ to: cem });
    const passed = inWeek(tuesday, '2027-W07', { kind: 'casePassed', student: bas, to: cem });
    expect(order(among(three, ...firstTurns, passed))).toBe('acbacb');
  });

  test('passed on where nobody else is left, it goes to who brought one before', () => {
    const two = [ann, bas];
    const steps = [given('2027-W06', ann, two), given('2027-W07', bas, two)];
    const source = among(two, ...steps);
    expect(passCase(source, place(source, '2027-W07'), bas, at(tuesday))).toEqual({ to: ann });
    const passed = inWeek(tuesday, '2027-W07', { kind: 'casePassed', student: bas, to: ann });
    expect(order(among(two, ...steps, passed))).toBe('aababa');
  });

  test('the last turn, put behind the first of the next time round, changes places with it', () => {
    const source = among(three, ...firstTurns, given('2027-W09', ann), putBehind);
    // The meeting of the eighth week comes after that of the ninth.
    expect(order(source)).toBe('abacbc');
  });

  test.each<[string, GroupStep]>([
    ['written', { kind: 'caseWritten', student: cem, text }],
    ['taken over', { kind: 'caseVolunteered', student: cem }],
  ])('what was %s stays where it is, though its bringer is in turn before that too', (_, step) => {
    const kept = inWeek(monday, '2027-W08', step, cem);
    const source = among(three, ...firstTurns, given('2027-W09', ann), kept, putBehind);
    expect(order(source)).toBe('abccab');
  });

  test('nobody brings two in a row because the meeting between them was called off', () => {
    const two = [ann, bas];
    const source = among(
      two,
      given('2027-W07', bas, two),
      given('2027-W08', ann, two),
      given('2027-W09', bas, two),
      inWeek(tuesday, '2027-W08', { kind: 'groupCancelled' }),
    );
    expect(order(source)).toBe('ab-aba');
  });

  test('who joins later takes a turn from nobody', () => {
    const fay = 'fay@uni.example';
    const people = [...directory.programme.people, aPerson({ email: fay })];
    const grown = town({ people, groups: [weekly({ students: [fay, ...three] })] });
    const begun = ['2027-02-09', '2027-02-16', '2027-02-23'].map((day, index): Told => {
      const start = at(`${day}T11:15:00+01:00`);
      const slot = { id: day, start, end: start + 65 * 60_000, room: '1.20' };
      const step = { kind: 'begun', slot, teacher: theo, members: three } as const;
      return inWeek(`${day}T11:15:00+01:00`, weeks[index] ?? '', step);
    });
    expect(order(sourceOf([...firstTurns, ...begun, given('2027-W09', ann)], grown))).toBe('abcafb');
  });

  test('are given anew once, and then stand', () => {
    const source = among(three, ...firstTurns, given('2027-W09', ann), putBehind);
    const now = at('2027-02-24T16:00:00+01:00');
    const due = turnsDue(source, now).map(({ round, student }) => [round, student]);
    expect(due).toEqual([
      ['2027-W08', ann],
      ['2027-W09', cem],
    ]);
    const stored = due.map(([week = '', student = '']): Told => {
      return inWeek('2027-02-24T16:00:00+01:00', week, { kind: 'caseAssigned', student, members: three });
    });
    const after = among(three, ...firstTurns, given('2027-W09', ann), putBehind, ...stored);
    expect(order(after)).toBe('abacbc');
    expect(turnsDue(after, now)).toEqual([]);
    expect(after.bringers.of('2027-W09', 'A')).toMatchObject({ since: now, nth: 1, isAssigned: true });
  });
});

test('a turn is stored once, five weekdays before, and again when its student has left', () => {
  const stored = inWeek('2027-02-09T16:00:00+01:00', '2027-W07', {
    kind: 'caseAssigned',
    student: bas,
    members: five,
  });
  const moment = at('2027-02-09T16:00:00+01:00');
  const rounds = (steps: Told[], people = directory.programme.people) =>
    turnsDue(sourceOf(steps, town({ people, groups: [weekly()] })), moment).map(
      ({ round, student }) => `${round} ${student}`,
    );
  expect(turnsDue(sourceOf([], directory), moment - 1)).toEqual([]);
  expect(rounds([])).toEqual([`2027-W07 ${bas}`]);
  expect(rounds([stored])).toEqual([]);
  const gone = directory.programme.people.map((person) =>
    person.email === bas ? { ...person, endedOn: '2027-02-10' } : person,
  );
  expect(rounds([stored], gone)).toEqual([`2027-W07 ${cem}`]);
});

describe('who passed the case on', () => {
  const passed = sourceOf([
    ...scheduled,
    ['2027-03-10T16:00:00+01:00', { kind: 'caseAssigned', student: ann, members: five }],
    ['2027-03-11T09:00:00+01:00', { kind: 'casePassed', student: ann, to: bas }, ann],
  ]);
  const group = placeOf(passed.book, 'r1', 'B');
  if (group === null) throw new Error('no group');
  const then = at('2027-03-11T10:00:00+01:00');

  test('may take it back, and gets it from nobody', () => {
    expect(volunteerForCase(passed, group, ann, then)).toEqual({ to: ann });
    expect(tradeCase(passed, group, bas, ann, then)).toEqual({ refusal: 'passedItOn' });
    expect(tradeCase(passed, group, bas, cem, then)).toEqual({ to: cem });
  });
});
