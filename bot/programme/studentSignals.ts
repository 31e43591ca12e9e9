/** Students who may need a coordinator's attention: silent ones and cancelling ones (docs/rules.md, Students who may need a word). */
import { addDays } from './calendar';
import type { Directory } from './directory';
import { pausedUntil, sessionTimings, studentOpening } from './messages';
import { answersIn, type Answer, type Pause, type PupilFact, type Session } from './facts';
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

/** What a reader's signals of students are made from. */
export interface ReaderSource {
  readonly directory: Directory;
  readonly schools: readonly string[];
  /** Of the pupils of these schools, and of those whom the same students meet elsewhere. */
  readonly factsOf: (pupil: string) => readonly PupilFact[];
  readonly pauses: readonly Pause[];
  readonly now: Moment;
}

/** What is known of a student from some of their pairs, answers by moment; a pupil stands in two when the slot changed. */
export const factsOfPairs = (
  { factsOf, pauses }: Pick<ReaderSource, 'factsOf' | 'pauses'>,
  student: string,
  pairs: readonly Pair[],
): StudentFacts => ({
  pairs,
  answers: [...new Set(pairs.map(({ pupil }) => pupil))]
    .flatMap((pupil) => answersIn(factsOf(pupil)))
    .filter((answer) => answer.session.student === student)
    .toSorted((a, b) => a.at - b.at),
  pauses: pauses.filter((pause) => pause.student === student),
});

/**
 * The sessions with the reader's pupils in a row that make the student silent. Silence is the student's: one session of
 * theirs and one elsewhere are two in a row, of which the reader hears of their own.
 */
export const silentWithin = (source: ReaderSource, student: string): readonly Session[] => {
  const { directory, schools, now } = source;
  const own = pairsWithin(directory, schools, student);
  const alone = silentSessions(directory, factsOfPairs(source, student, own), now);
  const pairs = directory.pairsOfStudent(student);
  if (alone.length > 0 || pairs.length === own.length) return alone;
  const pupils = new Set(own.map(({ pupil }) => pupil));
  const all = silentSessions(directory, factsOfPairs(source, student, pairs), now);
  return all.filter(({ pupil }) => pupils.has(pupil));
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
