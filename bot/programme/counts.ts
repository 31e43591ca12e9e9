/** Counts of sessions by what they count as, added up session after session. */
import type { Attendance } from './facts';

/** What a session counts as in the figures: without an answer it is `unknown`. */
export type CountedAs = Attendance | 'unknown';

/** So many sessions of each. */
export type Counts = Record<CountedAs, number>;

/** None. */
export const noCounts = (): Counts => ({
  present: 0,
  late: 0,
  absence: 0,
  missed: 0,
  notCounted: 0,
  unknown: 0,
});

/** The counts of some weeks, by the day number of their Monday. */
export type WeekCounts = Map<number, Counts>;

/** The counts of one week, to be added to. */
export const countsIn = (weeks: WeekCounts, monday: number): Counts => {
  const found = weeks.get(monday);
  if (found !== undefined) return found;
  const counts = noCounts();
  weeks.set(monday, counts);
  return counts;
};

/** The sum of some counts. */
export const sumOf = (parts: readonly Counts[]): Counts => {
  const sum = noCounts();
  for (const part of parts) {
    sum.present += part.present;
    sum.late += part.late;
    sum.absence += part.absence;
    sum.missed += part.missed;
    sum.notCounted += part.notCounted;
    sum.unknown += part.unknown;
  }
  return sum;
};
