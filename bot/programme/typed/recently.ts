/** Periods that are counted from today, as people type them in Dutch and English. */
import { Temporal } from 'temporal-polyfill';
import { addDays, mondayOf, weekdayOf } from '../calendar';
import type { Day } from '../model';
import { relativeDays, weekdayNamed } from './days';
import { fixed, type Reader, type Reading } from './reading';
import { weekFrom } from './units';

type Unit = 'week' | 'month' | 'quarter' | 'year' | 'schoolYear';

const units: ReadonlyMap<string, Unit> = new Map([
  ['week', 'week'],
  ['maand', 'month'],
  ['month', 'month'],
  ['kalendermaand', 'month'],
  ['kwartaal', 'quarter'],
  ['quarter', 'quarter'],
  ['jaar', 'year'],
  ['kalenderjaar', 'year'],
  ['year', 'year'],
  ['schooljaar', 'schoolYear'],
  ['studiejaar', 'schoolYear'],
  ['school year', 'schoolYear'],
  ['academic year', 'schoolYear'],
]);

const shifts: ReadonlyMap<string, number> = new Map([
  ['deze', 0],
  ['dit', 0],
  ['this', 0],
  ['huidige', 0],
  ['current', 0],
  ['vorige', -1],
  ['vorig', -1],
  ['verleden', -1],
  ['afgelopen', -1],
  ['laatste', -1],
  ['last', -1],
  ['previous', -1],
  ['volgende', 1],
  ['volgend', 1],
  ['next', 1],
]);

/** `deze`, `vorige`: which one of a unit is meant, that another word names. Lower case. */
export const isShift = (word: string): boolean => shifts.has(word);

const monthsOf = { month: 1, quarter: 3, year: 12, schoolYear: 12 } as const;

/** School years begin on 1 August. */
const firstMonthOf = { month: 1, quarter: 1, year: 1, schoolYear: 8 } as const;

/** The whole week, month or other unit that lies `by` of them after the one today is in. */
const wholeUnit = (unit: Unit, by: number, today: Day): Reading => {
  if (unit === 'week') {
    const { from, to } = weekFrom(addDays(mondayOf(today), by * 7));
    return fixed(from, to);
  }
  const months = monthsOf[unit];
  const date = Temporal.PlainDate.from(today);
  const into = (date.month - firstMonthOf[unit] + 12) % months;
  const first = date
    .with({ day: 1 })
    .subtract({ months: into })
    .add({ months: by * months });
  return fixed(first.toString(), first.add({ months }).subtract({ days: 1 }).toString());
};

const numbers: readonly (readonly string[])[] = [
  ['een', 'één', 'one', 'a'],
  ['twee', 'two'],
  ['drie', 'three'],
  ['vier', 'four'],
  ['vijf', 'five'],
  ['zes', 'six'],
  ['zeven', 'seven'],
  ['acht', 'eight'],
  ['negen', 'nine'],
  ['tien', 'ten'],
];

/** A number in digits or letters; NaN when it is none. */
export const numberOf = (word: string): number => {
  const at = numbers.findIndex((names) => names.includes(word));
  return at === -1 ? Number(word) : at + 1;
};

const startOf = (today: Day, count: number, unit: string): Day => {
  if (unit.startsWith('da')) return addDays(today, 1 - count);
  if (unit.startsWith('w')) return addDays(today, 1 - count * 7);
  return addDays(Temporal.PlainDate.from(today).subtract({ months: count }).toString(), 1);
};

/** So many days, weeks or months up to and including today. */
const upToToday = (today: Day, count: number, unit: string): Reading =>
  fixed(startOf(today, count, unit), today);

/**
 * `deze week`, `last month`: whole weeks from Monday to Sunday, whole months. `Past week` is the seven days up to
 * today, and `laatste week` may be either.
 */
