/** Writing a pupil's page anew from the facts, so that what is stored meanwhile shows as a conflict. */
import type { Random } from '../ports';
import { unlessUnreadable } from './columns';
import { keyOf } from './keys';
import type { PupilPage } from '../ports/storage';
import { pageRow, placeFrom } from './recordRows';
import type { Change, FoundRow, Row } from './row';
import type { Table } from './table';
import { write } from './write';

/** After so many check-ins of one pupil while their page is made anew something else is wrong. */
export const mostPageTries = 10;

/** Where pages lie: those of one programme. */
export interface PageHome {
  readonly table: Table;
  readonly random: Random;
  readonly programme: string;
}

/** A page as it lies there now. */
export interface PageAt {
  readonly rowKey: string;
  readonly etag: string;
  /** Null where the row does not say it readably. */
  readonly school: string | null;
}

/** Where a page lies, and under which tag. */
export const pageAt = (row: FoundRow): PageAt => ({
  rowKey: row.rowKey,
  etag: row.etag,
  school: unlessUnreadable(() => placeFrom(row))?.school ?? null,
});

/** The key of the figures of a pupil, from that of their page. */
export const figureKeyBeside = (page: string): string => page.replace(/^p/, 'k');

/** Removes pages and the figures beside them. False when one changed meanwhile: that one stays. */
export async function removePages(
  { table, programme }: PageHome,
  pages: readonly PageAt[],
): Promise<boolean> {
  const partition = keyOf(programme);
  let complete = true;
  for (const { rowKey, etag } of pages) {
    // First the figures: whoever stores a fact meanwhile writes them again, and then the page is another one.
    await table.remove(partition, figureKeyBeside(rowKey));
    const removed = await table.remove(partition, rowKey, etag);
    complete &&= removed;
  }
  return complete;
}

/** What is written in one transaction, and over which pages of the pupil. */
export interface PageAnew {
  readonly page: PupilPage;
  readonly figures: Row;
  readonly present: readonly PageAt[];
  readonly more: readonly Change[];
}

/**
 * Writes a page over the one at its place, then removes the others. `conflict`: it changed meanwhile, and nothing
 * was written; `otherLeft`: it was written, and another one changed meanwhile and is still there.
 */
export async function writePage(
  home: PageHome,
  { page, figures, present, more }: PageAnew,
): Promise<'whole' | 'otherLeft' | 'conflict'> {
  const row = pageRow(home.programme, page);
  const here = present.find((one) => one.rowKey === row.rowKey);
  const changes: Change[] = [
    here === undefined ? { kind: 'create', row } : { kind: 'replace', row, etag: here.etag },
    { kind: 'upsert', row: figures },
    ...more,
  ];
  const written = await write(home.table, home.random, { changes, witness: row.rowKey });
  if (written === 'conflict') return 'conflict';
  const others = present.filter((one) => one !== here);
  return (await removePages(home, others)) ? 'whole' : 'otherLeft';
}
