/** Makes the pages and figures of a programme again from its facts, while people go on checking in. */
import { Fault } from '../programme/failure';
import type { Random } from '../ports';
import type { RecordStore, StandingOf } from '../ports/storage';
import { allFigureKeys, everyPageRow, figureRow, isEveryPage, keptOf } from './figureRows';
import { readable, unlessUnreadable } from './columns';
import { encodePart, keyOf, partOfKey } from './keys';
import { pageFrom } from './pageText';
import {
  allFactKeys,
  allPageKeys,
  factFrom,
  noticeRow,
  pageKey,
  pageOf,
  pageRow,
  placeColumn,
  placeFrom,
  pupilFactKeys,
} from './recordRows';
import type { StoredFact } from './recordShape';
import type { Change, FoundRow } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

/** A page as it lies there now. */
interface PageAt {
  readonly rowKey: string;
  readonly etag: string;
  /** Null where the row does not say it readably. */
  readonly school: string | null;
}

/** The key of the figures of a pupil, from that of their page. */
const figureKeyBeside = (page: string): string => page.replace(/^p/, 'k');

const pageAt = (row: FoundRow): PageAt => ({
  rowKey: row.rowKey,
  etag: row.etag,
  school: unlessUnreadable(() => placeFrom(row))?.school ?? null,
});

/** After so many check-ins of one pupil within one rebuild something else is wrong. */
const mostTries = 10;

/** What facts alone do not tell. */
export interface RebuildBy {
  readonly schoolOf: (pupil: string) => string | null;
  readonly standingOf: StandingOf;
  /** Told the key of every fact that this version cannot read. */
  readonly unreadable: (row: string) => void;
}

class Rebuild {
  readonly #table: Table;
  readonly #random: Random;
  readonly #programme: string;
  readonly #by: RebuildBy;
  /** Figures that were written, by school. */
  readonly made = new Map<string, Set<string>>();
  /** Figures of pupils who could not be looked into: they stay as they are. */
  readonly #left = new Set<string>();
  /** Schools of these, as keys have them: whether all their pages have figures is not known here. */
  readonly #unsure = new Set<string>();

  constructor(table: Table, random: Random, programme: string, by: RebuildBy) {
    this.#table = table;
    this.#random = random;
    this.#programme = programme;
    this.#by = by;
  }

