import * as fc from 'fast-check';
import { addDays, dayNumber, dayOfNumber } from '../../bot/programme/calendar';
import { WeekCounts } from '../../bot/programme/counts';
import { directoryOf, type Directory } from '../../bot/programme/directory';
import { outcomes, type Answer, type PupilFact } from '../../bot/programme/facts';
import { flagsOfPupil } from '../../bot/programme/flags/details';
import { markedContext, openFlagIn, standingAfter } from '../../bot/programme/kept/flag';
import { keepPupil, recentOnly, type KeptPupil } from '../../bot/programme/kept/pupil';
import { keepSessions, recentFrom, readSessions } from '../../bot/programme/kept/sessions';
import type { Programme, Pupil } from '../../bot/programme/model';
import { attendanceFromFacts, attendanceFromKept, isKept } from '../../bot/programme/pupilAttendance';
import { sessionsOfPupil } from '../../bot/programme/sessions';
import { figuresFrom, summarise } from '../../bot/programme/summary/summary';
import {
  aDirectory,
  aPair,
  aProgramme,
  aPupil,
  aSchool,
  aSession,
  anAction,
  anAnswer,
  at,
} from '../builders';
import { dawn, someFacts, someMoment } from './facts';
import { someProgramme } from './programmes';

const runs = { numRuns: 50 };
const someDay = fc.nat({ max: 160 }).map((count) => addDays('2027-02-01', count));
const someRange = fc.record({ from: fc.option(someDay), to: fc.option(someDay) });

const keptBy = (directory: Directory, pupil: string, facts: readonly PupilFact[]): KeptPupil => {
  const school = directory.pupil(pupil)?.school ?? '';
  return keepPupil(pupil, facts, standingAfter(facts, markedContext(directory, school)));
};

interface Range {
  readonly from: string | null;
  readonly to: string | null;
}

/** What is kept says what a recount says, wherever it claims to. */
const compareKept = (
  directory: Directory,
  pupil: Pupil,
  kept: KeptPupil,
  facts: readonly PupilFact[],
  range: Range,
  now: number,
): boolean => {
  if (!isKept(directory, pupil, kept, now, range.from)) return false;
  const [fromKept, recounted] = [
    attendanceFromKept(directory, pupil, kept, now),
    attendanceFromFacts(directory, pupil, facts, now, null),
  ];
  const weeksOf = (attendance: typeof fromKept) => {
    const weeks = new WeekCounts();
    return { counts: attendance.count(range, weeks), weeks: weeks.weeks() };
  };
  expect(weeksOf(fromKept)).toEqual(weeksOf(recounted));
  expect(fromKept.answered(range)).toEqual(recounted.answered(range));
  expect(fromKept.openFlag()).toEqual(recounted.openFlag());
  return true;
};

/** The same of all that is kept and of the last half year alone, which is enough for every question about it. */
const compare = (
  directory: Directory,
  id: string,
  kept: KeptPupil,
  facts: readonly PupilFact[],
  range: Range,
  now: number,
): boolean => {
  const pupil = directory.pupil(id);
  if (pupil === null) throw new Error(`no pupil ${id}`);
  const isRecent =
    range.from !== null && dayNumber(range.from) >= recentFrom(dayNumber(directory.calendar.dayOf(now)));
  const whole = compareKept(directory, pupil, kept, facts, range, now);
  const recent = compareKept(directory, pupil, recentOnly(kept), facts, range, now);
  if (isRecent) expect(recent).toBe(whole);
  return whole;
};

/** Facts as people make them of a programme, though an import may change it afterwards. */
const factsOf = (programme: Programme, pupil: string, facts: readonly PupilFact[]): PupilFact[] => {
  const sessions = sessionsOfPupil(directoryOf(programme), pupil, []);
  return facts.flatMap((fact, index): PupilFact[] => {
    if (fact.kind !== 'answer') return [fact];
    const session = sessions[(index * 7 + fact.outcome.length) % Math.max(1, sessions.length)];
    return session === undefined ? [] : [{ ...fact, session }];
  });
};

