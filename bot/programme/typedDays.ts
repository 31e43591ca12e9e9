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

/** `3 mei`, `3rd may 2027`, `may 3`, `may 3rd, 2027`. */
const parseNamedDay = (text: string): TypedDay | null => {
  const found =
    /^(?<day>\d{1,2})(?:e|st|nd|rd|th)?\s+(?<month>[a-z]+)\.?(?:,?\s+(?<year>\d{4}))?$/.exec(text) ??
    /^(?<month>[a-z]+)\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?$/.exec(text);
  const month = monthNumber(found?.groups?.['month'] ?? '');
  if (found === null || month === 0) return null;
  return { day: Number(found.groups?.['day']), month, year: fullYear(found.groups?.['year']) };
};

/** `3-5`, `3/5/2027`, `03-05-27`, `2027-05-03`, or with the month as a word. */
const parseDay = (text: string): TypedDay | null => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const numbers = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?$/.exec(text);
  if (numbers === null) return parseNamedDay(text);
  return { day: Number(numbers[1]), month: Number(numbers[2]), year: fullYear(numbers[3]) };
};

const relativeDays: ReadonlyMap<string, number> = new Map([
  ['gisteren', -1],
  ['yesterday', -1],
  ['vandaag', 0],
  ['today', 0],
  ['morgen', 1],
  ['tomorrow', 1],
]);

/** A typed day that lies after `today`: this year's, or next year's when it has passed. Null when it is none. */
export const futureDay = (text: string, today: Day): Day | null => {
  const words = text.trim().toLowerCase();
  const ahead = relativeDays.get(words);
  if (ahead !== undefined) return ahead > 0 ? addDays(today, ahead) : null;
  const typed = parseDay(words);
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

const monthPeriod = (year: number, month: number): Period => {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return { from: first.toString(), to: first.with({ day: first.daysInMonth }).toString() };
};

/** `maart`, `maart 2027`. */
const monthOf = (context: PeriodContext, words: string): Period | null => {
  const [name = '', year, ...more] = words.split(' ');
  const month = monthNumber(name);
  if (month === 0 || more.length > 0) return null;
  if (year !== undefined) return /^\d{4}$/.test(year) ? monthPeriod(Number(year), month) : null;
  return within(
    context,
    yearsOf(context).map((candidate) => monthPeriod(candidate, month)),
  );
};

/** The days a typed one can mean, the year nearest to today first. */
const daysOf = (context: PeriodContext, { year, month, day }: TypedDay): Day[] =>
  (year === null ? yearsOf(context) : [year])
    .map((candidate) => dayOrNull(candidate, month, day))
    .filter((found) => found !== null);

const dayWithin = (context: PeriodContext, typed: TypedDay): Day | null =>
  within(
    context,
    daysOf(context, typed).map((day) => ({ from: day, to: day })),
  )?.from ?? null;

const singleDay = (context: PeriodContext, words: string): Period | null => {
  const shift = relativeDays.get(words);
  const typed = parseDay(words);
  const typedDay = typed === null ? null : dayWithin(context, typed);
  const day = shift === undefined ? typedDay : addDays(context.today, shift);
  return day === null ? null : { from: day, to: day };
};

/** In `1 t/m 31 maart` the first day has the month of the last one. */
const parseFirst = (text: string, last: TypedDay): TypedDay | null =>
  /^\d{1,2}$/.test(text) ? { ...last, day: Number(text) } : parseDay(text);

const yearsSpanned = ({ from, to }: Period): number => Number(to.slice(0, 4)) - Number(from.slice(0, 4));

/** Both days in one year where that makes sense, else over new year. */
const rangeOf = (context: PeriodContext, firstText: string, lastText: string): Period | null => {
  const last = parseDay(lastText);
  const first = last === null ? null : parseFirst(firstText, last);
  if (first === null || last === null) return null;
  const periods = daysOf(context, first)
    .flatMap((from) => daysOf(context, last).map((to) => ({ from, to })))
    .filter(({ from, to }) => from <= to)
    .toSorted((a, b) => yearsSpanned(a) - yearsSpanned(b));
  return within(context, periods);
};

type Shift = { readonly days: number } | { readonly months: number };

const relative: ReadonlyMap<string, Shift> = new Map<string, Shift>([
  ['deze week', { days: 0 }],
  ['this week', { days: 0 }],
  ['vorige week', { days: -7 }],
  ['afgelopen week', { days: -7 }],
  ['last week', { days: -7 }],
  ['deze maand', { months: 0 }],
  ['this month', { months: 0 }],
  ['vorige maand', { months: -1 }],
  ['afgelopen maand', { months: -1 }],
  ['last month', { months: -1 }],
]);

const shifted = (today: Day, shift: Shift): Period => {
  if ('days' in shift) return weekPeriod(addDays(mondayOf(today), shift.days));
  const { year, month } = Temporal.PlainDate.from(today).add({ months: shift.months });
  return monthPeriod(year, month);
};

/** Words stand alone, so that `oktober` holds no `to`. */
const separator = /\s+(?:tot en met|tot|until|till|to|through)\s+|\s*(?:t\/m|–|—)\s*|\s+-\s+/;

/**
 * A period as typed: `week 10`, `deze week`, `vorige maand`, `maart`, `1-3 t/m 31-3`, a single day; in
 * English too. Weeks, months and days without a year are looked for in the programme's years. Null when
 * the text is no period.
 */
export const typedPeriod = (text: string, context: PeriodContext): Period | null => {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const shift = relative.get(words);
  if (shift !== undefined) return shifted(context.today, shift);
  const week = /^(?:week|wk) ?(\d{1,2})$/.exec(words);
  if (week !== null) return weekOf(context, Number(week[1]));
  const whole = monthOf(context, words) ?? singleDay(context, words);
  if (whole !== null) return whole;
  const [from, to, more] = words.replace(/^(?:van|vanaf|from) /, '').split(separator);
  return from === undefined || to === undefined || more !== undefined ? null : rangeOf(context, from, to);
};
