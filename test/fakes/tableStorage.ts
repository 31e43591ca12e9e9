import type { Clock, Random } from '../../bot/ports';
import { AzureAccessLog } from '../../bot/storage/accessLog';
import { AzureCalendarFeeds } from '../../bot/storage/calendarFeeds';
import { AzureContacts } from '../../bot/storage/contacts';
import { AzureFileLinks } from '../../bot/storage/fileLinks';
import { AzureHeld } from '../../bot/storage/held';
import { AzureInbox } from '../../bot/storage/inbox';
import { AzureOutbox } from '../../bot/storage/outbox';
import { AzurePace } from '../../bot/storage/pace';
import { AzureProgrammes } from '../../bot/storage/programmes';
import { AzureReceipts } from '../../bot/storage/receipts';
import { AzureRecords } from '../../bot/storage/records';
import { AzureRounds } from '../../bot/storage/rounds';
import type { Table } from '../../bot/storage/table';
import type { Storage } from '../../bot/ports/storage';
import { MemoryLeases } from './memoryLeases';
import { MemoryMessages } from './memoryMessages';
import { MemoryQueue } from './memoryQueue';
import { MemoryTable } from './memoryTable';
import { seededRandom } from './seededRandom';
import { SilentLog } from './silentLog';

const tableNames = ['Programmes', 'People', 'Records', 'Outbox', 'Rounds'] as const;
export type TableName = (typeof tableNames)[number];

/** A row as it lies in its table. */
export interface RawRow {
  readonly table: TableName;
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly text: string;
}

export interface TableStorage {
  readonly storage: Storage;
  /** Every row there is. */
  readonly rows: () => readonly RawRow[];
}

const standing: Clock = { now: () => 0 };

/** The real stores on tables in memory; `watched` may stand between them and a table. */
export const tableStorage = (
  watched: (table: Table, name: TableName) => Table = (table) => table,
  random: Random = seededRandom(),
): TableStorage => {
  const tables = {
    Programmes: new MemoryTable(),
    People: new MemoryTable(),
    Records: new MemoryTable(),
    Outbox: new MemoryTable(),
    Rounds: new MemoryTable(),
  };
  const people = watched(tables.People, 'People');
  const records = watched(tables.Records, 'Records');
  const outbox = watched(tables.Outbox, 'Outbox');
  const queues = new Map<string, MemoryQueue>();
  const storage: Storage = {
    programmes: new AzureProgrammes(watched(tables.Programmes, 'Programmes'), random),
    contacts: new AzureContacts(people, random),
    records: new AzureRecords(records, random),
    outbox: new AzureOutbox(outbox, random),
    rounds: new AzureRounds(watched(tables.Rounds, 'Rounds'), random),
    receipts: new AzureReceipts(records, random),
    held: new AzureHeld({ people, records, outbox }, random),
    links: new AzureFileLinks(people),
    access: new AzureAccessLog(records, random),
    feeds: new AzureCalendarFeeds(people, random),
    pace: new AzurePace(people, random),
    queueOf: (tenant) => {
      const queue = queues.get(tenant) ?? new MemoryQueue(standing);
      queues.set(tenant, queue);
      return queue;
    },
    inbox: new AzureInbox({
      table: people,
      messages: new MemoryMessages(standing),
      time: () => Promise.resolve(standing.now()),
      random,
      log: new SilentLog(),
    }),
    leases: new MemoryLeases(standing),
    prepare: () => Promise.resolve(),
    ping: () => Promise.resolve(),
    time: () => Promise.resolve(null),
  };
  return {
    storage,
    rows: () => tableNames.flatMap((table) => tables[table].rows.all().map((row) => ({ table, ...row }))),
  };
};
