/** What a process takes from the machine it runs on. The entry gives the real things. */
import type { Clock, Random, Timer } from './ports';

/** The clocks, chance and outputs of a process. */
export interface World {
  /** What the machine says it is; that may leap. */
  readonly wall: Clock;
  /** Time as it passes here, whatever happens to the system's clock: how long things take, never what time it is. */
  readonly machine: Clock;
  readonly random: Random;
  readonly timer: Timer;
  /** Writes to standard output; resolves when the text has been taken, so that it is whole through a slow pipe. */
  readonly out: (text: string) => Promise<void>;
  /** The same to standard error. */
  readonly err: (text: string) => Promise<void>;
}
