/** Keeps the rounds of every programme in memory; reads and works out only what has changed. */
import { Fault } from '../programme/failure';
import type { Directory } from '../programme/directory';
import type { Moment } from '../programme/model';
import type { RoundFact } from '../programme/rounds/facts';
import type { RoundId } from '../programme/rounds/model';
import type { LoadedProgramme } from '../ports';
import type { LoadedRounds, NewRoundStep, RoundChange, Rounds } from '../ports/rounds';
import type { RoundStore } from '../ports/roundStore';
import { foldRounds } from './foldRounds';
import { sharingNext, Turns } from './inTurn';
import { readRounds, type StoredRounds } from './storedRounds';

/** Conflicts after which something else is wrong: who waits for others in this process has none with them. */
const mostConflicts = 20;
/** Clocks of two processes differ by less; what was stored later did not happen before what was stored earlier. */
const clocksApart = 5 * 60_000;

interface Kept {
  /** What is stored now. */
  readonly read: () => Promise<StoredRounds>;
  readonly turns: Turns;
  folded: { readonly directory: Directory; readonly fold: (stored: StoredRounds) => LoadedRounds } | null;
}

const keep = (store: RoundStore, programme: string): Kept => {
  let stored: StoredRounds | undefined;
  const read = sharingNext(async () => {
    stored = await readRounds(store, programme, stored);
    return stored;
  });
  return { read, turns: new Turns(), folded: null };
};

const foldIn = (kept: Kept, { directory }: LoadedProgramme, stored: StoredRounds): LoadedRounds => {
  if (kept.folded?.directory !== directory) kept.folded = { directory, fold: foldRounds(directory) };
  return kept.folded.fold(stored);
};

/** A moment that is not before what is stored, as far as clocks can differ. */
const afterStored = (facts: readonly RoundFact[], at: Moment): Moment => {
  const last = facts.at(-1)?.at ?? at;
  return last - at < clocksApart ? Math.max(at, last) : at;
};

interface Happening {
  readonly round: RoundId;
  readonly by: string;
  readonly at: Moment;
  readonly order: number;
}

const factOf = (step: NewRoundStep, { order, ...happening }: Happening, index: number): RoundFact => ({
  ...happening,
  order: order + index,
  ...step,
});

/** The rounds in a store. */
export const keepRounds = (store: RoundStore): Rounds => {
  const programmes = new Map<string, Kept>();
  const keptOf = ({ head }: LoadedProgramme): Kept => {
    const kept = programmes.get(head.id) ?? keep(store, head.id);
    programmes.set(head.id, kept);
    return kept;
  };

  const of = async (loaded: LoadedProgramme): Promise<LoadedRounds> => {
    const kept = keptOf(loaded);
    return foldIn(kept, loaded, await kept.read());
  };

  /** Null when somebody else was first. */
  const tryChange = async <T>(
    loaded: LoadedProgramme,
    by: string,
    now: Moment,
    decide: (rounds: LoadedRounds) => RoundChange<T> | Promise<RoundChange<T>>,
  ): Promise<{ readonly rounds: LoadedRounds; readonly outcome: T } | null> => {
    const kept = keptOf(loaded);
    const stored = await kept.read();
    const rounds = foldIn(kept, loaded, stored);
    const { round, steps, outcome } = await decide(rounds);
    if (steps.length === 0) return { rounds, outcome };
    const head = stored.heads.get(round) ?? null;
    const at = afterStored(stored.facts.get(round) ?? [], now);
    const happening = { round, by, at, order: head?.facts ?? 0 };
    const facts = steps.map((step, index) => factOf(step, happening, index));
    const appended = await store.append(loaded.head.id, head, facts, stored.bookings);
    return appended === 'conflict' ? null : { rounds: await of(loaded), outcome };
  };

  return {
    of,
    facts: async (loaded) => [...(await keptOf(loaded).read()).facts.values()].flat(),
    change: async (loaded, by, at, decide) => {
      const { turns } = keptOf(loaded);
      // Deciding may take seconds (groups are formed): nobody waits for that unless there is a conflict.
      const done = turns.isFree ? await tryChange(loaded, by, at, decide) : null;
      if (done !== null) return done;
      return turns.take(async () => {
        for (let conflicts = 0; conflicts < mostConflicts; conflicts += 1) {
          const changed = await tryChange(loaded, by, at, decide);
          if (changed !== null) return changed;
        }
        throw new Fault(`rounds of ${loaded.head.id} kept changing: ${mostConflicts} conflicts`);
      });
    },
  };
};
