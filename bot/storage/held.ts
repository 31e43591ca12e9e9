/** Goes through everything that is held of the people of a programme, and changes or removes it. */
import type { Feed } from '../calendarPorts';
import type { Contact } from '../contact';
import type { Random } from '../ports';
import {
  heldKinds,
  type Held,
  type HeldKind,
  type HeldScope,
  type HeldStore,
  type Revised,
} from '../privacyPorts';
import { feedKey, feedsPartition, ownerKey, tokenIn } from './calendarFeeds';
import { unlessUnreadable } from './columns';
import { addressKey, signpostFrom } from './contactRows';
import { changedRow, heldRows, isInScope, type HeldTable } from './heldRows';
import { keyOf } from './keys';
import { indexRows, placesOf } from './outboxRows';
import { inParallel } from './parallel';
import type { Change, FoundRow, Row } from './row';
import { all } from './table';
import type { Table } from './table';
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

  async revise(scope: HeldScope, change: Revise): Promise<Revised> {
    const counting = new Counting();
    for (const kind of heldKinds) {
      // Read to the end first: rows that are put elsewhere must not be met again.
      const rows = await all(this.#rows(kind, scope));
      await inParallel(rows, async (row) =>
        counting.add(await this.#row(kind, scope, row, change, counting), kind),
      );
    }
    return counting.revised();
  }

  async *#rows(kind: HeldKind, scope: HeldScope): AsyncGenerator<FoundRow> {
    const { table, places } = heldRows[kind];
    for (const { partitionKey, keys } of places(scope)) yield* this.#tables[table].range(partitionKey, keys);
  }

  async #row(
    kind: HeldKind,
    scope: HeldScope,
    row: FoundRow,
    change: Revise,
    counting: Counting,
  ): Promise<Done> {
    let found: FoundRow | null = row;
    for (let tries = 0; tries < mostTries && found !== null; tries += 1) {
      const present: FoundRow = found;
      const held = unlessUnreadable(() => heldRows[kind].read(present));
      if (held === null) {
        counting.unreadable.push(row.rowKey);
        return 'kept';
      }
      const done = isInScope(held, scope)
        ? await this.#apply(scope, present, held, change(held), counting)
        : 'kept';
      if (done !== 'again') return done;
      found = await this.#tables[heldRows[kind].table].get(row.partitionKey, row.rowKey);
    }
    if (found === null) return 'kept';
    throw new Error(
      `Row ${row.partitionKey} / ${row.rowKey} changed ${mostTries} times while it was revised`,
    );
  }

  async #apply(
    scope: HeldScope,
    row: FoundRow,
    held: Held,
    wanted: Held | null,
    counting: Counting,
  ): Promise<Done> {
    if (wanted === held) return 'kept';
    if (wanted === null) return this.#remove(scope, row, held, counting);
    const next = changedRow(scope, row, wanted);
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
