/** One period as people type it: whatever it is called. */
import { recentReaders } from './recently';
import {
  candidates,
  likeliest,
  type PeriodContext,
  type Reader,
  type Reading,
  type WholePeriod,
  yearsOf,
} from './reading';
import { calendarReaders } from './units';

const article = /^(?:in )?(?:de |het |the )?(?:hele |whole |volledige |entire )?/;

/** Shorter ends of a name say too little: every `projectweek` is a week. */
const shortestEnd = 6;

const withoutYear = (name: string): string => name.replace(/ ?\d{4}(?:[-/]\d{2,4})?$/, '');

/** Days with a name of their own: `voorjaarsvakantie`, or just `vakantie` when there is nothing of exactly that name. */
const namedDays: Reader = (words, { breaks }) => {
  const called = (is: (name: string) => boolean) => breaks.filter(({ name }) => is(name));
  const exact = called((name) => name === words || withoutYear(name) === words);
  const some =
    exact.length > 0
      ? exact
      : called((name) => words.length >= shortestEnd && withoutYear(name).endsWith(words));
  return some.map(({ from, to }) => ({ kind: 'break', period: { from, to } }));
};

const readers: readonly Reader[] = [...recentReaders, ...calendarReaders, namedDays];

/** Everything that words may mean as one period, before its year is known. */
export const readingsOf = (words: string, context: PeriodContext): Reading[] => {
  const bare = words.replace(article, '');
  return readers.flatMap((reader) => reader(bare, context));
};

/** One meaning, and the days it most likely stands for. */
export interface Read {
  readonly reading: Reading;
  readonly period: WholePeriod;
}

/** Each meaning in the year that is likeliest. */
export const readOne = (words: string, context: PeriodContext): Read[] =>
  readingsOf(words, context).flatMap((reading) => {
    const period = likeliest(context, candidates(reading, yearsOf(context)));
    return period === null ? [] : [{ reading, period }];
  });
