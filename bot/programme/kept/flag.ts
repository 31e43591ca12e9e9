/**
 * The flag of a pupil that waits for somebody, kept as it stood after the last fact: with it only the digests since
 * then are to be gone through. It holds for the rules and days it was worked out by, and says which.
 */
import type { Directory } from '../directory';
import type { Flag, PupilFact } from '../facts';
import { fingerprintOf } from '../fingerprint';
import { openedAt, unresolvedFlag } from '../flags/replay';
import {
  advanceBook,
  emptyBook,
  flagBook,
  flagContext,
  type FlagBook,
  type FlagContext,
} from '../flags/flags';
import { lateLimitsOf } from '../attendance';
import type { Moment } from '../model';

/** A flag that waits, without its reasons and without what people wrote about it. */
export interface OpenFlag extends Pick<Flag, 'id' | 'level' | 'status' | 'openedOn'> {
  /** The latest moment at which it was opened or reopened. */
  readonly openedAt: Moment;
  /** Raised to level 3 because nobody acknowledged it for so many school days. */
  readonly isOverdue: boolean;
}

/** What is kept of a pupil's flags. */
export interface FlagStanding {
  /** Stands for the rules and days by which this holds. */
  readonly mark: string;
  /** Null when none waits. */
  readonly flag: OpenFlag | null;
  /** As in the book: since when it has had level 2 or higher. */
  readonly levelTwoSince: Moment | null;
}

/** Only the calendar raises a flag without a session, and it does so while nobody acknowledged it. */
export const isOverdue = (flag: Flag): boolean =>
  flag.status === 'open' &&
  flag.history.some(({ what, on, at }) => what === 'raised' && on === null && at >= openedAt(flag));

/** What a list says of a flag that waits; null of one that does not. */
export const openFlagIn = (flags: readonly Flag[]): OpenFlag | null => {
  const flag = unresolvedFlag(flags);
  if (flag === null) return null;
  const { id, level, status, openedOn } = flag;
  return { id, level, status, openedOn, openedAt: openedAt(flag), isOverdue: isOverdue(flag) };
};

/** Another number for every change of the rules in code: what was kept by other rules is worked out anew. */
const rulesInCode = 2;

interface Marks {
  /** Of the rules alone. */
  readonly rules: string;
  /** Of the rules and of the days on which flags rise by themselves. */
  readonly days: string;
}

const marksOf = (directory: Directory, school: string, { objecting }: FlagContext): Marks => {
  const { rules, start, end, timeZone } = directory.programme;
  const { flagRules, clearAfter, reopenWithin, raiseAfter } = rules;
  const limits = lateLimitsOf(directory, school);
  const byRules = [rulesInCode, flagRules, clearAfter, reopenWithin, limits, [...objecting].toSorted()];
  const closed = (directory.school(school)?.closed ?? []).map(({ from, to }) => [from, to]);
  return {
    rules: fingerprintOf(JSON.stringify(byRules)),
    days: fingerprintOf(JSON.stringify([byRules, raiseAfter, start, end, timeZone, closed])),
  };
};

/** What the flags of one school's pupils depend on, with how it is marked. */
export interface MarkedContext extends FlagContext {
  readonly marks: Marks;
}

const known = new WeakMap<Directory, Map<string, MarkedContext>>();

const markedOf = (directory: Directory, school: string): MarkedContext => {
  const context = flagContext(directory, school);
  return { ...context, marks: marksOf(directory, school, context) };
};

/** The context of a school's pupils, made once. */
export const markedContext = (directory: Directory, school: string): MarkedContext => {
  const contexts = known.get(directory) ?? new Map<string, MarkedContext>();
  known.set(directory, contexts);
  const found = contexts.get(school) ?? markedOf(directory, school);
  contexts.set(school, found);
  return found;
};

/** Only what reached level 2 ever rises by itself: most pupils' flags hold whatever days are closed. */
const markOf = ({ notices }: FlagBook, { marks }: MarkedContext): string =>
  notices.some(({ level }) => level >= 2) ? marks.days : marks.rules;

/** The standing after some facts, which are in order of their moments. */
export const standingAfter = (facts: readonly PupilFact[], context: MarkedContext): FlagStanding => {
  const book = flagBook(facts, facts.at(-1)?.at ?? 0, context);
  const flag = openFlagIn(book.flags);
  const { levelTwoSince } = book;
  return { mark: markOf(book, context), flag, levelTwoSince: flag === null ? null : levelTwoSince };
};

/** Whether a standing still says what a replay would. */
export const isStanding = ({ mark }: FlagStanding, { marks }: MarkedContext): boolean =>
  mark === marks.rules || mark === marks.days;

const bookOf = ({ flag, levelTwoSince }: FlagStanding, upTo: Moment): FlagBook => {
  if (flag === null) return emptyBook;
  const { id, level, status, openedOn } = flag;
  const flags: readonly Flag[] = [{ id, pupil: '', level, status, openedOn, reasons: [], history: [] }];
  return { ...emptyBook, flags, replay: { ...emptyBook.replay, flags }, levelTwoSince, upTo };
};

/** The flag that waits at a moment not before the last fact, which was at `upTo`. */
export const openFlagAt = (
  standing: FlagStanding,
  upTo: Moment,
  now: Moment,
  context: FlagContext,
): OpenFlag | null => {
  const { flag, levelTwoSince } = standing;
  // The calendar raises to the highest level and no further.
  if (flag === null || flag.level === 3 || levelTwoSince === null) return flag;
  const level = unresolvedFlag(advanceBook(bookOf(standing, upTo), now, context).flags)?.level ?? flag.level;
  return level === flag.level ? flag : { ...flag, level, isOverdue: true };
};
