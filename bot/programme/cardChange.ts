/** Which delivered cards no longer show what is stored, once a fact has come (docs/rules.md, Messages the bot starts). */
import type { Directory } from './directory';
import { answersIn, isAnswer, type CardChange, type Flag, type FlagNotice, type PupilFact } from './facts';
import { isUnresolved } from './flags/replay';
import { addFact, flagBook, flagContext } from './flags/flags';
import { messageKey, sessionKinds } from './messages';

/** What is known of a pupil before the fact. */
export interface KnownBefore {
  readonly school: string;
  readonly pupil: string;
  readonly facts: readonly PupilFact[];
  readonly notices: readonly FlagNotice[];
}

/** The messages about a session of which the answer changes; none for a student's first answer, or the same again. */
const messagesOf = (facts: readonly PupilFact[], fact: PupilFact): readonly string[] => {
  if (!isAnswer(fact)) return [];
  const { id, student } = fact.session;
  const earlier = answersIn(facts).filter(({ session }) => session.id === id);
  const [first, newest] = [earlier[0], earlier.at(-1)];
  const isSame = newest?.outcome === fact.outcome && newest.minutesLate === fact.minutesLate;
  const isOwnFirst = first === undefined && fact.reason === undefined;
  if (isOwnFirst || isSame) return [];
  // Before the end only the card of the nudge could be answered, and shows the answer since.
  const isByNudge = (first ?? fact).at < fact.session.end;
  const kinds = sessionKinds.filter((kind) => kind !== 'nudge' || isByNudge);
  return kinds.map((kind) => messageKey(kind, student, id));
};

const isSameFlag = (a: Flag | undefined, b: Flag): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Flags of which somebody was told: those that wait show the last sessions too, and a correction may be in any. */
const flagsOf = (
  directory: Directory,
  { school, facts, notices }: KnownBefore,
  fact: PupilFact,
  isCorrection: boolean,
): readonly string[] => {
  const told = new Set(notices.map(({ flag }) => flag));
  if (told.size === 0) return [];
  const context = flagContext(directory, school);
  const before = flagBook(facts, fact.at, context);
  const { flags } = addFact(before, facts, fact, context);
  const isStale = (flag: Flag): boolean =>
    isCorrection ||
    isUnresolved(flag) ||
    !isSameFlag(
      before.flags.find(({ id }) => id === flag.id),
      flag,
    );
  return flags.filter((flag) => told.has(flag.id) && isStale(flag)).map(({ id }) => id);
};

/** What a fact makes out of date; null when no delivered card shows it. `shown` is where its author sees it. */
export const cardChange = (
  directory: Directory,
  known: KnownBefore,
  fact: PupilFact,
  shown: CardChange['shown'],
): CardChange | null => {
  const messages = messagesOf(known.facts, fact);
  const flags = flagsOf(directory, known, fact, messages.length > 0);
  if (messages.length === 0 && flags.length === 0) return null;
  return { pupil: known.pupil, at: fact.at, ordinal: known.facts.length, flags, messages, shown };
};
