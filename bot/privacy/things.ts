/** Everything that is held of the people of a programme, intervision too, to be gone through as one. */
import { Fault } from '../programme/failure';
import type { Held, HeldKind, HeldScope, HeldStore, Revised } from '../ports/privacy';
import type { RoundFact } from '../programme/rounds/facts';
import type { RoundId } from '../programme/rounds/model';
import { mostRoundFacts, type RoundHead, type RoundStore } from '../ports/roundStore';

/** One thing that is held; facts of intervision stand in an order that has no gaps, so they change and never go. */
export type Thing = Held | { readonly kind: 'round'; readonly value: RoundFact };
/** What kind of thing it is. */
export type ThingKind = Thing['kind'];

/** Where things are kept. */
export interface ThingStores {
  readonly held: HeldStore;
  readonly rounds: RoundStore;
}

/** What a change makes of each thing: the same one leaves it, null removes it. */
export interface Changes {
  readonly held: (held: Held) => Held | null;
  readonly round: (fact: RoundFact) => RoundFact;
}

/** How much was changed and removed, by kind, and what could not be read. */
export interface Done {
  readonly changed: Readonly<Partial<Record<ThingKind, number>>>;
  readonly removed: Readonly<Partial<Record<HeldKind, number>>>;
  readonly unreadable: readonly string[];
}

/** Every thing once. */
export async function* allThings(stores: ThingStores, scope: HeldScope): AsyncGenerator<Thing> {
  yield* stores.held.all(scope);
  for (const { round } of (await stores.rounds.heads(scope.programme)).rounds) {
    for (const value of await stores.rounds.facts(scope.programme, round, 0)) yield { kind: 'round', value };
  }
}

/** Changed by others so often that something else is wrong. */
const mostTries = 10;

const inBatches = (facts: readonly RoundFact[]): readonly (readonly RoundFact[])[] =>
  Array.from({ length: Math.ceil(facts.length / mostRoundFacts) }, (_, batch) =>
    facts.slice(batch * mostRoundFacts, (batch + 1) * mostRoundFacts),
  );

const isSame = (a: RoundFact, b: RoundFact): boolean => JSON.stringify(a) === JSON.stringify(b);

const headOf = async (
  rounds: RoundStore,
  programme: string,
  round: RoundId,
): Promise<RoundHead | undefined> =>
  (await rounds.heads(programme)).rounds.find((one) => one.round === round);

/** The facts of one round that change; null when somebody else changed the round meanwhile. */
const reviseRound = async (
  { rounds }: ThingStores,
  programme: string,
  round: string,
  change: Changes['round'],
): Promise<number | null> => {
  // The head first: only while it stands are the facts as they were read under it.
  let head = await headOf(rounds, programme, round);
  const facts = await rounds.facts(programme, round, 0);
  const wanted = facts.map(change).filter((fact, index) => {
    const before = facts[index];
    return before !== undefined && !isSame(before, fact);
  });
  for (const batch of inBatches(wanted)) {
    if (head === undefined || (await rounds.rewrite(programme, head, batch)) === 'conflict') return null;
    const own: number = head.rewritten + 1;
    head = await headOf(rounds, programme, round);
    // Others may have added facts; whoever rewrote any may have rewritten those of the next batch.
    if (head?.rewritten !== own) return null;
  }
  return wanted.length;
};

const reviseRounds = async (
  stores: ThingStores,
  programme: string,
  change: Changes['round'],
): Promise<number> => {
  let changed = 0;
  for (const { round } of (await stores.rounds.heads(programme)).rounds) {
    let done: number | null = null;
    for (let tries = 0; done === null && tries < mostTries; tries += 1)
      done = await reviseRound(stores, programme, round, change);
    if (done === null) throw new Fault(`round ${round} kept changing: ${mostTries} tries`);
    changed += done;
  }
  return changed;
};

/** Goes through everything once; see HeldStore.revise. */
export const reviseThings = async (
  stores: ThingStores,
  scope: HeldScope,
  changes: Changes,
): Promise<Done> => {
  const revised: Revised = await stores.held.revise(scope, changes.held);
  const rounds = await reviseRounds(stores, scope.programme, changes.round);
  const unreadable = [...revised.unreadable, ...(await stores.rounds.unreadable(scope.programme))];
  return {
    ...revised,
    changed: rounds === 0 ? revised.changed : { ...revised.changed, round: rounds },
    unreadable,
  };
};
