/** A feed as iCalendar text (RFC 5545). The only file that knows the calendar library. */
import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import { calendarName, calendarTitle, calendarPlace } from '../../cards/calendarWords';
import { isoUtc } from '../programme/calendar';
import type { Language } from '../programme/model';
import type { RevisedEntry } from './revisions';

/** How often calendars should come back: most take their own time. Seconds. */
const comeBackAfter = 3_600;

/**
 * Moments are written in UTC: each entry stands for itself, so no clock change can shift it, and readers need no
 * table of the zone.
 */
export const icalendar = (entries: readonly RevisedEntry[], language: Language): string => {
  const calendar = ical({
    name: calendarName(language),
    prodId: { company: 'mentormaat', product: 'mentormaat', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: comeBackAfter,
  });
  for (const entry of entries) {
    const { uid, sequence, start, end, changedAt, isCancelled } = entry;
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: isoUtc(changedAt),
      lastModified: isoUtc(changedAt),
      start: isoUtc(start),
      end: isoUtc(end),
      summary: calendarTitle(entry, language),
      location: calendarPlace(entry),
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      busystatus: isCancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    });
  }
  return calendar.toString();
};
