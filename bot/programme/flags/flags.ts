/**
 * Flags as a fold over a pupil's facts. Every fact stands for a replay of the whole history; comparing what
 * was with what is now gives the notices, the withdrawals and since when people could have known.
 */
import { attendanceOf, lateLimitsOf } from '../attendance';
import { addDays, daysBetween, isClosed, isWeekday } from '../calendar';
import type { Directory } from '../directory';
import {
  noReplay,
  onSession,
  onStep,
  replayFlags,
  unresolvedFlag,
  type AnsweredSession,
  type DigestRaise,
  type OrderedStep,
  type Replay,
} from './replay';
import { mergeFlags } from './takeOver';
import { digestMoments } from '../digests';
import { isAnswer, type Flag, type FlagNotice, type PupilFact } from '../facts';
import type { Day, LateLimits, Moment, Rules } from '../model';

/** What the flags of the pupils of one school depend on besides facts. */
export interface FlagContext {
  readonly rules: Rules;
  readonly limits: LateLimits;
  /** Pupils of the school of whom somebody objects: they have no flags. */
  readonly objecting: ReadonlySet<string>;
  /** Mondays 08:30 on which waiting flags rise, in order. */
  readonly digests: readonly Moment[];
  /** School days after the day of one moment, up to and including the day of another. */
  schoolDaysAfter(from: Moment, to: Moment): number;
}

/** The flags of a pupil as they stand at `upTo`, with what the next step needs to know. */
export interface FlagBook {
  /** In order of opening, withdrawn ones included. */
  readonly flags: readonly Flag[];
  readonly notices: readonly FlagNotice[];
  readonly raises: readonly DigestRaise[];
  /** The replay of all facts and raises up to here. */
  readonly replay: Replay;
  /** Moment of the answer that brought the unresolved flag to level 2 or higher. */
  readonly levelTwoSince: Moment | null;
  readonly upTo: Moment;
}

/** Before the first fact. */
export const emptyBook: FlagBook = {
  flags: [],
  notices: [],
  raises: [],
  replay: noReplay,
  levelTwoSince: null,
  upTo: Number.NEGATIVE_INFINITY,
};

/** The context of a school's pupils. */
export const flagContext = (directory: Directory, school: string): FlagContext => {
  const closed = directory.school(school)?.closed ?? [];
  const isSchoolDay = (day: Day): boolean => isWeekday(day) && !isClosed(closed, day);
  const { calendar } = directory;
  return {
    rules: directory.programme.rules,
    limits: lateLimitsOf(directory, school),
    objecting: new Set(
      directory.pupilsOfSchool(school).flatMap(({ id, objection }) => (objection === true ? [id] : [])),
    ),
    digests: digestMoments(directory),
    schoolDaysAfter: (from, to) =>
      daysBetween(addDays(calendar.dayOf(from), 1), calendar.dayOf(to)).filter(isSchoolDay).length,
  };
};

