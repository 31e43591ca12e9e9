/** Whether a student and pupil can still reach the sessions their programme asks for. */
import { attendanceOf, lateLimitsOf } from './attendance';
import type { Directory } from './directory';
import type { Answer } from './facts';
import type { Moment, Pair } from './model';
import { newestAnswers, withAnswered } from './sessions';

/** The outlook of one student with one pupil. */
export interface Forecast {
  readonly pupil: string;
  readonly student: string;
  /** Sessions answered as present or late. */
  readonly held: number;
  /** Sessions that have not ended and have no answer. */
  readonly possible: number;
  readonly required: number;
  /** Whether held and possible together reach what is required. */
  readonly reachable: boolean;
}

const outlook = (
  directory: Directory,
  pairs: readonly Pair[],
  pupil: string,
  student: string,
  answers: readonly Answer[],
  now: Moment,
): Forecast => {
  const limits = lateLimitsOf(directory, directory.pupil(pupil)?.school ?? '');
  const own = answers.filter((answer) => answer.session.student === student);
  const newest = newestAnswers(own);
  const sessions = withAnswered(directory, pairs, own);
  const isHeld = (id: string): boolean => {
    const answer = newest.get(id);
    return answer !== undefined && ['present', 'late'].includes(attendanceOf(answer, limits));
  };
  const held = sessions.filter((session) => isHeld(session.id)).length;
  const possible = sessions.filter((session) => !newest.has(session.id) && session.end > now).length;
  const required = directory.programme.requiredSessions;
  return { pupil, student, held, possible, required, reachable: held + possible >= required };
};

/** The outlook of a pupil with each of their students; slots of the same student count together. */
export const forecasts = (
  directory: Directory,
  pupil: string,
  answers: readonly Answer[],
  now: Moment,
): Forecast[] => {
  const pairs = directory.pairsOfPupil(pupil);
  const students = [...new Set(pairs.map((pair) => pair.student))];
  return students.map((student) =>
    outlook(
      directory,
      pairs.filter((pair) => pair.student === student),
      pupil,
      student,
      answers,
      now,
    ),
  );
};
