/** From when until when somebody wants a pause, as people type it. */
import { addDays } from '../calendar';
import type { Day } from '../model';
import { periodsOf, typedUntil } from './ahead';
import { completed } from './ranges';
import type { PeriodContext, WholePeriod } from './reading';

/** `from` null is from now on; `until` null is not said, of one that begins later. */
export type TypedPause =
  | { readonly from: Day | null; readonly until: Day }
  | { readonly from: Day; readonly until: null };

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

/** The end as of today where the beginning lies before it: `van maandag tot vrijdag` is that of the same week otherwise. */
const betweenDays = (words: string, context: Context): TypedPause | null => {
  const { first = '', how = '', last = '' } = between.exec(words)?.groups ?? {};
  const begin = completed(first, last);
  const begins = begin === null ? [] : periodsOf(begin, aYear(context));
  const end = untilWord(how, last);
  const until = typedUntil(end, context);
  const from = until === null ? undefined : lastBefore(begins, until);
  if (until !== null && from !== undefined) return laterThan(context, from, until);
  const next = begins.map((period) => period.from).find((day) => day > context.today);
  const after = next === undefined ? null : typedUntil(end, { ...context, today: next });
  return next !== undefined && after !== null && after > next ? { from: next, until: after } : null;
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
