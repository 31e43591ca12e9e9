/** Times of groups that meet every week, as people are told of them. */
import { weekdayOf } from '../calendar';
import type { Directory } from '../directory';
import type { Group } from '../model';
import type { Slot } from './model';

/** A fixed time, as far as people are told of it. */
export type FixedTime = NonNullable<Group['meeting']>;

/** The fixed time of which a slot is one. */
export const timeOf = ({ calendar }: Directory, { start, end, room }: Slot): FixedTime => ({
  weekday: weekdayOf(calendar.dayOf(start)),
  start: calendar.timeOf(start),
  end: calendar.timeOf(end),
  room,
});

/** What stands for the round where it is about a fixed time, not about one week: `weekly-2-1115`. */
export const nameOf = ({ weekday, start }: FixedTime): string =>
  `weekly-${weekday}-${start.replace(':', '')}`;
