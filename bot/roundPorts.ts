/** What is kept of intervision, as interfaces only: see ports.ts. */
import type { LoadedProgramme } from './ports';
import type { Moment } from './programme/model';
import type { GroupStep, RoundFact, RoundStep } from './programme/rounds/facts';
import type { MeetingHistory } from './programme/rounds/history';
import type { GroupId, RoundId } from './programme/rounds/model';
import type { RoundSource } from './programme/rounds/planning';
import type { RoundTimetable } from './programme/rounds/timetable';

/** How many facts of a round are stored; who adds some names the tag. */
export interface RoundHead {
  readonly round: RoundId;
  readonly facts: number;
  /** How often facts of it were rewritten: whoever has read them before reads them again. */
  readonly rewritten: number;
  readonly tag: string;
}

/** Most facts that are added or rewritten at once. */
export const mostRoundFacts = 90;

/**
 * Facts of intervision: append-only, a row a fact, under a head a round. What this version cannot read stays aside:
 * a fact alone, a head with its round.
 */
export interface RoundStore {
  /** Of every round of which anything is stored, weeks of groups with a fixed time included; one request. */
  heads(programme: string): Promise<readonly RoundHead[]>;
  /** The facts of a round from a place in their order on, which begins at 0. One range of keys. */
  facts(programme: string, round: RoundId, from: number): Promise<readonly RoundFact[]>;
  /**
   * Adds facts of one round, whose `order` goes on from its head (null: there was none), all or nothing. `conflict`
   * when the head is no longer this one.
   */
  append(
    programme: string,
    head: RoundHead | null,
    facts: readonly RoundFact[],
  ): Promise<'stored' | 'conflict'>;
  /**
   * Puts facts in the place of those of the same round and order, all or nothing: without what people typed, when
   * that has to go. `conflict` when the head is no longer this one.
   */
  rewrite(programme: string, head: RoundHead, facts: readonly RoundFact[]): Promise<'stored' | 'conflict'>;
  /** The row keys of heads and facts that this version cannot read: by hand, or by a newer one. */
  unreadable(programme: string): Promise<readonly string[]>;
}

/** The rounds of a programme as they were stored at one moment. What is costly is made when it is asked for. */
export interface LoadedRounds {
  /** Changes with every fact. */
  readonly version: string;
  readonly source: RoundSource;
  readonly timetable: () => RoundTimetable;
  readonly history: () => MeetingHistory;
}

/** Something to store; its moment, place and round are added when it is. */
export type NewRoundStep = RoundStep | (GroupStep & { readonly group: GroupId });

/** What is to be stored of one round, with what whoever asked wants to know of it; no steps store nothing. */
export interface RoundChange<T> {
  readonly round: RoundId;
  readonly steps: readonly NewRoundStep[];
  readonly outcome: T;
}

/** The rounds of every programme, read as far as they changed. */
export interface Rounds {
  /** As they are stored now. */
  of(loaded: LoadedProgramme): Promise<LoadedRounds>;
  /**
   * Reads, asks what to store, and stores it: asked again from the beginning when somebody else was first. Gives the
   * outcome and the rounds after it. `by` is an address in lower case, or `bot`; `at` by the programme's clock.
   */
  change<T>(
    loaded: LoadedProgramme,
    by: string,
    at: Moment,
    decide: (rounds: LoadedRounds) => RoundChange<T> | Promise<RoundChange<T>>,
  ): Promise<{ readonly rounds: LoadedRounds; readonly outcome: T }>;
}
