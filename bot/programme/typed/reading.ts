/** What typed words about time may mean, before it is known which year is meant. */
import type { Day } from '../model';

/** Days from one to another, both included; null is from the beginning, or up to now. */
export interface Period {
  readonly from: Day | null;
  readonly to: Day | null;
}

/** A period with both its days. */
export interface WholePeriod {
  readonly from: Day;
  readonly to: Day;
}

/** Days with a name of their own, such as a school holiday. */
export interface NamedDays extends WholePeriod {
  /** In lower case, without accents. */
  readonly name: string;
}

/** The programme a period is looked for in, and the day it is asked on. */
export interface PeriodContext {
  readonly start: Day;
  readonly end: Day;
  readonly today: Day;
  /** Days without sessions that have a name: `sinds de voorjaarsvakantie`. */
  readonly breaks: readonly NamedDays[];
}

/** One meaning of some words: days as they are, or days that come back every year. */
export type Reading =
  | { readonly kind: 'fixed'; readonly period: WholePeriod }
  /** What counts before it ends before it, and what counts since it begins after it. */
  | { readonly kind: 'break'; readonly period: WholePeriod }
  | {
      readonly kind: 'yearly';
      /** Null when none was typed. */
      readonly year: number | null;
      /** Null when there is none in that year: 29 February, week 53. */
      readonly in: (year: number) => WholePeriod | null;
    };

/** Reads words as one kind of period; nothing when they are none. Lower case, single spaces. */
export type Reader = (words: string, context: PeriodContext) => readonly Reading[];

/** Days that do not depend on the year. */
export const fixed = (from: Day, to: Day): Reading => ({ kind: 'fixed', period: { from, to } });

/** The years a programme lies in, the one nearest to today first. */
export const yearsOf = ({ start, end, today }: PeriodContext): number[] => {
  const first = Number(start.slice(0, 4));
  const last = Number(end.slice(0, 4));
  const now = Number(today.slice(0, 4));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now));
};

/** Everything a reading can mean when it may lie in some years; a year that was typed holds. */
export const candidates = (reading: Reading, years: readonly number[]): WholePeriod[] => {
  if (reading.kind !== 'yearly') return [reading.period];
  const asked = reading.year === null ? years : [reading.year];
  return asked.map((year) => reading.in(year)).filter((period) => period !== null);
};

/**
 * Of some periods the latest one that touches the programme and has begun; else the next one that does; else the
 * first.
 */
export const likeliest = (
  { start, end, today }: PeriodContext,
  periods: readonly WholePeriod[],
): WholePeriod | null => {
  const within = periods
    .filter(({ from, to }) => from <= end && to >= start)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return within.findLast(({ from }) => from <= today) ?? within[0] ?? periods[0] ?? null;
};
