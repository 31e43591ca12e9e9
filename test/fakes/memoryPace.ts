import type { Pace, PaceStore } from '../../bot/ports/outbox';
import type { Stored } from '../../bot/ports/stored';
import { Shelf } from './shelf';

/** The pace of every tenant, in memory. */
export class MemoryPace implements PaceStore {
  readonly #paces = new Shelf<Pace>();

  of(tenant: string): Promise<Stored<Pace> | null> {
    return Promise.resolve(this.#paces.get(tenant));
  }

  save(tenant: string, pace: Pace, tag: string | null): Promise<Stored<Pace> | 'conflict'> {
    return Promise.resolve(this.#paces.put(tenant, pace, tag));
  }
}
