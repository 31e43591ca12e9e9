/** Programmes on Azure Tables: a new version is written whole beside the old one, then the head moves. */
import type { ProgrammeHead, ProgrammeStore } from '../ports/storage';
import type { Random } from '../ports';
import type { Programme } from '../programme/model';
import { UnreadableProgramme } from '../programme/unreadable';
import { readable, UnreadableRow } from './columns';
import { keyOf } from './keys';
import { inTransactions } from './limits';
import {
  contentPartition,
  contentRows,
  coreKey,
  headFrom,
  headKey,
  headRow,
  headsPartition,
  listedHead,
  programmeFrom,
  versionFrom,
  versionRow,
  versionsPartition,
} from './programmeRows';
import { inParallel } from './parallel';
import type { Change, FoundRow, Row } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

/** Content rows are large: so many are less than a megabyte, and what is read leaves no holes in memory. */
const rowsAtOnce = 20;

type Progress = (done: number, total: number) => void;

const itemsIn = (changes: readonly Change[]): number =>
  changes.reduce((sum, { row }) => sum + Number(row['items'] ?? 0), 0);

/** Writes rows nobody else knows of yet; repeating a part of it does no harm. */
async function writeContent(table: Table, rows: readonly Row[], onProgress: Progress): Promise<void> {
  const changes = rows.map((row): Change => ({ kind: 'upsert', row }));
  const total = itemsIn(changes);
  let done = 0;
  for (const batch of inTransactions(changes)) {
    await table.change(batch);
    done += itemsIn(batch);
    onProgress(done, total);
  }
}

/** Removes a version. The core row goes first, so that who reads meanwhile sees it is gone. */
async function removeContent(table: Table, partitionKey: string): Promise<void> {
  await table.remove(partitionKey, coreKey);
  const rows = await all(table.partition(partitionKey, { only: [] }));
  // One by one: another process may be at it too.
  await inParallel(rows, ({ rowKey }) => table.remove(partitionKey, rowKey));
}

/** Removes every version but the current one and those an import still may put in its place. */
async function removeOutdated(table: Table, programme: string, current: string): Promise<void> {
  // One that cannot be read is a newer version's, and its matter.
  const versions = readable(await all(table.partition(versionsPartition(programme))), versionFrom);
  for (const { version, replaces } of versions) {
    if (version === current || replaces === current) continue;
    await removeContent(table, contentPartition(programme, version));
    await table.remove(versionsPartition(programme), keyOf(version));
  }
}

/** The stored programmes on a table of their own. */
export class AzureProgrammes implements ProgrammeStore {
  readonly #table: Table;
  readonly #random: Random;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#random = random;
  }

  async list(): Promise<readonly ProgrammeHead[]> {
    return (await all(this.#table.partition(headsPartition))).map(listedHead);
  }

  async load(head: ProgrammeHead): Promise<Programme | null> {
    try {
      const rows = this.#table.partition(contentPartition(head.id, head.version), { atOnce: rowsAtOnce });
      const programme = head.version === '' ? null : await programmeFrom(rows);
      if (programme === null) await this.#mustBeReplaced(head);
      return programme;
    } catch (cause) {
      if (cause instanceof UnreadableRow) throw new UnreadableProgramme(cause.message, { cause });
      throw cause;
    }
  }

  /** Content goes only after the head has moved: where that has not, some of it was lost, or the head says nothing. */
  async #mustBeReplaced({ id, version }: ProgrammeHead): Promise<void> {
    const row = await this.#table.get(headsPartition, headKey(id));
    if (row !== null && headFrom(row).version === version)
      throw new UnreadableProgramme('rows of its roster are missing');
  }

  async replace(
    programme: Programme,
    replaces: string | null,
    onProgress: Progress,
    objectionsOpen = false,
  ): Promise<ProgrammeHead | 'conflict'> {
    const before = await this.#table.get(headsPartition, headKey(programme.id));
    const found = before === null ? null : listedHead(before);
    if ((found?.version ?? null) !== replaces) return 'conflict';
    const isOpen = objectionsOpen || found?.objectionsOpen === true;
    const { id, tenants } = programme;
    const head = { id, version: this.#random.uuid(), tenants, ...(isOpen ? { objectionsOpen: isOpen } : {}) };
    await this.#table.put(versionRow(head.id, head.version, replaces));
    await writeContent(this.#table, contentRows(programme, head.version), onProgress);
    if ((await this.#commit(head, before)) === 'conflict') {
      await this.#drop(head);
      return 'conflict';
    }
    await this.#tidy(head);
    return head;
  }

  async objectionsDone(id: string): Promise<void> {
    const row = await this.#table.get(headsPartition, headKey(id));
    const head = row === null ? null : headFrom(row);
    if (head?.objectionsOpen !== true) return;
    const { objectionsOpen: _, ...done } = head;
    await this.#commit(done, row);
  }

  async removeOutdated(id: string): Promise<void> {
    const head = await this.#table.get(headsPartition, headKey(id));
    if (head !== null) await removeOutdated(this.#table, id, headFrom(head).version);
  }

  /** The import has succeeded: what cannot be removed now costs room only, and the next one tries again. */
  async #tidy(head: ProgrammeHead): Promise<void> {
    try {
      await removeOutdated(this.#table, head.id, head.version);
    } catch {
      // Nobody reads an outdated version.
    }
  }

  /** Content of an import that came second. Whoever tidied while it was written did away with its announcement: nobody finds it. */
  async #drop({ id, version }: ProgrammeHead): Promise<void> {
    try {
      await removeContent(this.#table, contentPartition(id, version));
      await this.#table.remove(versionsPartition(id), keyOf(version));
    } catch {
      // As announced: the next import tries again.
    }
  }

  #commit(head: ProgrammeHead, before: FoundRow | null): ReturnType<typeof write> {
    const row = headRow(head);
    const change: Change =
      before === null ? { kind: 'create', row } : { kind: 'replace', row, etag: before.etag };
    return write(this.#table, this.#random, { changes: [change], witness: row.rowKey });
  }
}
