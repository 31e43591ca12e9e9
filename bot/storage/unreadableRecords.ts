/** Finds the rows of what happened that this version cannot read. */
import { accessFrom } from './accessLog';
import { unlessUnreadable } from './columns';
import { ratesFrom } from './figureRows';
import { keyOf } from './keys';
import { kindOfKey } from './rowPlace';
import { pageFrom } from './pageText';
import { begunFrom, receiptFrom } from './receipts';
import { careUseFrom, contactMadeFrom, factFrom, keptHoursFrom, noticeFrom, pauseFrom } from './recordRows';
import type { FoundRow } from './row';
import type { Table } from './table';

/** How rows are read by their kind; what is kept of pupils is made anew when it cannot be read. */
const readers = new Map<string, (row: FoundRow) => unknown>([
  ['p', pageFrom],
  ['f', factFrom],
  ['n', noticeFrom],
  ['s', pauseFrom],
  ['c', contactMadeFrom],
  ['z', careUseFrom],
  ['h', keptHoursFrom],
  ['q', ratesFrom],
  ['x', accessFrom],
  ['e', begunFrom],
  ['g', receiptFrom],
]);

const isUnreadable = (row: FoundRow): boolean => {
  const read = readers.get(kindOfKey(row.rowKey));
  return read !== undefined && unlessUnreadable(() => [read(row)]) === null;
};

/** The keys of a programme's rows that hold something else than this version writes; one page of rows after the other. */
export async function unreadableRecords(table: Table, programme: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const row of table.partition(keyOf(programme))) if (isUnreadable(row)) found.push(row.rowKey);
  return found;
}
