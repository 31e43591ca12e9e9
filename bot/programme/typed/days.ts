/** Days as people type them, in Dutch and English. */
import { Temporal } from 'temporal-polyfill';
import { weekdayOf } from '../calendar';
import type { Day, Weekday } from '../model';

const monthNames: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb', 'febr'],
  ['maart', 'march', 'mrt', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['augustus', 'august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];

/** The number of a month by its name or its short name, 0 when it is none. Lower case. */
export const monthNumber = (name: string): number =>
  monthNames.findIndex((names) => names.includes(name)) + 1;

/** A day of the calendar, or null when it does not exist: 30 February. */
const dayOrNull = (year: number, month: number, day: number): Day | null => {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
};

/** A day as it was typed; the year and the day of the week may be left out. */
export interface TypedDay {
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
  readonly weekday: Weekday | null;
}

/** A typed day in a year; null when that year has none, or it is another day of the week there. */
export const dayIn = ({ month, day, weekday }: TypedDay, year: number): Day | null => {
  const found = dayOrNull(year, month, day);
  return found === null || (weekday !== null && weekdayOf(found) !== weekday) ? null : found;
};

/** `2027`, `27`, `'27`; null when it is left out. */
export const fullYear = (text: string | undefined): number | null => {
  const digits = (text ?? '').replace(/^['’]/, '');
  if (digits === '') return null;
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
};

type DateParts = Omit<TypedDay, 'weekday'>;

const dayFirst =
  /^(?<day>\d{1,2})(?:e|de|ste|st|nd|rd|th)?[\s-]*(?:(?:of|van) )?(?<month>[a-z]+)\.?(?:(?:,? |-)(?<year>\d{4}|['’]?\d{2}))?$/;
const monthFirst = /^(?<month>[a-z]+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\d{4}))?$/;

/** `3 mei`, `3rd may 2027`, `3-mei-27`, `may 3`, `may 3rd, 2027`. */
const parseNamedDay = (text: string): DateParts | null => {
  const found = dayFirst.exec(text) ?? monthFirst.exec(text);
  const month = monthNumber(found?.groups?.['month'] ?? '');
  if (found === null || month === 0) return null;
  return { day: Number(found.groups?.['day']), month, year: fullYear(found.groups?.['year']) };
};

const weekdayNames: Readonly<Record<Weekday, readonly string[]>> = {
  1: ['maandag', 'monday', 'ma', 'mon'],
  2: ['dinsdag', 'tuesday', 'di', 'tue', 'tues'],
  3: ['woensdag', 'wednesday', 'wo', 'wed'],
  4: ['donderdag', 'thursday', 'do', 'thu', 'thur', 'thurs'],
  5: ['vrijdag', 'friday', 'vr', 'fri'],
  6: ['zaterdag', 'saturday', 'za', 'sat'],
  7: ['zondag', 'sunday', 'zo', 'sun'],
};

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** A day of the week by its name or its short name, null when it is none. Lower case. */
export const weekdayNamed = (name: string): Weekday | null =>
  weekdays.find((weekday) => weekdayNames[weekday].includes(name)) ?? null;

const parseDate = (text: string): DateParts | null => {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const numbers = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?$/.exec(text);
  if (numbers === null) return parseNamedDay(text);
  return { day: Number(numbers[1]), month: Number(numbers[2]), year: fullYear(numbers[3]) };
};

/** `maandag 8` and `ma., 8 maart` in two: the day of the week as it was typed, empty when there is none, and the rest. */
export const partsOfDay = (text: string): { readonly weekday: string; readonly date: string } => {
  const [, weekday = '', date = ''] = /^([a-z]+)\.?,? (.+)$/.exec(text) ?? [];
  return weekdayNamed(weekday) === null ? { weekday: '', date: text } : { weekday, date };
};

/**
 * `3-5`, `3/5/2027`, `03-05-27`, `2027-05-03`, `3 mei`, `di 4 mei`, or in English; null when it is no day. The day goes
 * before the month wherever both are numbers. Lower case.
 */
export const readDay = (text: string): TypedDay | null => {
  const parts = partsOfDay(text);
  const date = parseDate(parts.date);
  return date === null ? null : { ...date, weekday: weekdayNamed(parts.weekday) };
};

/** Words for days near today, and how many days they are away. */
export const relativeDays: ReadonlyMap<string, number> = new Map([
  ['eergisteren', -2],
  ['day before yesterday', -2],
  ['gisteren', -1],
  ['yesterday', -1],
  ['vandaag', 0],
  ['nu', 0],
  ['heden', 0],
  ['nu toe', 0],
  ['now', 0],
  ['today', 0],
  ['morgen', 1],
  ['tomorrow', 1],
  ['overmorgen', 2],
  ['day after tomorrow', 2],
]);

/** A typed day, and whether it lies between two others, both included; without a year in the one in which it does. */
export const typedDayWithin = (
  text: string,
  first: Day,
  last: Day,
): { readonly day: Day; readonly isWithin: boolean } | null => {
  const typed = readDay(text.trim().toLowerCase());
  if (typed === null) return null;
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const years = typed.year === null ? [from, from + 1, to] : [typed.year];
  const days = years.map((year) => dayOrNull(year, typed.month, typed.day)).filter((day) => day !== null);
  const within = days.find((day) => first <= day && day <= last);
  const day = within ?? days[0];
  return day === undefined ? null : { day, isWithin: within !== undefined };
};
