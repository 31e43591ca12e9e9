/** Where the facts of intervision are kept, as an interface only: see bot/ports.ts. */
import type { RoundFact } from '../programme/rounds/facts';
import type { RoundId } from '../programme/rounds/model';

/** How many facts of a round are stored; who adds some names the tag. */
export interface RoundHead {
  readonly round: RoundId;
  readonly facts: number;
  /** How often facts of it were rewritten: whoever has read them before reads them again. */
  readonly rewritten: number;
  readonly tag: string;
}

/** What is stored of a programme's intervision, as far as who adds to it must have seen it. */
export interface RoundHeads {
  readonly rounds: readonly RoundHead[];
  /** Tag of the times that teachers were booked for, over all rounds; null before the first. Not newer than the rounds. */
  readonly bookings: string | null;
}

/** Most facts that are added or rewritten at once. */
export const mostRoundFacts = 90;

/**
 * Facts of intervision: append-only, a row a fact, under a head a round. What this version cannot read stays aside:
 * a fact alone, a head with its round.
 */
export interface RoundStore {
  /** Of every round of which anything is stored, weeks of groups with a fixed time included; one request. */
  heads(programme: string): Promise<RoundHeads>;
  /** The facts of a round from a place in their order on, which begins at 0. One range of keys. */
  facts(programme: string, round: RoundId, from: number): Promise<readonly RoundFact[]>;
  /**
   * Adds facts of one round, whose `order` goes on from its head (null: there was none), all or nothing. `conflict`
   * when the head is no longer this one, and when a fact books a teacher (`booksTime`) and anything was booked in any
   * round since these `bookings` were read: so nobody is booked twice by two who did not know of each other.
   */
  append(
    programme: string,
    head: RoundHead | null,
    facts: readonly RoundFact[],
    bookings: string | null,
  ): Promise<'stored' | 'conflict'>;
  /**
   * Puts facts in the place of those of the same round and order, all or nothing: without what people typed, when
   * that has to go. `conflict` when the head is no longer this one.
   */
  rewrite(programme: string, head: RoundHead, facts: readonly RoundFact[]): Promise<'stored' | 'conflict'>;
  /** Removes everything of a programme, and says how many facts that was. */
  clear(programme: string): Promise<number>;
  /** The row keys of heads and facts that this version cannot read: by hand, or by a newer one. */
  unreadable(programme: string): Promise<readonly string[]>;
}
