/** Students who may need a coordinator's attention: silent ones and cancelling ones (docs/rules.md, Students who may need a word). */
import { addDays } from './calendar';
import type { Directory } from './directory';
import { pausedUntil, sessionTimings, studentOpening } from './messages';
import type { Answer, Pause, Session } from './facts';
import type { Moment, Pair } from './model';
import { daysTogether, newestAnswers, pairMeeting, withAnswered } from './sessions';

/** Weeks of a new pair in which one silent session is enough. */
const newPairDays = 28;
const cancellingAmong = 6;
const cancellingCount = 3;

/** What is known of a student: every answer to their sessions, at every school, and their pauses, in order. */
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

const isInFirstWeeks = (directory: Directory, { pupil, student, date }: Session): boolean => {
  const [first] = daysTogether(directory, student, pupil);
  return first !== undefined && date < addDays(first, newPairDays);
};

/**
 * The sessions in a row that a student left without an answer, the newest last; none while they are not silent. They
 * are when the newest session that could speak has no answer, and neither has the one before it, or it lies in the
 * first four weeks of the pair. Sessions speak once they have begun, when they have an answer or their last reminder is
 * over: what was called off ahead does not speak for those before it.
 */
export const silentSessions = (
  directory: Directory,
  student: string,
  { answers, pauses }: StudentFacts,
  now: Moment,
): readonly Session[] => {
  const answered = newestAnswers(answers);
  const speaking = sessionsOfStudent(directory, student, answers).filter(
    (session) =>
      session.start <= now && (answered.has(session.id) || isUnanswered(directory, session, pauses, now)),
  );
  const row = speaking.slice(speaking.findLastIndex(({ id }) => answered.has(id)) + 1);
  const newest = row.at(-1);
  const isEnough = row.length > 1 || (newest !== undefined && isInFirstWeeks(directory, newest));
  return isEnough ? row : [];
};

/** The `studentAbsent` among the last six answered sessions, `schoolCancelled` left out, if they are three or more. */
export const cancelledSessions = (student: string, answers: readonly Answer[]): readonly Session[] => {
  const newest = [...newestAnswers(answers).values()]
    .filter((answer) => answer.session.student === student && answer.outcome !== 'schoolCancelled')
    .toSorted((a, b) => a.session.start - b.session.start)
    .slice(-cancellingAmong);
  const cancelled = newest.filter((answer) => answer.outcome === 'studentAbsent');
  return cancelled.length >= cancellingCount ? cancelled.map(({ session }) => session) : [];
};
