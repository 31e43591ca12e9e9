import type { CalendarFeeds, Feed } from '../../bot/ports/calendar';
import type { Stored } from '../../bot/ports/stored';
import type { Drawer } from './drawer';
import { Shelf } from './shelf';

const ownerOf = (tenant: string, aadObjectId: string): string => JSON.stringify([tenant, aadObjectId]);

/** The calendar feeds, in memory. */
export class MemoryCalendarFeeds implements CalendarFeeds {
  readonly #tokens = new Map<string, string>();
  readonly #feeds = new Map<string, Shelf<Feed>>();

  tokenOf(tenant: string, aadObjectId: string): Promise<string | null> {
    return Promise.resolve(this.#tokens.get(ownerOf(tenant, aadObjectId)) ?? null);
  }

  move(tenant: string, aadObjectId: string, from: string | null, to: string): Promise<'moved' | 'conflict'> {
    const owner = ownerOf(tenant, aadObjectId);
    if ((this.#tokens.get(owner) ?? null) !== from || this.#feeds.has(to)) return Promise.resolve('conflict');
    const shelf = new Shelf<Feed>();
    const before = from === null ? undefined : this.#feeds.get(from)?.get('feed')?.value;
    shelf.put('feed', { tenant, aadObjectId, delivered: before?.delivered ?? [] }, null);
    if (from !== null) this.#feeds.delete(from);
    this.#feeds.set(to, shelf);
    this.#tokens.set(owner, to);
    return Promise.resolve('moved');
  }

  drawers(): Drawer[] {
    return [...this.#feeds].flatMap(([token, shelf]) =>
      shelf.all().map((value): Drawer => ({
        held: { kind: 'feed', value },
        put: (held) => {
          this.#feeds.delete(token);
          const owner = ownerOf(value.tenant, value.aadObjectId);
          if (this.#tokens.get(owner) === token) this.#tokens.delete(owner);
          if (held?.kind === 'feed') throw new Error('a feed is removed or left as it is');
        },
      })),
    );
  }

  find(token: string): Promise<Stored<Feed> | null> {
    return Promise.resolve(this.#feeds.get(token)?.get('feed') ?? null);
  }

  keep(token: string, feed: Feed, tag: string): Promise<'kept' | 'conflict'> {
    const kept = this.#feeds.get(token)?.put('feed', feed, tag) ?? 'conflict';
    return Promise.resolve(kept === 'conflict' ? 'conflict' : 'kept');
  }
}
