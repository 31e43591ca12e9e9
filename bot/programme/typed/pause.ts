/** From when until when somebody wants a pause, as people type it. */
import { addDays } from '../calendar';
import type { Day } from '../model';
import { isThrough, periodsOf, typedUntil } from './ahead';
import { completed } from './ranges';
import type { PeriodContext, WholePeriod } from './reading';

/**
 * `from` null is from now on; `until` null is not said, of one that begins later. `isTurned`: what was typed as the end does not
 * lie after the beginning; `until` is the day that was typed, and `offer` the same days the other way round.
 */
export type TypedPause =
  | { readonly from: Day | null; readonly until: Day; readonly isTurned?: false }
  | { readonly from: Day; readonly until: null; readonly isTurned?: false }
  | { readonly from: Day; readonly until: Day; readonly isTurned: true; readonly offer: PauseSpan };

/** From the beginning of a day until that of another. */
interface PauseSpan {
  readonly from: Day;
  readonly until: Day;
}

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

const newYearOf = (day: Day): Day => `${day.slice(0, 4)}-01-01`;

/** An end that lies in the year of the beginning, at it or before it. */
const earlierInYear = (from: Day, end: string, context: Context): Day | null => {
  const inYear = typedUntil(end, { ...context, today: newYearOf(from) });
  return inYear !== null && inYear <= from ? inYear : null;
};

/** The same of one that is past by now. What is past on whatever day it is said, as `vorige maand`, ends by new year here. */
const pastInYear = (from: Day, end: string, context: Context): Day | null => {
  const past = earlierInYear(from, end, context);
  return past !== null && past > newYearOf(from) ? past : null;
};

/** An end without a year that was understood as of the next one, though it is that of this year. */
const inYearOf = (from: Day, until: Day, end: string, context: Context): Day | null =>
  until <= addDays(from, longestOverNewYear) || /\d{4}/.test(end) ? null : earlierInYear(from, end, context);

/** A beginning and an end as they were typed; `turnedAt` is where the end lies that does not lie after the beginning. */
type Span =
  | { readonly from: Day; readonly until: Day; readonly turnedAt: null }
  | { readonly from: Day; readonly turnedAt: Day };

/** What was typed for the ends, with the word between them. */
type Ends = Readonly<Record<'first' | 'how' | 'last', string>>;

/** The end as of today where the beginning lies before it: `van maandag tot vrijdag` is that of the same week otherwise. */
const spanOf = ({ first, how, last }: Ends, context: Context): Span | null => {
  const begin = completed(first, last);
  const begins = begin === null ? [] : periodsOf(begin, aYear(context));
  const end = untilWord(how, last);
  const until = typedUntil(end, context);
  const sooner = until === null ? undefined : lastBefore(begins, until);
  const next = sooner ?? begins.map((period) => period.from).find((day) => day > context.today);
  if (next === undefined) return null;
  const after = sooner === undefined ? typedUntil(end, { ...context, today: next }) : until;
  if (after === null || after <= next) {
    const before = until ?? pastInYear(next, end, context);
    return before === null ? null : { from: next, turnedAt: before };
  }
  const turnedAt = inYearOf(next, after, end, context);
  return turnedAt === null ? { from: next, until: after, turnedAt } : { from: next, turnedAt };
};

/** The day that was typed as an end: `t/m 3 mei` ends on the day after it. */
const typedDay = ({ how, last }: Ends, until: Day): Day =>
  isThrough(untilWord(how, last)) ? addDays(until, -1) : until;

/** The same words the other way round, or that day alone. */
const otherWay = ({ first, how, last }: Ends, end: Day, context: Context): PauseSpan => {
  const [, after = '', day = last] = /^(na |after )?(.+)$/.exec(last) ?? [];
  const found = spanOf({ first: day, how, last: `${after}${completed(first, day) ?? first}` }, context);
  return found === null || found.turnedAt !== null
    ? { from: end, until: addDays(end, 1) }
    : { from: found.from, until: found.until };
};

const betweenDays = (words: string, context: Context): TypedPause | null => {
  const { first = '', how = '', last = '' } = between.exec(words)?.groups ?? {};
  const ends = { first, how, last };
  const span = spanOf(ends, context);
  if (span === null) return null;
  if (span.turnedAt === null) return laterThan(context, span.from, span.until);
  const until = typedDay(ends, span.turnedAt);
  return { from: span.from, until, isTurned: true, offer: otherWay(ends, until, context) };
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
