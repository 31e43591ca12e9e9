/** Azure Tables in memory: etags, transactions of one partition, pages, and the errors of the real ones. */
import { RestError } from '@azure/data-tables';
import type { KeyRange } from '../../bot/storage/keys';
import { checkRow, checkTransaction } from '../../bot/storage/limits';
import type { Change, FoundRow, Row } from '../../bot/storage/row';
import type { QueryOptions, Table } from '../../bot/storage/table';
import type { Machine } from './machine';
import type { Universe } from './universe';

interface Kept {
  readonly etag: string;
  readonly columns: FoundRow['columns'];
}

/** Told of every row that was put, with what is in it now, or removed (null). */
export type RowWatcher = (
  row: { readonly partitionKey: string; readonly rowKey: string },
  columns: FoundRow['columns'] | null,
) => void;

export const tableError = (statusCode: number | undefined, code: string): RestError =>
  new RestError(code, { code, ...(statusCode === undefined ? {} : { statusCode }) });

class Partition {
  readonly rows = new Map<string, Kept>();
  /** In order. */
  readonly #keys: string[] = [];

  /** How many keys come before one. */
  #before(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  keysIn({ from, to }: KeyRange): readonly string[] {
    return this.#keys.slice(this.#before(from), this.#before(to));
  }

  set(rowKey: string, kept: Kept): void {
    if (!this.rows.has(rowKey)) this.#keys.splice(this.#before(rowKey), 0, rowKey);
    this.rows.set(rowKey, kept);
  }

  delete(rowKey: string): void {
    if (this.rows.delete(rowKey)) this.#keys.splice(this.#before(rowKey), 1);
  }
}

/** The rows of one table, as every process sees them. */
export class Rows {
  readonly #partitions = new Map<string, Partition>();
  #etags = 0;
  watcher: RowWatcher = () => undefined;

  of(partitionKey: string): Partition {
    const partition = this.#partitions.get(partitionKey) ?? new Partition();
    this.#partitions.set(partitionKey, partition);
    return partition;
  }

  get(partitionKey: string, rowKey: string): FoundRow | null {
    const kept = this.of(partitionKey).rows.get(rowKey);
    return kept === undefined ? null : { partitionKey, rowKey, ...kept };
  }

  keysIn(partitionKey: string, keys: KeyRange): readonly string[] {
    return this.of(partitionKey).keysIn(keys);
  }

  /** All or none, as a transaction; throws what Azure would. */
  change(changes: readonly Change[]): (string | undefined)[] {
    const keys = changes.map(({ row }) => row.rowKey);
    if (new Set(keys).size < keys.length) throw tableError(400, 'InvalidDuplicateRow');
    for (const change of changes) this.#check(change);
    return changes.map((change) => this.#apply(change));
  }

  #check(change: Change): void {
    const { partitionKey, rowKey } = change.row;
    const kept = this.of(partitionKey).rows.get(rowKey);
    if (change.kind === 'create' && kept !== undefined) throw tableError(409, 'EntityAlreadyExists');
    const needed = change.kind === 'replace' || change.kind === 'remove';
    if (needed && kept === undefined) throw tableError(404, 'ResourceNotFound');
    if (change.kind === 'replace' && change.etag !== '*' && kept?.etag !== change.etag)
      throw tableError(412, 'UpdateConditionNotSatisfied');
  }

  #apply({ kind, row }: Change): string | undefined {
    const { partitionKey, rowKey, ...columns } = row;
    if (kind === 'remove') {
      this.of(partitionKey).delete(rowKey);
      this.watcher(row, null);
      return undefined;
    }
    const etag = `W/"${(this.#etags += 1)}"`;
    this.of(partitionKey).set(rowKey, { etag, columns });
    this.watcher(row, columns);
    return etag;
  }

  remove(partitionKey: string, rowKey: string, etag: string): boolean {
    const kept = this.of(partitionKey).rows.get(rowKey);
    if (kept === undefined || (etag !== '*' && kept.etag !== etag)) return false;
    this.#apply({ kind: 'remove', row: { partitionKey, rowKey } });
    return true;
  }

  /** Every row with its text, to look for what must not be there. */
  all(): { readonly partitionKey: string; readonly rowKey: string; readonly text: string }[] {
    return [...this.#partitions].flatMap(([partitionKey, { rows }]) =>
      [...rows].map(([rowKey, { columns }]) => ({ partitionKey, rowKey, text: JSON.stringify(columns) })),
    );
  }

  /** A copy to try something on. */
  copy(): Rows {
    const copy = new Rows();
    for (const [key, { rows }] of this.#partitions)
      for (const [rowKey, kept] of rows) copy.of(key).set(rowKey, kept);
    copy.#etags = this.#etags;
    return copy;
  }
}

