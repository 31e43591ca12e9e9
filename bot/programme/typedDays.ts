/** Days and periods as people type them, in Dutch and English. */
import { Temporal } from 'temporal-polyfill';
import { addDays, isoWeek, mondayOf } from './calendar';
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

const monthNumber = (name: string): number => monthNames.findIndex((names) => names.includes(name)) + 1;

const dayOrNull = (year: number, month: number, day: number): Day | null => {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
};

interface TypedDay {
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
}

const fullYear = (text: string | undefined): number | null => {
  if (text === undefined || text === '') return null;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
};

/** `3-5`, `3/5/2027`, `03-05-27`, `3 mei`, `3 may 2027`, `2027-05-03`. */
const parseDay = (text: string): TypedDay | null => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const numbers = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?$/.exec(text);
  if (numbers !== null)
    return { day: Number(numbers[1]), month: Number(numbers[2]), year: fullYear(numbers[3]) };
  const named = /^(\d{1,2})(?:e|st|nd|rd|th)?\s+([a-z]+)\.?(?:\s+(\d{4}))?$/.exec(text);
  const month = named === null ? 0 : monthNumber(named[2] ?? '');
  return named === null || month === 0 ? null : { day: Number(named[1]), month, year: fullYear(named[3]) };
};

/** A typed day that lies after `today`: this year's, or next year's when it has passed. Null when it is none. */
export const futureDay = (text: string, today: Day): Day | null => {
  const typed = parseDay(text.trim().toLowerCase());
  if (typed === null) return null;
  const thisYear = Number(today.slice(0, 4));
  const years = typed.year === null ? [thisYear, thisYear + 1] : [typed.year];
  const days = years.map((year) => dayOrNull(year, typed.month, typed.day)).filter((day) => day !== null);
  return days.find((day) => day > today) ?? null;
};

/** The programme a period is looked for in, and the day it is asked on. */
export interface PeriodContext {
  readonly start: Day;
  readonly end: Day;
  readonly today: Day;
}

/** Days from one to another, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

const weekPeriod = (monday: Day): Period => ({ from: monday, to: addDays(monday, 6) });

/** The years a programme lies in, the one nearest to today first. */
const yearsOf = ({ start, end, today }: PeriodContext): number[] => {
  const first = Number(start.slice(0, 4));
  const last = Number(end.slice(0, 4));
  const now = Number(today.slice(0, 4));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now));
};

/** The first of some periods that touches the programme; the first one when none does. */
const within = (context: PeriodContext, periods: readonly Period[]): Period | null =>
  periods.find(({ from, to }) => from <= context.end && to >= context.start) ?? periods[0] ?? null;

const weekOf = (context: PeriodContext, week: number): Period | null => {
  const name = `W${String(week).padStart(2, '0')}`;
  const mondays = yearsOf(context)
    .map((year) => addDays(mondayOf(`${year}-01-04`), (week - 1) * 7))
    .filter((monday) => isoWeek(monday).endsWith(name));
  return within(context, mondays.map(weekPeriod));
};

const monthOf = (context: PeriodContext, month: number): Period | null =>
  within(
    context,
    yearsOf(context).map((year) => {
      const first = Temporal.PlainDate.from({ year, month, day: 1 });
      return { from: first.toString(), to: first.with({ day: first.daysInMonth }).toString() };
    }),
  );

const dayWithin = (context: PeriodContext, text: string): Day | null => {
  const typed = parseDay(text.trim());
  if (typed === null) return null;
  const years = typed.year === null ? yearsOf(context) : [typed.year];
  const days = years.map((year) => dayOrNull(year, typed.month, typed.day)).filter((day) => day !== null);
  return (
    within(
      context,
      days.map((day) => ({ from: day, to: day })),
    )?.from ?? null
  );
};

const rangeOf = (context: PeriodContext, fromText: string, toText: string): Period | null => {
  const from = dayWithin(context, fromText);
  const to = dayWithin(context, toText);
  return from === null || to === null || to < from ? null : { from, to };
};

const relative: Readonly<Record<string, number>> = {
  'deze week': 0,
  'this week': 0,
  'vorige week': -7,
  'last week': -7,
};

const separator = /\s*(?:t\/m|tot en met|tot|until|till|to|through|–|—)\s*|\s+-\s+/;

/**
 * A period as typed: `week 10`, `deze week`, `vorige week`, `maart`, `1-3 t/m 31-3`, a single day; in
 * English too. Weeks, months and days without a year are looked for in the programme's years. Null when
 * the text is no period.
 */
export const typedPeriod = (text: string, context: PeriodContext): Period | null => {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const shift = new Map(Object.entries(relative)).get(words);
  if (shift !== undefined) return weekPeriod(addDays(mondayOf(context.today), shift));
  const week = /^(?:week|wk) ?(\d{1,2})$/.exec(words);
  if (week !== null) return weekOf(context, Number(week[1]));
  const month = monthNumber(words);
  if (month > 0) return monthOf(context, month);
  const day = dayWithin(context, words);
  if (day !== null) return { from: day, to: day };
  const [from, to, more] = words.split(separator);
  return from === undefined || to === undefined || more !== undefined ? null : rangeOf(context, from, to);
};