describe('what is kept equals a recount', () => {
  test('of answers, corrections and actions in any order, at any later moment', () => {
    let compared = 0;
    fc.assert(
      fc.property(someFacts, someMoment, someRange, (facts, now, range) => {
        const directory = aDirectory();
        if (compare(directory, 'p1', keptBy(directory, 'p1', facts), facts, range, now)) compared += 1;
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(30);
  });

  test('after every fact, and again when digests passed', () => {
    fc.assert(
      fc.property(someFacts, fc.nat({ max: 90 }), (facts, days) => {
        const directory = aDirectory();
        for (const count of facts.keys()) {
          const known = facts.slice(0, count + 1);
          const last = known.at(-1)?.at ?? dawn;
          const kept = keptBy(directory, 'p1', known);
          const all = { from: null, to: null };
          expect(compare(directory, 'p1', kept, known, all, last)).toBe(true);
          expect(compare(directory, 'p1', kept, known, all, last + days * 86_400_000)).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('when an import changes pairs, closed days and schools’ limits afterwards', () => {
    fc.assert(
      fc.property(
        someProgramme,
        someProgramme,
        someFacts,
        someRange,
        fc.constantFrom(null, 3, 30),
        (before, after, facts, range, lateFrom) => {
          const schools = after.schools.map((school) => ({ ...school, lateFrom }));
          const directory = directoryOf({ ...after, schools });
          for (const { id } of before.pupils) {
            const said = factsOf(before, id, facts);
            const kept = keptBy(directoryOf(before), id, said);
            const now = (said.at(-1)?.at ?? dawn) + 86_400_000 * (said.length % 40);
            compare(directory, id, kept, said, range, now);
            compare(directory, id, keptBy(directory, id, said), said, range, now);
          }
        },
      ),
      runs,
    );
  });

  test('when the slot changed in the middle, and both meet on one day', () => {
    const pairs = [
      aPair({ until: '2027-03-20' }),
      aPair({ student: 'noor@leiden.example', from: '2027-03-09', start: '13:00', end: '14:00' }),
      aPair({ student: 'noor@leiden.example', weekday: 4, from: '2027-03-01' }),
    ];
    fc.assert(
      fc.property(someFacts, someMoment, someRange, (facts, now, range) => {
        const directory = aDirectory({ pairs });
        compare(directory, 'p1', keptBy(directory, 'p1', facts), facts, range, now);
      }),
      runs,
    );
  });
});

describe('a session that was answered ahead', () => {
  const session = aSession('2027-02-16');
  const cancelled: Answer = anAnswer('2027-02-16', {
    session,
    outcome: 'schoolCancelled',
    at: at('2027-02-12T10:00:00+01:00'),
  });
  const directory = aDirectory();
  const kept = keptBy(directory, 'p1', [cancelled]);

  test.each([
    ['2027-02-15T12:00:00+01:00', { notCounted: 0, unknown: 1 }],
    ['2027-02-16T09:30:00+01:00', { notCounted: 0, unknown: 1 }],
    ['2027-02-16T10:00:00+01:00', { notCounted: 1, unknown: 1 }],
  ])('at %s', (now, expected) => {
    const range = { from: null, to: null };
    const pupil = aPupil();
    const counts = attendanceFromKept(directory, pupil, kept, at(now)).count(range, new WeekCounts());
    expect(counts).toMatchObject(expected);
    expect(compare(directory, 'p1', kept, [cancelled], range, at(now))).toBe(true);
  });

  test('is kept with its end until it is over', () => {
    expect(kept.sessions?.ahead).toHaveLength(1);
    const later = anAnswer('2027-02-23');
    expect(keepSessions('p1', [cancelled, later], later.at)?.ahead).toEqual([]);
  });
});

const programmeOf = (count: number): Programme => {
  const programme = aProgramme({ start: '2023-01-02', end: addDays('2023-01-02', count * 7) });
  return { ...programme, pairs: programme.pairs.map((pair) => ({ ...pair, from: null, until: null })) };
};

/** Tuesdays and Thursdays of weeks one after the other. */
const datesOf = (which: readonly string[]): string[] =>
  which.flatMap((what, week) => [
    ...(what === 'tuesday' || what === 'both' ? [addDays('2023-01-03', week * 7)] : []),
    ...(what === 'thursday' || what === 'both' ? [addDays('2023-01-05', week * 7)] : []),
  ]);

describe('many weeks', () => {
  const directory = directoryOf(programmeOf(200));
  const days = Array.from({ length: 200 }, (_, week) => addDays('2023-01-03', week * 7));
  const someWeek = fc.nat({ max: 199 }).map((week) => addDays('2023-01-01', week * 7));

  test('in any range, mostly on time, with gaps, late by any minutes', () => {
    const said = fc.oneof(
      { weight: 6, arbitrary: fc.constant({ outcome: 'onTime' as const, minutesLate: null }) },
      { weight: 1, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(0, 4, 5, 19, 20, 21, 9999, null)
          .map((minutesLate) => ({ outcome: 'late' as const, minutesLate })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...outcomes).map((outcome) => ({ outcome, minutesLate: null })),
      },
    );
    const all = fc.array(said, { minLength: 200, maxLength: 200 });
    const range = fc.record({ from: fc.option(someWeek), to: fc.option(someWeek) });
    const now = fc.nat({ max: 210 }).map((week) => at(`${addDays('2023-01-03', week * 7)}T09:30:00+01:00`));
    fc.assert(
      fc.property(all, range, now, (answered, asked, later) => {
        const facts = answered.flatMap((what, week) => {
          const day = days[week] ?? '';
          return what === null ? [] : [anAnswer(day, { session: aSession(day), ...what })];
        });
        const known = facts.filter((fact) => fact.at <= later);
        expect(compare(directory, 'p1', keptBy(directory, 'p1', known), known, asked, later)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('of a pair that meets twice a week, on days that an import closed afterwards', () => {
    const oneOfTwo = fc.array(fc.constantFrom('tuesday', 'thursday', 'both', 'none'), {
      minLength: 12,
      maxLength: 12,
    });
    const last = at('2023-03-31T12:00:00+02:00');
    fc.assert(
      fc.property(oneOfTwo, oneOfTwo, (closed, answered) => {
        const twice = directoryOf({
          ...programmeOf(12),
          pairs: ([2, 4] as const).map((weekday) => aPair({ weekday, from: null, until: null })),
          schools: [aSchool({ closed: datesOf(closed).map((day) => ({ from: day, to: day, label: null })) })],
        });
        const facts = datesOf(answered).map((day) => anAnswer(day, { session: aSession(day) }));
        const all = { from: null, to: null };
        expect(compare(twice, 'p1', keptBy(twice, 'p1', facts), facts, all, last)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('one that was moved behind the next, and answered before its new end, alone has not ended', () => {
    const [first = '', second = ''] = days;
    const moved = { ...aSession(first), end: at(`${addDays(second, 3)}T10:00:00+01:00`) };
    const facts = [
      anAnswer(first, { session: moved, at: at(`${first}T10:00:00+01:00`) }),
      anAnswer(second, { session: aSession(second), at: at(`${second}T09:40:00+01:00`) }),
    ];
    const kept = keptBy(directory, 'p1', facts);
    expect(kept.sessions?.ahead).toHaveLength(2);
    for (const later of [addDays(second, 1), addDays(second, 4)])
      compare(directory, 'p1', kept, facts, { from: null, to: second }, at(`${later}T12:00:00+01:00`));
  });
});

describe('what lies before the last half year is kept apart', () => {
  const directory = directoryOf(programmeOf(80));
  const answer = fc.record({
    week: fc.nat({ max: 79 }),
    outcome: fc.constantFrom('onTime', 'onTime', 'onTime', 'late', 'absentUnnotified', 'schoolCancelled'),
    /** From answered ahead to answered long after. */
    delay: fc.oneof(fc.constant(0), fc.integer({ min: -30, max: 400 })),
  });
  const someAnswers = fc.array(answer, { maxLength: 90 }).map((answers) =>
    answers
      .map(({ week, outcome, delay }) => {
        const day = addDays('2023-01-03', week * 7);
        const session = aSession(day);
        const minutesLate = outcome === 'late' ? week : null;
        return anAnswer(day, { session, outcome, minutesLate, at: session.end + delay * 86_400_000 });
      })
      .toSorted((a, b) => a.at - b.at),
  );

  test('and says the same, whatever is asked around the boundary', () => {
    let apart = 0;
    fc.assert(
      fc.property(
        someAnswers,
        fc.nat({ max: 300 }),
        fc.integer({ min: -9, max: 9 }),
        fc.constantFrom('kept', 'asked', 'open'),
        (facts, later, off, boundary) => {
          const kept = keptBy(directory, 'p1', facts);
          const now = kept.upTo + later * 86_400_000;
          const today = dayNumber(directory.calendar.dayOf(now));
          const since = kept.sessions?.since ?? null;
          if (since !== null) apart += 1;
          const first = (boundary === 'kept' ? since : recentFrom(today)) ?? recentFrom(today);
          const range = { from: boundary === 'open' ? null : dayOfNumber(first + off), to: null };
          expect(compare(directory, 'p1', kept, facts, range, now)).toBe(true);
          compare(directory, 'p1', kept, facts, { from: null, to: dayOfNumber(first + off) }, now);
        },
      ),
      { numRuns: 150 },
    );
    expect(apart).toBeGreaterThan(30);
  });

  const [old, new1] = ['2023-01-03', '2024-01-02'].map((day) => anAnswer(day, { session: aSession(day) }));
  const kept = keepPupil(
    'p1',
    [old, new1].filter((one) => one !== undefined),
    null,
  );

  test('from a Monday half a year before the last fact', () => {
    expect(kept.sessions?.since).toBe(dayNumber('2023-07-03'));
    expect(kept.sessions?.before).toEqual({ first: dayNumber('2023-01-03'), said: '#' });
    expect(kept.sessions?.recent).toEqual({ first: dayNumber('2024-01-02'), said: '#' });
    expect(
      keepPupil(
        'p1',
        [old].filter((one) => one !== undefined),
        null,
      ).sessions,
    ).toMatchObject({
      since: null,
      before: null,
    });
  });

  test('and a question beyond it is refused, not answered from half of it', () => {
    const { sessions } = recentOnly(kept);
    if (sessions === null) throw new Error('nothing was kept');
    const [first, last] = [dayNumber('2023-07-02'), dayNumber('2024-02-01')];
    const told: number[] = [];
    const into = { add: (day: number) => void told.push(day) };
    expect(() => readSessions(sessions, { first, last }, into)).toThrow('were not read');
    expect(told).toEqual([]);
    readSessions(sessions, { first: first + 1, last }, into);
    expect(told).toEqual([dayNumber('2024-01-02')]);
  });
});

const keptLongAgo = (facts: readonly PupilFact[]): KeptPupil => ({
  ...keptBy(aDirectory(), 'p1', facts),
  upTo: 0,
});

describe('a standing holds', () => {
  const twice = ['2027-02-09', '2027-02-16'].map((day) => anAnswer(day, { outcome: 'absentUnnotified' }));
  const once = [anAnswer('2027-02-09', { outcome: 'absentUnnotified' })];
  const closed = aDirectory({
    schools: [aSchool({ closed: [{ from: '2027-03-01', to: '2027-03-05', label: null }] })],
  });
  const stricter = aDirectory({ schools: [aSchool({ lateFrom: 1 })] });

  test.each([
    ['a closed day, below level 2', once, closed, true],
    ['a closed day, at level 2', twice, closed, false],
    ['other limits', once, stricter, false],
    ['nothing', twice, aDirectory(), true],
  ])('when an import changes %s', (_, facts, directory, expected) => {
    expect(isKept(directory, aPupil(), keptLongAgo(facts), dawn, null)).toBe(expected);
  });

  test('without what people wrote', () => {
    const noted = [...twice, anAction({ at: (twice[1]?.at ?? 0) + 1, verb: 'note', note: 'thuis gebeld' })];
    expect(JSON.stringify(keptLongAgo(noted))).not.toContain('gebeld');
  });

  test('not before the last fact', () => {
    const kept = { ...keptLongAgo(twice), upTo: twice[1]?.at ?? 0 };
    expect(isKept(aDirectory(), aPupil(), kept, kept.upTo - 1, null)).toBe(false);
    expect(isKept(aDirectory(), aPupil(), kept, kept.upTo, null)).toBe(true);
  });

  test('level 2 that nobody acknowledges rises in a digest', () => {
    const directory = aDirectory();
    const kept = keptBy(directory, 'p1', twice);
    const now = at('2027-03-10T12:00:00+01:00');
    const flag = attendanceFromKept(directory, aPupil(), kept, now).openFlag();
    expect(flag).toMatchObject({ level: 3, isOverdue: true });
    expect(flag).toEqual(openFlagIn(flagsOfPupil(directory, aPupil(), twice, now)));
  });
});

test('a whole programme from what is kept is the summary of its facts', () => {
  const programme = aProgramme();
  const directory = directoryOf(programme);
  const answers = [anAnswer('2027-02-09'), anAnswer('2027-02-16', { outcome: 'absentNotified' })];
  const now = at('2027-03-10T12:00:00+01:00');
  const asked = { school: null, class: null, pupil: null, from: null, to: null };
  const counts = attendanceFromKept(directory, aPupil(), keptBy(directory, 'p1', answers), now);
  expect(summarise(directory, () => answers, asked, now)).toMatchObject(
    figuresFrom(counts.count(asked, new WeekCounts())),
  );
});
