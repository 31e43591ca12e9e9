/** Counts what is kept of sessions, beside the days that were planned: in numbers, once for each pupil of a school. */
import { attendanceOf } from '../attendance';
import { countedKinds, countsFrom, kindOf, weekOfDay, type Counts, type WeekCounts } from '../counts';
import { outcomes } from '../facts';
import type { DayNumbers, SessionReader } from '../sessionNumbers';
import type { LateLimits, Moment } from '../model';
import { countUpTo, type PlannedDays } from '../plannedDays';
import { rememberPair } from '../remember';

const daysOfWeek = 7;
const late = outcomes.indexOf('late');
const unknown = kindOf('unknown');

/** What outcomes count as, as places, by the limits of a school. */
export interface Kinds {
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

/** What outcomes count as under some limits. */
export const kindsOf = ({ lateFrom, absentFrom }: LateLimits): Kinds => kindsBy(lateFrom, absentFrom);

/** Planned days that are over, by their places: from one to before another. */
export interface Places {
  readonly from: number;
  readonly to: number;
}

/** The planned days of a range that are over. */
export const placesIn = ({ days, ends }: PlannedDays, { first, last }: DayNumbers, now: Moment): Places => ({
  from: countUpTo(days, first - 1),
  to: Math.min(countUpTo(days, last), countUpTo(ends, now)),
});

/** By what sessions are counted. */
export interface CountedBy {
  readonly kinds: Kinds;
  readonly planned: PlannedDays;
  readonly places: Places;
  /** Whether the session of a day has ended; null when all have. */
  readonly hasEnded: ((day: number) => boolean) | null;
}

const kindSaid = ({ ofOutcome, ofMinutes }: Kinds, outcome: number, minutes: number): number =>
  (outcome === late ? ofMinutes[Math.min(Math.max(minutes, 0), ofMinutes.length - 1)] : ofOutcome[outcome]) ??
  unknown;

/**
 * Counts what it is told of a pupil's sessions, and the planned days that have no answer, into the weeks too. Both are
 * in order of days: what is planned before the next session with an answer has none. One class, and what it works with
 * in its own fields, for it is told of tens of thousands.
 */
export class SessionCounts implements SessionReader {
  /** Of each kind. No typed array: to make one of a handful takes longer than to count a pupil's weeks. */
  readonly #cells = countedKinds.map(() => 0);
  readonly #weeks: WeekCounts;
  readonly #kinds: Kinds;
  readonly #hasEnded: CountedBy['hasEnded'];
  readonly #days: PlannedDays['days'];
  readonly #weeksOfDays: PlannedDays['weeks'];
  readonly #isWeekly: boolean;
  readonly #to: number;
  /** The next planned day. */
  #place: number;

  constructor({ kinds, planned, places, hasEnded }: CountedBy, weeks: WeekCounts) {
    this.#weeks = weeks;
    this.#kinds = kinds;
    this.#hasEnded = hasEnded;
    this.#days = planned.days;
    this.#weeksOfDays = planned.weeks;
    this.#isWeekly = planned.isWeekly;
    this.#place = places.from;
    this.#to = places.to;
  }

  add(first: number, outcome: number, minutes: number, times: number): void {
    this.#passOver(first, times);
    const kind = kindSaid(this.#kinds, outcome, minutes);
    const hasEnded = this.#hasEnded;
    if (hasEnded === null) return this.#count(weekOfDay(first), kind, times);
    for (let day = first; day < first + times * daysOfWeek; day += daysOfWeek)
      if (hasEnded(day)) this.#count(weekOfDay(day), kind, 1);
  }

  /** To be asked once, when everything was told. */
  total(): Counts {
    while (this.#place < this.#to) this.#passOne();
    return countsFrom(this.#cells);
  }

  #count(week: number, kind: number, times: number): void {
    this.#cells[kind] = (this.#cells[kind] ?? 0) + times;
    this.#weeks.add(week, kind, times);
  }

  /** To behind so many days with an answer a week apart. What has an answer is not unknown, whenever it ends. */
  #passOver(first: number, times: number): void {
    this.#passTo(first);
    const last = first + (times - 1) * daysOfWeek;
    const end = this.#place + times;
    if (this.#isWeekly && this.#days[this.#place] === first && this.#days[end - 1] === last)
      this.#place = end;
    else this.#passEach(first, last);
  }

  #passEach(first: number, last: number): void {
    for (let day = first; day <= last; day += daysOfWeek) {
      this.#passTo(day);
      if (this.#days[this.#place] === day) this.#place += 1;
    }
  }

  /** To the first planned day that is not before this one; those passed have no answer. */
  #passTo(day: number): void {
    while (this.#place < this.#to && (this.#days[this.#place] ?? day) < day) this.#passOne();
  }

  #passOne(): void {
    this.#count(this.#weeksOfDays[this.#place] ?? 0, unknown, 1);
    this.#place += 1;
  }
}
