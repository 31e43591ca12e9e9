/** Sessions from slots and calendars, and what stays of them when the roster changes. */
import type { Directory } from './directory';
import type { Answer, Session, SessionId } from './facts';
import type { Day, Moment, Pair } from './model';

const idOf = (pair: Pair, date: Day): SessionId => `${pair.pupil}/${date}`;

/** The session of a pair on a day. */
export const sessionOn = (directory: Directory, pair: Pair, date: Day): Session => ({
  id: idOf(pair, date),
  pupil: pair.pupil,
  student: pair.student,
  date,
  start: directory.calendar.momentOf(date, pair.start),
  end: directory.calendar.momentOf(date, pair.end),
  room: pair.room,
});

const byStart = (a: Session, b: Session): number => a.start - b.start || (a.id < b.id ? -1 : 1);

/** The pair of a pupil and a student that meets on a day; null when the roster has none (any more). */
export const pairMeeting = (directory: Directory, pupil: string, student: string, date: Day): Pair | null =>
  directory
    .pairsOfPupil(pupil)
    .find((pair) => pair.student === student && directory.meetingDays(pair).includes(date)) ?? null;

/** The days on which the roster has a student meet a pupil, in order; a pair whose slot changed goes on, in another row. */
export const daysTogether = (directory: Directory, student: string, pupil: string): Day[] =>
  directory
    .pairsOfPupil(pupil)
    .filter((pair) => pair.student === student)
    .flatMap((pair) => directory.meetingDays(pair))
    .toSorted();

/** The newest answer of every session, by session id. */
export const newestAnswers = (answers: readonly Answer[]): Map<SessionId, Answer> => {
  const newest = new Map<SessionId, Answer>();
  for (const answer of answers) newest.set(answer.session.id, answer);
  return newest;
};

/** The day of the newest session that has begun and has an answer; null when there is none. */
export const lastAnsweredDay = (answers: readonly Answer[], now: Moment): Day | null =>
  answers
    .flatMap(({ session }) => (session.start <= now ? [session.date] : []))
    .toSorted()
    .at(-1) ?? null;

/** What stands for a session. */
export interface GivenAnswer {
  readonly answer: Answer;
  /** Since when. */
  readonly since: Moment;
}

/** What an answer says of how the session went. */
export type AnswerSaid = Pick<Answer, 'outcome' | 'minutesLate'>;

/** Whether two answers say the same of how a session went. */
export const isSameAnswer = (a: AnswerSaid, b: AnswerSaid): boolean =>
  a.outcome === b.outcome && a.minutesLate === b.minutesLate;

/**
 * The newest answer of every session with the moment it was first given, by session id: a note that follows stores the
 * same answer again, and that changes nothing about the session.
 */
export const givenAnswers = (answers: readonly Answer[]): ReadonlyMap<SessionId, GivenAnswer> => {
  const given = new Map<SessionId, GivenAnswer>();
  for (const answer of answers) {
    const before = given.get(answer.session.id);
    const since = before !== undefined && isSameAnswer(before.answer, answer) ? before.since : answer.at;
    given.set(answer.session.id, { answer, since });
  }
  return given;
};

/**
 * Sessions the roster plans for some pairs and those with an answer together, by start. A session with an
 * answer stays as it was when it was answered, whatever the roster says now.
 */
export const withAnswered = (
  directory: Directory,
  pairs: readonly Pair[],
  answers: readonly Answer[],
): Session[] => {
  const sessions = new Map<SessionId, Session>();
  for (const { session } of answers) sessions.set(session.id, session);
  for (const pair of pairs) {
    for (const day of directory.meetingDays(pair)) {
      const id = idOf(pair, day);
      if (!sessions.has(id)) sessions.set(id, sessionOn(directory, pair, day));
    }
  }
  return [...sessions.values()].toSorted(byStart);
};

/** The sessions the roster plans for some pairs, by start. */
export const plannedSessions = (directory: Directory, pairs: readonly Pair[]): Session[] =>
  pairs
    .flatMap((pair) => directory.meetingDays(pair).map((day) => sessionOn(directory, pair, day)))
    .toSorted(byStart);

/** All sessions of a pupil, by start: planned ones and those that have an answer. */
export const sessionsOfPupil = (directory: Directory, pupil: string, answers: readonly Answer[]): Session[] =>
  withAnswered(directory, directory.pairsOfPupil(pupil), answers);
