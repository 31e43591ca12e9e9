/**
 * Calendar feeds in a partition of their own: `o|tenant|person` holds the token of somebody's feed, so that they
 * can see their address again; `f|fingerprint of the token` the feed, so that a token finds it in one request.
 */
import { z } from 'zod';

import type { CalendarFeeds, Feed } from '../ports/calendar';
import type { Random } from '../ports';
import type { Stored } from '../ports/stored';
import { fromColumns, toColumns } from './columns';
import { fingerprint, keyOf, keysUnder } from './keys';
import type { KeyRange } from './keys';
import type { Change, FoundRow, Row } from './row';
import type { Table } from './table';
import { write } from './write';

const ownerShape = z.object({ token: z.string() });

const feedShape = z.object({
  tenant: z.string(),
  aadObjectId: z.string(),
  delivered: z.array(
    z.object({
      uid: z.string(),
      kind: z.enum(['session', 'meeting']),
      start: z.number(),
      end: z.number(),
      content: z.string(),
      sequence: z.number(),
      changedAt: z.number(),
      isCancelled: z.boolean(),
    }),
  ),
  isOff: z.boolean().optional(),
}) satisfies z.ZodType<Feed>;

/** Where feeds are kept: no tenant has a key of two parts. */
export const feedsPartition = keyOf('calendar', 'feeds');
/** The feeds of everybody. */
export const feedKeys: KeyRange = keysUnder('f');
/** The row key of the token of somebody's feed. */
export const ownerKey = (tenant: string, aadObjectId: string): string => keyOf('o', tenant, aadObjectId);
/** The row key of the feed under a token. */
export const feedKey = (token: string): string => keyOf('f', fingerprint(token));
const feedRow = (token: string, feed: Feed): Row => ({
  partitionKey: feedsPartition,
  rowKey: feedKey(token),
  ...toColumns(feed),
});
/** The feed a row holds; throws when it holds something else. */
export const feedFrom = (row: FoundRow): Feed => fromColumns(row, feedShape);
/** The token of somebody's feed that a row holds; null for none. */
export const tokenIn = (row: FoundRow | null): string | null =>
  row === null ? null : fromColumns(row, ownerShape).token;

/** The feeds on the table of the people. */
export class AzureCalendarFeeds implements CalendarFeeds {
  readonly #table: Table;
  readonly #random: Random;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#random = random;
  }

  async tokenOf(tenant: string, aadObjectId: string): Promise<string | null> {
    return tokenIn(await this.#table.get(feedsPartition, ownerKey(tenant, aadObjectId)));
  }

  async move(
    tenant: string,
    aadObjectId: string,
    from: string | null,
    to: string,
  ): Promise<'moved' | 'conflict'> {
    const rowKey = ownerKey(tenant, aadObjectId);
    const owner = await this.#table.get(feedsPartition, rowKey);
    if (tokenIn(owner) !== from) return 'conflict';
    const before = from === null ? null : await this.find(from);
    const row: Row = { partitionKey: feedsPartition, rowKey, ...toColumns({ token: to }) };
    const feed: Feed = { tenant, aadObjectId, delivered: before?.value.delivered ?? [] };
    const changes: Change[] = [
      owner === null ? { kind: 'create', row } : { kind: 'replace', row, etag: owner.etag },
      { kind: 'create', row: feedRow(to, feed) },
    ];
    if (from !== null && before !== null) changes.push({ kind: 'remove', row: feedRow(from, feed) });
    const written = await write(this.#table, this.#random, { changes, witness: rowKey });
    return written === 'conflict' ? 'conflict' : 'moved';
  }

  async find(token: string): Promise<Stored<Feed> | null> {
    const row = await this.#table.get(feedsPartition, feedKey(token));
    return row === null ? null : { value: feedFrom(row), tag: row.etag };
  }

  async keep(token: string, feed: Feed, tag: string): Promise<'kept' | 'conflict'> {
    const row = feedRow(token, feed);
    const changes: Change[] = [{ kind: 'replace', row, etag: tag }];
    const written = await write(this.#table, this.#random, { changes, witness: row.rowKey });
    return written === 'conflict' ? 'conflict' : 'kept';
  }
}
