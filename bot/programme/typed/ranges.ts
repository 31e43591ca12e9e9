/** More than one day, week or month in one breath, as people type it in Dutch and English. */
import { addDays, weekdayOf } from '../calendar';
import { partsOfDay, weekdayNamed } from './days';
import {
  candidates,
  likeliest,
  type PeriodContext,
  type Reading,
  type WholePeriod,
  yearsOf,
} from './reading';
import { isShift } from './recently';
import { readingsOf, readOne } from './single';

const yearOf = (reading: Reading): number | null => (reading.kind === 'yearly' ? reading.year : null);

/** The years in which an end without one may lie when the other end has one. */
const yearsBeside = (other: Reading, step: -1 | 1, context: PeriodContext): number[] => {
  const year = yearOf(other);
  return year === null ? yearsOf(context) : [year, year + step];
};

const yearsSpanned = ({ from, to }: WholePeriod): number => Number(to.slice(0, 4)) - Number(from.slice(0, 4));

interface Range {
  readonly first: WholePeriod;
  readonly last: WholePeriod;
}

const spanOf = ({ first, last }: Range): WholePeriod => ({ from: first.from, to: last.to });

/** Both ends in one year where that makes sense, else over new year; null when the last end lies before the first. */
const rangeOf = (context: PeriodContext, first: Reading, last: Reading): Range | null => {
  const ranges = candidates(first, yearsBeside(last, -1, context))
    .flatMap((from) =>
      candidates(last, yearsBeside(first, 1, context)).map((to) => ({ first: from, last: to })),
    )
    .filter((range) => range.first.from <= range.last.to)
    .filter((range) => range.first.from <= range.last.from);
  const fewest = Math.min(...ranges.map((range) => yearsSpanned(spanOf(range))));
  const shortest = ranges.filter((range) => yearsSpanned(spanOf(range)) === fewest);
  const chosen = likeliest(context, shortest.map(spanOf));
  return (
    shortest.find((range) => spanOf(range).from === chosen?.from && spanOf(range).to === chosen.to) ?? null
  );
};

const numberAlone = (words: string): string | null =>
  /^(?<number>\d{1,2})(?:e|de|ste|st|nd|rd|th)?$/.exec(words)?.groups?.['number'] ?? null;

