/**
 * What was erased and purged, as rows in the partition of the facts: `e|fingerprint` an erasure that has begun, under the
 * fingerprint of whom, `g|at|id` a receipt, and `w` what of retention was looked after last.
 */
import { z } from 'zod';

import type { Random } from '../ports';
import type { BegunErasure, Receipt, ReceiptStore } from '../ports/privacy';
import { fromColumns, readable, toColumns, unlessUnreadable } from './columns';
import { fingerprint, keyOf, keysUnder, momentPart } from './keys';
import type { Change, FoundRow, Row } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

const begunShape = z.object({
  is: z.enum(['person', 'pupil', 'purge']),
  id: z.string(),
  names: z.array(z.string()),
  pseudonym: z.string(),
}) satisfies z.ZodType<BegunErasure>;

const counts = z.record(z.string(), z.number());
const receiptShape = z.object({
  at: z.number(),
  what: z.enum(['erased', 'purged']),
  of: z.string(),
  removed: counts,
  changed: counts,
}) satisfies z.ZodType<Receipt>;

/** The erasure that has begun which a row holds; throws when it holds something else. */
export const begunFrom = (row: FoundRow): BegunErasure => fromColumns(row, begunShape);
/** The receipt a row holds; throws when it holds something else. */
export const receiptFrom = (row: FoundRow): Receipt => fromColumns(row, receiptShape);

const lookedShape = z.object({ due: z.string() });
const lookedKey = keyOf('w');

const begunKey = ({ is, id }: BegunErasure): string => keyOf('e', fingerprint(`${is} ${id}`));

/** The receipts on the table of the facts. */
export class AzureReceipts implements ReceiptStore {
  readonly #table: Table;
  readonly #random: Random;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#random = random;
  }

  async begin(programme: string, erasure: BegunErasure): Promise<BegunErasure> {
    const row: Row = { partitionKey: keyOf(programme), rowKey: begunKey(erasure), ...toColumns(erasure) };
    const changes: Change[] = [{ kind: 'create', row }];
    const written = await write(this.#table, this.#random, { changes, witness: row.rowKey });
    if (written !== 'conflict') return erasure;
    const found = await this.#table.get(row.partitionKey, row.rowKey);
    return found === null ? this.begin(programme, erasure) : begunFrom(found);
  }

  async begun(programme: string): Promise<readonly BegunErasure[]> {
    return readable(await all(this.#table.range(keyOf(programme), keysUnder('e'))), begunFrom);
  }

  async end(programme: string, erasure: BegunErasure | null, receipt: Receipt): Promise<void> {
    const partitionKey = keyOf(programme);
    const rowKey = keyOf('g', momentPart(receipt.at), this.#random.uuid());
    const ends: Change[] =
      erasure === null ? [] : [{ kind: 'remove', row: { partitionKey, rowKey: begunKey(erasure) } }];
    const changes: Change[] = [
      { kind: 'create', row: { partitionKey, rowKey, ...toColumns(receipt) } },
      ...ends,
    ];
    // A conflict is somebody who went on with the same erasure and has ended it: theirs is the receipt.
    await write(this.#table, this.#random, { changes, witness: rowKey });
  }

  async list(programme: string): Promise<readonly Receipt[]> {
    return readable(await all(this.#table.range(keyOf(programme), keysUnder('g'))), receiptFrom);
  }

  async lookedAfter(programme: string): Promise<string | null> {
    const row = await this.#table.get(keyOf(programme), lookedKey);
    // One that cannot be read is a newer version's: looking after it once more does no harm.
    return row === null ? null : (unlessUnreadable(() => fromColumns(row, lookedShape))?.due ?? null);
  }

  async lookAfter(programme: string, due: string): Promise<void> {
    await this.#table.put({ partitionKey: keyOf(programme), rowKey: lookedKey, ...toColumns({ due }) });
  }
}
