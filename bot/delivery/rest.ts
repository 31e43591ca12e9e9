/** How long Teams wants a tenant to be left alone. */
import type { Clock, Timer } from '../ports';
import type { Pace, PaceStore } from '../ports/outbox';
import type { Moment } from '../programme/model';
import { changePace } from './pace';

/** What a rest is kept with. */
export interface RestPorts {
  readonly pace: PaceStore;
  /** The machine's clock. */
  readonly machine: Clock;
  readonly timer: Timer;
  /** What time it is by storage's own clock, in whole seconds, rounded down. Throws when storage is away. */
  readonly storageTime: () => Promise<Moment>;
}

/** Longest rest believed. Milliseconds. */
const longest = 24 * 3_600_000;
/** Storage may be this much further than it tells. Milliseconds. */
const rounding = 1_000;
/** Wait before a rest is stored again that storage did not take. Milliseconds. */
const storeAgain = 500;

/** How long the row says that the tenant still rests, at a moment of storage's. Milliseconds. */
const leftIn = ({ restUntil }: Pace, now: Moment): number =>
  restUntil > now + rounding + longest ? 0 : Math.max(0, restUntil - now);

/**
 * The rest of one tenant, as far as this process knows. It is waited for by the machine's own time and stored by storage's
 * clock: what processes take for the time may be off by any amount. Rather too long by two seconds than too short.
 */
export class Rest {
  readonly #ports: RestPorts;
  readonly #tenant: string;
  #until: Moment;
  /** What the row said when it was counted last: storage is asked for the time once for each rest. */
  #counted: Moment = 0;

  /** `until` is what was known of a rest before, by the machine's clock; 0 for none. */
  constructor(ports: RestPorts, tenant: string, until: Moment) {
    this.#ports = ports;
    this.#tenant = tenant;
    this.#until = until;
  }

  /** Its end by the machine's clock. */
  get until(): Moment {
    return this.#until;
  }

  /** Milliseconds; 0 for no rest. */
  left(): number {
    return Math.max(0, this.#until - this.#ports.machine.now());
  }

  /** Counts the rest in the row. */
  async count(pace: Pace): Promise<void> {
    if (pace.restUntil === this.#counted) return;
    const left = leftIn(pace, await this.#ports.storageTime());
    this.#until = Math.max(this.#until, this.#ports.machine.now() + left);
    this.#counted = pace.restUntil;
  }

  /** Begins here at once, and in every process as soon as storage has taken it: that is tried until it is over. */
  async begin(milliseconds: number): Promise<void> {
    const until = this.#ports.machine.now() + Math.min(milliseconds, longest);
    this.#until = Math.max(this.#until, until);
    while (this.#ports.machine.now() < until) {
      try {
        return await this.#store(until - this.#ports.machine.now());
      } catch {
        await this.#ports.timer.sleep(storeAgain, new AbortController().signal);
      }
    }
  }

  async #store(milliseconds: number): Promise<void> {
    const now = await this.#ports.storageTime();
    const restUntil = now + rounding + milliseconds;
    this.#counted = restUntil;
    await changePace(this.#ports.pace, this.#tenant, (pace) =>
      leftIn(pace, now) >= restUntil - now ? null : { ...pace, restUntil },
    );
  }
}
