/** Goes through everything that is held of the people of a programme, and changes or removes it. */
import { placeOf } from './rowPlace';
import { Fault } from '../programme/failure';
import type { Feed } from '../ports/calendar';
import type { Contact } from '../ports/contact';
import type { Random } from '../ports';
import {
  heldKinds,
  type Held,
  type HeldFact,
  type HeldKind,
  type HeldScope,
  type HeldStore,
  type Revised,
} from '../ports/privacy';
import { feedKey, feedsPartition, ownerKey, tokenIn } from './calendarFeeds';
import { unlessUnreadable } from './columns';
import { addressKey, signpostFrom } from './contactRows';
import { changedRow, factIn, heldRows, isInScope, type HeldTable } from './heldRows';
import { keyOf } from './keys';
import { indexRows, placesOf } from './outboxRows';
import { inParallel } from './parallel';
import { pupilFactKeys } from './recordRows';
import type { Change, FoundRow, Row } from './row';
import { inPieces, type Table } from './table';
import { write } from './write';

type Tables = Readonly<Record<HeldTable, Table>>;
type Revise = (held: Held) => Held | null;
type Done = 'changed' | 'removed' | 'kept' | 'again';

/** Changed by others so often that something else is wrong. */
const mostTries = 10;

const keyIn = ({ partitionKey, rowKey }: FoundRow): Row => ({ partitionKey, rowKey });

class Counting {
  readonly changed = new Map<HeldKind, number>();
  readonly removed = new Map<HeldKind, number>();
  readonly unreadable: string[] = [];

  add(done: Done, kind: HeldKind): void {
    if (done === 'changed' || done === 'removed') this[done].set(kind, (this[done].get(kind) ?? 0) + 1);
  }

  revised(): Revised {
    return {
      changed: Object.fromEntries(this.changed),
      removed: Object.fromEntries(this.removed),
      unreadable: this.unreadable,
    };
  }
}

/** What is being done, and the rows to be put elsewhere afterwards; null when that is what is done now. */
interface Revising {
  readonly scope: HeldScope;
  readonly change: Revise;
  readonly counting: Counting;
  readonly later: FoundRow[] | null;
}

/** See HeldStore. Every row is written under its etag, so what somebody changes meanwhile is looked at again. */
export class AzureHeld implements HeldStore {
  readonly #tables: Tables;
  readonly #random: Random;

  constructor(tables: Tables, random: Random) {
    this.#tables = tables;
    this.#random = random;
  }

  async *all(scope: HeldScope): AsyncGenerator<Held> {
    for (const kind of heldKinds) {
      for await (const row of this.#rows(kind, scope)) {
        const held = unlessUnreadable(() => heldRows[kind].read(row));
        if (held !== null && isInScope(held, scope)) yield held;
      }
    }
  }

  async *factsOf(programme: string, pupils: readonly string[]): AsyncGenerator<HeldFact> {
    const ranges = [...new Set(pupils)].map(pupilFactKeys);
    for (const keys of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
      for await (const row of this.#tables.records.range(keyOf(programme), keys)) {
        const fact = unlessUnreadable(() => factIn(row));
        if (fact !== null) yield fact;
      }
    }
  }