/** A table as one process reaches it. */
export class SimulatedTable implements Table {
  readonly #name: string;
  readonly #rows: Rows;
  readonly #machine: Machine;
  readonly #universe: Universe;

  constructor(name: string, rows: Rows, machine: Machine, universe: Universe) {
    this.#name = name;
    this.#rows = rows;
    this.#machine = machine;
    this.#universe = universe;
  }

  #call<T>(label: string, apply: () => T): Promise<T> {
    return this.#machine.call('table', `${this.#name}.${label}`, apply, tableError);
  }

  get(partitionKey: string, rowKey: string): Promise<FoundRow | null> {
    return this.#call(`get ${rowKey}`, () => this.#rows.get(partitionKey, rowKey));
  }

  range(partitionKey: string, keys: KeyRange, options: QueryOptions = {}): AsyncGenerator<FoundRow> {
    return this.#pages(partitionKey, keys, options);
  }

  partition(partitionKey: string, options: QueryOptions = {}): AsyncGenerator<FoundRow> {
    return this.#pages(partitionKey, { from: '', to: '\uffff' }, options);
  }

  async *#pages(partitionKey: string, keys: KeyRange, options: QueryOptions): AsyncGenerator<FoundRow> {
    let from: string | null = keys.from;
    while (from !== null) {
      const page: Page = await this.#call(`range ${from}`, () =>
        this.#page(partitionKey, { from: from ?? '', to: keys.to }, options),
      );
      yield* page.rows;
      from = page.next;
    }
  }

  #page(partitionKey: string, keys: KeyRange, options: QueryOptions): Page {
    const { atOnce = 1000 } = options;
    const found = this.#rows.keysIn(partitionKey, keys);
    const isSmall = this.#universe.chance.happens(this.#universe.plan.smallPages);
    const size = isSmall ? this.#universe.chance.between(0, Math.min(2, atOnce)) : atOnce;
    const rows = found.slice(0, size).map((key) => this.#rows.get(partitionKey, key));
    return {
      rows: rows.filter((row) => row !== null).map((row) => asAsked(row, options)),
      next: found[size] ?? null,
    };
  }

  change(changes: readonly Change[]): Promise<readonly (string | undefined)[]> {
    return this.#checked(
      () => checkTransaction(changes),
      () => {
        const keys = changes.map(({ kind, row }) => `${kind} ${row.rowKey}`).join(', ');
        return this.#call(`change ${keys}`, () => this.#rows.change(changes));
      },
    );
  }

  put(row: Row): Promise<void> {
    return this.#checked(
      () => checkRow(row),
      () =>
        this.#call(`put ${row.rowKey}`, () => {
          this.#rows.change([{ kind: 'upsert', row }]);
        }),
    );
  }

  /** As in the real one, what Azure would refuse is refused before anything is sent. */
  async #checked<T>(check: () => void, call: () => Promise<T>): Promise<T> {
    check();
    return call();
  }

  remove(partitionKey: string, rowKey: string, etag = '*'): Promise<boolean> {
    return this.#call(`remove ${rowKey}`, () => this.#rows.remove(partitionKey, rowKey, etag));
  }
}

interface Page {
  readonly rows: readonly FoundRow[];
  readonly next: string | null;
}

const asAsked = (row: FoundRow, { only, untagged = false }: QueryOptions): FoundRow => {
  if (only === undefined && !untagged) return row;
  const names = only ?? Object.keys(row.columns);
  const columns = Object.fromEntries(names.map((name) => [name, row.columns[name]]));
  return { ...row, etag: untagged ? '' : row.etag, columns };
};
