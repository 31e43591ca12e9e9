/**
 * Conditional writes whose answer may get lost. The client repeats a request that broke off; when the
 * first one had been applied, the repetition is refused (409, 412, 404) as if somebody else had been
 * faster. So every write leaves an id of its own in the rows, and a refusal counts only after a look.
 */
import type { Random } from '../ports';
import type { Change, FoundRow, Row } from './row';
import { refusal } from './table';
import type { Table } from './table';

/** Changes of one partition. `witness` is a row among those created or replaced. */
export interface Write {
  readonly changes: readonly Change[];
  /** Row key by which the write is recognised afterwards: best one that nobody ever changes. */
  readonly witness: string;
}

const conflicts = new Set([404, 409, 412]);
const writeIdColumn = 'writeId';

const signed = (change: Change, writeId: string): Change =>
  change.kind === 'remove' ? change : { ...change, row: { ...change.row, [writeIdColumn]: writeId } };

async function lookUp(table: Table, witness: Row): Promise<FoundRow | null | 'unknown'> {
  try {
    return await table.get(witness.partitionKey, witness.rowKey);
  } catch {
    return 'unknown';
  }
}

/** What was written: the witness's new etag, and those of all changes in their order unless the reply got lost. */
export interface Written {
  readonly etag: string;
  readonly etags: readonly (string | undefined)[] | null;
}

/**
 * Makes the changes, all or none; `conflict` when another write
 * came first. Throws when storage could not be reached and the changes are not there.
 */
export async function write(
  table: Table,
  random: Random,
  { changes, witness }: Write,
): Promise<Written | 'conflict'> {
  const writeId = random.uuid();
  const index = changes.findIndex(({ kind, row }) => kind !== 'remove' && row.rowKey === witness);
  const row = changes[index]?.row;
  if (row === undefined) throw new Error(`No row ${witness} among the changes`);
  let failure: unknown = new Error(`No etag came back for ${row.partitionKey} / ${witness}`);
  try {
    const etags = await table.change(changes.map((change) => signed(change, writeId)));
    const etag = etags[index];
    if (etag !== undefined) return { etag, etags };
  } catch (error) {
    failure = error;
  }
  const refused = refusal(failure);
  if (refused !== null && !conflicts.has(refused)) throw failure;
  const found = await lookUp(table, row);
  if (found === 'unknown') throw failure;
  if (found?.columns[writeIdColumn] === writeId) return { etag: found.etag, etags: null };
  if (refused !== null) return 'conflict';
  throw failure;
}
