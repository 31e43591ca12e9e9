/** Links to files that work once, on a table: the token is stored as its fingerprint only. */
import { z } from 'zod';

import { exportKinds, type FileLink, type FileLinks } from '../ports/export';
import type { Moment } from '../programme/model';
import { fromColumns, readable, toColumns, unlessUnreadable } from './columns';
import { fingerprint, keyOf, keysUnder } from './keys';
import type { KeyRange } from './keys';
import { inParallel } from './parallel';
import type { FoundRow } from './row';
import { all } from './table';
import type { Table } from './table';

const linkShape = z.object({
  programme: z.string(),
  tenant: z.string(),
  by: z.string(),
  kind: z.enum([...exportKinds, 'own']),
  language: z.enum(['nl', 'en']),
  until: z.number(),
}) satisfies z.ZodType<FileLink>;

/** Where links are kept: no tenant has a key of two parts. */
export const linksPartition = keyOf('file', 'links');
/** All links. */
export const linkKeys: KeyRange = keysUnder('l');
const keyOfToken = (token: string): string => keyOf('l', fingerprint(token));

/** The link a row holds; throws when it holds something else. */
export const linkFrom = (row: FoundRow): FileLink => fromColumns(row, linkShape);

/** Whether somebody asks again for what they have a link to: whoever makes links without end has one. */
export const isReplacedBy = (before: FileLink, link: FileLink): boolean =>
  (['programme', 'tenant', 'by', 'kind'] as const).every((name) => before[name] === link[name]);

/** The links in a partition of their own. */
export class AzureFileLinks implements FileLinks {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async keep(token: string, link: FileLink, now: Moment): Promise<void> {
    await this.#removeBefore(link, now);
    await this.#table.put({ partitionKey: linksPartition, rowKey: keyOfToken(token), ...toColumns(link) });
  }

  async take(token: string, now: Moment): Promise<FileLink | null> {
    const row = await this.#table.get(linksPartition, keyOfToken(token));
    if (row === null) return null;
    const link = linkFrom(row);
    // Whoever removes it has it: of two at once only one can. When that answer is lost nobody has it, which is safe.
    const isOurs = await this.#table.remove(linksPartition, row.rowKey, row.etag);
    return isOurs && now < link.until ? link : null;
  }

  async of(programme: string, by: string): Promise<readonly FileLink[]> {
    const links = readable(await all(this.#table.range(linksPartition, linkKeys)), linkFrom);
    return links.filter((link) => link.programme === programme && link.by === by);
  }

  removeOver(now: Moment): Promise<void> {
    return this.#remove(({ until }) => until <= now);
  }

  #removeBefore(link: FileLink, now: Moment): Promise<void> {
    return this.#remove((other) => other.until <= now || isReplacedBy(other, link));
  }

  async #remove(isGone: (link: FileLink) => boolean): Promise<void> {
    const rows = await all(this.#table.range(linksPartition, linkKeys));
    // One that cannot be read is a newer version's.
    const gone = rows.filter((row) => unlessUnreadable(() => isGone(linkFrom(row))) === true);
    await inParallel(gone, ({ rowKey, etag }) => this.#table.remove(linksPartition, rowKey, etag));
  }
}
