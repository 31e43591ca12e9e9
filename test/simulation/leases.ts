/** Leases by storage's own clock: one holder a tenant, for as long as it renews. */
import { senderLease } from '../../bot/ports/outbox';
import type { SenderLease, SenderLeases } from '../../bot/ports/outbox';
import type { Moment } from '../../bot/programme/model';
import type { Machine } from './machine';
import { tableError } from './table';
import type { Universe } from './universe';

export interface Held {
  readonly by: string;
  readonly id: string;
  until: Moment;
}

/** Who holds which tenant, by tenant. */
export type HeldLeases = Map<string, Held>;

/** The leases as one process reaches them. */
export class SimulatedLeases implements SenderLeases {
  readonly #held: HeldLeases;
  readonly #machine: Machine;
  readonly #universe: Universe;

  constructor(held: HeldLeases, machine: Machine, universe: Universe) {
    this.#held = held;
    this.#machine = machine;
    this.#universe = universe;
  }

  #call<T>(label: string, apply: () => T): Promise<T> {
    return this.#machine.call('lease', `lease.${label}`, apply, tableError);
  }

  /** The same id may take it again: that is how a lost answer does not lock its asker out. */
  async take(tenant: string): Promise<SenderLease | null> {
    const id = this.#machine.random.uuid();
    const isTaken = await this.#call(`take ${tenant}`, () => {
      const now = this.#universe.scheduler.now();
      const held = this.#held.get(tenant);
      if (held !== undefined && held.until > now && held.id !== id) return false;
      this.#held.set(tenant, { by: this.#machine.name, id, until: now + senderLease });
      return true;
    });
    return isTaken ? this.#leaseOf(tenant, id) : null;
  }

  #leaseOf(tenant: string, id: string): SenderLease {
    return {
      renew: () =>
        this.#call(`renew ${tenant}`, () => {
          const held = this.#held.get(tenant);
          if (held?.id !== id) return false;
          held.until = this.#universe.scheduler.now() + senderLease;
          return true;
        }),
      giveBack: () =>
        this.#call(`giveBack ${tenant}`, () => {
          if (this.#held.get(tenant)?.id === id) this.#held.delete(tenant);
        }),
    };
  }
}
