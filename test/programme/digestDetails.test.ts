import { grantsOf, schoolsWithin } from '../../bot/programme/access';
import { digestDetails } from '../../bot/programme/digestDetails';
import type { PupilFact } from '../../bot/programme/facts';
import type { Programme } from '../../bot/programme/model';
import { digestCard } from '../../cards/digest';
import { noRounds } from '../cards/coordinatorDigestViews';
import {
  aCoordinator,
  aDirectory,
  aPair,
  aPerson,
  aPupil,
  aSchool,
  aSession,
  anAction,
  anAnswer,
  at,
} from '../builders';

const cora = aCoordinator();

const absent = (date: string, pupil = 'p1'): PupilFact =>
  anAnswer(date, {
    outcome: 'absentUnnotified',
    session: aSession(date, { id: `${pupil}/${date}`, pupil }),
  });

const onMonday = (
  monday: string,
  facts: readonly PupilFact[],
  programme: Partial<Programme> = {},
  coordinator = cora,
) => {
  const directory = aDirectory(programme);
  const schools = grantsOf(directory, [coordinator], 'digest').flatMap(schoolsWithin);
  const now = directory.calendar.momentOf(monday, '08:30');
  const factsOf = (pupil: string): readonly PupilFact[] => (pupil === 'p1' ? facts : []);
  const rest = { pauses: [], contactsMade: [], unreachableSince: () => null };
  return digestDetails({ directory, schools, factsOf, now, ...rest }, coordinator, monday, []);
};

/** Opened at level 2 by the session of Tuesday 16 February. */
const twice = [absent('2027-02-09'), absent('2027-02-16')];
const takenUp = anAction({ at: at('2027-02-17T12:00:00+01:00'), verb: 'acknowledge' });

const flagsOn = (monday: string, facts: readonly PupilFact[]) => {
  const { newFlags, waitingFlags, acknowledgedFlags } = onMonday(monday, facts);
  const of = (flags: typeof newFlags) =>
    flags.map(({ status, level, isOverdue }) => `${status} ${level}${isOverdue ? ' overdue' : ''}`);
  return { new: of(newFlags), waiting: of(waitingFlags), takenUp: acknowledgedFlags };
};

describe('the flags of the digest', () => {
  test.each([
    ['new in the week after it opened', '2027-02-22', twice, ['open 2'], [], 0],
    ['new, though somebody took it up at once', '2027-02-22', [...twice, takenUp], ['acknowledged 2'], [], 0],
    ['waiting the week after that', '2027-03-01', twice, [], ['open 2'], 0],
    ['raised by the digest itself after ten school days', '2027-03-08', twice, [], ['open 3 overdue'], 0],
    ['somebody’s work when it was taken up', '2027-03-08', [...twice, takenUp], [], [], 1],
    [
      'no more when it was resolved',
      '2027-03-01',
      [...twice, anAction({ at: takenUp.at, verb: 'resolve' })],
      [],
      [],
      0,
    ],
    [
      'taken up after it was raised: nobody has to be told that it waits',
      '2027-03-15',
      [...twice, { ...takenUp, at: at('2027-03-09T12:00:00+01:00') }],
      [],
      [],
      1,
    ],
  ])('a flag is %s', (_, monday, facts, fresh, waiting, count) => {
    expect(flagsOn(monday, facts)).toEqual({ new: fresh, waiting, takenUp: count });
  });

  test('a flag that opened on Monday before the digest is new once', () => {
    const early = twice.map((fact, index) =>
      index === 0 ? fact : { ...fact, at: at('2027-02-22T08:00:00+01:00') },
    );
    expect(flagsOn('2027-02-22', early).new).toEqual(['open 2']);
    expect(flagsOn('2027-03-01', early)).toMatchObject({ new: [], waiting: ['open 2'] });
  });

  test('the highest level comes first', () => {
    const directory = aDirectory({
      pupils: [aPupil(), aPupil({ id: 'p2' })],
      pairs: [aPair(), aPair({ pupil: 'p2' })],
    });
    const days = { p1: ['2027-02-09', '2027-02-16'], p2: ['2027-02-09', '2027-02-16', '2027-02-23'] };
    const factsOf = (pupil: string) =>
      (pupil === 'p1' ? days.p1 : days.p2).map((date) => absent(date, pupil));
    const rest = { pauses: [], contactsMade: [], unreachableSince: () => null };
    const now = at('2027-03-01T08:30:00+01:00');
    const source = { directory, schools: ['jdw'], factsOf, now, ...rest };
    const levelsOn = (monday: string) => {
      const { newFlags, waitingFlags } = digestDetails(source, cora, monday, []);
      return [newFlags, waitingFlags].map((flags) => flags.map(({ level }) => level));
    };
    expect(levelsOn('2027-02-22')).toEqual([[3, 2], []]);
    expect(levelsOn('2027-03-01')).toEqual([[], [3, 2]]);
  });

  test('a flag that was reopened is new again', () => {
    const resolved = anAction({ at: at('2027-02-17T12:00:00+01:00'), verb: 'resolve' });
    const again = [...twice, resolved, absent('2027-02-23')];
    expect(flagsOn('2027-03-01', again).new).toEqual(['open 3']);
  });
});

