/** The days a pupil's roster plans, as numbers: worked out once for all pupils with the same slot. */
import { dayNumber } from './calendar';
import type { Directory } from './directory';
import type { Moment, Pair } from './model';

/** Ends of planned sessions by day number, in order of days. */
export type PlannedDays = ReadonlyMap<number, Moment>;

const known = new WeakMap<Directory, Map<string, PlannedDays>>();

const none: PlannedDays = new Map();

const daysOf = (directory: Directory, pair: Pair): PlannedDays =>
  new Map(
    directory
      .meetingDays(pair)
      .map((day) => [dayNumber(day), directory.calendar.momentOf(day, pair.end)] as const),
  );

const daysOfSlot = (directory: Directory, pair: Pair): PlannedDays => {
  const slots = known.get(directory) ?? new Map<string, PlannedDays>();
  known.set(directory, slots);
  const slot = directory.slotOf(pair);
  const days = slots.get(slot) ?? daysOf(directory, pair);
  slots.set(slot, days);
  return days;
};

/** Of two pairs that meet on one day the first counts: their sessions have the same id. */
const together = (directory: Directory, pairs: readonly Pair[]): PlannedDays => {
  const days = new Map<number, Moment>();
  for (const pair of pairs) {
    for (const [day, end] of daysOfSlot(directory, pair)) if (!days.has(day)) days.set(day, end);
  }
  return new Map([...days].toSorted(([a], [b]) => a - b));
};

/** The days planned for a pupil. */
export const plannedDays = (directory: Directory, pupil: string): PlannedDays => {
  const pairs = directory.pairsOfPupil(pupil);
  const [pair] = pairs;
  if (pair === undefined) return none;
  return pairs.length === 1 ? daysOfSlot(directory, pair) : together(directory, pairs);
};
