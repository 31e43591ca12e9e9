import type { Clock } from '../../bot/ports';
import type { Storage } from '../../bot/storagePorts';
import { MemoryCalendarFeeds } from './memoryCalendarFeeds';
import { MemoryContacts } from './memoryContacts';
import { MemoryAccessLog, MemoryFileLinks } from './memoryFiles';
import { MemoryLeases } from './memoryLeases';
import { MemoryOutbox } from './memoryOutbox';
import { MemoryPace } from './memoryPace';
import { MemoryProgrammes } from './memoryProgrammes';
import { MemoryQueue } from './memoryQueue';
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
  return {
    programmes: new MemoryProgrammes(),
    contacts: new MemoryContacts(),
    records: new MemoryRecords(),
    rounds: new MemoryRounds(),
    outbox: new MemoryOutbox(),
    links: new MemoryFileLinks(),
    access: new MemoryAccessLog(),
    feeds: new MemoryCalendarFeeds(),
    queueOf: (tenant) => {
      const queue = queues.get(tenant) ?? new MemoryQueue(machine);
      queues.set(tenant, queue);
      return queue;
    },
    pace: new MemoryPace(),
    leases: new MemoryLeases(machine),
    prepare: () => Promise.resolve(),
    ping: () => Promise.resolve(),
    time: () => Promise.resolve(null),
  };
}
