/** A pupil's attendance as the summary counts it: from kept figures, or recounted from the facts. */
import { attendanceOf, lateLimitsOf } from './attendance';
import { dayNumber, dayOfNumber } from './calendar';
import { kindOf, noCounts, weekOfDay, type Counts, type WeekCounts } from './counts';
import type { Directory } from './directory';
import { answersIn, outcomes, type Attendance, type PupilFact } from './facts';
import { flagsOfPupil } from './flags/details';
import {
  isStanding,
  markedContext,
  type FlagStanding,
  openFlagAt,
  openFlagIn,
  type OpenFlag,
} from './kept/flag';
import type { KeptPupil } from './kept/pupil';
import { reachesBack, readSessions, type KeptSessions } from './kept/sessions';
import type { DayNumbers, SessionReader } from './sessionNumbers';
import type { Day, Moment, Pupil } from './model';
import { SessionCounts, kindsOf, placesIn } from './kept/counts';
import { plannedDays } from './plannedDays';
import { countedSessions, type SummaryScope } from './summary/summary';

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
        weeks.add(weekOfDay(dayNumber(session.date)), kindOf(as));
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

/** Days from 1970 beyond which no calendar reaches. A small whole number: counting with infinity takes ten times as long. */
const farAway = 1 << 28;

const numbersOf = ({ from, to }: DayRange): DayNumbers => ({
  first: from === null ? -farAway : dayNumber(from),
  last: to === null ? farAway : dayNumber(to),
});

/** Whether the session of a day has ended. Ends that are not known lie before the last fact. */
const hasEnded = (ahead: KeptSessions['ahead'], day: number, now: Moment): boolean =>
  !ahead.some(([of, end]) => of === day && end > now);

/** Whether what is kept says at a moment what the facts say, of the sessions from a day on; null is from the first. */
export const isKept = (
  directory: Directory,
  pupil: Pupil,
  kept: KeptPupil,
  now: Moment,
  from: Day | null,
): boolean =>
  kept.sessions !== null &&
  reachesBack(kept.sessions, from) &&
  kept.upTo <= now &&
  kept.standing !== null &&
  isStanding(kept.standing, markedContext(directory, pupil.school));

const daysOfWeek = 7;

/** What is kept of one pupil, with what it is read by. A class: there are hundreds for one question. */
class KeptAttendance implements PupilAttendance {
  readonly #directory: Directory;
  readonly #pupil: Pupil;
  readonly #sessions: KeptSessions;
  readonly #standing: FlagStanding;
  readonly #upTo: Moment;
  readonly #now: Moment;

  constructor(directory: Directory, pupil: Pupil, { sessions, standing, upTo }: KeptPupil, now: Moment) {
    if (sessions === null || standing === null) throw new Error('too little is kept of a pupil');
    this.#directory = directory;
    this.#pupil = pupil;
    this.#sessions = sessions;
    this.#standing = standing;
    this.#upTo = upTo;
    this.#now = now;
  }

  count(range: DayRange, weeks: WeekCounts): Counts {
    const planned = plannedDays(this.#directory, this.#pupil.id);
    const { ahead } = this.#sessions;
    const days = numbersOf(range);
    const by = {
      kinds: kindsOf(lateLimitsOf(this.#directory, this.#pupil.school)),
      planned,
      places: placesIn(planned, days, this.#now),
      hasEnded: ahead.length === 0 ? null : (day: number) => hasEnded(ahead, day, this.#now),
    };
    const counts = new SessionCounts(by, weeks);
    readSessions(this.#sessions, days, counts);
    return counts.total();
  }

  answered(range: DayRange): readonly AnsweredOn[] {
    const found: AnsweredOn[] = [];
    const limits = lateLimitsOf(this.#directory, this.#pupil.school);
    const add: SessionReader['add'] = (first, place, minutes, times) => {
      const outcome = outcomes[place] ?? 'onTime';
      const minutesLate = outcome !== 'late' || minutes < 0 ? null : minutes;
      const attendance = attendanceOf({ outcome, minutesLate }, limits);
      for (const day of this.#over(first, times))
        found.push({ date: dayOfNumber(day), attendance, minutesLate });
    };
    readSessions(this.#sessions, numbersOf(range), { add });
    return found;
  }

  /** Of some days a week apart those whose session has ended. */
  #over(first: number, times: number): readonly number[] {
    const days = Array.from({ length: times }, (_, index) => first + index * daysOfWeek);
    return days.filter((day) => hasEnded(this.#sessions.ahead, day, this.#now));
  }

  openFlag(): OpenFlag | null {
    return openFlagAt(
      this.#standing,
      this.#upTo,
      this.#now,
      markedContext(this.#directory, this.#pupil.school),
    );
  }
}

/** From what is kept; see `isKept`. */
export const attendanceFromKept = (
  directory: Directory,
  pupil: Pupil,
  kept: KeptPupil,
  now: Moment,
): PupilAttendance => new KeptAttendance(directory, pupil, kept, now);
