import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Outcome } from '../../bot/programme/facts';

/** What a student of the demo answers. */
export interface PlannedOutcome {
  readonly outcome: Outcome;
  /** With `late` only. */
  readonly minutesLate: number | null;
}

/** How a pupil of the demo does over the weeks. */
export type Course = 'ordinary' | 'stays away' | 'comes late' | 'student is silent';

/** At every school the first pupils have a story to tell, so that flags arise in the second and third week. */
export const courseOf = (indexAtSchool: number): Course =>
  (['ordinary', 'stays away', 'ordinary', 'comes late', 'ordinary', 'student is silent'] as const)[
    indexAtSchool
  ] ?? 'ordinary';

/** Upper bounds out of 100 of what happens in ordinary weeks: most are on time. */
const ordinary: readonly (readonly [number, PlannedOutcome])[] = [
  [80, { outcome: 'onTime', minutesLate: null }],
  [86, { outcome: 'late', minutesLate: 8 }],
  [89, { outcome: 'late', minutesLate: 12 }],
  [93, { outcome: 'absentNotified', minutesLate: null }],
  [95, { outcome: 'absentUnknown', minutesLate: null }],
  [98, { outcome: 'studentAbsent', minutesLate: null }],
  [100, { outcome: 'schoolCancelled', minutesLate: null }],
];
const onTime: PlannedOutcome = { outcome: 'onTime', minutesLate: null };
const away: PlannedOutcome = { outcome: 'absentUnnotified', minutesLate: null };
const late: PlannedOutcome = { outcome: 'late', minutesLate: 11 };

/**
 * What the student answers of a session, the same on every run; null when they never answer.
 * Weeks count from 0 at the programme's start.
 */
export function plannedOutcome(course: Course, session: string, week: number): PlannedOutcome | null {
  switch (course) {
    case 'stays away':
      return week < 2 || week === 5 ? away : onTime;
    case 'comes late':
      return week < 4 ? late : onTime;
    case 'student is silent':
      return null;
    case 'ordinary':
      return ordinaryOutcome(session);
    default:
      return course satisfies never;
  }
}

function ordinaryOutcome(session: string): PlannedOutcome {
  const drawn = createHash('sha256').update(session).digest().readUInt16BE(0) % 100;
  return ordinary.find(([below]) => drawn < below)?.[1] ?? onTime;
}

/** Whole weeks from the first day (`YYYY-MM-DD`) to the session (`PUPIL/YYYY-MM-DD`). */
export function weekOf(session: string, start: string): number {
  const day = Temporal.PlainDate.from(session.slice(session.lastIndexOf('/') + 1));
  return Math.floor(Temporal.PlainDate.from(start).until(day, { largestUnit: 'day' }).days / 7);
}
