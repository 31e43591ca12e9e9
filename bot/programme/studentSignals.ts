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

/** What is looked at of a student: some of their pairs with the answers to sessions of these, and their pauses, in order. */
export interface StudentFacts {
  readonly pairs: readonly Pair[];
  readonly answers: readonly Answer[];
  readonly pauses: readonly Pause[];
}

/**
 * The pairs of a student with pupils who are at some schools now. Whoever answers for these is told nothing that follows
 * from the others: not even that there are any.
 */
export const pairsWithin = (directory: Directory, schools: readonly string[], student: string): Pair[] =>
  directory
    .pairsOfStudent(student)
    .filter(({ pupil }) => schools.includes(directory.pupil(pupil)?.school ?? ''));

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
  { pairs, answers, pauses }: StudentFacts,
  now: Moment,
): readonly Session[] => {
  const answered = newestAnswers(answers);
  const speaking = withAnswered(directory, pairs, answers).filter(
    (session) =>
      session.start <= now && (answered.has(session.id) || isUnanswered(directory, session, pauses, now)),
  );
  const row = speaking.slice(speaking.findLastIndex(({ id }) => answered.has(id)) + 1);
  const newest = row.at(-1);
  const isEnough = row.length > 1 || (newest !== undefined && isInFirstWeeks(directory, newest));
  return isEnough ? row : [];
};

/** The `studentAbsent` among the last six answered sessions, `schoolCancelled` left out, if they are three or more. */
export const cancelledSessions = ({ answers }: Pick<StudentFacts, 'answers'>): readonly Session[] => {
  const newest = [...newestAnswers(answers).values()]
    .filter(({ outcome }) => outcome !== 'schoolCancelled')
    .toSorted((a, b) => a.session.start - b.session.start)
    .slice(-cancellingAmong);
  const cancelled = newest.filter((answer) => answer.outcome === 'studentAbsent');
  return cancelled.length >= cancellingCount ? cancelled.map(({ session }) => session) : [];
};
