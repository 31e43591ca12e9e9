/** Whether an answer to a check-in may be stored. */
import type { Directory } from './directory';
import {
  changeCauses,
  outcomes,
  topics,
  type Answer,
  type ChangeCause,
  type FollowUp,
  type Outcome,
  type Session,
  type Topic,
} from './facts';
import type { Day, Moment } from './model';
import { newestAnswers, pairMeeting, sessionOn } from './sessions';

/** Days after the end of a session during which its answer can be changed. */
export const changeDays = 30;
/** Longest free text, in characters as a person counts them in a field (UTF-16). */
export const longestText = 500;

/** What the student wants stored, parsed. */
export interface Said {
  readonly outcome: Outcome;
  readonly minutesLate: number | null;
}

/** Until when the answer to a session may be changed. */
export const changeableUntil = (directory: Directory, session: Session): Moment =>
  directory.calendar.sameTimeLater(session.end, changeDays);

/** Why a student has no session with some id: it is somebody else's, or nobody's any more. */
export type NotOwn = 'notYours' | 'gone';

const isWithAnother = (directory: Directory, student: string, sessionId: string): boolean => {
  const { pupil, date } = splitSessionId(sessionId);
  const others = directory.pairsOfPupil(pupil).filter((pair) => pair.student !== student);
  return others.some((pair) => directory.meetingDays(pair).includes(date));
};

/**
 * Whether the roster alone shows that a session is not the student's: the pupil never was, or was with
 * somebody else that day and became theirs later. Who reads nothing for a stranger asks this first.
 */
export const isSurelyNotOwn = (directory: Directory, student: string, sessionId: string): boolean => {
  const { pupil, date } = splitSessionId(sessionId);
  const own = directory.pairsOfPupil(pupil).filter((pair) => pair.student === student);
  const hadBegun = own.some(({ from }) => from === null || from <= date);
  return own.length === 0 || (!hadBegun && isWithAnother(directory, student, sessionId));
};

/** The student's own session with this id, planned or already answered; or why there is none. */
export const ownSession = (
  directory: Directory,
  student: string,
  sessionId: string,
  answers: readonly Answer[],
): Session | NotOwn => {
  const answered = newestAnswers(answers).get(sessionId)?.session;
  if (answered !== undefined) return answered.student === student ? answered : 'notYours';
  const { pupil, date } = splitSessionId(sessionId);
  const pair = pairMeeting(directory, pupil, student, date);
  if (pair !== null) return sessionOn(directory, pair, date);
  return isWithAnother(directory, student, sessionId) ? 'notYours' : 'gone';
};

/** Pupil and day of a session id; an id of another shape names no session that exists. */
export const splitSessionId = (id: string): { readonly pupil: string; readonly date: Day } => ({
  pupil: id.slice(0, -11),
  date: id.slice(-10),
});

/** Why an answer to the student's own session is not taken. */
export type Refusal = 'notBegun' | 'tooLateToChange' | 'changedTooOften';

/** Far more than anybody needs: what is kept of a pupil has to fit into one row, and everybody has to be able to add to it. */
export const mostAnswers = 30;

/**
 * A session can be answered from its start, `studentAbsent` and `schoolCancelled` before it too; a
 * first answer has no limit, changing one is possible until 30 days after the end, up to `mostAnswers` in all.
 `answered` is how many answers to it are stored.
 */
export const refusalOf = (
  directory: Directory,
  session: Session,
  answered: number,
  outcome: Outcome,
  now: Moment,
): Refusal | null => {
  const beforehand = outcome === 'studentAbsent' || outcome === 'schoolCancelled';
  if (now < session.start && !beforehand) return 'notBegun';
  if (answered > 0 && now >= changeableUntil(directory, session)) return 'tooLateToChange';
  return answered >= mostAnswers ? 'changedTooOften' : null;
};

const isOutcome = (text: string): text is Outcome => outcomes.some((outcome) => outcome === text);
const isCause = (text: string): text is ChangeCause => changeCauses.some((cause) => cause === text);
const isTopic = (text: string): text is Topic => topics.some((topic) => topic === text);

/** What was said, from a card's fields; the field that is wrong otherwise. */
export const parseSaid = (
  outcome: string,
  minutesLate: string,
): Said | { readonly wrong: 'outcome' | 'minutesLate' } => {
  if (!isOutcome(outcome)) return { wrong: 'outcome' };
  if (outcome !== 'late') return { outcome, minutesLate: null };
  const minutes = minutesLate.trim();
  if (!/^\d{1,4}$/.test(minutes)) return { wrong: 'minutesLate' };
  return { outcome, minutesLate: Number(minutes) };
};

/** Why an answer is changed, from a card's field: need not be said, and comes from the list. */
export const parseCause = (typed: string): ChangeCause | null | { readonly wrong: 'reason' } => {
  const cause = typed.trim();
  if (cause === '') return null;
  return isCause(cause) ? cause : { wrong: 'reason' };
};

const textOrNull = (value: string): string | null => (value.trim() === '' ? null : value.trim());

/** The follow-up from a card's fields; the field that is wrong otherwise. */
export const parseFollowUp = (typed: {
  readonly topics: string;
  readonly nextStep: string;
  readonly note: string;
  readonly case: string;
}): FollowUp | { readonly wrong: 'topics' | 'nextStep' | 'note' | 'case' } => {
  const named = typed.topics
    .split(',')
    .map((topic) => topic.trim())
    .filter((topic) => topic !== '');
  const known = named.filter(isTopic);
  if (known.length < named.length) return { wrong: 'topics' };
  if (typed.nextStep.length > longestText) return { wrong: 'nextStep' };
  if (typed.note.length > longestText) return { wrong: 'note' };
  if (!['', 'false', 'true'].includes(typed.case)) return { wrong: 'case' };
  return {
    topics: [...new Set(known)],
    nextStep: textOrNull(typed.nextStep),
    note: textOrNull(typed.note),
    case: typed.case === 'true',
  };
};
