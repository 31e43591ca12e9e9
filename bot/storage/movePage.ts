/** What is kept of a pupil follows them to another school, while people go on checking in. */
import { Fault } from '../programme/failure';
import type { RecordStore } from '../ports/storage';
import { readable, unlessUnreadable } from './columns';
import { figureRow, keptOf } from './figureRows';
import { keyOf } from './keys';
import { mostPageTries, pageAt, removePages, writePage, type PageHome } from './pageAnew';
import { pageFrom } from './pageText';
import { factFrom, noticeRow, pageKey, pageOf, pupilFactKeys } from './recordRows';
import type { Change } from './row';
import { all } from './table';

/** What moves, and from where to where. */
export interface Moving {
  readonly pupil: string;
  readonly from: string;
  readonly to: string;
}

/** Moves what was stored of a pupil at a school they had left; see RecordStore.movePage. */
export async function movePage(
  home: PageHome,
  { pupil, from, to }: Moving,
  made: Parameters<RecordStore['movePage']>[3],
): Promise<void> {
  const { table, programme } = home;
  const partition = keyOf(programme);
  for (let tries = 0; tries < mostPageTries; tries += 1) {
    const left = await table.get(partition, pageKey(from, pupil));
    if (left === null) return;
    const there = await table.get(partition, pageKey(to, pupil));
    // Read after the pages, so that a fact that comes between shows as a conflict.
    const rows = await all(table.range(partition, pupilFactKeys(pupil)));
    const facts = readable(rows, factFrom);
    if (facts.length < rows.length) return;
    const page = pageOf(to, pupil, facts);
    const { standing, notices } = made(page, unlessUnreadable(() => pageFrom(left)) ?? page);
    const figures = figureRow(programme, to, keptOf(page, standing));
    const more = notices.map((notice): Change => ({
      kind: 'upsert',
      row: noticeRow(programme, { of: 'flag', pupil, notice }),
    }));
    const present = [left, ...(there === null ? [] : [there])].map(pageAt);
    const isMoved =
      facts.length === 0
        ? await removePages(home, present)
        : (await writePage(home, { page, figures, present, more })) === 'whole';
    if (isMoved) return;
  }
  throw new Fault(`The page of a pupil changed ${mostPageTries} times while it was moved`);
}
