/**
 * Days and moments. The only file of the rules that knows how time zones work. A programme asks for the same
 * few thousand days and times over and over: they are remembered.
 */
import { Temporal } from 'temporal-polyfill';
import type { Closure, Day, Moment, SendWindow, WallTime, Weekday } from './model';
import { remember, rememberPair } from './remember';

/** The day `count` days later, earlier when negative. */
export const addDays = rememberPair((day: Day, count: number): Day =>
  Temporal.PlainDate.from(day).add({ days: count }).toString(),
);

/** A day that exists, written `YYYY-MM-DD`; null for any other text. */
export const parseDay = (text: string): Day | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    return null;
  }
};

/** Monday 1 to Sunday 7. */
export const weekdayOf = remember((day: Day): Weekday => {
  const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
  return weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? 1;
});

/** Monday to Friday. */
export const isWeekday = (day: Day): boolean => weekdayOf(day) <= 5;

/** The `count`-th Monday-to-Friday day after a day; before it when negative. */
export const addWeekdays = (day: Day, count: number): Day => {
  const step = Math.sign(count);
  let result = day;
  for (let left = Math.abs(count); left > 0;) {
    result = addDays(result, step);
    if (isWeekday(result)) left -= 1;
  }
  return result;
};

/** The Monday of the week a day is in. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** The week a day is in, ISO 8601: `2027-W10`. */
export const isoWeek = remember((day: Day): string => {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
});

/** The Monday of a week as `isoWeek` names it; null for any other text. */
export const mondayOfWeek = (week: string): Day | null => {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? [];
  // The fourth of January is in the first week of its year.
  return year === undefined ? null : addDays(mondayOf(`${year}-01-04`), 7 * (Number(number) - 1));
};

const dayZero = Temporal.PlainDate.from('1970-01-01');

/** Days since 1970-01-01, to count with. */
export const dayNumber = remember((day: Day): number => dayZero.until(Temporal.PlainDate.from(day)).days);

/** The day with a number of `dayNumber`. */
export const dayOfNumber = remember((number: number): Day => dayZero.add({ days: number }).toString());

