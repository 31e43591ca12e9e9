/** A pupil's latest sessions, with how each answer came to be what it is. */
import { attendanceOf, lateLimitsOf } from './attendance';
import type { Directory } from './directory';
import { answersIn, type Answer, type Attendance, type PupilFact, type SessionId } from './facts';
import type { Day, LateLimits, Moment, Pupil } from './model';
import { isSameAnswer } from './sessions';
import { sessionsWith } from './summary/summary';

/** Sessions shown at once. */
const mostShown = 8;

/** One answer in the history of a session, with what it counts as. */
export interface AnswerStep extends Pick<
  Answer,
  'at' | 'by' | 'outcome' | 'minutesLate' | 'cause' | 'reason'
> {
  readonly attendance: Attendance;
}

/** A session that ended, or has its answer already; `attendance` null is no answer. */
export interface RecentSession {
  readonly session: SessionId;
  readonly date: Day;
  readonly attendance: Attendance | null;
  readonly minutesLate: number | null;
  /** Its different answers, oldest first; none when nobody answered, one when nothing was changed. */
  readonly steps: readonly AnswerStep[];
}

/** What was said of a session, one after the other: the same again, as with a note that follows, is no step. */
export const answerSteps = (
  answers: readonly Answer[],
  session: SessionId,
  limits: LateLimits,
): readonly AnswerStep[] => {
  const steps: AnswerStep[] = [];
  for (const answer of answers) {
    if (answer.session.id !== session) continue;
    const before = steps.at(-1);
    if (before !== undefined && isSameAnswer(before, answer)) continue;
    const { at, by, outcome, minutesLate, cause, reason } = answer;
    const why = { ...(cause === undefined ? {} : { cause }), ...(reason === undefined ? {} : { reason }) };
    steps.push({ at, by, outcome, minutesLate, ...why, attendance: attendanceOf(answer, limits) });
  }
  return steps;
};

/** Whether what stands now was said by a coordinator in the place of the student. */
export const isCorrected = (steps: readonly Pick<AnswerStep, 'reason'>[]): boolean =>
  steps.at(-1)?.reason !== undefined;

/**
 * The last 8 sessions, before a day when one is given, oldest first: those that ended, and one that is going on once it has
 * its answer. A flag goes by that answer at once, and what stands beside its reasons must not say otherwise.
 */
export const recentSessions = (
  directory: Directory,
  pupil: Pupil,
  facts: readonly PupilFact[],
  now: Moment,
  before: Day | null = null,
): readonly RecentSession[] => {
  const limits = lateLimitsOf(directory, pupil.school);
  const answers = answersIn(facts).filter(({ at }) => at <= now);
  return sessionsWith(
    directory,
    pupil,
    answers,
    now,
    ({ date, start, end }, isAnswered) =>
      (end <= now || (start <= now && isAnswered)) && (before === null || date < before),
  )
    .slice(-mostShown)
    .map(({ session, answer, attendance }) => ({
      session: session.id,
      date: session.date,
      attendance,
      minutesLate: answer?.minutesLate ?? null,
      steps: answerSteps(answers, session.id, limits),
    }));
};
