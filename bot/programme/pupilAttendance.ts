/** A pupil's attendance as the summary counts it: from kept figures, or recounted from the facts. */
import { attendanceOf, lateLimitsOf } from './attendance';
import { dayNumber, dayOfNumber, mondayNumber } from './calendar';
import { countsIn, noCounts, type CountedAs, type Counts, type WeekCounts } from './counts';
import type { Directory } from './directory';
import { answersIn, type Attendance, type PupilFact } from './facts';
import { flagsOfPupil } from './flagDetails';
import { isStanding, markedContext, openFlagAt, openFlagIn, type OpenFlag } from './keptFlag';
import type { KeptPupil } from './keptPupil';
import { eachSession, type KeptSessions } from './keptSessions';
import type { Day, Moment, Pupil } from './model';
import { plannedDays } from './plannedDays';
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
        counts[attendance ?? 'unknown'] += 1;
        countsIn(weeks, mondayNumber(dayNumber(session.date)))[attendance ?? 'unknown'] += 1;
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

const isIn = (day: number, { first, last }: Numbers): boolean => day >= first && day <= last;

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

/** From what is kept; see `isKept`. */
export const attendanceFromKept = (
  directory: Directory,
  pupil: Pupil,
  { sessions, standing, upTo }: KeptPupil,
  now: Moment,
): PupilAttendance => {
  if (sessions === null || standing === null) throw new Error(`too little is kept of a pupil`);
  const limits = lateLimitsOf(directory, pupil.school);
  const isOver = hasEnded(sessions, now);
  const count = (range: DayRange, weeks: WeekCounts): Counts => {
    const counts = noCounts();
    const days = numbersOf(range);
    const planned = plannedDays(directory, pupil.id);
    const add = (day: number, what: CountedAs, by: number): void => {
      counts[what] += by;
      countsIn(weeks, mondayNumber(day))[what] += by;
    };
    for (const [day, end] of planned) if (end <= now && isIn(day, days)) add(day, 'unknown', 1);
    eachSession(sessions, (day, outcome, minutesLate) => {
      if (!isIn(day, days)) return;
      // What has an answer is not unknown, whenever it ends.
      if ((planned.get(day) ?? Number.POSITIVE_INFINITY) <= now) add(day, 'unknown', -1);
      if (isOver(day)) add(day, attendanceOf({ outcome, minutesLate }, limits), 1);
    });
    return counts;
  };
  const answered = (range: DayRange): AnsweredOn[] => {
    const found: AnsweredOn[] = [];
    const days = numbersOf(range);
    eachSession(sessions, (day, outcome, minutesLate) => {
      if (!isIn(day, days) || !isOver(day)) return;
      const date = dayOfNumber(day);
      found.push({ date, attendance: attendanceOf({ outcome, minutesLate }, limits), minutesLate });
    });
    return found;
  };
  const openFlag = () => openFlagAt(standing, upTo, now, markedContext(directory, pupil.school));
  return { count, answered, openFlag };
};
