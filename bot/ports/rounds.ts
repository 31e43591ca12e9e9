/** What conversations, the planner and the sender ask of intervision, as interfaces only: see bot/ports.ts. */
import type { LoadedProgramme } from '../ports';
import type { Moment } from '../programme/model';
import type { GroupStep, RoundFact, RoundStep } from '../programme/rounds/facts';
import type { MeetingHistory } from '../programme/rounds/history';
import type { GroupId, RoundId } from '../programme/rounds/model';
import type { RoundSource } from '../programme/rounds/planning';
import type { RoundTimetable } from '../programme/rounds/timetable';

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
  /** Every fact that is stored now, round after round. */
  facts(loaded: LoadedProgramme): Promise<readonly RoundFact[]>;
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
