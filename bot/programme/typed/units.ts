/** Weeks, months, quarters and years as people type them, in Dutch and English. */
import { Temporal } from 'temporal-polyfill';
import { addDays, isoWeek, mondayOf } from '../calendar';
import type { Day } from '../model';
import { dayIn, fullYear, monthNumber, readDay, weekdayNamed } from './days';
import { type Reader, type Reading, type WholePeriod, yearsOf } from './reading';

const monthIn = (year: number, month: number, months = 1): WholePeriod => {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return { from: first.toString(), to: first.add({ months }).subtract({ days: 1 }).toString() };
};

/** The week of a Monday. */
export const weekFrom = (monday: Day): WholePeriod => ({ from: monday, to: addDays(monday, 6) });

const weekIn = (year: number, week: number): WholePeriod | null => {
  const monday = addDays(mondayOf(`${year}-01-04`), (week - 1) * 7);
  return isoWeek(monday).endsWith(`W${String(week).padStart(2, '0')}`) ? weekFrom(monday) : null;
};

const yearly = (year: number | null, within: (year: number) => WholePeriod | null): Reading => ({
  kind: 'yearly',
  year,
  in: within,
});

/** `week 10`, `wk10`, `weeknr. 10`, `week 10 van 2027`, `2027-w10`. */
const week: Reader = (words) => {
  const found =
    /^(?:weken|weeks|week|wk|w)(?:nummer| number| no\.?|nr\.?| nr\.?)?\.? ?(?<week>\d{1,2})(?:,? (?:van |in |of )?(?<year>\d{4}))?$/.exec(
      words,
    ) ?? /^(?<year>\d{4})-?w(?<week>\d{1,2})$/.exec(words);
  if (found === null) return [];
  const number = Number(found.groups?.['week']);
  return [yearly(fullYear(found.groups?.['year']), (year) => weekIn(year, number))];
};

