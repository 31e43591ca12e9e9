import type { KeyRange } from '../../bot/storage/keys';
import { checkRow, checkTransaction } from '../../bot/storage/limits';
import type { Change, FoundRow, Row } from '../../bot/storage/row';
import type { QueryOptions, Table } from '../../bot/storage/table';
import { Rows } from '../simulation/table';

const everyKey: KeyRange = { from: '', to: '\uffff' };

/** A table in memory, as the real one behaves when nothing goes wrong. */
export class MemoryTable implements Table {
  readonly rows = new Rows();

  get(partitionKey: string, rowKey: string): Promise<FoundRow | null> {
    return Promise.resolve(this.rows.get(partitionKey, rowKey));
  }

  async *range(
    partitionKey: string,
    keys: KeyRange,
    { only, untagged = false }: QueryOptions = {},
  ): AsyncGenerator<FoundRow> {
    for (const key of this.rows.keysIn(partitionKey, keys)) {
      const row = this.rows.get(partitionKey, key);
      if (row === null) continue;
      const columns = Object.entries(row.columns).filter(([name]) => only?.includes(name) ?? true);
      const etag = untagged ? '' : row.etag;
      yield await Promise.resolve({ ...row, etag, columns: Object.fromEntries(columns) });
    }
  }

  partition(partitionKey: string, options?: QueryOptions): AsyncGenerator<FoundRow> {
    return this.range(partitionKey, everyKey, options);
  }

  async change(changes: readonly Change[]): Promise<readonly (string | undefined)[]> {
    checkTransaction(changes);
    return Promise.resolve(this.rows.change(changes));
  }

  async put(row: Row): Promise<void> {
    checkRow(row);
    this.rows.change([{ kind: 'upsert', row }]);
    return Promise.resolve();
  }

  remove(partitionKey: string, rowKey: string, etag = '*'): Promise<boolean> {
    return Promise.resolve(this.rows.remove(partitionKey, rowKey, etag));
  }
}
