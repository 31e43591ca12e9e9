/**
 * Days, times, lists and percentages in the reader's language. Days have no zone; moments are shown in
 * the zone that is given. Nothing depends on the zone of the process.
 */
import type { Day, Language, Moment } from '../bot/programme/model';
import { remember, rememberPair } from '../bot/programme/remember';
import { locales } from './words';

type Options = Intl.DateTimeFormatOptions & { readonly timeZone: string };

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (language: Language, options: Options): Intl.DateTimeFormat => {
  const key = JSON.stringify([language, options]);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locales[language], { calendar: 'gregory', ...options });
  formats.set(key, format);
  return format;
};

/** Put together from parts, as releases of Node differ in the commas and dots between them. */
const partOf =
  (format: Intl.DateTimeFormat, moment: Moment) =>
  (type: Intl.DateTimeFormatPartTypes): string =>
    format
      .formatToParts(moment)
      .find((part) => part.type === type)
      ?.value.replace('.', '') ?? '';

const noonOf = (day: Day): Moment => Date.parse(`${day}T12:00:00Z`);

const dayParts = (language: Language, value: Day, style: 'long' | 'short') =>
  partOf(
    formatOf(language, { weekday: style, day: 'numeric', month: style, timeZone: 'UTC' }),
    noonOf(value),
  );

// Remembered, like the times below: a wave of messages is about the same few days and hours.
const weekdayAndDate = remember((language: Language) =>
  rememberPair((style: 'long' | 'short', value: Day): string => {
    const part = dayParts(language, value, style);
    return `${part('weekday')} ${part('day')} ${part('month')}`;
  }),
);

/** `dinsdag 16 maart`. */
export const day = (language: Language, value: Day): string => weekdayAndDate(language)('long', value);

/** `di 16 mrt`. */
export const shortDay = (language: Language, value: Day): string => weekdayAndDate(language)('short', value);

const dayAndMonth = remember((language: Language) =>
  remember((value: Day): string => {
    const part = dayParts(language, value, 'long');
    return `${part('day')} ${part('month')}`;
  }),
);

/** `16 maart`. */
export const date = (language: Language, value: Day): string => dayAndMonth(language)(value);

const dayIn = rememberPair((timeZone: string, moment: Moment): Day => {
  const part = partOf(
    formatOf('en', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }),
    moment,
  );
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
});

/** The day that a moment falls on in a zone. */
export const dayOfMoment = (moment: Moment, timeZone: string): Day => dayIn(timeZone, moment);

const timeIn = remember((language: Language) =>
  rememberPair((timeZone: string, moment: Moment): string => {
    const part = partOf(
      formatOf(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
      moment,
    );
    return `${part('hour')}:${part('minute')}`;
  }),
);

/** `09:00`. */
export const time = (language: Language, moment: Moment, timeZone: string): string =>
  timeIn(language)(timeZone, moment);

/** Between two times; on a narrow screen the line does not end behind it. */
export const timeDash = '–\u2060';

/** `09:00–10:00`, in one piece. */
export const timeRange = (language: Language, from: Moment, to: Moment, timeZone: string): string =>
  `${time(language, from, timeZone)}${timeDash}${time(language, to, timeZone)}`;

/** `dinsdag 16 maart` of a moment in a zone. */
export const dayOf = (language: Language, moment: Moment, timeZone: string): string =>
  day(language, dayOfMoment(moment, timeZone));

/** `di 16 mrt, 09:00`. */
export const shortMoment = (language: Language, moment: Moment, timeZone: string): string =>
  `${shortDay(language, dayOfMoment(moment, timeZone))}, ${time(language, moment, timeZone)}`;

/** `2 en 16 maart`, `23 februari en 2 maart`: the month stands with the last day of it. */
export const dayList = (language: Language, days: readonly Day[]): string =>
  list(
    language,
    days.map((value, index) =>
      days[index + 1]?.slice(0, 7) === value.slice(0, 7)
        ? dayParts(language, value, 'long')('day')
        : date(language, value),
    ),
  );

/** `8–14 maart`, `29 maart – 4 april`, `29 maart` when both are the same. */
export const dayRange = (language: Language, from: Day, to: Day): string => {
  if (from === to) return date(language, from);
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${dayParts(language, from, 'long')('day')}–${date(language, to)}`
    : `${date(language, from)} – ${date(language, to)}`;
};

/** `16 maart 2027`. */
export const dateInYear = (language: Language, value: Day): string =>
  `${date(language, value)} ${Number(value.slice(0, 4))}`;

/** `8–14 maart 2027`, `28 december 2026 – 3 januari 2027`. */
export const rangeInYear = (language: Language, from: Day, to: Day): string =>
  from.slice(0, 4) === to.slice(0, 4)
    ? `${dayRange(language, from, to)} ${Number(to.slice(0, 4))}`
    : `${dateInYear(language, from)} – ${dateInYear(language, to)}`;

const listFormat = (locale: string): Intl.ListFormat => new Intl.ListFormat(locale, { type: 'conjunction' });

/** Made once, like the percentages below: making one takes longer than using it. */
const listFormats = { nl: listFormat(locales.nl), en: listFormat(locales.en) };

/** `a, b en c`. */
export const list = (language: Language, items: readonly string[]): string =>
  listFormats[language].format(items);

const percentFormat = (locale: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

/** Made once: making one takes longer than everything else on a line of figures. */
const percentFormats = { nl: percentFormat(locales.nl), en: percentFormat(locales.en) };

/** `87%`, of a fraction from 0 to 1. */
export const percent = rememberPair((language: Language, fraction: number): string =>
  percentFormats[language].format(fraction),
);
