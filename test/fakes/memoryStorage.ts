import type { Clock } from '../../bot/ports';
import type { Storage } from '../../bot/ports/storage';
import { MemoryCalendarFeeds } from './memoryCalendarFeeds';
import { MemoryContacts } from './memoryContacts';
import { MemoryAccessLog, MemoryFileLinks } from './memoryFiles';
import { memoryInbox } from './memoryInbox';
import { MemoryHeld } from './memoryHeld';
import { MemoryLeases } from './memoryLeases';
import { MemoryOutbox } from './memoryOutbox';
import { MemoryPace } from './memoryPace';
import { MemoryProgrammes } from './memoryProgrammes';
import { MemoryQueue } from './memoryQueue';
import { MemoryReceipts } from './memoryReceipts';
import { MemoryRecords } from './memoryRecords';
import { MemoryRounds } from './memoryRounds';

export interface MemoryStorage extends Storage {
  readonly queueOf: (tenant: string) => MemoryQueue;
}

const standing: Clock = { now: () => 0 };

/**
 * Everything an installation keeps, in memory; passes the same contract as the tables. Leases run out by the
 * clock given: the machine's.
 */
export function memoryStorage(machine: Clock = standing): MemoryStorage {
  const queues = new Map<string, MemoryQueue>();
  const contacts = new MemoryContacts();
  const records = new MemoryRecords();
  const outbox = new MemoryOutbox();
  const links = new MemoryFileLinks();
  const access = new MemoryAccessLog();
  const feeds = new MemoryCalendarFeeds();
  const { inbox, drawers: keptDrawers } = memoryInbox(machine);
  return {
    programmes: new MemoryProgrammes(),
    contacts,
    records,
    rounds: new MemoryRounds(),
    outbox,
    links,
    access,
    feeds,
    receipts: new MemoryReceipts(),
    held: new MemoryHeld(({ programme, tenants }) => [
      ...records.drawers(programme),
      ...outbox.drawers(programme),
      ...access.drawers(programme),
      ...links.drawers(),
      ...feeds.drawers(),
      ...contacts.drawers(tenants),
      ...keptDrawers(),
    ]),
    queueOf: (tenant) => {
      const queue = queues.get(tenant) ?? new MemoryQueue(machine);
      queues.set(tenant, queue);
      return queue;
    },
    inbox,
    pace: new MemoryPace(),
    leases: new MemoryLeases(machine),
    prepare: () => Promise.resolve(),
    ping: () => Promise.resolve(),
    time: () => Promise.resolve(null),
  };
}
