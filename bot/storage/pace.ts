/** How fast each tenant is sent to, over all processes: a row beside the tenant's contacts. */
import { z } from 'zod';

import type { Random } from '../ports';
import type { Pace, PaceStore } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import { fromColumns, toColumns } from './columns';
import { keyOf } from './keys';
import type { Change } from './row';
import type { Table } from './table';
import { write } from './write';

const paceShape = z.object({
  fence: z.number(),
  takenUntil: z.number(),
  restUntil: z.number(),
  grants: z.array(z.object({ fence: z.number(), ticket: z.number() })).default([]),
}) satisfies z.ZodType<Pace>;

/** The one row a tenant has; no contact has a key of one part. */
const paceKey = keyOf('pace');

/** The paces on a table with a partition for each tenant. */
export class AzurePace implements PaceStore {
  readonly #table: Table;
  readonly #random: Random;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#random = random;
  }

  async of(tenant: string): Promise<Stored<Pace> | null> {
    const row = await this.#table.get(keyOf(tenant), paceKey);
    return row === null ? null : { value: fromColumns(row, paceShape), tag: row.etag };
  }

  async save(tenant: string, pace: Pace, tag: string | null): Promise<Stored<Pace> | 'conflict'> {
    const row = { partitionKey: keyOf(tenant), rowKey: paceKey, ...toColumns(pace) };
    const change: Change = tag === null ? { kind: 'create', row } : { kind: 'replace', row, etag: tag };
    const written = await write(this.#table, this.#random, { changes: [change], witness: paceKey });
    return written === 'conflict' ? 'conflict' : { value: pace, tag: written.etag };
  }
}
