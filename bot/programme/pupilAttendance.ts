/** A pupil's attendance as the summary counts it: from kept figures, or recounted from the facts. */
import { attendanceOf, lateLimitsOf } from './attendance';
import { dayNumber, dayOfNumber } from './calendar';
import {
  countedKinds,
  countsFrom,
  kindOf,
  noCounts,
  weekOfDay,
  type Counts,
  type WeekCounts,
} from './counts';
import type { Directory } from './directory';
import { answersIn, outcomes, type Attendance, type PupilFact } from './facts';
import { flagsOfPupil } from './flagDetails';
import { isStanding, markedContext, openFlagAt, openFlagIn, type OpenFlag } from './keptFlag';
import type { KeptPupil } from './keptPupil';
import { eachSession, type KeptSessions } from './keptSessions';
import type { Day, LateLimits, Moment, Pupil } from './model';
import { countUpTo, plannedDays, type PlannedDays } from './plannedDays';
import { countedSessions, type SummaryScope } from './summary';

/** Both days included; null is open. */
export type DayRange = Pick<SummaryScope, 'from' | 'to'>;

/** An ended session with an answer. */
export interface AnsweredOn {
  readonly date: Day;
  readonly attendance: Attendance;
  readonly minutesLate: number | null;
}

/** One pupil at one moment. */
export interface PupilAttendance {
  /** The ended sessions of a range, added to the weeks they are in too. */
  count(range: DayRange, weeks: WeekCounts): Counts;
  /** The ended sessions of a range that have an answer, in order. */
  answered(range: DayRange): readonly AnsweredOn[];
  /** The flag that waits for somebody. */
  openFlag(): OpenFlag | null;
}

/**
 * Recounted from the facts, which are in order of their moments; with a student's address the sessions are theirs
 * alone.
 */
export const attendanceFromFacts = (
  directory: Directory,
  pupil: Pupil,
  facts: readonly PupilFact[],
  now: Moment,
  student: string | null,
): PupilAttendance => {
  const countedIn = (range: DayRange) =>
    countedSessions(directory, pupil, answersIn(facts), range, now).filter(
      ({ session }) => student === null || session.student === student,
    );
  return {
    count: (range, weeks) => {
      const counts = noCounts();
      for (const { session, attendance } of countedIn(range)) {
        const as = attendance ?? 'unknown';
        counts[as] += 1;
        weeks.add(weekOfDay(dayNumber(session.date)), kindOf(as), 1);
      }
      return counts;
    },
    answered: (range) =>
      countedIn(range).flatMap(({ session, attendance, answer }) => {
        if (answer === null || attendance === null) return [];
        return [{ date: session.date, attendance, minutesLate: answer.minutesLate }];
      }),
    openFlag: () => openFlagIn(flagsOfPupil(directory, pupil, facts, now)),
  };
};

interface Numbers {
  readonly first: number;
  readonly last: number;
}

const numbersOf = ({ from, to }: DayRange): Numbers => ({
  first: from === null ? Number.NEGATIVE_INFINITY : dayNumber(from),
  last: to === null ? Number.POSITIVE_INFINITY : dayNumber(to),
});

/** Ends that are not known lie before the last fact. */
const hasEnded = ({ ahead }: KeptSessions, now: Moment): ((day: number) => boolean) => {
  if (ahead.length === 0) return () => true;
  const ends = new Map(ahead);
  return (day) => (ends.get(day) ?? now) <= now;
};

/** Whether what is kept says at a moment what the facts say. */
export const isKept = (directory: Directory, pupil: Pupil, kept: KeptPupil, now: Moment): boolean =>
  kept.sessions !== null &&
  kept.upTo <= now &&
  kept.standing !== null &&
  isStanding(kept.standing, markedContext(directory, pupil.school));

const unknown = kindOf('unknown');

