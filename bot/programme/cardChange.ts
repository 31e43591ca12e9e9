/** Which delivered cards no longer show what is stored, once a fact has come (docs/rules.md, Messages the bot starts). */
import { addDays, mondayOf } from './calendar';
import type { Directory } from './directory';
import { answersIn, isAnswer, type Answer, type CardChange } from './facts';
import type { FlagNotice, PupilFact } from './facts';
import { isUnresolved } from './flags/replay';
import { addFact, flagBook, flagContext } from './flags/flags';
import { flagNow } from './flags/takeOver';
import { openFlagIn } from './kept/flag';
import { messageKey, sessionKinds } from './messages';
import type { Day } from './model';
import { daysTogether, isSameAnswer } from './sessions';

/** What is known of a pupil before the fact. */
export interface KnownBefore {
  readonly school: string;
  readonly pupil: string;
  readonly facts: readonly PupilFact[];
  readonly notices: readonly FlagNotice[];
}

/** A fact, and the flags its coordinators are told of because of it. */
export interface Happened {
  readonly fact: PupilFact;
  readonly notices: readonly FlagNotice[];
}

/** An answer with those to the same session before it. */
interface Answered {
  readonly answer: Answer;
  readonly earlier: readonly Answer[];
}

/** Null for what is no answer, or says what stands. */
const newAnswer = (facts: readonly PupilFact[], fact: PupilFact): Answered | null => {
  if (!isAnswer(fact)) return null;
  const earlier = answersIn(facts).filter(({ session }) => session.id === fact.session.id);
  const newest = earlier.at(-1);
  return newest !== undefined && isSameAnswer(newest, fact) ? null : { answer: fact, earlier };
};

/** The messages about a session of which the answer changes; none for a student's first answer. */
const messagesOf = ({ answer, earlier }: Answered): readonly string[] => {
  const { id, student, end } = answer.session;
  const [first] = earlier;
  if (first === undefined && answer.reason === undefined) return [];
  // Before the end only the card of the nudge could be answered, and shows the answer since.
  const isByNudge = (first ?? answer).at < end;
  const kinds = sessionKinds.filter((kind) => kind !== 'nudge' || isByNudge);
  return kinds.map((kind) => messageKey(kind, student, id));
};

/** What a fact makes of a pupil's flags. */
interface FlagsAfter {
  /** Flags of which somebody was told, and whose cards show something else now. */
  readonly stale: readonly string[];
  /** Whether a list of flags says something else now. */
  readonly isListedOtherwise: boolean;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Those that wait show the last sessions too, and a correction may be in any. */
const flagsAfter = (
  directory: Directory,
  { school, facts, notices }: KnownBefore,
  happened: Happened,
  isCorrection: boolean,
): FlagsAfter => {
  const told = new Set(notices.map(({ flag }) => flag));
  if (told.size === 0) return { stale: [], isListedOtherwise: happened.notices.length > 0 };
  const context = flagContext(directory, school);
  const before = flagBook(facts, happened.fact.at, context);
  const { flags } = addFact(before, facts, happened.fact, context);
  const isStale = (id: string): boolean => {
    const flag = flagNow(flags, id);
    if (flag === undefined) return false;
    return isCorrection || isUnresolved(flag) || !isSame(flagNow(before.flags, id), flag);
  };
  return {
    stale: flags.flatMap(({ id }) => (told.has(id) && isStale(id) ? [id] : [])),
    isListedOtherwise: !isSame(openFlagIn(before.flags), openFlagIn(flags)),
  };
};

/**
 * Whether the session before it with this student has no answer: a student who was silent is so no more. Of one with other
 * pupils too nobody knows that here.
 */
const mayEndSilence = (directory: Directory, facts: readonly PupilFact[], { session }: Answer): boolean => {
  const { pupil, student, date } = session;
  if (directory.pairsOfStudent(student).some((pair) => pair.pupil !== pupil)) return true;
  const before = daysTogether(directory, student, pupil).findLast((day) => day < date);
  return before !== undefined && !answersIn(facts).some((answer) => answer.session.date === before);
};

/** The Mondays before this one whose digest counts a session: of the week after it, and of the one after that. */
const countedOn = (date: Day, monday: Day): readonly Day[] =>
  [7, 14].map((days) => addDays(mondayOf(date), days)).filter((day) => day < monday);

/**
 * The Mondays whose digest an answer changes: that of this week tells of everything before it, and of who is silent or
 * cancels often as it is drawn, for which a corrected session of this week counts too.
 */
const digestDaysOf = (
  directory: Directory,
  facts: readonly PupilFact[],
  { answer, earlier }: Answered,
  monday: Day,
): readonly Day[] => {
  const { date } = answer.session;
  const isTold = date < monday || earlier.length > 0 || mayEndSilence(directory, facts, answer);
  return [...countedOn(date, monday), ...(isTold ? [monday] : [])];
};

/** Those of other schools at which the student has pupils: whether a student is silent is told there too. */
const coordinatorsElsewhere = (
  directory: Directory,
  { session }: Answer,
  school: string,
  today: Day,
): readonly string[] => {
  const met = directory.pairsOfStudent(session.student).map(({ pupil }) => directory.pupil(pupil)?.school);
  const others = [...new Set(met)].filter((one) => one !== undefined && one !== school);
  return others.flatMap((one) => directory.coordinatorsOf(one ?? '', today)).map(({ email }) => email);
};

/** The digests of the school's coordinators in which the fact is to be seen; not all of them need have been sent. */
const digestsOf = (
  directory: Directory,
  { school, facts }: KnownBefore,
  { fact }: Happened,
  answered: Answered | null,
  isListedOtherwise: boolean,
): readonly string[] => {
  const today = directory.calendar.dayOf(fact.at);
  const monday = mondayOf(today);
  const days = new Set([
    ...(answered === null ? [] : digestDaysOf(directory, facts, answered, monday)),
    ...(isListedOtherwise ? [monday] : []),
  ]);
  const ofSchool = directory
    .coordinatorsOf(school, today)
    .flatMap(({ email }) => [...days].map((day) => messageKey('digest', email, day)));
  const elsewhere = answered === null ? [] : coordinatorsElsewhere(directory, answered.answer, school, today);
  return [...new Set([...ofSchool, ...elsewhere.map((email) => messageKey('digest', email, monday))])];
};

/** What a fact makes out of date; null when no delivered card shows it. `shown` is where its author sees it. */
export const cardChange = (
  directory: Directory,
  known: KnownBefore,
  happened: Happened,
  shown: CardChange['shown'],
): CardChange | null => {
  const { fact } = happened;
  const answered = newAnswer(known.facts, fact);
  const ofSession = answered === null ? [] : messagesOf(answered);
  const { stale: flags, isListedOtherwise } = flagsAfter(directory, known, happened, ofSession.length > 0);
  const messages = [...ofSession, ...digestsOf(directory, known, happened, answered, isListedOtherwise)];
  if (messages.length === 0 && flags.length === 0 && !isListedOtherwise) return null;
  const counted = isListedOtherwise ? ({ isCounted: true } as const) : {};
  return { pupil: known.pupil, at: fact.at, ordinal: known.facts.length, flags, messages, ...counted, shown };
};
