/**
 * What Azure Tables takes, checked before anything is sent: the emulator takes more, and a programme
 * that outgrows a limit must say so by name.
 */
import { Fault } from '../programme/failure';
import type { Change, Row } from './row';
import { placeOf } from './rowPlace';

const kib = 1024;

/** https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model */
export const limits = {
  entityBytes: 1024 * kib,
  properties: 252,
  textUnits: 32 * kib,
  /** Azure's documents say 1,024, its emulator holds 1 KiB of UTF-16 against us: the smaller is safe. */
  keyCharacters: 512,
  transactionRows: 100,
  transactionBytes: 4 * 1024 * kib,
} as const;

/** Kept free in a transaction for the headers of its parts. */
const bytesPerPart = 2 * kib;

/** A name, a type and a length come with every property. */
const bytesPerProperty = 16;

/** Bytes of an entity as Azure counts them: text in UTF-16, with its name. */
function entityBytes(row: Row): number {
  return Object.entries(row).reduce(
    (sum, [name, value]) =>
      sum + bytesPerProperty + 2 * name.length + (typeof value === 'string' ? 2 * value.length : 8),
    0,
  );
}

/** Bytes of a change on the wire, where text is JSON in UTF-8. */
export function wireBytes(row: Row): number {
  return bytesPerPart + Buffer.byteLength(JSON.stringify(row));
}

function refuse(row: Row, what: string, found: number, allowed: number): never {
  throw new Fault(`entity ${placeOf(row)} has ${what} of ${found}, at most ${allowed} can be stored`);
}

/** Throws when Azure would refuse this entity, and says of which kind it is and by how much. */
export function checkRow(row: Row): void {
  for (const key of [row.partitionKey, row.rowKey]) {
    if (key.length > limits.keyCharacters) refuse(row, 'a key length', key.length, limits.keyCharacters);
  }
  const properties = Object.keys(row).length - 2;
  if (properties > limits.properties) refuse(row, 'a property count', properties, limits.properties);
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'string' && value.length > limits.textUnits)
      refuse(row, `a text length in "${name}"`, value.length, limits.textUnits);
  }
  const bytes = entityBytes(row);
  if (bytes > limits.entityBytes) refuse(row, 'a size in bytes', bytes, limits.entityBytes);
}

/** Throws when Azure would refuse these changes as one transaction; their bytes on the wire otherwise. */
export function checkTransaction(changes: readonly Change[]): number {
  const first = changes[0];
  if (first === undefined) throw new Fault('a transaction needs at least one change');
  for (const { row } of changes) checkRow(row);
  const stranger = changes.find(({ row }) => row.partitionKey !== first.row.partitionKey);
  if (stranger !== undefined) {
    throw new Fault(`entity ${placeOf(stranger.row)} is in another partition than ${placeOf(first.row)}`);
  }
  if (changes.length > limits.transactionRows) {
    refuse(first.row, 'a transaction count', changes.length, limits.transactionRows);
  }
  const bytes = changes.reduce((sum, { row }) => sum + wireBytes(row), 0);
  if (bytes > limits.transactionBytes) {
    refuse(first.row, 'a transaction size in bytes', bytes, limits.transactionBytes);
  }
  return bytes;
}

/** Cuts changes of one partition into transactions that Azure takes, in order; `most` is the rows in one. */
export function inTransactions(
  changes: readonly Change[],
  most: number = limits.transactionRows,
): Change[][] {
  const batches: Change[][] = [];
  let bytes = 0;
  for (const change of changes) {
    const size = wireBytes(change.row);
    const last = batches.at(-1);
    if (last === undefined || last.length >= most || bytes + size > limits.transactionBytes) {
      batches.push([change]);
      bytes = size;
    } else {
      last.push(change);
      bytes += size;
    }
  }
  return batches;
}
