/** The words of a calendar feed. It names no pupil: calendars are shared, and seen over shoulders. */
import type { CalendarEntry } from '../bot/programme/calendarEntries';
import type { Language } from '../bot/programme/model';
import { plainName } from './names';
import { plainText } from './escape';
import { words } from './words';

const longestRoom = 80;

/** Name of the calendar. */
export const calendarName = (language: Language): string => words(language).text('calendar.name');

/** What an entry is called. */
export const calendarTitle = (
  { kind, isCancelled }: Pick<CalendarEntry, 'kind' | 'isCancelled'>,
  language: Language,
): string => {
  const { text } = words(language);
  const title = text(`calendar.${kind}`);
  return isCancelled ? text('calendar.cancelled', { title }) : title;
};

/** School and room; null where neither is known. */
export const calendarPlace = ({ school, room }: Pick<CalendarEntry, 'school' | 'room'>): string | null => {
  const parts = [
    ...(school === null ? [] : [plainName(school)]),
    ...(room === null ? [] : [plainText(room, longestRoom)]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
};
