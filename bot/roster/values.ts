/**
 * Text of a file → a value of the model, or null when it is none. Pure; says nothing to anybody.
 */
import { zoneCalendar } from '../programme/calendar';
import type { Day, Weekday, WallTime } from '../programme/model';

/** Longest id, code or address: they become parts of storage keys. */
export const longestId = 64;
const longestAddress = 254;

/** `9:05` or `09:05` → `09:05`; from 00:00 to 23:59. */
export function parseWallTime(text: string): WallTime | null {
  const found = /^(\d|[01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found === null ? null : `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? ''}`;
}

/** `1`–`7` from Monday, or a Dutch or English name or its usual abbreviation, in any case. */
export function parseWeekday(text: string): Weekday | null {
  return weekdays.get(text.toLowerCase()) ?? null;
}

/** An address in lower case. Liberal: one `@`, something on both sides, no spaces or control characters. */
export function parseAddress(text: string): string | null {
  if (text.length > longestAddress || !/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text)) return null;
  return text.toLowerCase();
}

/** A zone of the tz database that this runtime knows, such as `Europe/Amsterdam`. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(text)) return false;
  try {
    zoneCalendar(text);
    return true;
  } catch {
    return false;
  }
}

/** Control characters cannot be seen and break lines, files and keys. */
export function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** The same day so many years later; sorts right also when that day is 29 February and does not exist. */
export function yearsLater(day: Day, years: number): Day {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}

const weekdays: ReadonlyMap<string, Weekday> = new Map(
  (
    [
      [1, 'ma maandag mon monday'],
      [2, 'di dinsdag tue tuesday'],
      [3, 'wo woensdag wed wednesday'],
      [4, 'do donderdag thu thursday'],
      [5, 'vr vrijdag fri friday'],
      [6, 'za zaterdag sat saturday'],
      [7, 'zo zondag sun sunday'],
    ] satisfies [Weekday, string][]
  ).flatMap(([weekday, names]) =>
    [String(weekday), ...names.split(' ')].map((name): [string, Weekday] => [name, weekday]),
  ),
);
