/** Reads a student's own session with what was said of it, and stores an answer to it. */
import { sessionMayBeOwn } from '../../bot/programme/access';
import { lateLimitsOf } from '../../bot/programme/attendance';
import { ownSession, splitSessionId, type NotOwn } from '../../bot/programme/checkIn';
import type { Directory } from '../../bot/programme/directory';
import { addFact, flagBook, flagContext } from '../../bot/programme/flags/flags';
import {
  answersIn,
  type Answer,
  type ChangeCause,
  type FlagNotice,
  type FollowUp,
  type Session,
} from '../../bot/programme/facts';
import { answerSteps, isCorrected } from '../../bot/programme/recentSessions';
import type { ActionFields, LoadedProgramme } from '../../bot/ports';
import type { PupilPage } from '../../bot/ports/storage';
import { addToPage, nextMoment, readPage, type ReadPage } from '../pupilPage';
import { grantedIn, type Turn } from '../turn';

/** Nothing was added. */
export const noFollowUp: FollowUp = { topics: [], nextStep: null, note: null, case: false };

/** A session of the acting student, with everything known about its pupil. */
export interface OwnSession extends ReadPage {
  readonly loaded: LoadedProgramme;
  readonly session: Session;
  readonly school: string;
  /** All answers to the session, in order. */
  readonly answers: readonly Answer[];
  /** The newest of them, or null. */
  readonly answer: Answer | null;
}

/** A pupil of whom there is no page may have gone to another school, and only this process has not heard of it yet. */
const readOwnPage = async (
  { ports }: Turn,
  programme: string,
  school: string,
  pupil: string,
): Promise<ReadPage> => {
  const read = await readPage(ports, programme, school, pupil);
  if (read.tag !== null) return read;
  return { ...read, page: (await ports.records.gathered(programme, school, pupil)) ?? read.page };
};

/**
 * The acting student's session that a card names, or why there is none. What the roster alone shows not to be theirs
 * is refused with nothing read.
 */
export const findOwnSession = async (turn: Turn, data: ActionFields): Promise<OwnSession | NotOwn> => {
  const sessionId = data['session'] ?? '';
  let none: NotOwn = 'notYours';
  for (const grant of grantedIn(turn, 'checkIns', data)) {
    const { loaded, directory, person } = grant;
    const { pupil } = splitSessionId(sessionId);
    const school = directory.pupil(pupil)?.school;
    if (school === undefined || !sessionMayBeOwn(grant, sessionId)) continue;
    const { page, tag } = await readOwnPage(turn, loaded.head.id, school, pupil);
    const known = answersIn(page.facts);
    const session = ownSession(directory, person.email, sessionId, known);
    if (typeof session === 'string') none = session;
    else {
      const answers = known.filter((answer) => answer.session.id === sessionId);
      return { loaded, session, school, page, tag, answers, answer: answers.at(-1) ?? null };
    }
  }
  return none;
};

/** The notice an answer gives rise to, numbered after those already given on the page. */
export const newNotices = (directory: Directory, page: PupilPage, fact: Answer): FlagNotice[] => {
  const context = flagContext(directory, page.school);
  const before = flagBook(page.facts, fact.at, context);
  const after = addFact(before, page.facts, fact, context);
  const notice = after.notices.length > before.notices.length ? after.notices.at(-1) : undefined;
  if (notice === undefined) return [];
  const earlier = page.notices.filter((given) => given.flag === notice.flag).length;
  return [{ ...notice, ordinal: earlier + 1 }];
};

/** An answer with what goes along: a follow-up, and why it is changed when the student said so. */
export interface SaidMore {
  readonly outcome: Answer['outcome'];
  readonly minutesLate: number | null;
  readonly cause: ChangeCause | null;
}

/** Stores an answer, and gives the session with it; null when the page changed since it was read. */
export const storeAnswer = async (
  turn: Turn,
  own: OwnSession,
  { outcome, minutesLate, cause }: SaidMore,
  followUp: FollowUp,
): Promise<OwnSession | null> => {
  const at = nextMoment(own.page, turn.now);
  const by = turn.contact.email;
  const why = cause === null ? {} : { cause };
  const fact: Answer = { kind: 'answer', at, by, session: own.session, outcome, minutesLate, ...why };
  const notices = newNotices(own.loaded.directory, own.page, fact);
  const result = await addToPage(turn, own.loaded, own, { fact, followUp, notices });
  return result === 'stored' ? { ...own, answers: [...own.answers, fact], answer: fact } : null;
};

/** Whether a coordinator answered before the student ever did. */
export const isFilledIn = ({ answers }: OwnSession): boolean => answers[0]?.reason !== undefined;

/** Whether the answer to a session that stands now was corrected by a coordinator. */
export const isCorrectedNow = ({ loaded, school, session, answers }: OwnSession): boolean =>
  isCorrected(answerSteps(answers, session.id, lateLimitsOf(loaded.directory, school)));
