/** When the Monday digest comes. */
import { addDays, mondayOf } from './calendar';
import type { Directory } from './directory';
import type { Day, Moment } from './model';

/** The hour of the digest on its Monday (docs/rules.md, Messages the bot starts). */
export const digestTime = '08:30';

/** Mondays with a digest: every one after the first day, the last on the Monday after the end. */
export const digestDays = (directory: Directory): Day[] => {
  const { start, end } = directory.programme;
  const last = addDays(mondayOf(end), 7);
  const days: Day[] = [];
  for (let day = addDays(mondayOf(start), 7); day <= last; day = addDays(day, 7)) days.push(day);
  return days;
};

const known = new WeakMap<Directory, readonly Moment[]>();

/** The moments at which the digests are due before moving: Mondays 08:30. Asked for every pupil. */
export const digestMoments = (directory: Directory): readonly Moment[] => {
  const moments =
    known.get(directory) ?? digestDays(directory).map((day) => directory.calendar.momentOf(day, digestTime));
  known.set(directory, moments);
  return moments;
};
