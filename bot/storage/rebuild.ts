/** Makes the pages and figures of a programme again from its facts, while people go on checking in. */
import { Fault } from '../programme/failure';
import type { StandingOf } from '../ports/storage';
import { allFigureKeys, everyPageRow, figureRow, isEveryPage, keptOf } from './figureRows';
import { readable, unlessUnreadable } from './columns';
import { encodePart, keyOf, partOfKey } from './keys';
import {
  figureKeyBeside,
  mostPageTries,
  pageAt,
  removePages,
  writePage,
  type PageAt,
  type PageHome,
} from './pageAnew';
import { allFactKeys, allPageKeys, factFrom, pageOf, placeColumn, pupilFactKeys } from './recordRows';
import type { StoredFact } from './recordShape';
import type { FoundRow } from './row';
import { all } from './table';

/** What facts alone do not tell. */
export interface RebuildBy {
  readonly schoolOf: (pupil: string) => string | null;
  readonly standingOf: StandingOf;
  /** Told the key of every fact that this version cannot read. */
  readonly unreadable: (row: string) => void;
}

class Rebuild {
  readonly #home: PageHome;
  readonly #by: RebuildBy;
  /** Figures that were written, by school. */
  readonly made = new Map<string, Set<string>>();
  /** Figures of pupils who could not be looked into: they stay as they are. */
  readonly #left = new Set<string>();
  /** Schools of these, as keys have them: whether all their pages have figures is not known here. */
  readonly #unsure = new Set<string>();

  constructor(home: PageHome, by: RebuildBy) {
    this.#home = home;
    this.#by = by;
  }

  /** Pages by the pupil's part of their keys; read before the facts, so that a fact that comes between shows as a conflict. */
  async present(): Promise<Map<string, PageAt[]>> {
    const pages = new Map<string, PageAt[]>();
    const rows = this.#home.table.range(keyOf(this.#home.programme), allPageKeys, {
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
    for await (const row of this.#home.table.range(keyOf(this.#home.programme), allFactKeys)) {
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
  async pupil(pupil: string, facts: readonly StoredFact[], present: readonly PageAt[]): Promise<boolean> {
    const known = present.find((one) => one.school !== null)?.school ?? null;
    const school = this.#by.schoolOf(pupil) ?? known;
    if (facts.length === 0) return removePages(this.#home, present);
    if (school === null) return this.#leave(present);
    const page = pageOf(school, pupil, facts);
    const figures = figureRow(this.#home.programme, school, keptOf(page, this.#by.standingOf(page)));
    const outcome = await writePage(this.#home, { page, figures, present, more: [] });
    if (outcome === 'conflict') return false;
    this.made.set(school, (this.made.get(school) ?? new Set()).add(figures.rowKey));
    return outcome === 'whole';
  }

  /** Keys and etags of the figures there are. */
  async figures(): Promise<Map<string, string>> {
    const rows = await all(this.#home.table.range(keyOf(this.#home.programme), allFigureKeys, { only: [] }));
    return new Map(rows.filter((row) => !isEveryPage(row)).map(({ rowKey, etag }) => [rowKey, etag]));
  }

  /** Removes of these figures what nobody's facts gave, and says of each school whose pages were all made that its figures are there. */
  async tidy(before: ReadonlyMap<string, string>): Promise<void> {
    const stays = new Set([...this.made.values(), this.#left].flatMap((keys) => [...keys]));
    for (const [rowKey, etag] of before) {
      if (!stays.has(rowKey)) await this.#home.table.remove(keyOf(this.#home.programme), rowKey, etag);
    }
    for (const school of this.made.keys())
      if (!this.#unsure.has(encodePart(school)))
        await this.#home.table.put(everyPageRow(this.#home.programme, school));
  }

  /** The same for a pupil who was busy meanwhile, with everything read afresh. */
  async again(pupil: string): Promise<void> {
    for (let tries = 0; tries < mostPageTries; tries += 1) {
      const present = (await this.present()).get(encodePart(pupil)) ?? [];
      const rows = await all(this.#home.table.range(keyOf(this.#home.programme), pupilFactKeys(pupil)));
      const facts = this.factsIn(rows, present);
      if (facts === null || (await this.pupil(pupil, facts, present))) return;
    }
    throw new Fault(`The page of a pupil changed ${mostPageTries} times while it was rebuilt`);
  }
}

/** Rebuilds every page with its figures and gives their number; see RecordStore.rebuild. */
export async function rebuildPages(home: PageHome, by: RebuildBy): Promise<number> {
  const rebuild = new Rebuild(home, by);
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
  for (const pages of present.values()) await removePages(home, pages);
  await rebuild.tidy(figures);
  return count;
}
