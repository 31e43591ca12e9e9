/** Until when, as people type it: the same days and periods as anywhere, of those still to come. */
import { Temporal } from 'temporal-polyfill';
import { addDays, mondayOf, weekdayOf } from '../calendar';
import type { Day } from '../model';
import { weekdayNamed } from './days';
import { candidates, type PeriodContext, type WholePeriod, yearsOf } from './reading';
import { countOfUnits, numberOf } from './recently';
import { readingsOf } from './single';

const oneDay = (day: Day): WholePeriod => ({ from: day, to: day });

/** `maandag`, `komende vrijdag`, `Monday`: the next one after today. `volgende vrijdag`, `next Friday`: that of next week. */
const nextWeekday = (words: string, today: Day): WholePeriod | null => {
  const [, which = '', name = ''] =
    /^(komende |aanstaande |coming |volgende |next )?([a-z]+)\.?$/.exec(words) ?? [];
  const weekday = weekdayNamed(name);
  if (weekday === null) return null;
  const isOfNextWeek = which === 'volgende ' || which === 'next ';
  return oneDay(
    isOfNextWeek
      ? addDays(mondayOf(today), 6 + weekday)
      : addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1),
  );
};

const fromNow = new RegExp(`^(?:over |in |voor |for )?${countOfUnits.source}$`);

/** `2 weken`, `for a month`: so many from today. */
const someFromNow = (words: string, today: Day): WholePeriod | null => {
  const found = fromNow.exec(words)?.groups;
  const count = numberOf(found?.['count'] ?? '');
  const unit = found?.['unit'] ?? '';
  if (found === undefined || !(count > 0)) return null;
  if (unit.startsWith('da')) return oneDay(addDays(today, count));
  if (unit.startsWith('w')) return oneDay(addDays(today, count * 7));
  return oneDay(Temporal.PlainDate.from(today).add({ months: count }).toString());
};

/** Everything some words may mean as days still to come, or of this year or the next. */
export const periodsOf = (words: string, context: PeriodContext): readonly WholePeriod[] => {
  const own = nextWeekday(words, context.today) ?? someFromNow(words, context.today);
  if (own !== null) return [own];
  return readingsOf(words, context).flatMap((reading) => candidates(reading, yearsOf(context)));
};

/** What counts with the day or period itself: `t/m 3 mei`, `tot en met volgende week`, `tot na de meivakantie`. */
const through =
  /^(?:t\/m|t\.m\.|tm|tot en met|tot & met|through|(?:until|till) and including|(?:(?:tot|until|till) )?(?:na|after)|(?:tot|until|till)(?= (?:het )?einde? | (?:the )?end of )):? +/;
const until = /^(?:tot aan|tot|until|till):? +/;
/** `het einde van de maand`, `the end of this week`: the whole of it. */
const ending =
  /^(?:(?:het )?einde?(?: van)?|(?:the )?end of) (?:(?:de|the) (?=(?:maand|month|week|jaar|year)$))?/;
/** No object: what people type may be the name of something that every object has. */
const present: ReadonlyMap<string, string> = new Map([
  ['maand', 'deze maand'],
  ['month', 'this month'],
  ['week', 'deze week'],
  ['jaar', 'dit jaar'],
  ['year', 'this year'],
]);
const fromToday = /^(?:(?:van|vanaf|from) )?(?:vandaag|nu|today|now) (?=t\/m|tot|until|till|through)/;

/** Whether the day or period that is named counts itself: `t/m 3 mei`. `words` are lower case. */
export const isThrough = (words: string): boolean => through.test(words);

/**
 * The day on which something ends that lasts until what was typed: `tot 3-5` that day, `t/m 3-5` the day after it, `tot
 * volgende week` its Monday; `deze week` by itself, which has begun, the Monday after it. Null when it is no time, or one
 * that is past. Without a year this one or the next; who names today gets today, which lasts no longer.
 */
export const typedUntil = (
  text: string,
  { today, breaks }: Pick<PeriodContext, 'today' | 'breaks'>,
): Day | null => {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(fromToday, '');
  const countsItself = isThrough(words);
  const typed = words.replace(countsItself ? through : until, '').replace(ending, '');
  const named = present.get(typed) ?? typed;
  const isUntil = !countsItself && until.test(words);
  const endOf = ({ from, to }: WholePeriod): Day => {
    const isNow = from < to && from <= today && today <= to;
    return countsItself || (isNow && !isUntil) ? addDays(to, 1) : from;
  };
  const ends = periodsOf(named, { start: today, end: addDays(today, 365), today, breaks })
    .map((period) => ({ day: endOf(period), isOneDay: period.from === period.to }))
    .filter(({ day }) => day >= today);
  return (ends.find(({ isOneDay }) => isOneDay) ?? ends[0])?.day ?? null;
};
