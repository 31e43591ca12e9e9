/** Makes the pages and figures of a programme again from its facts, while people go on checking in. */
import type { Random } from '../ports';
import type { RecordStore, StandingOf } from '../storagePorts';
import { allFigureKeys, everyPageRow, figureKey, figureRow, isEveryPage, keptOf } from './figureRows';
import { keyOf } from './keys';
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
import type { Change } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

/** A page as it lies there now. */
interface PageAt {
  readonly school: string;
  readonly etag: string;
}

/** After so many check-ins of one pupil within one rebuild something else is wrong. */
const mostTries = 10;

/** What facts alone do not tell. */
export interface RebuildBy {
  readonly schoolOf: (pupil: string) => string | null;
  readonly standingOf: StandingOf;
}

class Rebuild {
  readonly #table: Table;
  readonly #random: Random;
  readonly #programme: string;
  readonly #by: RebuildBy;
  /** Figures that were written, by school. */
  readonly made = new Map<string, Set<string>>();

  constructor(table: Table, random: Random, programme: string, by: RebuildBy) {
    this.#table = table;
    this.#random = random;
    this.#programme = programme;
    this.#by = by;
  }

  /** Pages by pupil; read before the facts, so that a fact that comes between shows as a conflict. */
  async present(): Promise<Map<string, PageAt[]>> {
    const pages = new Map<string, PageAt[]>();
    const rows = this.#table.range(keyOf(this.#programme), allPageKeys, {
      only: [placeColumn],
    });
    for await (const row of rows) {
      const { school, pupil } = placeFrom(row);
      pages.set(pupil, [...(pages.get(pupil) ?? []), { school, etag: row.etag }]);
    }
    return pages;
  }

  /** The facts of one pupil after the other. */
  async *pupils(): AsyncGenerator<readonly [pupil: string, facts: readonly StoredFact[]]> {
    let current: string | null = null;
    let facts: StoredFact[] = [];
    for await (const row of this.#table.range(keyOf(this.#programme), allFactKeys)) {
      const fact = factFrom(row);
      if (current !== null && fact.pupil !== current) {
        yield [current, facts];
        facts = [];
      }
      current = fact.pupil;
      facts.push(fact);
    }
    if (current !== null) yield [current, facts];
  }

  /** False when the page changed meanwhile. A pupil of no school keeps the place it has. */
  async pupil(
    pupil: string,
    facts: readonly StoredFact[],
    present: readonly PageAt[],
    more: readonly Change[] = [],
  ): Promise<boolean> {
    const school = this.#by.schoolOf(pupil) ?? present[0]?.school ?? null;
    if (school === null || facts.length === 0) return this.removeAll(pupil, present);
    const page = pageOf(school, pupil, facts);
    const row = pageRow(this.#programme, page);
    const here = present.find((one) => one.school === school);
    const figures = figureRow(this.#programme, school, keptOf(page, this.#by.standingOf(page)));
    const changes: Change[] = [
      here === undefined ? { kind: 'create', row } : { kind: 'replace', row, etag: here.etag },
      { kind: 'upsert', row: figures },
      ...more,
    ];
    const written = await write(this.#table, this.#random, { changes, witness: row.rowKey });
    if (written === 'conflict') return false;
    this.made.set(school, (this.made.get(school) ?? new Set()).add(figures.rowKey));
    return this.removeAll(
      pupil,
      present.filter((one) => one !== here),
    );
  }

  async removeAll(pupil: string, pages: readonly PageAt[]): Promise<boolean> {
    const partition = keyOf(this.#programme);
    let complete = true;
    for (const { school, etag } of pages) {
      // First the figures: whoever stores a fact meanwhile writes them again, and then the page is another one.
      await this.#table.remove(partition, figureKey(school, pupil));
      const removed = await this.#table.remove(partition, pageKey(school, pupil), etag);
      complete &&= removed;
    }
    return complete;
  }

  /** Keys and etags of the figures there are. */
  async figures(): Promise<Map<string, string>> {
    const rows = await all(this.#table.range(keyOf(this.#programme), allFigureKeys, { only: [] }));
    return new Map(rows.filter((row) => !isEveryPage(row)).map(({ rowKey, etag }) => [rowKey, etag]));
  }

  /** Removes of these figures what nobody's facts gave, and says of each school that its figures are there. */
  async tidy(before: ReadonlyMap<string, string>): Promise<void> {
    const made = new Set([...this.made.values()].flatMap((keys) => [...keys]));
    for (const [rowKey, etag] of before) {
      if (!made.has(rowKey)) await this.#table.remove(keyOf(this.#programme), rowKey, etag);
    }
    for (const school of this.made.keys()) await this.#table.put(everyPageRow(this.#programme, school));
  }

  /** The same for a pupil who was busy meanwhile, with everything read afresh. */
  async again(pupil: string): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const present = (await this.present()).get(pupil) ?? [];
      const rows = await all(this.#table.range(keyOf(this.#programme), pupilFactKeys(pupil)));
      if (await this.pupil(pupil, rows.map(factFrom), present)) return;
    }
    throw new Error(`The page of a pupil changed ${mostTries} times while it was rebuilt`);
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
    const facts = (await all(table.range(partition, pupilFactKeys(pupil)))).map(factFrom);
    const { standing, notices } = made(pageOf(to, pupil, facts), pageFrom(left));
    const rebuild = new Rebuild(table, random, programme, { schoolOf: () => to, standingOf: () => standing });
    const present = [
      { school: from, etag: left.etag },
      ...(there === null ? [] : [{ school: to, etag: there.etag }]),
    ];
    const pending = notices.map((notice): Change => ({
      kind: 'upsert',
      row: noticeRow(programme, { of: 'flag', pupil, notice }),
    }));
    if (await rebuild.pupil(pupil, facts, present, pending)) return;
  }
  throw new Error(`The page of a pupil changed ${mostTries} times while it was moved`);
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
  for await (const [pupil, facts] of rebuild.pupils()) {
    const pages = present.get(pupil) ?? [];
    present.delete(pupil);
    if (!(await rebuild.pupil(pupil, facts, pages))) await rebuild.again(pupil);
    count += 1;
  }
  // What is left has no fact under it, unless one came while this ran: then its page is right as it is.
  for (const [pupil, pages] of present) await rebuild.removeAll(pupil, pages);
  await rebuild.tidy(figures);
  return count;
}
