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

/** Fields that hold a moment wherever they stand. */
const momentFields = new Set([
  'at',
  'start',
  'end',
  'since',
  'until',
  'dueAt',
  'worthUntil',
  'sentAt',
  'notBefore',
  'retryAt',
  'leaseUntil',
  'updatedAt',
  'tryAt',
  'changedAt',
  'unreachableSince',
  'welcomedAt',
  'unknownAt',
  'cameAt',
  'saidAt',
  'languageAt',
]);

/** The same with every moment in it as ISO 8601; `until` of a pause is a day, and stays one. */
export const withIsoMoments = (value: unknown, iso: (moment: Moment) => string): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => withIsoMoments(item, iso));
  if (typeof value !== 'object' || value === null) return value;
  const shown = (name: string, inner: unknown): unknown =>
    typeof inner === 'number' && momentFields.has(name) ? iso(inner) : withIsoMoments(inner, iso);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(name, inner)]));
};