  async revise(scope: HeldScope, change: Revise): Promise<Revised> {
    const counting = new Counting();
    for (const kind of heldKinds) {
      // Put elsewhere when all have been read: they must not be met again.
      const later: FoundRow[] = [];
      for await (const rows of inPieces(this.#rows(kind, scope)))
        await this.#rowsOf(kind, { scope, change, counting, later }, rows);
      await this.#rowsOf(kind, { scope, change, counting, later: null }, later);
    }
    return counting.revised();
  }

  async #rowsOf(kind: HeldKind, revising: Revising, rows: readonly FoundRow[]): Promise<void> {
    await inParallel(rows, async (row) => revising.counting.add(await this.#row(kind, revising, row), kind));
  }

  async *#rows(kind: HeldKind, scope: HeldScope): AsyncGenerator<FoundRow> {
    const { table, places } = heldRows[kind];
    for (const { partitionKey, keys } of places(scope)) yield* this.#tables[table].range(partitionKey, keys);
  }

  async #row(kind: HeldKind, revising: Revising, row: FoundRow): Promise<Done> {
    const { scope, change, counting } = revising;
    let found: FoundRow | null = row;
    for (let tries = 0; tries < mostTries && found !== null; tries += 1) {
      const present: FoundRow = found;
      const held = unlessUnreadable(() => heldRows[kind].read(present));
      if (held === null) {
        counting.unreadable.push(row.rowKey);
        return 'kept';
      }
      const done = isInScope(held, scope) ? await this.#apply(revising, present, held, change(held)) : 'kept';
      if (done !== 'again') return done;
      found = await this.#tables[heldRows[kind].table].get(row.partitionKey, row.rowKey);
    }
    if (found === null) return 'kept';
    throw new Fault(`row ${placeOf(row)} changed ${mostTries} times while it was revised`);
  }

  async #apply(
    { scope, counting, later }: Revising,
    row: FoundRow,
    held: Held,
    wanted: Held | null,
  ): Promise<Done> {
    if (wanted === held) return 'kept';
    if (wanted === null) return this.#remove(scope, row, held, counting);
    const next = changedRow(scope, row, wanted);
    if (later !== null && next.rowKey !== row.rowKey) {
      later.push(row);
      return 'kept';
    }
    const changes: Change[] =
      next.rowKey === row.rowKey
        ? [{ kind: 'replace', row: next, etag: row.etag }]
        : [
            { kind: 'remove', row: keyIn(row) },
            { kind: 'upsert', row: next },
          ];
    const table = this.#tables[heldRows[held.kind].table];
    const written = await write(table, this.#random, { changes, witness: next.rowKey });
    return written === 'conflict' ? 'again' : 'changed';
  }

  /** The rows that lead to a thing go first: what is led to and is gone does less harm than what nobody finds. */
  async #remove(scope: HeldScope, row: FoundRow, held: Held, counting: Counting): Promise<Done> {
    const table = this.#tables[heldRows[held.kind].table];
    for (const { partitionKey, rowKey } of await this.#leadingTo(scope, row, held, counting))
      await table.remove(partitionKey, rowKey);
    return (await table.remove(row.partitionKey, row.rowKey, row.etag)) ? 'removed' : 'again';
  }

  async #leadingTo(
    { programme }: HeldScope,
    row: FoundRow,
    held: Held,
    counting: Counting,
  ): Promise<readonly Row[]> {
    if (held.kind === 'message') return indexRows(programme, held.value, placesOf(held.value));
    if (held.kind === 'contact') return this.#signpost(held.value, counting);
    return held.kind === 'feed' ? this.#owner(row, held.value, counting) : [];
  }

  /** The row, when it leads there; one that cannot be read leads nobody anywhere, and is told of. */
  #ifLeading(found: FoundRow | null, counting: Counting, leads: (row: FoundRow) => boolean): readonly Row[] {
    if (found === null) return [];
    const isLeading = unlessUnreadable(() => leads(found));
    if (isLeading === null) counting.unreadable.push(found.rowKey);
    return isLeading === true ? [keyIn(found)] : [];
  }

  /** Null when the address leads to somebody else by now. */
  async #signpost({ tenant, email, aadObjectId }: Contact, counting: Counting): Promise<readonly Row[]> {
    const found = await this.#tables.people.get(keyOf(tenant), addressKey(email));
    return this.#ifLeading(found, counting, (row) => signpostFrom(row).aadObjectId === aadObjectId);
  }

  async #owner(feed: FoundRow, { tenant, aadObjectId }: Feed, counting: Counting): Promise<readonly Row[]> {
    const found = await this.#tables.people.get(feedsPartition, ownerKey(tenant, aadObjectId));
    return this.#ifLeading(found, counting, (row) => feedKey(tokenIn(row) ?? '') === feed.rowKey);
  }
}
