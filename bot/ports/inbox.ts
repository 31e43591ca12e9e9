/** What came in from Teams and is still to be answered, as interfaces only: see ports.ts. */

import type { Moment } from '../programme/model';

/** An activity whose answer has to wait. */
export interface KeptActivity {
  readonly tenant: string;
  /** Who did it, by their Entra id. */
  readonly aadObjectId: string;
  /** When it came in, by the time that all processes share. */
  readonly cameAt: Moment;
  /** The same moment by the programme's clock: what they said counts as of then. */
  readonly saidAt: Moment;
  /** What is needed of it to handle it anew; whoever takes it parses it again. */
  readonly activity: Readonly<Record<string, unknown>>;
  /** Cards of its answer that were shown before. */
  readonly shown: number;
  /** Its answer was made before, with cards that were not shown: what it asks was stored then. */
  readonly isMade: boolean;
  /** How often it has been kept. */
  readonly tries: number;
}

/** An activity that was taken. */
export interface TakenActivity {
  readonly kept: KeptActivity;
  /**
   * Asked before it is handled: false when it changed or was forgotten meanwhile, or was handled five times before, and is given up.
   * Rejects while storage is away: it waits on, and that counts as nothing.
   */
  begin(): Promise<boolean>;
  /** Forgets it. */
  done(): Promise<void>;
}

/** An answer that nobody ever gave. Of whom it was is not kept. */
export interface GivenUp {
  readonly tenant: string;
  /** See `KeptActivity`. */
  readonly cameAt: Moment;
}

/** For how long an activity is kept at most since it came in, however often it is put. Milliseconds. */
export const keptFor = 2 * 86_400_000;

/** Activities kept for whichever process takes them. At least once: handling one again must do no harm. */
export interface Inbox {
  /**
   * Keeps an activity, seen by nobody for some milliseconds; what was forgotten since it came in is not kept. Throws when it is
   * too large, or storage is away.
   */
  put(kept: KeptActivity, unseenFor: number): Promise<void>;
  /** Takes some, hidden from others until `done` or a minute passes. Throws when storage gives none of them. */
  take(): Promise<readonly TakenActivity[]>;
  /** What waits of somebody; what cannot be read is left out. */
  of(tenant: string, aadObjectId: string): Promise<readonly KeptActivity[]>;
  /**
   * Forgets what somebody did up to a moment, also what a process has in hand and puts later; null: up to now, by whichever
   * process's clock. Tells how much was kept of it. Throws when it is not known what time it is.
   */
  forget(tenant: string, aadObjectId: string, upTo: Moment | null): Promise<number>;
  /** Whether what somebody did at a moment was forgotten since: whoever has it in hand is not to go on with it. */
  isForgotten(tenant: string, aadObjectId: string, cameAt: Moment): Promise<boolean>;
  /** The answers of a tenant that were given up in the last thirty days, the first one first. */
  givenUp(tenant: string): Promise<readonly GivenUp[]>;
  /** Gives up what came in longer ago than it is kept, and removes what need not be known any more. */
  removeOver(now: Moment): Promise<void>;
}