const relative: Reader = (words, { today }) => {
  // There is one school year to speak of: `schooljaar` is this one.
  if (units.get(words) === 'schoolYear') return [wholeUnit('schoolYear', 0, today)];
  const [, which = '', name = ''] = /^([a-z]+) (.+)$/.exec(words) ?? [];
  const unit = units.get(name);
  if (unit === undefined) return [];
  const by = shifts.get(which);
  const whole = by === undefined ? [] : [wholeUnit(unit, by, today)];
  const isRolling = unit === 'week' || unit === 'month';
  return isRolling && /^(?:laatste|past|voorbije)$/.test(which)
    ? [...whole, upToToday(today, 1, name)]
    : whole;
};

/** `4 weken`, `een maand`, `ten days`. */
export const countOfUnits =
  /(?<count>\d{1,3}|[a-zé]+) (?<unit>dagen|days|weken|weeks|maanden|months|dag|day|week|maand|month)/;

const counted = new RegExp(
  `^(?:laatste|afgelopen|vorige|voorbije|last|past|previous) ${countOfUnits.source}$`,
);

/** `laatste 4 weken`, `past ten days`: that many, up to and including today. */
const lastSome: Reader = (words, { today }) => {
  const found = counted.exec(words)?.groups;
  const count = numberOf(found?.['count'] ?? '');
  return found === undefined || !(count > 0) ? [] : [upToToday(today, count, found['unit'] ?? '')];
};

const ago = new RegExp(`^${countOfUnits.source} (?:geleden|terug|ago)$`);

/** `3 dagen geleden` is that day, `2 months ago` that month; `2 weken geleden` may be the day or its week. */
const someAgo: Reader = (words, { today }) => {
  const found = ago.exec(words)?.groups;
  const count = numberOf(found?.['count'] ?? '');
  if (found === undefined || !(count > 0)) return [];
  const unit = found['unit'] ?? '';
  if (unit.startsWith('da')) return [fixed(addDays(today, -count), addDays(today, -count))];
  if (unit.startsWith('m')) return [wholeUnit('month', -count, today)];
  const day = addDays(today, -count * 7);
  return [wholeUnit('week', -count, today), fixed(day, day)];
};

const oneDay = (day: Day): Reading => fixed(day, day);

/**
 * `dinsdag` is the latest one, today included; `afgelopen dinsdag` lies before today. `Vorige dinsdag` may be that of
 * this week or of the week before.
 */
const lastWeekday: Reader = (words, { today }) => {
  const [, before, name = ''] = /^(afgelopen |verleden |vorige |last )?([a-z]{4,})$/.exec(words) ?? [];
  const weekday = weekdayNamed(name);
  if (weekday === null) return [];
  const back = (weekdayOf(today) - weekday + 7) % 7;
  const day = addDays(today, back === 0 && before !== undefined ? -7 : -back);
  const isUnclear = (before === 'vorige ' || before === 'last ') && day >= mondayOf(today);
  return isUnclear ? [oneDay(day), oneDay(addDays(day, -7))] : [oneDay(day)];
};

/** `vorige week dinsdag`, `Tuesday last week`; beside a week a short name says enough: `di vorige week`. */
const weekdayOfWeek: Reader = (words, { today }) => {
  const found =
    /^(?<which>[a-z]+) week(?: op| on)? (?<day>[a-z]{2,})\.?$/.exec(words) ??
    /^(?<day>[a-z]{2,})\.?(?: van| of| in)? (?<which>[a-z]+) week$/.exec(words);
  const by = shifts.get(found?.groups?.['which'] ?? '');
  const weekday = weekdayNamed(found?.groups?.['day'] ?? '');
  if (by === undefined || weekday === null) return [];
  return [oneDay(addDays(mondayOf(today), by * 7 + weekday - 1))];
};

/** `gisteren`, `today`. */
const nearDay: Reader = (words, { today }) => {
  const shift = relativeDays.get(words);
  return shift === undefined ? [] : [oneDay(addDays(today, shift))];
};

/** Everything that is counted from today. */
export const recentReaders: readonly Reader[] = [
  relative,
  lastSome,
  someAgo,
  lastWeekday,
  weekdayOfWeek,
  nearDay,
];
