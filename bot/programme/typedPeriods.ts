/** Periods as people type them, in Dutch and English. */
import { Temporal } from 'temporal-polyfill';
import { addDays, isoWeek, mondayOf } from './calendar';
import type { Day } from './model';
import { dayOrNull, fullYear, monthNumber, readDay, relativeDays, type TypedDay } from './typedDays';
import { lastOf, lastWeekday, relativePeriod } from './typedRecently';

/** The programme a period is looked for in, and the day it is asked on. */
export interface PeriodContext {
  readonly start: Day;
  readonly end: Day;
  readonly today: Day;
}

/** Days from one to another, both included; null is from the beginning, or up to now. */
export interface Period {
  readonly from: Day | null;
  readonly to: Day | null;
}

/** A period with both its days. */
interface WholePeriod {
  readonly from: Day;
  readonly to: Day;
}

/** The years a programme lies in, the one nearest to today first. */
const yearsOf = ({ start, end, today }: PeriodContext): number[] => {
  const first = Number(start.slice(0, 4));
  const last = Number(end.slice(0, 4));
  const now = Number(today.slice(0, 4));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now));
};

/** The first of some periods that touches the programme; the first one when none does. */
const within = (context: PeriodContext, periods: readonly WholePeriod[]): WholePeriod | null =>
  periods.find(({ from, to }) => from <= context.end && to >= context.start) ?? periods[0] ?? null;

const weekPeriod = (monday: Day): WholePeriod => ({ from: monday, to: addDays(monday, 6) });

/** `week 10`, `wk10`, `week 10 2027`, `2027-w10`. */
const weekOf = (context: PeriodContext, words: string): WholePeriod | null => {
  const found =
    /^(?:week|weeknummer|wk|w)\.? ?(?<week>\d{1,2})(?:,? (?<year>\d{4}))?$/.exec(words) ??
    /^(?<year>\d{4})-?w(?<week>\d{1,2})$/.exec(words);
  if (found === null) return null;
  const week = Number(found.groups?.['week']);
  const year = fullYear(found.groups?.['year']);
  const name = `W${String(week).padStart(2, '0')}`;
  const mondays = (year === null ? yearsOf(context) : [year])
    .map((candidate) => addDays(mondayOf(`${candidate}-01-04`), (week - 1) * 7))
    .filter((monday) => isoWeek(monday).endsWith(name));
  return within(context, mondays.map(weekPeriod));
};

const monthPeriod = (year: number, month: number): WholePeriod => {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return { from: first.toString(), to: first.with({ day: first.daysInMonth }).toString() };
};

