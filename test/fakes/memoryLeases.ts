import { senderLease } from '../../bot/ports/outbox';
import type { SenderLease, SenderLeases } from '../../bot/ports/outbox';
import type { Clock } from '../../bot/ports';

interface Held {
  until: number;
}

/** Leases in memory; they run out by the machine's clock. */
export class MemoryLeases implements SenderLeases {
  readonly #clock: Clock;
  readonly #held = new Map<string, Held>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  take(tenant: string): Promise<SenderLease | null> {
    const before = this.#held.get(tenant);
    if (before !== undefined && before.until > this.#clock.now()) return Promise.resolve(null);
    const held = { until: this.#clock.now() + senderLease };
    this.#held.set(tenant, held);
    return Promise.resolve(this.#leaseOf(tenant, held));
  }

  /** As the real one: what ran out can be renewed as long as nobody else took it. */
  #leaseOf(tenant: string, held: Held): SenderLease {
    const isOurs = (): boolean => this.#held.get(tenant) === held;
    return {
      renew: () => {
        if (isOurs()) held.until = this.#clock.now() + senderLease;
        return Promise.resolve(isOurs());
      },
      giveBack: () => {
        if (isOurs()) this.#held.delete(tenant);
        return Promise.resolve();
      },
    };
  }
}