/** A pupil's answered sessions in order of date, each with its newest answer. */
export const answeredSessions = (facts: readonly PupilFact[], limits: LateLimits): AnsweredSession[] => {
  const sessions = new Map<string, AnsweredSession>();
  for (const [index, fact] of facts.entries()) {
    if (!isAnswer(fact)) continue;
    const { id, pupil, date, start } = fact.session;
    const { firstAnsweredAt, order } = sessions.get(id) ?? { firstAnsweredAt: fact.at, order: index };
    const attendance = attendanceOf(fact, limits);
    sessions.set(id, { pupil, date, start, firstAnsweredAt, order, attendance });
  }
  return [...sessions.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
};

/** A digest comes before whatever people do at its own moment. */
const orderOf = (raise: DigestRaise, facts: readonly PupilFact[]): number => {
  const next = facts.findIndex((fact) => fact.at >= raise.at);
  return (next === -1 ? facts.length : next) - 0.5;
};

const stepsOf = (facts: readonly PupilFact[], raises: readonly DigestRaise[]): OrderedStep[] => {
  const actions = facts.flatMap((fact, order) => (isAnswer(fact) ? [] : [{ step: fact, order }]));
  const digests = raises.map((raise) => ({ step: raise, order: orderOf(raise, facts) }));
  return [...digests, ...actions].toSorted((a, b) => a.order - b.order);
};

/** The replay with the fact at `index` too: one step further when it comes behind all others, else from the start. */
const replayWith = (
  { replay, raises }: FlagBook,
  facts: readonly PupilFact[],
  index: number,
  fact: PupilFact,
  { limits, rules }: FlagContext,
): Replay => {
  if (!isAnswer(fact)) return onStep(replay, fact);
  const { pupil, date, start } = fact.session;
  if (date <= replay.lastDay) {
    const all = facts.slice(0, index + 1);
    return replayFlags(answeredSessions(all, limits), stepsOf(all, raises), rules);
  }
  const attendance = attendanceOf(fact, limits);
  const session = { pupil, date, start, attendance, firstAnsweredAt: fact.at, order: index };
  return onSession(replay, session, rules);
};

/** Told when a pupil without an unresolved flag gets one, or its level rises to 2 or 3 by an answer. */
const isNews = (before: Flag | null, after: Flag): boolean =>
  before === null || (after.level > before.level && after.level >= 2);

const noticesAfter = (book: FlagBook, flags: readonly Flag[], fact: PupilFact): readonly FlagNotice[] => {
  const after = unresolvedFlag(flags);
  if (!isAnswer(fact) || after === null || !isNews(unresolvedFlag(book.flags), after)) return book.notices;
  const ordinal = book.notices.filter((notice) => notice.flag === after.id).length + 1;
  return [...book.notices, { flag: after.id, ordinal, at: fact.at, level: after.level }];
};

const levelTwoSince = (book: FlagBook, flags: readonly Flag[], at: Moment): Moment | null => {
  const before = unresolvedFlag(book.flags);
  const after = unresolvedFlag(flags);
  if (after === null || after.level < 2) return null;
  return before !== null && before.id === after.id && before.level >= 2 ? book.levelTwoSince : at;
};

const isWaiting = (book: FlagBook, digest: Moment, context: FlagContext): Flag | null => {
  const flag = unresolvedFlag(book.flags);
  if (flag === null || flag.status !== 'open' || flag.level !== 2 || book.levelTwoSince === null) return null;
  const waited = context.schoolDaysAfter(book.levelTwoSince, digest);
  return waited >= context.rules.raiseAfter ? flag : null;
};

/** The book some time later without new facts: the digests in between raise what nobody acknowledged. */
export const advanceBook = (book: FlagBook, to: Moment, context: FlagContext): FlagBook => {
  let current = book;
  // From the newest back: what is asked is mostly a few days after what is known.
  const first = context.digests.findLastIndex((at) => at <= book.upTo) + 1;
  const passed = book.levelTwoSince === null ? [] : context.digests.slice(first).filter((at) => at <= to);
  for (const at of passed) {
    const flag = isWaiting(current, at, context);
    if (flag === null) continue;
    const raise = { kind: 'raise', at, flag: flag.id } as const;
    const replay = onStep(current.replay, raise);
    const flags = mergeFlags(current, replay, at);
    current = { ...current, raises: [...current.raises, raise], replay, flags };
  }
  return { ...current, upTo: Math.max(current.upTo, to) };
};

const isOfObjecting = (facts: readonly PupilFact[], { objecting }: FlagContext): boolean =>
  objecting.size > 0 && facts.some((fact) => isAnswer(fact) && objecting.has(fact.session.pupil));

/** The book of the facts before `index`, and the one at it. */
const withFact = (
  book: FlagBook,
  facts: readonly PupilFact[],
  index: number,
  context: FlagContext,
): FlagBook => {
  const fact = facts[index];
  if (fact === undefined) return book;
  if (isOfObjecting(facts, context)) return { ...book, upTo: fact.at };
  const before = book.levelTwoSince === null ? book : advanceBook(book, fact.at, context);
  const replay = replayWith(before, facts, index, fact, context);
  const flags = mergeFlags(before, replay, fact.at);
  // Written out: most facts change no flag, and spreading a book takes longer than all of the above.
  const isSame = flags === before.flags;
  return {
    flags,
    notices: isSame ? before.notices : noticesAfter(before, flags, fact),
    raises: before.raises,
    replay,
    levelTwoSince: isSame ? before.levelTwoSince : levelTwoSince(before, flags, fact.at),
    upTo: fact.at,
  };
};

/** The book after one more fact; `facts` are those before it, in order. */
export const addFact = (
  book: FlagBook,
  facts: readonly PupilFact[],
  fact: PupilFact,
  context: FlagContext,
): FlagBook => withFact(book, [...facts, fact], facts.length, context);

/** The flags of one pupil at `now`, from all facts in order of their moments. */
export const flagBook = (facts: readonly PupilFact[], now: Moment, context: FlagContext): FlagBook => {
  let book = emptyBook;
  const known = facts.filter((fact) => fact.at <= now);
  for (const index of known.keys()) book = withFact(book, known, index, context);
  return advanceBook(book, now, context);
};
