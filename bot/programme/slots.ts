/** Weekly slots. Many pairs share one, so what follows from a slot is worked out once. */
import { addDays, earlierDay, isClosed, laterDay, weekdayOf } from './calendar';
import type { Closure, Day, Pair, Programme } from './model';

/**
 * The days on which a pair meets: its weekday in every week from the later of programme start and
 * `from` to the earlier of programme end and `until`, unless its school or university is closed
 * (docs/rules.md, Sessions).
 */
export const meetingDays = (
  programme: Pick<Programme, 'start' | 'end'>,
  pair: Pick<Pair, 'weekday' | 'from' | 'until'>,
  closed: readonly (readonly Closure[])[],
): readonly Day[] => {
  const first = laterDay(programme.start, pair.from ?? programme.start);
  const last = earlierDay(programme.end, pair.until ?? programme.end);
  // Days after the year 9999 no longer sort as text, so none may be reached from a `from` close to it.
  if (first > last) return [];
  const days: Day[] = [];
  const untilWeekday = (pair.weekday - weekdayOf(first) + 7) % 7;
  for (let day = addDays(first, untilWeekday); day <= last; day = addDays(day, 7)) {
    if (!closed.some((closures) => isClosed(closures, day))) days.push(day);
  }
  return days;
};

/**
 * Equal for pairs that meet on the same days at the same times under the same closures: `school` and `university`
 * name the closed days, which many schools share.
 */
export const slotKey = (pair: Pair, school: string, university: string): string =>
  `${pair.weekday}|${pair.start}|${pair.end}|${pair.from}|${pair.until}|${school}|${university}`;
