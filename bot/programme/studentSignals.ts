/** Students who may need a coordinator's attention: silent ones and cancelling ones (docs/rules.md, Students who may need a word). */
import { addDays } from './calendar';
import type { Directory } from './directory';
import { pausedUntil, sessionTimings, studentOpening } from './messages';
import type { Answer, Pause, Session } from './facts';
import type { Moment, Pair } from './model';
import { newestAnswers, pairMeeting, withAnswered } from './sessions';

/** Weeks of a new pair in which one silent session is enough. */
const newPairDays = 28;
const cancellingAmong = 6;
const cancellingCount = 3;

/** What is known of a student: newest answers to their sessions and their pauses, in order. */
export interface StudentFacts {
  readonly answers: readonly Answer[];
  readonly pauses: readonly Pause[];
}

/** Sessions of a student, planned and answered, by start. */
export const sessionsOfStudent = (
  directory: Directory,
  student: string,
  answers: readonly Answer[],
): Session[] =>
  withAnswered(
    directory,
    directory.pairsOfStudent(student),
    answers.filter((answer) => answer.session.student === student),
  );

const pairOf = (directory: Directory, { pupil, student, date }: Session): Pair | null =>
  pairMeeting(directory, pupil, student, date);

/** An unanswered session speaks once its last reminder went out or no longer could; a paused one never does. */
const isUnanswered = (
  directory: Directory,
  session: Session,
  pauses: readonly Pause[],
  now: Moment,
): boolean => {
  const pair = pairOf(directory, session);
  if (pair === null) return false;
  const { calendar } = directory;
  const { reminder1, reminder2 } = sessionTimings(session, studentOpening(directory, pair), calendar);
  const paused = [reminder1, reminder2].some(({ dueAt }) => pausedUntil(pauses, dueAt, calendar) !== null);
  return !paused && now >= Math.min(reminder2.dueAt, reminder2.worthUntil);
};

const isInFirstWeeks = (directory: Directory, session: Session): boolean => {
  const pair = pairOf(directory, session);
  if (pair === null) return false;
  const first = directory.meetingDays(pair)[0];
  return first !== undefined && session.date < addDays(first, newPairDays);
};

/**
 * Whether the newest session that could speak has no answer, and neither has the one before it, or it
 * lies in the first four weeks of the pair.
 */
export const isSilent = (
  directory: Directory,
  student: string,
  facts: StudentFacts,
  now: Moment,
): boolean => {
  const answered = newestAnswers(facts.answers);
  const speaking = sessionsOfStudent(directory, student, facts.answers).filter(
    (session) => answered.has(session.id) || isUnanswered(directory, session, facts.pauses, now),
  );
  const newest = speaking.at(-1);
  if (newest === undefined || answered.has(newest.id)) return false;
  const before = speaking.at(-2);
  return isInFirstWeeks(directory, newest) || (before !== undefined && !answered.has(before.id));
};

/** Three `studentAbsent` among the last six answered sessions, `schoolCancelled` left out. */
export const isCancelling = (student: string, facts: StudentFacts): boolean => {
  const newest = [...newestAnswers(facts.answers).values()]
    .filter((answer) => answer.session.student === student && answer.outcome !== 'schoolCancelled')
    .toSorted((a, b) => a.session.start - b.session.start)
    .slice(-cancellingAmong);
  return newest.filter((answer) => answer.outcome === 'studentAbsent').length >= cancellingCount;
};
