/** The days a pupil's roster plans, as numbers: worked out once for all pupils with the same slot. */
import { dayNumber } from './calendar';
import { weekOfDay } from './counts';
import type { Directory } from './directory';
import type { Moment, Pair } from './model';

/** Planned sessions in order of days: all have the place of their day. */
export interface PlannedDays {
  /** Day numbers. */
  readonly days: Int32Array;
  /** Weeks of the days. */
  readonly weeks: Int32Array;
  readonly ends: Float64Array;
  /** By days after the first: the place of a day and one, 0 where nothing is planned. */
  readonly places: Uint16Array;
}

const known = new WeakMap<Directory, Map<string, PlannedDays>>();

type PlannedDay = readonly [day: number, end: Moment];

const arrange = (planned: readonly PlannedDay[]): PlannedDays => {
  const days = Int32Array.from(planned, ([day]) => day);
  const first = days[0] ?? 0;
  const places = new Uint16Array(days.length === 0 ? 0 : (days.at(-1) ?? 0) - first + 1);
  for (const [place, day] of days.entries()) places[day - first] = place + 1;
  return { days, weeks: days.map(weekOfDay), ends: Float64Array.from(planned, ([, end]) => end), places };
};

const daysOf = (directory: Directory, pair: Pair): PlannedDay[] =>
  directory
    .meetingDays(pair)
    .map((day) => [dayNumber(day), directory.calendar.momentOf(day, pair.end)] as const);

/** Of two pairs that meet on one day the first counts: their sessions have the same id. */
const together = (directory: Directory, pairs: readonly Pair[]): PlannedDay[] => {
  const days = new Map<number, Moment>();
  for (const [day, end] of pairs.flatMap((pair) => daysOf(directory, pair)))
    if (!days.has(day)) days.set(day, end);
  return [...days].toSorted(([a], [b]) => a - b);
};

/** The days planned for a pupil. */
export const plannedDays = (directory: Directory, pupil: string): PlannedDays => {
  const slots = known.get(directory) ?? new Map<string, PlannedDays>();
  known.set(directory, slots);
  const pairs = directory.pairsOfPupil(pupil);
  const slot = pairs.map((pair) => directory.slotOf(pair)).join(' ');
  const days = slots.get(slot) ?? arrange(together(directory, pairs));
  slots.set(slot, days);
  return days;
};

/** How many of some numbers in order are at most `limit`. */
export const countUpTo = (numbers: Int32Array | Float64Array, limit: number): number => {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
};