/** `maart`, `mrt.`, `maart van 2027`, `march '27`, `3-2027`, `2027-03`. */
const month: Reader = (words) => {
  const found =
    /^(?:maand |month )?(?<name>[a-z]+)\.?(?:,? (?:van |in |of )?(?<year>\d{4}|['’]\d{2}))?$/.exec(words) ??
    /^(?<number>\d{1,2})[-/](?<year>\d{4})$/.exec(words) ??
    /^(?<year>\d{4})[-/](?<number>\d{1,2})$/.exec(words);
  const { name = '', number, year } = found?.groups ?? {};
  const at = number === undefined ? monthNumber(name) : Number(number);
  return at < 1 || at > 12 ? [] : [yearly(fullYear(year), (asked) => monthIn(asked, at))];
};

/** `maart 27` is the year to some and the day to others, where it can be the year. */
const monthOrDay: Reader = (words, context) => {
  const { name = '', year = '' } = /^(?<name>[a-z]+)\.? (?<year>\d{2})$/.exec(words)?.groups ?? {};
  const at = monthNumber(name);
  return at > 0 && yearsOf(context).includes(2000 + Number(year))
    ? [yearly(2000 + Number(year), (asked) => monthIn(asked, at))]
    : [];
};

/** `3-3`, `3 mrt`, `di 2 maart`, `March 2nd, 2027`. */
const day: Reader = (words) => {
  const typed = readDay(words);
  if (typed === null) return [];
  const within = (year: number): WholePeriod | null => {
    const found = dayIn(typed, year);
    return found === null ? null : { from: found, to: found };
  };
  return [yearly(typed.year, within)];
};

/** `maandag week 10`, `week 10 op dinsdag`. */
const dayOfWeek: Reader = (words, context) => {
  const found =
    /^(?<name>[a-z]{2,})\.?(?: van| of| in)? (?<numbered>(?:week|wk).*\d)$/.exec(words) ??
    /^(?<numbered>(?:week|wk).*\d)(?: op| on)? (?<name>[a-z]{2,})\.?$/.exec(words);
  const weekday = weekdayNamed(found?.groups?.['name'] ?? '');
  if (weekday === null) return [];
  return week(found?.groups?.['numbered'] ?? '', context).flatMap((reading) => {
    if (reading.kind !== 'yearly') return [];
    return yearly(reading.year, (asked) => {
      const whole = reading.in(asked);
      const its = whole === null ? null : addDays(whole.from, weekday - 1);
      return its === null ? null : { from: its, to: its };
    });
  });
};

/** `week van 8 maart`, `the week of March 8`: the one that day is in. */
const weekOfDay: Reader = (words) => {
  const typed = readDay(/^week (?:van|of|met) (?<day>.+)$/.exec(words)?.groups?.['day'] ?? '');
  if (typed === null) return [];
  return [
    yearly(typed.year, (year) => {
      const found = dayIn(typed, year);
      return found === null ? null : weekFrom(mondayOf(found));
    }),
  ];
};

const ordinals: readonly (readonly string[])[] = [
  ['eerste', 'first', '1e', '1ste', '1st'],
  ['tweede', 'second', '2e', '2de', '2nd'],
  ['derde', 'third', '3e', '3de', '3rd'],
  ['vierde', 'fourth', '4e', '4de', '4th'],
  ['vijfde', 'fifth', '5e', '5de', '5th'],
];

const ordinalOf = (word: string): number => ordinals.findIndex((names) => names.includes(word)) + 1;

/** The nth week of a month: counted from the one its first day is in, and from the first that begins in it. */
const nthWeeks = (year: number, at: number, nth: number): WholePeriod[] => {
  const { from, to } = monthIn(year, at);
  const begun = mondayOf(from);
  const whole = begun === from ? begun : addDays(begun, 7);
  return [begun, whole]
    .map((monday) => weekFrom(addDays(monday, (nth - 1) * 7)))
    .filter((found) => found.from <= to);
};

/** The last week of a month: the one its last day is in, and the last that ends in it. */
const lastWeeks = (year: number, at: number): WholePeriod[] => {
  const { to } = monthIn(year, at);
  const broken = weekFrom(mondayOf(to));
  return broken.to === to ? [broken] : [broken, weekFrom(addDays(broken.from, -7))];
};

/** `1e week van maart`, `last week of March`: where it can be counted in two ways both are meant. */
const weekOfMonth: Reader = (words) => {
  const found = /^(?<which>[a-z\d]+) week (?:van |of |in )?(?<name>[a-z]+)\.?(?: (?<year>\d{4}))?$/.exec(
    words,
  );
  const { which = '', name = '', year } = found?.groups ?? {};
  const at = monthNumber(name);
  const nth = ordinalOf(which);
  const isLast = which === 'laatste' || which === 'last';
  if (at === 0 || (nth === 0 && !isLast)) return [];
  const weeksIn = (asked: number) => (isLast ? lastWeeks(asked, at) : nthWeeks(asked, at, nth));
  return [0, 1].map((way) => yearly(fullYear(year), (asked) => weeksIn(asked)[way] ?? null));
};

/** `eerste helft van maart` ends on the 15th. */
const halfMonth: Reader = (words) => {
  const found =
    /^(?<which>[a-z\d]+) (?:helft|half) (?:van |of )?(?<name>[a-z]+)\.?(?: (?<year>\d{4}))?$/.exec(words);
  const { which = '', name = '', year } = found?.groups ?? {};
  const [at, half] = [monthNumber(name), ordinalOf(which)];
  if (at === 0 || half < 1 || half > 2) return [];
  return [
    yearly(fullYear(year), (asked) => {
      const { from, to } = monthIn(asked, at);
      return half === 1 ? { from, to: addDays(from, 14) } : { from: addDays(from, 15), to };
    }),
  ];
};

const thirds: readonly (readonly [RegExp, number])[] = [
  [/^(?:begin|early|start of|beginning of)$/, 0],
  [/^(?:half|halverwege|medio|mid|middle of)$/, 10],
  [/^(?:eind|einde|late|end of)$/, 20],
];

/** `begin maart`, `mid March`: ten days of it, or all of it, as nobody can say where they end. */
const thirdOfMonth: Reader = (words) => {
  const {
    which = '',
    name = '',
    year,
  } = /^(?<which>[a-z]+(?: of)?)[ -](?:van )?(?<name>[a-z]+)\.?(?: (?<year>\d{4}))?$/.exec(words)?.groups ??
  {};
  const at = monthNumber(name);
  const start = thirds.find(([pattern]) => pattern.test(which))?.[1];
  if (at === 0 || start === undefined) return [];
  const part = (asked: number): WholePeriod => {
    const { from, to } = monthIn(asked, at);
    return { from: addDays(from, start), to: start === 20 ? to : addDays(from, start + 9) };
  };
  return [part, (asked: number) => monthIn(asked, at)].map((within) => yearly(fullYear(year), within));
};

/** `kwartaal 1`, `1e kwartaal`, `first quarter of 2027`. */
const quarter: Reader = (words) => {
  const found =
    /^(?:kwartaal |quarter )?(?<which>[a-z\d]+?)(?<unit> kwartaal| quarter)?(?:,? (?:van |of )?(?<year>\d{4}))?$/.exec(
      words,
    );
  const { which = '', unit, year } = found?.groups ?? {};
  const isNamed = unit !== undefined || /^(?:kwartaal |quarter )\d/.test(words);
  const nth = ordinalOf(which) || Number(which);
  if (!isNamed || !(nth >= 1 && nth <= 4)) return [];
  return [yearly(fullYear(year), (asked) => monthIn(asked, nth * 3 - 2, 3))];
};

/** `2027`, `jaar 2027`. */
const year: Reader = (words) => {
  const typed = /^(?:jaar |year )?(?<year>20\d{2})$/.exec(words)?.groups?.['year'];
  return typed === undefined ? [] : [yearly(Number(typed), (asked) => monthIn(asked, 1, 12))];
};

/** Everything that may come back every year. */
export const calendarReaders: readonly Reader[] = [
  week,
  month,
  monthOrDay,
  day,
  dayOfWeek,
  weekOfDay,
  weekOfMonth,
  halfMonth,
  thirdOfMonth,
  quarter,
  year,
];
