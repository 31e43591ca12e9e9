/** Counts what is kept of sessions, beside the days that were planned: in numbers, once for each pupil of a school. */
import { attendanceOf } from './attendance';
import { countedKinds, countsFrom, kindOf, weekOfDay, type Counts, type WeekCounts } from './counts';
import { outcomes } from './facts';
import type { DayNumbers, ReadSessions } from './sessionNumbers';
import type { LateLimits, Moment } from './model';
import { countUpTo, type PlannedDays } from './plannedDays';
import { rememberPair } from './remember';

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

/** The counts of one pupil, added to the weeks as well. */
class Sums {
  readonly cells = new Int32Array(countedKinds.length);
  readonly #weeks: WeekCounts;

  constructor(weeks: WeekCounts) {
    this.#weeks = weeks;
  }

  add(week: number, kind: number, times: number): void {
    this.cells[kind] = (this.cells[kind] ?? 0) + times;
    this.#weeks.add(week, kind, times);
  }
}

/** Goes over planned days beside the days that have an answer, and counts those before and between them. */
class Silent {
  readonly #planned: PlannedDays;
  readonly #to: number;
  readonly #sums: Sums;
  #place: number;

  constructor(planned: PlannedDays, { from, to }: Places, sums: Sums) {
    this.#planned = planned;
    this.#place = from;
    this.#to = to;
    this.#sums = sums;
  }

  /** To behind so many days with an answer a week apart. What has an answer is not unknown, whenever it ends. */
  passOver(first: number, times: number): void {
    const { days, isWeekly } = this.#planned;
    this.#passTo(first);
    const last = first + (times - 1) * daysOfWeek;
    if (isWeekly && days[this.#place] === first && days[this.#place + times - 1] === last)
      this.#place += times;
    else this.#passEach(first, last);
  }

  #passEach(first: number, last: number): void {
    for (let day = first; day <= last; day += daysOfWeek) {
      this.#passTo(day);
      if (this.#planned.days[this.#place] === day) this.#place += 1;
    }
  }

  /** To the first planned day that is not before this one. */
  #passTo(day: number): void {
    const { days } = this.#planned;
    while (this.#place < this.#to && (days[this.#place] ?? day) < day) this.#passOne();
  }

  #passOne(): void {
    this.#sums.add(this.#planned.weeks[this.#place] ?? 0, unknown, 1);
    this.#place += 1;
  }

  passRest(): void {
    while (this.#place < this.#to) this.#passOne();
  }
}

const kindSaid = ({ ofOutcome, ofMinutes }: Kinds, outcome: number, minutes: number): number =>
  (outcome === late ? ofMinutes[Math.min(Math.max(minutes, 0), ofMinutes.length - 1)] : ofOutcome[outcome]) ??
  unknown;

/** Counts what was read of a pupil's sessions, and the planned days that have no answer, into the weeks too. */
export const countRead = (
  { days, outcomes: said, minutes, times, length }: ReadSessions,
  { kinds, planned, places, hasEnded }: CountedBy,
  weeks: WeekCounts,
): Counts => {
  const sums = new Sums(weeks);
  const silent = new Silent(planned, places, sums);
  // Both are in order of days: what is planned before the next session with an answer has none.
  for (let index = 0; index < length; index += 1) {
    const [first, count] = [days[index] ?? 0, times[index] ?? 0];
    silent.passOver(first, count);
    const kind = kindSaid(kinds, said[index] ?? 0, minutes[index] ?? -1);
    if (hasEnded === null) sums.add(weekOfDay(first), kind, count);
    else {
      for (let day = first; day < first + count * daysOfWeek; day += daysOfWeek)
        if (hasEnded(day)) sums.add(weekOfDay(day), kind, 1);
    }
  }
  silent.passRest();
  return countsFrom(sums.cells);
};
