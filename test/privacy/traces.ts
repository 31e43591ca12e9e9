/** Looks for what is left of somebody in the tables, and kills a process at one of its writes. */
import type { Change, Row } from '../../bot/storage/row';
import type { Table } from '../../bot/storage/table';
import type { RawRow } from '../fakes/tableStorage';

/** Keys have what is not plain ASCII escaped; addresses and codes of these examples stay as they are, `/` aside. */
export const holding = (rows: readonly RawRow[], ...texts: readonly string[]): readonly string[] =>
  rows
    .filter(({ partitionKey, rowKey, text }) =>
      texts.some((one) => new RegExp(one, 'iu').test(`${partitionKey} ${rowKey} ${text}`)),
    )
    .map(({ table, rowKey }) => `${table} ${rowKey}`);

class Killed extends Error {}

/** Lets so many writes through and then dies, the write that was under way being made or not. */
export class Mortal {
  writes = 0;
  mostWrites = Number.POSITIVE_INFINITY;
  isLastMade = false;

  around(table: Table): Table {
    const guarded = async <T>(act: () => Promise<T>): Promise<T> => {
      this.writes += 1;
      if (this.writes > this.mostWrites) throw new Killed();
      if (this.writes < this.mostWrites) return act();
      if (this.isLastMade) await act();
      throw new Killed();
    };
    return {
      get: (partition, row) =>
        this.writes >= this.mostWrites ? Promise.reject(new Killed()) : table.get(partition, row),
      range: (...range) => table.range(...range),
      partition: (...partition) => table.partition(...partition),
      change: (changes: readonly Change[]) => guarded(() => table.change(changes)),
      put: (row: Row) => guarded(() => table.put(row)),
      remove: (...row) => guarded(() => table.remove(...row)),
    };
  }
}
