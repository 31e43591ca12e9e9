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
  /** Whether all lie on one day of the week: then so many weeks later is so many places further, if at all. */
  readonly isWeekly: boolean;
}

interface Known {
  readonly bySlot: Map<string, PlannedDays>;
  readonly byPupil: Map<string, PlannedDays>;
}

const known = new WeakMap<Directory, Known>();

const knownOf = (directory: Directory): Known => {
  const found = known.get(directory) ?? { bySlot: new Map(), byPupil: new Map() };
  known.set(directory, found);
  return found;
};

type PlannedDay = readonly [day: number, end: Moment];

const arrange = (planned: readonly PlannedDay[]): PlannedDays => {
  const days = Int32Array.from(planned, ([day]) => day);
  return {
    days,
    weeks: days.map(weekOfDay),
    ends: Float64Array.from(planned, ([, end]) => end),
    isWeekly: days.every((day) => (day - (days[0] ?? day)) % 7 === 0),
  };
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
  const { bySlot, byPupil } = knownOf(directory);
  const found = byPupil.get(pupil);
  if (found !== undefined) return found;
  const pairs = directory.pairsOfPupil(pupil);
  const slot = pairs.map((pair) => directory.slotOf(pair)).join(' ');
  const days = bySlot.get(slot) ?? arrange(together(directory, pairs));
  bySlot.set(slot, days);
  byPupil.set(pupil, days);
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