/** Every day from one to another, both included. */
export const daysBetween = (from: Day, to: Day): Day[] => {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** The later of two days. */
export const laterDay = (a: Day, b: Day): Day => (a > b ? a : b);

/** The earlier of two days. */
export const earlierDay = (a: Day, b: Day): Day => (a < b ? a : b);

/** Whether a closure covers the day. */
export const isClosed = (closures: readonly Closure[], day: Day): boolean =>
  closures.some((closure) => closure.from <= day && day <= closure.to);

/** A day and time on the wall of a zone, as a moment and back. */
export interface ZoneCalendar {
  readonly timeZone: string;
  /** The moment of a time on the wall. A time that the clock change skips is the moment just after the gap. */
  momentOf(day: Day, time: WallTime): Moment;
  dayOf(moment: Moment): Day;
  timeOf(moment: Moment): WallTime;
  /** The same time on the wall some days later, whatever the clock did meanwhile. */
  sameTimeLater(moment: Moment, days: number): Moment;
  /** ISO 8601 with the zone's offset at that moment: `2027-02-09T09:00:00+01:00`. */
  iso(moment: Moment): string;
}

const minute = 60_000;

/** The seconds of a moment with what they hold of milliseconds, as ISO 8601 ends: `:05`, `:05.25`. */
const secondsOf = (moment: Moment): string => {
  const within = moment - Math.floor(moment / minute) * minute;
  const [seconds = '', fraction = ''] = (within / 1000).toFixed(3).split('.');
  const shown = fraction.replace(/0+$/, '');
  return `:${seconds.padStart(2, '0')}${shown === '' ? '' : `.${shown}`}`;
};

const dayMinutes = 1440;

/** Minutes since midnight of a time on the wall. */
const minutesIn = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whole minutes as text: `09:05`. */
const wallTime = (minutes: number): WallTime =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Minutes as an offset of ISO 8601: `+01:00`. */
const offsetText = (minutes: number): string => `${minutes < 0 ? '-' : '+'}${wallTime(Math.abs(minutes))}`;

/**
 * Minutes by which the wall of a zone is ahead of UTC on a day, by its number; null where that changes on it or on the
 * days beside it, or is no whole minute. With it the rest is sums: the library takes its time, and much room, over
 * every value.
 */
const steadyOffset = (timeZone: string): ((utcDay: number) => number | null) => {
  const offsetAt = remember(
    (utcDay: number): number =>
      Temporal.Instant.fromEpochMilliseconds(utcDay * dayMinutes * minute).toZonedDateTimeISO(timeZone)
        .offsetNanoseconds / 60e9,
  );
  return (utcDay) => {
    const offset = offsetAt(utcDay);
    const isSteady = [-1, 1, 2].every((later) => offsetAt(utcDay + later) === offset);
    return isSteady && Number.isInteger(offset) ? offset : null;
  };
};

/** What the wall of a zone shows in a minute since 1970: `2027-02-09T09:00+01:00`. Clocks change on whole minutes. */
const wallOf = (
  timeZone: string,
  offsetOn: (utcDay: number) => number | null,
): ((minutes: number) => string) =>
  remember((minutes: number) => {
    const offset = offsetOn(Math.floor(minutes / dayMinutes));
    if (offset === null)
      return Temporal.Instant.fromEpochMilliseconds(minutes * minute).toString({
        timeZone,
        smallestUnit: 'minute',
      });
    const day = Math.floor((minutes + offset) / dayMinutes);
    return `${dayOfNumber(day)}T${wallTime(minutes + offset - day * dayMinutes)}${offsetText(offset)}`;
  });

/**
 * The calendar of an IANA time zone, the same one for every programme and import; throws a RangeError for a zone that
 * does not exist.
 */
export const zoneCalendar = remember((timeZone: string): ZoneCalendar => {
  const offsetOn = steadyOffset(timeZone);
  offsetOn(0);
  const wall = wallOf(timeZone, offsetOn);
  const shown = (moment: Moment): string => wall(Math.floor(moment / minute));
  const dayOf = (moment: Moment): Day => shown(moment).slice(0, 10);
  const timeOf = (moment: Moment): WallTime => shown(moment).slice(11, 16);
  const momentOf = rememberPair((day: Day, time: WallTime): Moment => {
    const number = dayNumber(day);
    const offset = offsetOn(number);
    if (offset !== null) return (number * dayMinutes + minutesIn(time) - offset) * minute;
    return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds;
  });
  return {
    timeZone,
    momentOf,
    dayOf,
    timeOf,
    sameTimeLater: (moment, days) =>
      momentOf(addDays(dayOf(moment), days), timeOf(moment)) +
      (moment - Math.floor(moment / minute) * minute),
    iso: (moment) => `${shown(moment).slice(0, 16)}${secondsOf(moment)}${shown(moment).slice(16)}`,
  };
});

/** Where messages to one receiver may start: the window, and the days that are closed for them. */
export interface Opening {
  readonly window: SendWindow;
  readonly closed: readonly (readonly Closure[])[];
}

/** The first open Monday–Friday from a day on. A closure is passed at once, however long somebody made it. */
const firstOpenDay = (from: Day, { closed }: Opening): Day => {
  const closing = (day: Day): Closure | undefined =>
    closed.flatMap((closures) => closures.filter((closure) => isClosed([closure], day)))[0];
  let day = from;
  for (;;) {
    const closure = closing(day);
    if (closure === undefined && isWeekday(day)) return day;
    day = addDays(closure?.to ?? day, 1);
  }
};

/** The moment itself when it lies in the window of an open Monday–Friday, else the next opening. */
export const moveToOpening = (moment: Moment, opening: Opening, calendar: ZoneCalendar): Moment => {
  const day = calendar.dayOf(moment);
  const time = calendar.timeOf(moment);
  const { from, to } = opening.window;
  if (time < to && firstOpenDay(day, opening) === day) {
    return time >= from ? moment : calendar.momentOf(day, from);
  }
  return calendar.momentOf(firstOpenDay(addDays(day, 1), opening), from);
};

/** When the window closes in which this moment lies. */
export const closingOf = (moment: Moment, { window }: Opening, calendar: ZoneCalendar): Moment =>
  calendar.momentOf(calendar.dayOf(moment), window.to);

/** A moment from ISO 8601 text with its offset, like `2027-02-08T08:00:00+01:00`; null when it is none. */
export const momentFromIso = (text: string): Moment | null => {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
};

/** A moment in UTC to the second, what is beyond it left out: `2027-03-09T09:00:00Z`. */
export const isoUtc = (moment: Moment): string =>
  Temporal.Instant.fromEpochMilliseconds(moment).toString({ smallestUnit: 'second' });
