/** Reads the figures of a school; what is not there yet is made from the pages. */
import type { KeptPupil } from '../programme/kept/pupil';
import type { Random } from '../ports';
import type { PupilPage, Reach } from '../ports/storage';
import { columnFor, everyPageRow, figureKeys, figureRow, isEveryPage, keptFrom, keptOf } from './figureRows';
import { keyOf } from './keys';
import { inTransactions } from './limits';
import type { Change } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

/** Creates rows that are not there; one that came meanwhile is newer than ours and stays. */
async function createMissing(table: Table, random: Random, changes: readonly Change[]): Promise<void> {
  for (const batch of inTransactions(changes)) {
    const witness = batch[0]?.row.rowKey ?? '';
    const written = await write(table, random, { changes: batch, witness });
    if (written !== 'conflict' || batch.length === 1) continue;
    for (const change of batch) await write(table, random, { changes: [change], witness: change.row.rowKey });
  }
}

/** The pages of a school; not all of them when some cannot be read. */
export interface ReadPages {
  readonly pages: readonly PupilPage[];
  readonly areAll: boolean;
}

/** Whose figures are read, how far back, and the pages they are made from where there are none. */
export interface Wanted {
  readonly programme: string;
  readonly school: string;
  readonly reach: Reach;
  readonly pages: () => Promise<ReadPages>;
}

/**
 * See RecordStore.figures. A school whose pages were stored before there were figures gets them once, when it is first
 * asked about; as long as one of its pages cannot be read it is asked again, for that pupil must not be left out for good.
 * Broken figures are worked out from the page every time until a rebuild mends them. Rows of the version before have one
 * column: a school with any of them is read once more, from that one, until a rebuild or an answer of each pupil.
 */
export async function readFigures(
  table: Table,
  random: Random,
  wanted: Wanted,
): Promise<readonly KeptPupil[]> {
  const { programme, school, reach, pages } = wanted;
  const partition = keyOf(programme);
  const wantedOf = { only: [columnFor(reach)], untagged: true };
  const rows = await all(table.range(partition, figureKeys(school), wantedOf));
  const found = rows.filter((row) => !isEveryPage(row)).map((row) => keptFrom(row, reach));
  const kept = found.filter((one) => one !== null);
  const isComplete = rows.some(isEveryPage);
  if (isComplete && kept.length === found.length) return kept;
  if (isComplete && reach === 'recent') return readFigures(table, random, { ...wanted, reach: 'all' });
  const known = new Set(kept.map(({ pupil }) => pupil));
  const read = await pages();
  const missing = read.pages.filter(({ pupil }) => !known.has(pupil)).map((page) => keptOf(page, null));
  if (!isComplete) {
    const changes = missing.map((one): Change => ({
      kind: 'create',
      row: figureRow(programme, school, one),
    }));
    await createMissing(table, random, changes);
    if (read.areAll) await table.put(everyPageRow(programme, school));
  }
  return [...kept, ...missing];
}
