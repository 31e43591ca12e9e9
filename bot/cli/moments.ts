/** Moments in answers: exact for scripts, short for people. */
import type { ZoneCalendar } from '../programme/calendar';
import type { Moment } from '../programme/model';

/**
 * ISO 8601 in the programme's zone. Thousands of sessions share a few hundred moments, so what was worked
 * out is kept as long as the function is.
 */
export const isoWriter = (calendar: ZoneCalendar): ((moment: Moment) => string) => {
  const known = new Map<Moment, string>();
  return (moment) => {
    const iso = known.get(moment) ?? calendar.iso(moment);
    known.set(moment, iso);
    return iso;
  };
};

/** `2027-02-09T09:00:00+01:00` as `2027-02-09 09:00`. */
export const shortMoment = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