const numberWithin = /(?<![\d'’])\d{1,2}(?!\d)/;

/** `1`, `maandag 8`, `deze`: what says too little without what stands beside it. */
const isPart = (words: string): boolean => isShift(words) || numberAlone(partsOfDay(words).date) !== null;

/**
 * `1` beside `31 maart`, `maandag 8` beside `vrijdag 12 maart`, `10` beside `week 8`: a number stands where the other's
 * stands; `deze` beside `vorige week` is of the same unit. Null when the other has none, or says too little as well.
 */
export const completed = (words: string, beside: string): string | null => {
  if (!isPart(words)) return words;
  if (isPart(beside)) return null;
  if (isShift(words)) {
    const [, which = '', unit = ''] = /^([a-z]+) ([a-z]+)$/.exec(beside) ?? [];
    return isShift(which) ? `${words} ${unit}` : null;
  }
  const { weekday, date } = partsOfDay(words);
  const other = partsOfDay(beside).date;
  return numberWithin.test(other)
    ? `${weekday} ${other.replace(numberWithin, numberAlone(date) ?? date)}`.trim()
    : null;
};

/** `dinsdag t/m donderdag`, `ma-vr`: the latest such days that have begun; the first may lie in the week before. */
const weekdaysBetween = ({ today }: PeriodContext, first: string, last: string): WholePeriod | null => {
  const [begin, end] = [weekdayNamed(first), weekdayNamed(last)];
  if (begin === null || end === null) return null;
  const from = addDays(today, -((weekdayOf(today) - begin + 7) % 7));
  return { from, to: addDays(from, (end - begin + 7) % 7) };
};

const isWeekday = (words: string): boolean => weekdayNamed(words.replace(/[.,]$/, '')) !== null;

const namesWeekday = (words: string): boolean => words.split(' ').some(isWeekday);

/**
 * `vorige week maandag t/m vrijdag`, `maandag t/m vrijdag 12 maart`: a day of the week alone is the one nearest to the
 * other end, which says of which week it is. Read by itself it would be of this week.
 */
const weekdayBeside = (context: PeriodContext, first: string, last: string): WholePeriod[] => {
  const [begin, end] = [weekdayNamed(first), weekdayNamed(last)];
  const other = begin === null ? first : last;
  if ((begin === null) === (end === null) || !namesWeekday(other)) return [];
  return readOne(other, context).map(({ period: { from: day } }) => ({
    from: begin === null ? day : addDays(day, -((weekdayOf(day) - begin + 7) % 7)),
    to: end === null ? day : addDays(day, (end - weekdayOf(day) + 7) % 7),
  }));
};

/** What was typed for the ends of a range; `isUntil` when the last may be left out of it. */
interface Ends {
  readonly first: string;
  readonly last: string;
  readonly isUntil: boolean;
}

/** Until a week or a month may mean with it or without it. */
const rangesBetween = (
  context: PeriodContext,
  { first: firstWords, last: lastWords, isUntil }: Ends,
): WholePeriod[] => {
  const weekdays = weekdaysBetween(context, firstWords, lastWords);
  if (weekdays !== null) return [weekdays];
  const beside = weekdayBeside(context, firstWords, lastWords);
  if (beside.length > 0) return beside;
  const first = completed(firstWords, lastWords);
  const last = completed(lastWords, firstWords);
  if (first === null || last === null) return [];
  const lasts = readingsOf(last, context);
  return readingsOf(first, context).flatMap((begin) =>
    lasts.flatMap((end) => {
      const range = rangeOf(context, begin, end);
      if (range === null) return [];
      const { from, to } = spanOf(range);
      const before = addDays(range.last.from, -1);
      const isUnclear = isUntil && range.last.from < to && before >= from;
      return isUnclear
        ? [
            { from, to },
            { from, to: before },
          ]
        : [{ from, to }];
    }),
  );
};

/** Words stand alone, so that `oktober` holds no `to`; the second kind may leave the last day out. */
const upToWords =
  /\s+(?:tot en met|tot & met|to|through|thru|(?:until|till|up to) and including|up to)\s+|\s*(?:t\/m|t\.m\.|–|—|\.{2,}|…)\s*|\s+(?:tm|tem|-)\s+/;
const untilWords = /\s+(?:tot aan|tot|until|till)\s+/;

const rangeStart = /^(?:van|vanaf|sinds|from|since) /;

/** A hyphen that stands alone in the text: `10-12 maart`, `maart-april`, but not `1-3-5-3`. */
const hyphened = (words: string): readonly string[] => {
  const parts = words.split('-');
  return parts.length === 2 ? parts : [];
};

const endsIn = (words: string): Ends | null => {
  const between = /^(?:tussen|between) (?<first>.+) (?:en|and) (?<last>.+)$/.exec(words)?.groups;
  const slashed = /^(?<first>\d+-[\d-]+)\/(?<last>\d+-[\d-]+)$/.exec(words)?.groups;
  const ends = between ?? slashed;
  if (ends !== undefined) return { first: ends['first'] ?? '', last: ends['last'] ?? '', isUntil: false };
  const days = words.replace(rangeStart, '');
  const whole = days.split(upToWords);
  const until = days.split(untilWords);
  const [first, last, more] = [whole, until, hyphened(days)].find((parts) => parts.length === 2) ?? [];
  if (first === undefined || last === undefined || more !== undefined || whole.length > 2) return null;
  return { first: first.trim(), last: last.trim(), isUntil: whole.length !== 2 && until.length === 2 };
};

/**
 * Everything a range can mean: `1-3 t/m 31-3`, `van 1 maart tot 15 maart`, `tussen 1 en 15 maart`, `10-12 maart`,
 * `2027-03-01/2027-03-31`.
 */
export const readRange = (words: string, context: PeriodContext): WholePeriod[] => {
  const ends = endsIn(words);
  return ends === null ? [] : rangesBetween(context, ends);
};

/** What a range means of which the last end was typed first, `12-3 t/m 1-3`: its days the other way round. */
export const readTurned = (words: string, context: PeriodContext): WholePeriod[] => {
  const ends = endsIn(words);
  return ends === null ? [] : rangesBetween(context, { first: ends.last, last: ends.first, isUntil: false });
};

/** Whether each of some periods begins where the one before it ends. */
const areJoined = (periods: readonly WholePeriod[]): boolean =>
  periods.every(({ from }, index) => index === 0 || from === addDays(periods[index - 1]?.to ?? from, 1));

/**
 * `maandag` beside `dinsdag vorige week` is of that week; beside a date, `wo en do 4 maart`, the nearest before it or after.
 * Null when nothing beside it says of which week it is.
 */
const besideOthers = (
  parts: readonly string[],
  index: number,
  context: PeriodContext,
): WholePeriod[] | null => {
  const part = parts[index] ?? '';
  const at = parts.findIndex((other) => namesWeekday(other) && !isWeekday(other));
  const other = parts[at];
  if (other === undefined || !isWeekday(part)) return null;
  const inWeek = other
    .split(' ')
    .map((word) => (isWeekday(word) ? part : word))
    .join(' ');
  if (/\b(?:week|wk)/.test(other)) return readOne(inWeek, context).map(({ period }) => period);
  return index < at
    ? weekdayBeside(context, part, other).map(({ from }) => ({ from, to: from }))
    : weekdayBeside(context, other, part).map(({ to }) => ({ from: to, to }));
};

/**
 * Some periods named together: `week 10, 11 en 12`, `maart en april`. Where others lie between them, each of them and
 * all of it are meant.
 */
export const readSome = (words: string, context: PeriodContext): WholePeriod[] => {
  const parts = words
    .split(/(?:,| en | and | & | \+ | of | or |(?<=[a-z\d])\/(?=[a-z])|(?<=[a-z] ?\d{1,2})\/(?=\d)) ?/)
    .map((part) => part.trim());
  const said = parts.find((part) => !isPart(part));
  if (parts.length < 2 || said === undefined) return [];
  const each = parts.map(
    (part, index) =>
      besideOthers(parts, index, context) ??
      readOne(completed(part, said) ?? '', context).map(({ period }) => period),
  );
  if (each.some((read) => read.length !== 1)) return [];
  const periods = each.flat().toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const [first] = periods;
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return [];
  const whole = { from: first.from, to: last.to };
  const isEither = / (?:of|or) /.test(words);
  return areJoined(periods) && !isEither ? [whole] : [...periods, ...(isEither ? [] : [whole])];
};
