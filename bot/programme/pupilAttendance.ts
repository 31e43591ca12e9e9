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
import {
  isStanding,
  markedContext,
  type FlagStanding,
  openFlagAt,
  openFlagIn,
  type OpenFlag,
} from './keptFlag';
import type { KeptPupil } from './keptPupil';
import { ReadSessions, readSessions, type DayNumbers, type KeptSessions } from './keptSessions';
import type { Day, Moment, Pupil } from './model';
import { rememberPair } from './remember';
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

/** Whether what is kept says at a moment what the facts say. */
export const isKept = (directory: Directory, pupil: Pupil, kept: KeptPupil, now: Moment): boolean =>
  kept.sessions !== null &&
  kept.upTo <= now &&
  kept.standing !== null &&
  isStanding(kept.standing, markedContext(directory, pupil.school));

const unknown = kindOf('unknown');

const daysOfWeek = 7;
const late = outcomes.indexOf('late');

/** What outcomes count as, as places, by the limits of a school. */
interface Kinds {
  readonly ofOutcome: Uint8Array;
  /** Of late ones by minutes, as far as it makes a difference. */
  readonly ofMinutes: Uint8Array;
}

const kindsBy = rememberPair((lateFrom: number, absentFrom: number): Kinds => {
  const kindWith = (outcome: number, minutesLate: number): number =>
    kindOf(attendanceOf({ outcome: outcomes[outcome] ?? 'onTime', minutesLate }, { lateFrom, absentFrom }));
  return {
    ofOutcome: Uint8Array.from(outcomes, (_, outcome) => kindWith(outcome, 0)),
    ofMinutes: Uint8Array.from({ length: Math.max(lateFrom, absentFrom) + 1 }, (_, minutes) =>
      kindWith(late, minutes),
    ),
  };
});

/** The planned days of a range that are over: places from one to before another. */
const placesIn = ({ days, ends }: PlannedDays, { first, last }: DayNumbers, now: Moment) => ({
  from: countUpTo(days, first - 1),
  to: Math.min(countUpTo(days, last), countUpTo(ends, now)),
});

const kindSaid = ({ ofOutcome, ofMinutes }: Kinds, outcome: number, minutes: number): number =>
  (outcome === late ? ofMinutes[Math.min(Math.max(minutes, 0), ofMinutes.length - 1)] : ofOutcome[outcome]) ??
  unknown;

/** Filled anew by each question, and used before the next. */
const sessionsRead = new ReadSessions();

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
    const { lateFrom, absentFrom } = lateLimitsOf(this.#directory, this.#pupil.school);
    const kinds = kindsBy(lateFrom, absentFrom);
    const read = this.#read(range);
    const planned = plannedDays(this.#directory, this.#pupil.id);
    const { days } = planned;
    const { ahead } = this.#sessions;
    const { from, to } = placesIn(planned, numbersOf(range), this.#now);
    const cells = new Int32Array(countedKinds.length);
    const add = (kind: number, week: number, times: number): void => {
      cells[kind] = (cells[kind] ?? 0) + times;
      weeks.add(week, kind, times);
    };
    // Both are in order of days: what is planned before the next session with an answer has none.
    let place = from;
    for (let index = 0; index < read.length; index += 1) {
      const [first, times] = [read.dayAt(index), read.timesAt(index)];
      for (let day = first; day < first + times * daysOfWeek; day += daysOfWeek) {
        for (; place < to && (days[place] ?? day) < day; place += 1)
          add(unknown, planned.weeks[place] ?? 0, 1);
        // What has an answer is not unknown, whenever it ends.
        if (days[place] === day) place += 1;
      }
      const kind = kindSaid(kinds, read.outcomeAt(index), read.minutesAt(index));
      if (ahead.length === 0) add(kind, weekOfDay(first), times);
      else for (const day of this.#over(first, times)) add(kind, weekOfDay(day), 1);
    }
    for (; place < to; place += 1) add(unknown, planned.weeks[place] ?? 0, 1);
    return countsFrom(cells);
  }

  answered(range: DayRange): readonly AnsweredOn[] {
    const found: AnsweredOn[] = [];
    const limits = lateLimitsOf(this.#directory, this.#pupil.school);
    const read = this.#read(range);
    for (let index = 0; index < read.length; index += 1) {
      const first = read.dayAt(index);
      const outcome = outcomes[read.outcomeAt(index)] ?? 'onTime';
      const minutes = read.minutesAt(index);
      const minutesLate = outcome !== 'late' || minutes < 0 ? null : minutes;
      const attendance = attendanceOf({ outcome, minutesLate }, limits);
      for (const day of this.#over(first, read.timesAt(index)))
        found.push({ date: dayOfNumber(day), attendance, minutesLate });
    }
    return found;
  }

  #read(range: DayRange): ReadSessions {
    readSessions(this.#sessions, numbersOf(range), sessionsRead);
    return sessionsRead;
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
