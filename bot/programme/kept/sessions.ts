/**
 * A pupil's answered sessions in less than a character each, so that a school is counted without reading what was said
 * by whom. Kept from nothing but facts: what an answer counts as is decided when it is read, by the rules of then.
 */
import { dayNumber } from '../calendar';
import { mondayOfWeek, weekOfDay } from '../counts';
import { outcomes, type Answer } from '../facts';
import { readSaid, writeSaid, type SaidOn, type SaidSessions } from './signs';
import type { Day, Moment } from '../model';
import type { DayNumbers, SessionReader } from '../sessionNumbers';
import { newestAnswers } from '../sessions';

/**
 * Sessions in two parts, so that a question about the last half year need not read those before it. `ahead` are the
 * ends, by day number, of sessions that were answered before they ended.
 */
export interface KeptSessions {
  /** Day number of the first day that `recent` is about; null when there is nothing before. */
  readonly since: number | null;
  readonly recent: SaidSessions;
  /** Null when there is nothing before, or when it was not read. */
  readonly before: SaidSessions | null;
  readonly ahead: readonly (readonly [day: number, end: Moment])[];
}

const dayLength = 86_400_000;

/** Weeks before the last fact that are recent. */
const recentWeeks = 26;

/** A question from this day on is about recent sessions only, whenever they were kept: a week less than half a year. */
export const recentFrom = (today: number): number => today - (recentWeeks - 1) * 7;

/** The Monday half a year before a moment; which day the moment is on in the programme makes no difference to anybody. */
const sinceOf = (at: Moment): number => mondayOfWeek(weekOfDay(Math.floor(at / dayLength)) - recentWeeks);

/** More is no lateness, and no number that fits. */
const mostMinutes = 1_000_000;

const isMinutes = (minutes: number): boolean =>
  Number.isSafeInteger(minutes) && minutes >= 0 && minutes < mostMinutes;

const isPlain = (pupil: string, { session, outcome, minutesLate }: Answer): boolean =>
  session.id === `${pupil}/${session.date}` &&
  (minutesLate === null || (outcome === 'late' && isMinutes(minutesLate)));

const saidOn = ({ session, outcome, minutesLate }: Answer): SaidOn => ({
  day: dayNumber(session.date),
  outcome: outcomes.indexOf(outcome),
  minutes: minutesLate,
});

/** Sessions in order of days in two parts: those before the half year before a moment, and the others. */
export const inTwoParts = (
  sessions: readonly SaidOn[],
  at: Moment,
): Pick<KeptSessions, 'since' | 'recent' | 'before'> => {
  const since = sinceOf(at);
  const before = sessions.filter(({ day }) => day < since);
  const recent = writeSaid(sessions.slice(before.length));
  return before.length === 0
    ? { since: null, recent, before: null }
    : { since, recent, before: writeSaid(before) };
};

/**
 * The sessions of these answers, given in order of their moments, as kept at a moment; null when they are not as every
 * version of this program stores them.
 */
export const keepSessions = (pupil: string, answers: readonly Answer[], at: Moment): KeptSessions | null => {
  const newest = [...newestAnswers(answers).values()];
  if (!newest.every((answer) => isPlain(pupil, answer))) return null;
  newest.sort((a, b) => (a.session.date < b.session.date ? -1 : 1));
  const ahead = newest
    .filter(({ session }) => session.end > at)
    .map(({ session }) => [dayNumber(session.date), session.end] as const);
  return { ...inTwoParts(newest.map(saidOn), at), ahead };
};

/** The same without what lies before the recent ones. */
export const recentOf = (sessions: KeptSessions): KeptSessions => ({ ...sessions, before: null });

/** Whether every session from a day on is there; null is from the first. */
export const reachesBack = ({ since, before }: KeptSessions, from: Day | null): boolean =>
  since === null || before !== null || (from !== null && dayNumber(from) >= since);

/**
 * Reads the sessions of some days in order; throws when some of them were left out, and for what no version of this
 * program keeps.
 */
export const readSessions = (
  { since, recent, before }: KeptSessions,
  days: DayNumbers,
  into: SessionReader,
): void => {
  if (since !== null && days.first < since) {
    if (before === null)
      throw new Error(`Sessions before day ${since} were not read, ${days.first} was asked`);
    readSaid(before, days, into);
  }
  readSaid(recent, days, into);
};
