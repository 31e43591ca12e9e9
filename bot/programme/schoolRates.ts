/** What was counted of a school at a moment, by day: with it a whole programme is compared without counting it again. */
import { dayNumber } from './calendar';
import type { Directory } from './directory';
import { lateLimitsOf } from './attendance';
import { fingerprintOf } from './fingerprint';
import type { Moment } from './model';
import type { DayRange, PupilAttendance } from './pupilAttendance';

/** Sessions of one day that were observed, and how many of them the pupil came to. */
export type DayRate = readonly [day: number, came: number, observed: number];

/** A school's rates by day, without anybody in them. */
export interface SchoolRates {
  readonly school: string;
  /** When it was counted. */
  readonly at: Moment;
  /** Stands for the limits of lateness it was counted by. */
  readonly mark: string;
  /** In order of days. */
  readonly days: readonly DayRate[];
}

const markOf = (directory: Directory, school: string): string =>
  fingerprintOf(JSON.stringify(lateLimitsOf(directory, school)));

const wholePeriod: DayRange = { from: null, to: null };

/** Counts a school's pupils; `attendance` is theirs at `at`. */
export const countRates = (
  directory: Directory,
  school: string,
  attendance: readonly PupilAttendance[],
  at: Moment,
): SchoolRates => {
  const days = new Map<number, { came: number; observed: number }>();
  for (const { date, attendance: as } of attendance.flatMap((one) => one.answered(wholePeriod))) {
    if (as === 'notCounted') continue;
    const number = dayNumber(date);
    const day = days.get(number) ?? { came: 0, observed: 0 };
    day.observed += 1;
    if (as === 'present' || as === 'late') day.came += 1;
    days.set(number, day);
  }
  const inOrder = [...days].toSorted(([a], [b]) => a - b);
  return {
    school,
    at,
    mark: markOf(directory, school),
    days: inOrder.map(([day, { came, observed }]) => [day, came, observed]),
  };
};

/** Whether rates were counted by the limits that hold now, not before a moment, and not after `now`. */
export const holds = (directory: Directory, rates: SchoolRates, since: Moment, now: Moment): boolean =>
  rates.at >= since && rates.at <= now && rates.mark === markOf(directory, rates.school);

/** The rate of a whole programme. */
export interface WholeRate {
  readonly rate: number;
  /** When the first of its schools was counted; null when all were for this very question. */
  readonly countedAt: Moment | null;
}

/** The rate of schools together in a range, at a moment, with how old it is; null when nothing was observed. */
export const wholeRateIn = (
  schools: readonly SchoolRates[],
  range: DayRange,
  now: Moment,
): WholeRate | null => {
  const rate = rateIn(schools, range);
  const first = Math.min(...schools.map(({ at }) => at));
  return rate === null ? null : { rate, countedAt: first < now ? first : null };
};

/** The rate of some schools together in a range; null when nothing was observed. */
export const rateIn = (schools: readonly SchoolRates[], { from, to }: DayRange): number | null => {
  const first = from === null ? Number.NEGATIVE_INFINITY : dayNumber(from);
  const last = to === null ? Number.POSITIVE_INFINITY : dayNumber(to);
  let [came, observed] = [0, 0];
  for (const { days } of schools) {
    for (const [day, some, all] of days) {
      if (day < first || day > last) continue;
      came += some;
      observed += all;
    }
  }
  return observed === 0 ? null : came / observed;
};
