/** Periods that are counted from today, as people type them in Dutch and English. */
import { Temporal } from 'temporal-polyfill';
import { addDays, mondayOf, weekdayOf } from './calendar';
import type { Day } from './model';

interface Days {
  readonly from: Day;
  readonly to: Day;
}

type Shift = { readonly weeks: number } | { readonly months: number };

const shiftOf = {
  deze: 0,
  dit: 0,
  this: 0,
  vorige: -1,
  afgelopen: -1,
  laatste: -1,
  last: -1,
  previous: -1,
  past: -1,
  volgende: 1,
  next: 1,
} as const;

const relative: ReadonlyMap<string, Shift> = new Map<string, Shift>(
  Object.entries(shiftOf).flatMap(([word, by]): [string, Shift][] => [
    [`${word} week`, { weeks: by }],
    [`${word} maand`, { months: by }],
    [`${word} month`, { months: by }],
  ]),
);

/** `deze week`, `last month`: whole weeks from Monday to Sunday, whole months. Null when it is none. */
export const relativePeriod = (words: string, today: Day): Days | null => {
  const shift = relative.get(words);
  if (shift === undefined) return null;
  if ('weeks' in shift) {
    const monday = addDays(mondayOf(today), shift.weeks * 7);
    return { from: monday, to: addDays(monday, 6) };
  }
  const first = Temporal.PlainDate.from(today).add({ months: shift.months }).with({ day: 1 });
  return { from: first.toString(), to: first.with({ day: first.daysInMonth }).toString() };
};

const numbers: readonly (readonly string[])[] = [
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

const numberOf = (word: string): number => {
  const at = numbers.findIndex((names) => names.includes(word));
  return at === -1 ? Number(word) : at + 2;
};

const counted =
  /^(?:laatste|afgelopen|vorige|voorbije|last|past|previous) (?<count>\d{1,3}|[a-z]+) (?<unit>dagen|days|weken|weeks|maanden|months|dag|day|week|maand|month)$/;

const startOf = (today: Day, count: number, unit: string): Day => {
  if (unit.startsWith('da')) return addDays(today, 1 - count);
  if (unit.startsWith('we')) return addDays(today, 1 - count * 7);
  return addDays(Temporal.PlainDate.from(today).subtract({ months: count }).toString(), 1);
};

/** `laatste 4 weken`, `past ten days`: that many, up to and including today. Null when it is none. */
export const lastOf = (words: string, today: Day): Days | null => {
  const found = counted.exec(words)?.groups;
  const count = numberOf(found?.['count'] ?? '');
  if (found === undefined || !(count > 0)) return null;
  return { from: startOf(today, count, found['unit'] ?? ''), to: today };
};

const weekdays: readonly (readonly string[])[] = [
  ['maandag', 'monday'],
  ['dinsdag', 'tuesday'],
  ['woensdag', 'wednesday'],
  ['donderdag', 'thursday'],
  ['vrijdag', 'friday'],
  ['zaterdag', 'saturday'],
  ['zondag', 'sunday'],
];

/** `dinsdag` is the latest one, today included; `afgelopen dinsdag` and `last tuesday` lie before today. */
export const lastWeekday = (words: string, today: Day): Day | null => {
  const [, before, name = ''] = /^(afgelopen |vorige |last )?([a-z]+)$/.exec(words) ?? [];
  const weekday = weekdays.findIndex((names) => names.includes(name)) + 1;
  if (weekday === 0) return null;
  const back = (weekdayOf(today) - weekday + 7) % 7;
  return addDays(today, back === 0 && before !== undefined ? -7 : -back);
};
