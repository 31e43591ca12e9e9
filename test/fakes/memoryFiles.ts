import type { Access, AccessLog, FileLink, FileLinks } from '../../bot/exportPorts';
import type { Moment } from '../../bot/programme/model';

/** Links in memory. */
export class MemoryFileLinks implements FileLinks {
  readonly #links = new Map<string, FileLink>();

  keep(token: string, link: FileLink, now: Moment): Promise<void> {
    for (const [key, { until }] of this.#links) if (until <= now) this.#links.delete(key);
    this.#links.set(token, structuredClone(link));
    return Promise.resolve();
  }

  take(token: string, now: Moment): Promise<FileLink | null> {
    const link = this.#links.get(token) ?? null;
    this.#links.delete(token);
    return Promise.resolve(link !== null && now < link.until ? link : null);
  }
}

/** The access log in memory. */
export class MemoryAccessLog implements AccessLog {
  readonly #entries: { readonly programme: string; readonly access: Access }[] = [];

  add(programme: string, access: Access): Promise<void> {
    this.#entries.push(structuredClone({ programme, access }));
    return Promise.resolve();
  }

  list(programme: string, from: Moment): Promise<readonly Access[]> {
    const own = this.#entries.filter((entry) => entry.programme === programme && entry.access.at >= from);
    return Promise.resolve(own.map(({ access }) => structuredClone(access)).toSorted((a, b) => a.at - b.at));
  }
}