  /** Pages by the pupil's part of their keys; read before the facts, so that a fact that comes between shows as a conflict. */
  async present(): Promise<Map<string, PageAt[]>> {
    const pages = new Map<string, PageAt[]>();
    const rows = this.#table.range(keyOf(this.#programme), allPageKeys, {
      only: [placeColumn],
    });
    for await (const row of rows) {
      const part = partOfKey(row.rowKey, 2);
      pages.set(part, [...(pages.get(part) ?? []), pageAt(row)]);
    }
    return pages;
  }

  /** The rows of one pupil's facts after those of the other, with the pupil's part of their keys. */
  async *pupils(): AsyncGenerator<readonly [part: string, rows: readonly FoundRow[]]> {
    let current: string | null = null;
    let rows: FoundRow[] = [];
    for await (const row of this.#table.range(keyOf(this.#programme), allFactKeys)) {
      const part = partOfKey(row.rowKey, 1);
      if (current !== null && part !== current) {
        yield [current, rows];
        rows = [];
      }
      current = part;
      rows.push(row);
    }
    if (current !== null) yield [current, rows];
  }

  /** The facts of a pupil; null when this version cannot read them all: what there is of the pupil then stays as it is. */
  factsIn(rows: readonly FoundRow[], present: readonly PageAt[]): readonly StoredFact[] | null {
    const facts = readable(rows, factFrom);
    if (facts.length === rows.length) return facts;
    for (const row of rows)
      if (unlessUnreadable(() => factFrom(row)) === null) this.#by.unreadable(row.rowKey);
    this.#leave(present);
    return null;
  }

  #leave(present: readonly PageAt[]): true {
    for (const { rowKey } of present) {
      this.#left.add(figureKeyBeside(rowKey));
      this.#unsure.add(partOfKey(rowKey, 1));
    }
    return true;
  }

  /** False when the page changed meanwhile. A pupil of no school keeps the place it has. */
  async pupil(
    pupil: string,
    facts: readonly StoredFact[],
    present: readonly PageAt[],
    more: readonly Change[] = [],
  ): Promise<boolean> {
    const known = present.find((one) => one.school !== null)?.school ?? null;
    const school = this.#by.schoolOf(pupil) ?? known;
    if (facts.length === 0) return this.removeAll(present);
    if (school === null) return this.#leave(present);
    const page = pageOf(school, pupil, facts);
    const row = pageRow(this.#programme, page);
    const here = present.find((one) => one.rowKey === row.rowKey);
    const figures = figureRow(this.#programme, school, keptOf(page, this.#by.standingOf(page)));
    const changes: Change[] = [
      here === undefined ? { kind: 'create', row } : { kind: 'replace', row, etag: here.etag },
      { kind: 'upsert', row: figures },
      ...more,
    ];
    const written = await write(this.#table, this.#random, { changes, witness: row.rowKey });
    if (written === 'conflict') return false;
    this.made.set(school, (this.made.get(school) ?? new Set()).add(figures.rowKey));
    return this.removeAll(present.filter((one) => one !== here));
  }

  async removeAll(pages: readonly PageAt[]): Promise<boolean> {
    const partition = keyOf(this.#programme);
    let complete = true;
    for (const { rowKey, etag } of pages) {
      // First the figures: whoever stores a fact meanwhile writes them again, and then the page is another one.
      await this.#table.remove(partition, figureKeyBeside(rowKey));
      const removed = await this.#table.remove(partition, rowKey, etag);
      complete &&= removed;
    }
    return complete;
  }

  /** Keys and etags of the figures there are. */
  async figures(): Promise<Map<string, string>> {
    const rows = await all(this.#table.range(keyOf(this.#programme), allFigureKeys, { only: [] }));
    return new Map(rows.filter((row) => !isEveryPage(row)).map(({ rowKey, etag }) => [rowKey, etag]));
  }

  /** Removes of these figures what nobody's facts gave, and says of each school whose pages were all made that its figures are there. */
  async tidy(before: ReadonlyMap<string, string>): Promise<void> {
    const stays = new Set([...this.made.values(), this.#left].flatMap((keys) => [...keys]));
    for (const [rowKey, etag] of before) {
      if (!stays.has(rowKey)) await this.#table.remove(keyOf(this.#programme), rowKey, etag);
    }
    for (const school of this.made.keys())
      if (!this.#unsure.has(encodePart(school))) await this.#table.put(everyPageRow(this.#programme, school));
  }

  /** The same for a pupil who was busy meanwhile, with everything read afresh. */
  async again(pupil: string): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const present = (await this.present()).get(encodePart(pupil)) ?? [];
      const rows = await all(this.#table.range(keyOf(this.#programme), pupilFactKeys(pupil)));
      const facts = this.factsIn(rows, present);
      if (facts === null || (await this.pupil(pupil, facts, present))) return;
    }
    throw new Fault(`The page of a pupil changed ${mostTries} times while it was rebuilt`);
  }
}

/** What moves, and from where to where. */
export interface Moving {
  readonly pupil: string;
  readonly from: string;
  readonly to: string;
}

/** Moves what was stored of a pupil at a school they had left; see RecordStore.movePage. */
export async function movePage(
  table: Table,
  random: Random,
  programme: string,
  { pupil, from, to }: Moving,
  made: Parameters<RecordStore['movePage']>[3],
): Promise<void> {
  const partition = keyOf(programme);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const left = await table.get(partition, pageKey(from, pupil));
    if (left === null) return;
    const there = await table.get(partition, pageKey(to, pupil));
    // Read after the pages, so that a fact that comes between shows as a conflict.
    const rows = await all(table.range(partition, pupilFactKeys(pupil)));
    const facts = readable(rows, factFrom);
    if (facts.length < rows.length) return;
    const page = pageOf(to, pupil, facts);
    const { standing, notices } = made(page, unlessUnreadable(() => pageFrom(left)) ?? page);
    const rebuild = new Rebuild(table, random, programme, {
      schoolOf: () => to,
      standingOf: () => standing,
      unreadable: () => undefined,
    });
    const present = [left, ...(there === null ? [] : [there])].map(pageAt);
    const pending = notices.map((notice): Change => ({
      kind: 'upsert',
      row: noticeRow(programme, { of: 'flag', pupil, notice }),
    }));
    if (await rebuild.pupil(pupil, facts, present, pending)) return;
  }
  throw new Fault(`The page of a pupil changed ${mostTries} times while it was moved`);
}

/** Rebuilds every page with its figures and gives their number; see RecordStore.rebuild. */
export async function rebuildPages(
  table: Table,
  random: Random,
  programme: string,
  by: RebuildBy,
): Promise<number> {
  const rebuild = new Rebuild(table, random, programme, by);
  const figures = await rebuild.figures();
  const present = await rebuild.present();
  let count = 0;
  for await (const [part, rows] of rebuild.pupils()) {
    const pages = present.get(part) ?? [];
    present.delete(part);
    const facts = rebuild.factsIn(rows, pages);
    const [first] = facts ?? [];
    if (facts === null || first === undefined) continue;
    if (!(await rebuild.pupil(first.pupil, facts, pages))) await rebuild.again(first.pupil);
    count += 1;
  }
  // What is left has no fact under it, unless one came while this ran: then its page is right as it is.
  for (const pages of present.values()) await rebuild.removeAll(pages);
  await rebuild.tidy(figures);
  return count;
}
