import type { Access, AccessLog, FileLink, FileLinks } from '../../bot/ports/export';
import { isReplacedBy } from '../../bot/storage/fileLinks';
import type { Moment } from '../../bot/programme/model';
import { copyOf } from './copyOf';
import type { Drawer } from './drawer';

/** Links in memory. */
export class MemoryFileLinks implements FileLinks {
  readonly #links = new Map<string, FileLink>();

  keep(token: string, link: FileLink, now: Moment): Promise<void> {
    for (const [key, before] of this.#links)
      if (before.until <= now || isReplacedBy(before, link)) this.#links.delete(key);
    this.#links.set(token, copyOf(link));
    return Promise.resolve();
  }

  of(programme: string, by: string): Promise<readonly FileLink[]> {
    const own = [...this.#links.values()].filter((link) => link.programme === programme && link.by === by);
    return Promise.resolve(copyOf(own));
  }

  removeOver(now: Moment): Promise<void> {
    for (const [token, { until }] of this.#links) if (until <= now) this.#links.delete(token);
    return Promise.resolve();
  }

  drawers(): Drawer[] {
    return [...this.#links].map(([token, value]) => ({
      held: { kind: 'link', value },
      put: (held) => {
        this.#links.delete(token);
        if (held?.kind === 'link') this.#links.set(token, held.value);
      },
    }));
  }

  take(token: string, now: Moment): Promise<FileLink | null> {
    const link = this.#links.get(token) ?? null;
    this.#links.delete(token);
    return Promise.resolve(link !== null && now < link.until ? link : null);
  }
}

/** The access log in memory. */
export class MemoryAccessLog implements AccessLog {
  #entries: readonly { readonly programme: string; readonly access: Access }[] = [];

  add(programme: string, access: Access): Promise<void> {
    this.#entries = [...this.#entries, copyOf({ programme, access })];
    return Promise.resolve();
  }

  drawers(programme: string): Drawer[] {
    return this.#entries
      .filter((entry) => entry.programme === programme)
      .map((entry) => ({
        held: { kind: 'access', value: entry.access },
        put: (held) => {
          const instead = held?.kind === 'access' ? [{ programme, access: held.value }] : [];
          this.#entries = this.#entries.flatMap((other) => (other === entry ? instead : [other]));
        },
      }));
  }

  list(programme: string, from: Moment): Promise<readonly Access[]> {
    const own = this.#entries.filter((entry) => entry.programme === programme && entry.access.at >= from);
    return Promise.resolve(own.map(({ access }) => copyOf(access)).toSorted((a, b) => a.at - b.at));
  }
}
