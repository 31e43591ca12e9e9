/** The import of a programme of 5,000 pairs: read, checked, compared and stored. */
import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { Storage } from '../../bot/ports/storage';
import { importFolder } from '../../bot/roster/importFolder';
import { rosterRows } from './programmeFolder';
import { duration, type Figure } from './report';
import { takeTurns } from './rounds';
import type { Workplace } from './workplace';

const rounds = { warmUp: 1, counted: 3 };
const transactionRows = 100;

/** Any moment: nobody is missing. */
const now = Date.parse('2027-02-01T12:00:00+01:00');

/** Imports the folder; throws what is wrong with it. */
export const importInto = async (storage: Storage, folder: string): Promise<void> => {
  const merged = await importFolder(folder, storage.programmes, {
    now,
    dryRun: false,
    endMissing: false,
    purge: false,
    onProgress: () => {},
  });
  if (!merged.ok) throw new Error(merged.problems[0]?.problem);
};

const rowOf = (n: number): TransactionAction => [
  'create',
  {
    partitionKey: 'yardstick',
    rowKey: `L${n}`,
    name: `Student ${n} de Boer`,
    school: 'school1',
    class: '4H1',
    weekday: n % 5,
    start: '09:00',
  },
];

/** Azurite grows slower with every row of a table: the yardstick is a small table, times the rest. */
const bareRows = 1500;

/** Rows by the SDK alone, in the largest transactions there are, into an empty table. */
const insertBare = async (client: TableClient): Promise<void> => {
  for (let first = 0; first < bareRows; first += transactionRows) {
    await client.submitTransaction(Array.from({ length: transactionRows }, (_, n) => rowOf(first + n)));
  }
};

const bareTable = async (workplace: Workplace, n: number): Promise<TableClient> => {
  const client = workplace.bare(`yardstick${n}`);
  await client.createTable();
  return client;
};

/** Different ones for every round. */
const each = <T>(items: readonly T[], use: (item: T) => Promise<void>) => {
  let next = 0;
  return async (): Promise<void> => {
    const item = items[next];
    next += 1;
    if (item !== undefined) await use(item);
  };
};

/** A first import, and one that changes nothing. */
export const measureImport = async (workplace: Workplace, folder: string): Promise<Figure[]> => {
  const turns = Array.from({ length: rounds.warmUp + rounds.counted }, (_, n) => n);
  const storages = await Promise.all(turns.map((n) => workplace.open(`import${n}`)));
  const tables = await Promise.all(turns.map((n) => bareTable(workplace, n)));
  const time = await takeTurns(
    {
      bare: each(tables, insertBare),
      first: each(storages, (storage) => importInto(storage, folder)),
      again: each(storages, (storage) => importInto(storage, folder)),
    },
    rounds,
  );
  const bare = (time('bare') * rosterRows) / bareRows;
  const figure = (what: string, name: 'first' | 'again'): Figure => ({
    what,
    value: time(name) / bare,
    unit: '×',
    aim: { most: 1 },
    detail: `${duration(time(name))}; ${rosterRows} rows bare, in transactions of ${transactionRows}: ${duration(bare)}`,
  });
  return [figure('import of 5,000 pairs', 'first'), figure('the same import again', 'again')];
};
