/** Days as people type them, in Dutch and English. */
import { Temporal } from 'temporal-polyfill';
import { addDays } from './calendar';
import type { Day } from './model';

const monthNames: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb'],
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
export const dayOrNull = (year: number, month: number, day: number): Day | null => {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
};

/** A day as it was typed; the year may be left out. */
export interface TypedDay {
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
}

/** `2027`, `27`, `'27`; null when it is left out. */
export const fullYear = (text: string | undefined): number | null => {
  const digits = (text ?? '').replace(/^['’]/, '');
  if (digits === '') return null;
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
};

/** `3 mei`, `3rd may 2027`, `may 3`, `may 3rd, 2027`. */
const parseNamedDay = (text: string): TypedDay | null => {
  const found =
    /^(?<day>\d{1,2})(?:e|st|nd|rd|th)?\s+(?:of\s+)?(?<month>[a-z]+)\.?(?:,?\s+(?<year>\d{4}|['’]\d{2}))?$/.exec(
      text,
    ) ?? /^(?<month>[a-z]+)\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?$/.exec(text);
  const month = monthNumber(found?.groups?.['month'] ?? '');
  if (found === null || month === 0) return null;
  return { day: Number(found.groups?.['day']), month, year: fullYear(found.groups?.['year']) };
};

/** The day of the week before a date says nothing more: `di 2 maart`. */
const weekdayBefore =
  /^(?:ma|di|wo|do|vr|za|zo|(?:maan|dins|woens|donder|vrij|zater|zon)dag|mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s+(?=\S*\d|[a-z]+\.?\s+\d)/;

/** `3-5`, `3/5/2027`, `03-05-27`, `2027-05-03`, `di 3 mei`, or in English; null when it is no day. Lower case. */
export const readDay = (typed: string): TypedDay | null => {
  const text = typed.replace(weekdayBefore, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const numbers = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?$/.exec(text);
  if (numbers === null) return parseNamedDay(text);
  return { day: Number(numbers[1]), month: Number(numbers[2]), year: fullYear(numbers[3]) };
};

/** Words for days near today, and how many days they are away. */
export const relativeDays: ReadonlyMap<string, number> = new Map([
  ['eergisteren', -2],
  ['day before yesterday', -2],
  ['gisteren', -1],
  ['yesterday', -1],
  ['vandaag', 0],
  ['nu', 0],
  ['now', 0],
  ['today', 0],
  ['morgen', 1],
  ['tomorrow', 1],
]);

/** A typed day that lies after `today`: this year's, or next year's when it has passed. Null when it is none. */
export const futureDay = (text: string, today: Day): Day | null => {
  const words = text.trim().toLowerCase();
  const ahead = relativeDays.get(words);
  if (ahead !== undefined) return ahead > 0 ? addDays(today, ahead) : null;
  const typed = readDay(words);
  if (typed === null) return null;
  const thisYear = Number(today.slice(0, 4));
  const years = typed.year === null ? [thisYear, thisYear + 1] : [typed.year];
  const days = years.map((year) => dayOrNull(year, typed.month, typed.day)).filter((day) => day !== null);
  return days.find((day) => day > today) ?? null;
};
