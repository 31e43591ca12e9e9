/** What stands in somebody's calendar: their own sessions, and when they do not take place. */
import type { Directory } from './directory';
import type { Answer, Outcome } from './facts';
import type { Moment } from './model';
import { newestAnswers } from './sessions';
import { sessionsOfStudent } from './studentSignals';

/** Something at a time and a place. No pupil is named in it: calendars are shared and seen over shoulders. */
export interface CalendarEntry {
  readonly kind: 'session' | 'meeting';
  /** The same for ever, and unique in a programme. */
  readonly id: string;
  readonly start: Moment;
  readonly end: Moment;
  /** Name of the school; null where it is at none. */
  readonly school: string | null;
  readonly room: string | null;
  readonly isCancelled: boolean;
}

/** Outcomes that may be known beforehand and free the hour. */
const calledOff: ReadonlySet<Outcome> = new Set(['studentAbsent', 'schoolCancelled']);

/** A student's sessions of the whole programme, by start: one that was called off is cancelled. */
export const sessionEntries = (
  directory: Directory,
  student: string,
  answers: readonly Answer[],
): readonly CalendarEntry[] => {
  const newest = newestAnswers(answers);
  return sessionsOfStudent(directory, student, answers).map(({ id, pupil, start, end, room }) => {
    const outcome = newest.get(id)?.outcome;
    return {
      kind: 'session',
      id,
      start,
      end,
      school: directory.school(directory.pupil(pupil)?.school ?? '')?.name ?? null,
      room,
      isCancelled: outcome !== undefined && calledOff.has(outcome),
    };
  });
};
