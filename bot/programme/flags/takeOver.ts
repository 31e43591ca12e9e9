/**
 * From the flags of one replay to those of the next, with one fact more. A flag is known by the session that opened it: when
 * that becomes another one, the flag of before never was, and for people it goes on as the one in its place.
 */
import { isUnresolved, type Replay } from './replay';
import type { Flag, FlagEvent } from '../facts';
import type { Moment } from '../model';

const named = (flags: readonly Flag[], id: string): Flag | undefined => flags.find((flag) => flag.id === id);

/** Whether a flag came to wait, or to be at all, with the newest fact. */
const isNewcomer = (before: readonly Flag[], flag: Flag): boolean => {
  const old = named(before, flag.id);
  return old === undefined || old.status === 'withdrawn' || (isUnresolved(flag) && !isUnresolved(old));
};

/** Which flag takes the place of one that now never was. One that was over is not made to wait by that: that is told anew. */
const heirOf = (gone: Flag, newcomers: readonly Flag[]): Flag | undefined =>
  gone.status === 'withdrawn'
    ? undefined
    : newcomers.findLast((flag) => isUnresolved(gone) || !isUnresolved(flag));

const withdrawn = (flag: Flag, heir: Flag | undefined, at: Moment): Flag => {
  if (flag.status === 'withdrawn') return flag;
  const event: FlagEvent = { what: 'withdrawn', at, by: 'bot', note: null, on: null };
  const continued = heir === undefined ? {} : { continuedAs: heir.id };
  return { ...flag, status: 'withdrawn', history: [...flag.history, event], ...continued };
};

/** An event keeps the moment at which it first came about; a new one came about with this fact. */
const keepMoments = (flag: Flag, before: Flag | undefined, at: Moment): Flag => {
  const momentOf = (event: FlagEvent): Moment =>
    before?.history.find((old) => old.what === event.what && old.on === event.on)?.at ?? at;
  const history = flag.history.map((event) =>
    event.on === null ? event : { ...event, at: momentOf(event) },
  );
  return { ...flag, history };
};

/** Flags of the new replay, and those of before that now never were, which stay visible as they last stood. */
export const mergeFlags = (
  { flags: before, replay }: { readonly flags: readonly Flag[]; readonly replay: Replay },
  { flags: replayed }: Replay,
  at: Moment,
): readonly Flag[] => {
  if (replayed === replay.flags) return before;
  const gone = before.filter(({ id }) => named(replayed, id) === undefined);
  const newcomers = gone.length === 0 ? [] : replayed.filter((flag) => isNewcomer(before, flag));
  const heirs = new Map(gone.map((flag) => [flag, heirOf(flag, newcomers)]));
  const kept = replayed.map((flag) => keepMoments(flag, named(before, flag.id), at));
  return [...kept, ...gone.map((flag) => withdrawn(flag, heirs.get(flag), at))].toSorted((a, b) =>
    a.openedOn < b.openedOn ? -1 : 1,
  );
};

/** The flag that people read under an id: that one, or what took its place. */
export const flagNow = (flags: readonly Flag[], id: string): Flag | undefined => {
  const flag = named(flags, id);
  // No circle: each takes the place of one that was withdrawn before it was itself.
  return flag?.continuedAs === undefined ? flag : flagNow(flags, flag.continuedAs);
};

/** Under which ids people read a flag: its own, and of those whose place it took. */
export const idsOf = (flags: readonly Flag[], id: string): readonly string[] =>
  flags.flatMap((flag) => (flagNow(flags, flag.id)?.id === id ? [flag.id] : []));
