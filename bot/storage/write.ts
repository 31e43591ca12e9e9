/**
 * Conditional writes whose answer may get lost. The client repeats a request that broke off; when the
 * first one had been applied, the repetition is refused (409, 412, 404) as if somebody else had been
 * faster. So every write leaves an id of its own in the rows, and a refusal counts only after a look.
 */
import { placeOf } from './rowPlace';
import { Fault } from '../programme/failure';
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

/** Changes under an id of their own, to be made once however often they are sent. */
export interface Signed {
  readonly changes: readonly Change[];
  readonly writeId: string;
  /** The row of the witness, and its place among the changes. */
  readonly witness: Row;
  readonly index: number;
}

/** What was written: the witness's new etag, and those of all changes in their order unless the reply got lost. */
export interface Written {
  readonly etag: string;
  readonly etags: readonly (string | undefined)[] | null;
}

const conflicts = new Set([404, 409, 412]);
const writeIdColumn = 'writeId';

/** Gives the changes of a write an id of their own. */
export function sign(random: Random, { changes, witness }: Write): Signed {
  const writeId = random.uuid();
  const signed = changes.map((change): Change =>
    change.kind === 'remove' ? change : { ...change, row: { ...change.row, [writeIdColumn]: writeId } },
  );
  const index = signed.findIndex(({ kind, row }) => kind !== 'remove' && row.rowKey === witness);
  const row = signed[index]?.row;
  if (row === undefined) throw new Fault('the row by which a write is known is not among its changes');
  return { changes: signed, writeId, witness: row, index };
}

async function lookUp(table: Table, { partitionKey, rowKey }: Row): Promise<FoundRow | null | 'unknown'> {
  try {
    return await table.get(partitionKey, rowKey);
  } catch {
    return 'unknown';
  }
}

/**
 * What became of a write that failed: `conflict` when another one came first. Throws the failure when storage
 * could not be reached and the changes are not there.
 */
export async function settle(
  table: Table,
  { witness, writeId }: Signed,
  failure: unknown,
): Promise<Written | 'conflict'> {
  const refused = refusal(failure);
  if (refused !== null && !conflicts.has(refused)) throw failure;
  const found = await lookUp(table, witness);
  if (found === 'unknown') throw failure;
  if (found?.columns[writeIdColumn] === writeId) return { etag: found.etag, etags: null };
  if (refused !== null) return 'conflict';
  throw failure;
}

/** Makes signed changes, all or none; see `settle` for what may go wrong. */
export async function make(table: Table, signed: Signed): Promise<Written | 'conflict'> {
  const { changes, witness, index } = signed;
  let failure: unknown = new Fault(`no etag came back for ${placeOf(witness)}`);
  try {
    const etags = await table.change(changes);
    const etag = etags[index];
    if (etag !== undefined) return { etag, etags };
  } catch (error) {
    failure = error;
  }
  return settle(table, signed, failure);
}

/**
 * Makes the changes, all or none; `conflict` when another write came first. Throws when storage could not be
 * reached and the changes are not there.
 */
export const write = (table: Table, random: Random, changes: Write): Promise<Written | 'conflict'> =>
  make(table, sign(random, changes));