/** What an outcome counts as, as a place; minutes −1 were not said. */
const kindsBy = (limits: LateLimits): ((outcome: number, minutesLate: number) => number) => {
  const kindWith = (outcome: number, minutesLate: number): number =>
    kindOf(attendanceOf({ outcome: outcomes[outcome] ?? 'onTime', minutesLate }, limits));
  const late = outcomes.indexOf('late');
  const kinds = outcomes.map((_, outcome) => kindWith(outcome, 0));
  return (outcome, minutesLate) =>
    outcome === late ? kindWith(outcome, Math.max(minutesLate, 0)) : (kinds[outcome] ?? unknown);
};

/** The planned days of a range that are over: places from one to before another. */
const placesIn = ({ days, ends }: PlannedDays, { first, last }: Numbers, now: Moment) => ({
  from: countUpTo(days, first - 1),
  to: Math.min(countUpTo(days, last), countUpTo(ends, now)),
});

/** What is kept of one pupil, with what it is read by. */
interface Reading {
  readonly sessions: KeptSessions;
  readonly planned: PlannedDays;
  readonly kindOfSaid: (outcome: number, minutesLate: number) => number;
  readonly isOver: (day: number) => boolean;
  readonly now: Moment;
}

const countKept = (reading: Reading, range: DayRange, weeks: WeekCounts): Counts => {
  const { sessions, planned, kindOfSaid, isOver, now } = reading;
  const cells = new Int32Array(countedKinds.length);
  const { first, last } = numbersOf(range);
  const firstPlanned = planned.days[0] ?? 0;
  const hasAnswer = new Uint8Array(planned.days.length);
  eachSession(sessions, (day, outcome, minutesLate) => {
    if (day < first || day > last) return;
    // What has an answer is not unknown, whenever it ends.
    const place = planned.places[day - firstPlanned] ?? 0;
    if (place > 0) hasAnswer[place - 1] = 1;
    if (!isOver(day)) return;
    const kind = kindOfSaid(outcome, minutesLate);
    cells[kind] = (cells[kind] ?? 0) + 1;
    weeks.add(weekOfDay(day), kind, 1);
  });
  const { from, to } = placesIn(planned, { first, last }, now);
  for (let place = from; place < to; place += 1) {
    if (hasAnswer[place] === 1) continue;
    cells[unknown] = (cells[unknown] ?? 0) + 1;
    weeks.add(planned.weeks[place] ?? 0, unknown, 1);
  }
  return countsFrom(cells);
};

const answeredKept = (reading: Reading, limits: LateLimits, range: DayRange): AnsweredOn[] => {
  const found: AnsweredOn[] = [];
  const { first, last } = numbersOf(range);
  eachSession(reading.sessions, (day, place, minutes) => {
    const outcome = outcomes[place];
    if (day < first || day > last || outcome === undefined || !reading.isOver(day)) return;
    const minutesLate = outcome !== 'late' || minutes < 0 ? null : minutes;
    const attendance = attendanceOf({ outcome, minutesLate }, limits);
    found.push({ date: dayOfNumber(day), attendance, minutesLate });
  });
  return found;
};

/** From what is kept; see `isKept`. */
export const attendanceFromKept = (
  directory: Directory,
  pupil: Pupil,
  { sessions, standing, upTo }: KeptPupil,
  now: Moment,
): PupilAttendance => {
  if (sessions === null || standing === null) throw new Error('too little is kept of a pupil');
  const limits = lateLimitsOf(directory, pupil.school);
  const reading: Reading = {
    sessions,
    planned: plannedDays(directory, pupil.id),
    kindOfSaid: kindsBy(limits),
    isOver: hasEnded(sessions, now),
    now,
  };
  return {
    count: (range, weeks) => countKept(reading, range, weeks),
    answered: (range) => answeredKept(reading, limits, range),
    openFlag: () => openFlagAt(standing, upTo, now, markedContext(directory, pupil.school)),
  };
};
