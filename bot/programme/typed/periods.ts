/** Periods as people type them, in Dutch and English: single ones, ranges, some together, open at one end. */
import { addDays } from '../calendar';
import type { Day } from '../model';
import { readRange, readSome, readTurned } from './ranges';
import type { Period, PeriodContext, WholePeriod } from './reading';
import { type Read, readOne } from './single';

const isLong = ({ from, to }: WholePeriod): boolean => from < to;

const from = (day: Day): Period => ({ from: day, to: null });
const upTo = (day: Day): Period => ({ from: null, to: day });

/** What one end of an open period means; a week or month named may be meant itself, or be left out. */
const openings: readonly (readonly [RegExp, (read: Read) => readonly Period[]])[] = [
  [
    /^(?:sinds|vanaf|since|starting|as of|as from|from) (?<words>.+)$/,
    ({ reading, period }) => [from(reading.kind === 'break' ? addDays(period.to, 1) : period.from)],
  ],
  [/^(?:na|after) (?<words>.+)$/, ({ period }) => [from(addDays(period.to, 1))]],
  [/^(?:voor|vóór|before) (?<words>.+)$/, ({ period }) => [upTo(addDays(period.from, -1))]],
  [
    /^(?:t\/m|t\.m\.|tm|through|(?:until|till|up to) and including|up to) ?(?<words>.+)$/,
    ({ period }) => [upTo(period.to)],
  ],
  [
    /^(?:tot aan|tot|until|till) (?!en met |and including )(?<words>.+)$/,
    ({ reading, period }) => {
      const before = upTo(addDays(period.from, -1));
      if (reading.kind === 'break') return [before];
      return isLong(period) ? [upTo(period.to), before] : [upTo(period.to)];
    },
  ],
  [/^tot en met (?<words>.+)$/, ({ period }) => [upTo(period.to)]],
];

/** `voor maart` is before March or about March, `from March` since March or about March. */
const maySayNothing = /^(?:voor|from) /;

/** `sinds 1 maart`, `vanaf week 10`, `tot en met 15 maart`, `after the spring break`. */
const readOpen = (words: string, context: PeriodContext): Period[] =>
  openings.flatMap(([pattern, opened]) => {
    const named = pattern.exec(words)?.groups?.['words'];
    if (named === undefined) return [];
    return readOne(named, context).flatMap((read) => {
      const isUnclear =
        maySayNothing.test(words) &&
        read.reading.kind !== 'break' &&
        (words.startsWith('voor ') || isLong(read.period));
      return isUnclear ? [read.period, ...opened(read)] : opened(read);
    });
  });

const soFar =
  /^(?:tot (?:nu|nog|op heden)(?: toe)?|so far|to date|tot vandaag|until (?:now|today)|(?:sinds|vanaf) het begin|(?:since|from) the (?:beginning|start))$/;

const unique = (periods: readonly Period[]): Period[] => [
  ...new Map(periods.map(({ from: first, to }) => [`${first}/${to}`, { from: first, to }])).values(),
];

const wordsIn = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

/**
 * Everything that a typed period can mean, the likeliest first: `week 10`, `deze week`, `laatste 4 weken`, `maart en
 * april`, `1-3 t/m 31-3`, `sinds de voorjaarsvakantie`, a single day; in English too. Without a year it is looked for
 * in the programme's years. Empty when the text is no period.
 */
export const typedPeriods = (text: string, context: PeriodContext): readonly Period[] => {
  const words = wordsIn(text);
  if (soFar.test(words)) return [{ from: null, to: null }];
  const ways = [
    () => readOne(words, context).map(({ period }) => period),
    () => readRange(words, context),
    () => readSome(words, context),
    () => readOpen(words, context),
  ];
  for (const way of ways) {
    const found = unique(way());
    if (found.length > 0) return found;
  }
  return [];
};

/** What a text means that is no period only because its end lies before its beginning: with these the other way round. */
export const turnedPeriods = (text: string, context: PeriodContext): readonly Period[] =>
  typedPeriods(text, context).length > 0 ? [] : unique(readTurned(wordsIn(text), context));
