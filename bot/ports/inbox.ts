/** What came in from Teams and is still to be answered, as interfaces only: see ports.ts. */

import type { Moment } from '../programme/model';

/** An activity whose answer has to wait. */
export interface KeptActivity {
  readonly tenant: string;
  /** What is needed of it to handle it anew; whoever takes it parses it again. */
  readonly activity: Readonly<Record<string, unknown>>;
  /** Cards of its answer that were shown before. */
  readonly shown: number;
  /** Its answer was made before, with cards that were not shown: what it asks was stored then. */
  readonly isMade: boolean;
  /** How often it has been kept. */
  readonly tries: number;
}

/** An activity that was taken; `done` forgets it. */
export interface TakenActivity {
  readonly kept: KeptActivity;
  /** When it was kept, by storage's clock, in whole seconds. */
  readonly putAt: Moment;
  done(): Promise<void>;
}

/** Activities kept for whichever process takes them, for two days at most since they were put. At least once: handling one again must do no harm. */
export interface Inbox {
  /** Keeps an activity, seen by nobody for some milliseconds. Throws when it is too large, or storage is away. */
  put(kept: KeptActivity, unseenFor: number): Promise<void>;
  /** Takes some, hidden from others until `done` or a minute passes; one that nobody managed five times is dropped. */
  take(): Promise<readonly TakenActivity[]>;
}
