/** Reads a student's own session with what was said of it, and stores an answer to it. */
import { ownSession, splitSessionId, type Said } from '../bot/programme/checkIn';
import { addFact, flagBook, flagContext } from '../bot/programme/flags';
import { answersIn, type Answer, type FlagNotice, type FollowUp, type Session } from '../bot/programme/facts';
import type { LoadedProgramme } from '../bot/ports';
import { addToPage, nextMoment, readPage, type ReadPage } from './pupilPage';
import { membershipsAs, type Turn } from './turn';

/** Nothing was added. */
export const noFollowUp: FollowUp = { topics: [], nextStep: null, note: null, case: false };

/** A session of the acting student, with everything known about its pupil. */
export interface OwnSession extends ReadPage {
  readonly loaded: LoadedProgramme;
  readonly session: Session;
  readonly school: string;
  /** The newest answer, or null. */
  readonly answer: Answer | null;
}

/** Whether the acting student is or was paired with a pupil, by the roster alone. */
export const mentors = (turn: Turn, pupil: string): boolean =>
  membershipsAs(turn, 'student').some(({ directory, person }) =>
    directory.pairsOfPupil(pupil).some((pair) => pair.student === person.email),
  );

/**
 * The acting student's session with this id; null when it is not theirs or not there. Whether the pupil
 * is theirs is known from the roster, so nothing is read for a stranger.
 */
export const findOwnSession = async (turn: Turn, sessionId: string): Promise<OwnSession | null> => {
  const { pupil } = splitSessionId(sessionId);
  for (const { loaded, directory, person } of membershipsAs(turn, 'student')) {
    const school = directory.pupil(pupil)?.school;
    const isTheirs = directory.pairsOfPupil(pupil).some((pair) => pair.student === person.email);
    if (school === undefined || !isTheirs) continue;
    const { page, tag } = await readPage(turn.ports, loaded.head.id, school, pupil);
    const answers = answersIn(page.facts);
    const session = ownSession(directory, person.email, sessionId, answers);
    if (session === null) continue;
    const answer = answers.findLast((candidate) => candidate.session.id === sessionId) ?? null;
    return { loaded, session, school, page, tag, answer };
  }
  return null;
};

/** The notice a fact gives rise to, numbered after those already given. */
const newNotice = (own: OwnSession, fact: Answer): FlagNotice[] => {
  const context = flagContext(own.loaded.directory, own.school);
  const before = flagBook(own.page.facts, fact.at, context);
  const after = addFact(before, own.page.facts, fact, context);
  const notice = after.notices.length > before.notices.length ? after.notices.at(-1) : undefined;
  if (notice === undefined) return [];
  const earlier = own.page.notices.filter((given) => given.flag === notice.flag).length;
  return [{ ...notice, ordinal: earlier + 1 }];
};

/** Stores an answer; `conflict` when the page changed since it was read. */
export const storeAnswer = (
  turn: Turn,
  own: OwnSession,
  said: Said,
  followUp: FollowUp,
): Promise<'stored' | 'conflict'> => {
  const at = nextMoment(own.page, turn.now);
  const fact: Answer = { kind: 'answer', at, by: turn.contact.email, session: own.session, ...said };
  return addToPage(turn, own.loaded.head.id, own, { fact, followUp, notices: newNotice(own, fact) });
};
