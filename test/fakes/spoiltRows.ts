import type { Table } from '../../bot/storage/table';
import { tableStorage, type TableName } from './tableStorage';

/** What a newer version, or somebody by hand, may have written. */
const strange = { data0: '{"what": 5}' };

/** The real stores on tables in memory in which rows can be made unreadable. */
export const spoilableStorage = () => {
  const tables = new Map<TableName, Table>();
  const { storage, rows } = tableStorage((table, name) => {
    tables.set(name, table);
    return table;
  });
  return {
    storage,
    rows,
    /** Writes over columns of the first rows whose keys match; gives their keys. */
    spoil: async (
      name: TableName,
      key: RegExp,
      most = Number.POSITIVE_INFINITY,
      columns: Readonly<Record<string, string>> = strange,
    ): Promise<readonly string[]> => {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`No table ${name}`);
      const found = rows()
        .filter((row) => row.table === name && key.test(row.rowKey))
        .slice(0, most);
      for (const { partitionKey, rowKey } of found) {
        const before = await table.get(partitionKey, rowKey);
        const kept = Object.entries(before?.columns ?? {}).flatMap(([column, value]) =>
          typeof value === 'string' ? [[column, value] as const] : [],
        );
        await table.put({ ...Object.fromEntries(kept), ...columns, partitionKey, rowKey });
      }
      return found.map(({ rowKey }) => rowKey);
    },
    /** Takes away the rows whose keys match, as if they had never been. */
    lose: async (name: TableName, key: RegExp): Promise<void> => {
      for (const { table, partitionKey, rowKey } of rows())
        if (table === name && key.test(rowKey)) await tables.get(name)?.remove(partitionKey, rowKey);
    },
  };
};
