/** From when until when somebody wants a pause, as people type it. */
import { Temporal } from 'temporal-polyfill';
import { addDays } from '../calendar';
import type { Day } from '../model';
import { periodsOf, typedUntil } from './ahead';
import { completed } from './ranges';
import type { PeriodContext, WholePeriod } from './reading';

/**
 * `from` null is from now on; `until` null is not said, of one that begins later. `isTurned`: what was typed as the end does not
 * lie after the beginning.
 */
export type TypedPause =
  | { readonly from: Day | null; readonly until: Day; readonly isTurned?: false }
  | { readonly from: Day; readonly until: null; readonly isTurned?: false }
  | { readonly from: Day; readonly until: Day; readonly isTurned: true };

type Context = Pick<PeriodContext, 'today' | 'breaks'>;

const aYear = ({ today, breaks }: Context): PeriodContext => ({
  start: today,
  end: addDays(today, 365),
  today,
  breaks,
});

/** `van 3-5 tot 10-5`, `from Monday through Friday`, `3 t/m 10 mei`. */
const between =
  /^(?:van(?:af)?|from|starting)?:? ?(?<first>.+?) (?<how>t\/m|t\.m\.|tm|tot en met|tot & met|tot aan|tot|through|(?:until|till) and including|until|till|to) (?<last>.+)$/;
const since = /^(?:van(?:af)?|from|starting|since):? (?<first>.+)$/;
/** `in april`, `tijdens de meivakantie`, `de hele week 10`. */
const during = /^(?:in|tijdens|gedurende|during|de hele|heel|all of) /;

const laterThan = ({ today }: Context, from: Day, until: Day | null): TypedPause | null => {
  if (from > today) return until === null ? { from, until } : { from, until };
  return until === null ? null : { from: null, until };
};

/** The last of some first days before an end; of one without a year that is the one just before it. */
const lastBefore = (periods: readonly WholePeriod[], until: Day): Day | undefined =>
  periods
    .map(({ from }) => from)
    .filter((from) => from < until)
    .toSorted()
    .at(-1);

const untilWord = (how: string, last: string): string => `${how === 'to' ? 'until' : how} ${last}`;

/** Nobody means a pause over new year that is longer: the end is meant in the year of the beginning. Days. */
const longestOverNewYear = 183;

/** An end without a year that was understood as of the next one, though it is that of this year, at the beginning or before it. */
const turned = (words: string, from: Day, until: Day): TypedPause | null => {
  const inYear = Temporal.PlainDate.from(until)
    .with({ year: Number(from.slice(0, 4)) })
    .toString();
  const isMeant = inYear <= from && until > addDays(from, longestOverNewYear) && !/\d{4}/.test(words);
  return isMeant ? { from, until: inYear, isTurned: true } : null;
};

/** The end as of today where the beginning lies before it: `van maandag tot vrijdag` is that of the same week otherwise. */
const betweenDays = (words: string, context: Context): TypedPause | null => {
  const { first = '', how = '', last = '' } = between.exec(words)?.groups ?? {};
  const begin = completed(first, last);
  const begins = begin === null ? [] : periodsOf(begin, aYear(context));
  const end = untilWord(how, last);
  const until = typedUntil(end, context);
  const from = until === null ? undefined : lastBefore(begins, until);
  if (until !== null && from !== undefined)
    return turned(last, from, until) ?? laterThan(context, from, until);
  const next = begins.map((period) => period.from).find((day) => day > context.today);
  if (next === undefined) return null;
  const after = typedUntil(end, { ...context, today: next });
  if (after !== null && after > next) return turned(last, next, after) ?? { from: next, until: after };
  return until === null ? null : { from: next, until, isTurned: true };
};

const sinceDay = (words: string, context: Context): TypedPause | null => {
  const { first } = since.exec(words)?.groups ?? {};
  const begin = first === undefined ? [] : periodsOf(first, aYear(context));
  const next = begin.map(({ from }) => from).find((from) => from >= context.today);
  return next === undefined ? null : laterThan(context, next, null);
};

/** A week, a month or a holiday that has not begun is meant with its beginning and its end. */
const wholePeriod = (words: string, context: Context): TypedPause | null => {
  const periods = periodsOf(words.replace(during, ''), aYear(context)).filter(({ from, to }) => from < to);
  if (periods.some(({ from, to }) => from <= context.today && context.today <= to)) return null;
  const coming = periods.find(({ from }) => from > context.today);
  return coming === undefined ? null : { from: coming.from, until: addDays(coming.to, 1) };
};

/**
 * `tot 3-5` from now until that day begins, `van 3-5 t/m 10-5` from that day until the day after the last, `week 10`
 * that week, `vanaf 3-5` without an end. Null when it is no time, or one that is past.
 */
export const typedPause = (text: string, context: Context): TypedPause | null => {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const own = wholePeriod(words, context) ?? betweenDays(words, context) ?? sinceDay(words, context);
  if (own !== null) return own;
  const until = typedUntil(words, context);
  return until === null ? null : { from: null, until };
};
