/** Which of the words that somebody types for the summary are the period, and which name somebody or something. */
import { weekdayNamed } from '../../bot/programme/typed/days';
import type { Period } from '../../bot/programme/typed/reading';
import type { PlaceFinder } from './places';

const openPeriod: Period = { from: null, to: null };

/** The words with one run of them taken as the period; `length` 0 takes none. */
export interface Cut {
  readonly period: Period;
  readonly start: number;
  readonly length: number;
  /** The other words; a comma stands behind its word. */
  readonly rest: readonly string[];
}

/** A comma stands behind its word. */
export const withoutComma = (word: string): string => word.replace(/,+$/, '');

/** Every way to take a period out of the words, the longest first and none at all last. */
export const cutsOf = (words: readonly string[], toPeriods: (text: string) => readonly Period[]): Cut[] => {
  const cuts: Cut[] = [{ period: openPeriod, start: 0, length: 0, rest: words }];
  for (let length = 1; length <= words.length; length += 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const periods = toPeriods(
        words
          .slice(start, start + length)
          .join(' ')
          .replace(/,$/, ''),
      );
      const rest = [...words.slice(0, start), ...words.slice(start + length)];
      cuts.unshift(...periods.map((period) => ({ period, start, length, rest })));
    }
  }
  return cuts;
};

const endOf = ({ start, length }: Cut): number => start + length;

/** Whether the period of one lies within that of another. */
export const isWithin = (inner: Cut, outer: Cut): boolean =>
  inner.length > 0 &&
  inner.length < outer.length &&
  inner.start >= outer.start &&
  endOf(inner) <= endOf(outer);

/** Whether a larger period has a day of the week more that is somebody's name as well: `Di` beside `week 10`. */
export const isNameBeside = (
  inner: Cut,
  outer: Cut,
  words: readonly string[],
  finder: PlaceFinder,
): boolean => {
  const more = [...words.slice(outer.start, inner.start), ...words.slice(endOf(inner), endOf(outer))];
  const [word = ''] = more.map(withoutComma);
  return more.length === 1 && weekdayNamed(word.toLowerCase()) !== null && finder.isKnown(word);
};