/** `maart`, `mrt.`, `maart 2027`, `march '27`. */
const monthOf = (context: PeriodContext, words: string): WholePeriod | null => {
  const found = /^(?<name>[a-z]+)\.?(?: (?<year>\d{4}|['’]\d{2}))?$/.exec(words);
  const month = monthNumber(found?.groups?.['name'] ?? '');
  if (month === 0) return null;
  const year = fullYear(found?.groups?.['year']);
  if (year !== null) return monthPeriod(year, month);
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

const singleDay = (context: PeriodContext, words: string): WholePeriod | null => {
  const shift = relativeDays.get(words);
  const near = shift === undefined ? lastWeekday(words, context.today) : addDays(context.today, shift);
  if (near !== null) return { from: near, to: near };
  const typed = readDay(words);
  if (typed === null) return null;
  return within(
    context,
    daysOf(context, typed).map((day) => ({ from: day, to: day })),
  );
};

const onePeriod = (context: PeriodContext, words: string): WholePeriod | null =>
  relativePeriod(words, context.today) ??
  lastOf(words, context.today) ??
  weekOf(context, words) ??
  monthOf(context, words) ??
  singleDay(context, words);

/** In `1 t/m 31 maart` the first day has the month of the last one. */
const readFirst = (text: string, last: TypedDay): TypedDay | null =>
  /^\d{1,2}$/.test(text) ? { ...last, day: Number(text) } : readDay(text);

const yearsSpanned = ({ from, to }: WholePeriod): number => Number(to.slice(0, 4)) - Number(from.slice(0, 4));

/** Both days in one year where that makes sense, else over new year. */
const dayRange = (context: PeriodContext, firstText: string, lastText: string): WholePeriod | null => {
  const last = readDay(lastText);
  const first = last === null ? null : readFirst(firstText, last);
  if (first === null || last === null) return null;
  const periods = daysOf(context, first)
    .flatMap((from) => daysOf(context, last).map((to) => ({ from, to })))
    .filter(({ from, to }) => from <= to)
    .toSorted((a, b) => yearsSpanned(a) - yearsSpanned(b));
  return within(context, periods);
};

/** `week 8 t/m week 10`, `week 8 t/m 10`, `februari t/m april`, `1 maart tot vandaag`. */
const mixedRange = (context: PeriodContext, firstText: string, lastText: string): WholePeriod | null => {
  const isWeek = /^\d{1,2}$/.test(lastText) && weekOf(context, firstText) !== null;
  const first = onePeriod(context, firstText);
  const last = onePeriod(context, isWeek ? `week ${lastText}` : lastText);
  if (first === null || last === null || first.from > last.to) return null;
  return { from: first.from, to: last.to };
};

const rangeOf = (context: PeriodContext, first: string, last: string): WholePeriod | null =>
  dayRange(context, first, last) ?? mixedRange(context, first, last);

/** Words stand alone, so that `oktober` holds no `to`. */
const separator = /\s+(?:tot en met|tot|until|till|to|through|up to)\s+|\s*(?:t\/m|–|—)\s*|\s+-\s+/;

const rangeStart = /^(?:van|vanaf|sinds|from|since) /;

/** `10-12 maart`: between two numbers a hyphen alone is 10 December, before a month it is a range. */
const hyphenRange = (context: PeriodContext, words: string): WholePeriod | null => {
  const found = /^(?<first>\d{1,2}) ?- ?(?<last>\d{1,2} [a-z].*)$/.exec(words)?.groups;
  return found === undefined ? null : dayRange(context, found['first'] ?? '', found['last'] ?? '');
};

/** `1-3 t/m 31-3`, `van 1 maart tot 15 maart`, `tussen 1 en 15 maart`, `10-12 maart`. */
const anyRange = (context: PeriodContext, words: string): WholePeriod | null => {
  const between = /^(?:tussen|between) (?<first>.+) (?:en|and) (?<last>.+)$/.exec(words)?.groups;
  if (between !== undefined) return rangeOf(context, between['first'] ?? '', between['last'] ?? '');
  const days = words.replace(rangeStart, '');
  const hyphened = hyphenRange(context, days);
  if (hyphened !== null) return hyphened;
  const [from, to, more] = days.split(separator);
  return from === undefined || to === undefined || more !== undefined ? null : rangeOf(context, from, to);
};

/** `sinds 1 maart`, `vanaf week 10`, `tot en met 15 maart`, `until March`. */
const openPeriod = (context: PeriodContext, words: string): Period | null => {
  const since = /^(?:sinds|vanaf|since|from) (?<day>.+)$/.exec(words)?.groups?.['day'];
  if (since !== undefined) {
    const from = onePeriod(context, since)?.from ?? null;
    return from === null ? null : { from, to: null };
  }
  const until = /^(?:tot en met|tot|t\/m|until|till|up to|through) (?<day>.+)$/.exec(words)?.groups?.['day'];
  const to = until === undefined ? null : (onePeriod(context, until)?.to ?? null);
  return to === null ? null : { from: null, to };
};

/**
 * A period as typed: `week 10`, `deze week`, `laatste 4 weken`, `maart`, `1-3 t/m 31-3`, `sinds 1 maart`,
 * a single day; in English too. Weeks, months and days without a year are looked for in the programme's
 * years. Null when the text is no period.
 */
export const typedPeriod = (text: string, context: PeriodContext): Period | null => {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  return onePeriod(context, words) ?? anyRange(context, words) ?? openPeriod(context, words);
};
