/** What was counted of a whole programme at a moment, by day: with it a part is compared without counting the rest again. */
import { lateLimitsOf } from './attendance';
import { dayNumber } from './calendar';
import type { Directory } from './directory';
import { fingerprintOf } from './fingerprint';
import type { Moment } from './model';
import type { DayRange, PupilAttendance } from './pupilAttendance';

/** Sessions of one day that were observed, and how many of them the pupil came to. */
export type DayRate = readonly [day: number, came: number, observed: number];

/** A programme's rates by day, without anybody in them. */
export interface DayRates {
  /** When it was counted. */
  readonly at: Moment;
  /** Stands for the schools and limits of lateness it was counted by. */
  readonly mark: string;
  /** In order of days. */
  readonly days: readonly DayRate[];
}

/** What is kept where nothing holds any more: it is counted anew. */
export const nothingCounted: DayRates = { at: 0, mark: '', days: [] };

const markOf = (directory: Directory): string =>
  fingerprintOf(
    JSON.stringify(directory.programme.schools.map(({ id }) => [id, lateLimitsOf(directory, id)])),
  );

const wholePeriod: DayRange = { from: null, to: null };

/** Counts pupils one after the other. */
export class RateCounts {
  readonly #days = new Map<number, { came: number; observed: number }>();

  add(pupil: PupilAttendance): void {
    for (const { date, attendance } of pupil.answered(wholePeriod)) {
      if (attendance === 'notCounted') continue;
      const number = dayNumber(date);
      const day = this.#days.get(number) ?? { came: 0, observed: 0 };
      day.observed += 1;
      if (attendance === 'present' || attendance === 'late') day.came += 1;
      this.#days.set(number, day);
    }
  }

  /** The rates of all that were counted, as they stood at a moment. */
  rates(directory: Directory, at: Moment): DayRates {
    const inOrder = [...this.#days].toSorted(([a], [b]) => a - b);
    return {
      at,
      mark: markOf(directory),
      days: inOrder.map(([day, { came, observed }]) => [day, came, observed]),
    };
  }
}

/** Whether rates were counted by the schools and limits that hold now, not before a moment, and not after `now`. */
export const holds = (directory: Directory, rates: DayRates, since: Moment, now: Moment): boolean =>
  rates.at >= since && rates.at <= now && rates.mark === markOf(directory);

/** The rate of a whole programme. */
export interface WholeRate {
  readonly rate: number;
  readonly countedAt: Moment;
}

/** The rate in a range; null when nothing was observed. */
export const rateIn = ({ days }: DayRates, { from, to }: DayRange): number | null => {
  const first = from === null ? Number.NEGATIVE_INFINITY : dayNumber(from);
  const last = to === null ? Number.POSITIVE_INFINITY : dayNumber(to);
  let [came, observed] = [0, 0];
  for (const [day, some, all] of days) {
    if (day < first || day > last) continue;
    came += some;
    observed += all;
  }
  return observed === 0 ? null : came / observed;
};

/** The same with when it was counted. */
export const wholeRateIn = (rates: DayRates, range: DayRange): WholeRate | null => {
  const rate = rateIn(rates, range);
  return rate === null ? null : { rate, countedAt: rates.at };
};
