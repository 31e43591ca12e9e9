/** Reads a student's own session with what was said of it, and stores an answer to it. */
import { isSurelyNotOwn, ownSession, splitSessionId, type NotOwn, type Said } from '../bot/programme/checkIn';
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

/**
 * The acting student's session with this id, or why there is none. What the roster alone shows not to be theirs
 * is refused with nothing read.
 */
export const findOwnSession = async (turn: Turn, sessionId: string): Promise<OwnSession | NotOwn> => {
  let none: NotOwn = 'notYours';
  for (const { loaded, directory, person } of membershipsAs(turn, 'student')) {
    const { pupil } = splitSessionId(sessionId);
    const school = directory.pupil(pupil)?.school;
    if (school === undefined || isSurelyNotOwn(directory, person.email, sessionId)) continue;
    const { page, tag } = await readPage(turn.ports, loaded.head.id, school, pupil);
    const answers = answersIn(page.facts);
    const session = ownSession(directory, person.email, sessionId, answers);
    if (typeof session === 'string') none = session;
    else {
      const answer = answers.findLast((candidate) => candidate.session.id === sessionId) ?? null;
      return { loaded, session, school, page, tag, answer };
    }
  }
  return none;
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