const closed = (from: string, to = from, label = from) => [{ from, to, label }];

describe('the weeks of the digest', () => {
  test('are the last one and the one before', () => {
    const facts = [absent('2027-02-09'), anAnswer('2027-02-16')];
    expect(onMonday('2027-02-22', facts)).toMatchObject({
      from: '2027-02-15',
      to: '2027-02-21',
      lastWeek: { sessions: 1, present: 1, absence: 0, unknown: 0 },
      weekBefore: { sessions: 1, present: 0, absence: 1, unknown: 0 },
    });
  });

  test('begin on Monday and end on Sunday: no session counts in both', () => {
    const { lastWeek, weekBefore } = onMonday('2027-02-22', [], {
      start: '2027-02-01',
      pairs: [aPair({ weekday: 1 })],
    });
    expect([lastWeek.sessions, weekBefore.sessions]).toEqual([1, 1]);
  });

  test('closed days are those of this week, of the coordinator’s schools and the universities', () => {
    const schools = [
      aSchool({ closed: closed('2027-02-21', '2027-02-22') }),
      aSchool({ id: 'zwc', name: 'Zuiderpark', closed: closed('2027-02-23') }),
    ];
    const universities = [
      { id: 'leiden', name: 'Leiden', closed: [...closed('2027-02-28'), ...closed('2027-03-01')] },
    ];
    const whereClosed = (schoolIds: readonly string[]) =>
      onMonday(
        '2027-02-22',
        [],
        { schools, universities },
        aCoordinator({ schools: schoolIds }),
      ).closedThisWeek.map(({ where }) => where);
    expect(whereClosed(['jdw'])).toEqual(['Johan de Witt', 'Leiden']);
    expect(whereClosed([])).toEqual(['Johan de Witt', 'Zuiderpark', 'Leiden']);
    // Nobody at Zuiderpark has a student from Leiden.
    expect(whereClosed(['zwc'])).toEqual(['Zuiderpark']);
  });

  test('a flag names the school for a coordinator who answers for more than one', () => {
    const schools = [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark' })];
    const schoolFor = (schoolIds: readonly string[]) =>
      onMonday(
        '2027-02-22',
        [absent('2027-02-09'), absent('2027-02-16')],
        { schools },
        aCoordinator({ schools: schoolIds }),
      ).newFlags.map(({ school }) => school);
    expect([schoolFor([]), schoolFor(['jdw'])]).toEqual([['Johan de Witt'], [null]]);
  });

  test('before the programme began there is nothing to report', () => {
    const view = onMonday('2027-02-08', []);
    expect(
      JSON.stringify(
        digestCard({ ...view, rounds: noRounds, stored: null, asOf: null, isOver: false }, 'nl'),
      ),
    ).toContain('Niets te melden');
    expect(view).toMatchObject({ newFlags: [], waitingFlags: [], acknowledgedFlags: 0 });
  });
});

/** Of every pupil. */
const twiceAbsent = (pupil: string): readonly PupilFact[] => [
  absent('2027-02-09', pupil),
  absent('2027-02-16', pupil),
];

test.each(['nl', 'en'] as const)(
  'of 300 pupils with something the matter it is short enough in %s',
  (language) => {
    const ids = Array.from({ length: 300 }, (_, index) => index);
    const directory = aDirectory({
      people: [
        cora,
        ...ids.map((id) => aPerson({ email: `student${id}@leiden.example`, name: `Student Number ${id}` })),
      ],
      pupils: ids.map((id) => aPupil({ id: `p${id}`, firstName: `Pupil ${id}` })),
      pairs: ids.map((id) => aPair({ pupil: `p${id}`, student: `student${id}@leiden.example` })),
    });
    const now = at('2027-03-08T08:30:00+01:00');
    const rest = { pauses: [], contactsMade: [], unreachableSince: () => 'never' as const };
    const view = digestDetails(
      { directory, schools: ['jdw'], factsOf: twiceAbsent, now, ...rest },
      cora,
      '2027-03-08',
      [],
    );
    const sizes = [view.waitingFlags, view.signals.silent, view.signals.unreachable, view.signals.due].map(
      (all) => all.length,
    );
    expect(sizes).toEqual([300, 300, 300, 300]);
    expect(
      JSON.stringify(
        digestCard({ ...view, rounds: noRounds, stored: null, asOf: null, isOver: false }, language).content,
      ).length,
    ).toBeLessThan(12_000);
  },
);
