import type { Storage } from '../../bot/storagePorts';
import { MemoryContacts } from './memoryContacts';
import { MemoryOutbox } from './memoryOutbox';
import { MemoryProgrammes } from './memoryProgrammes';
import { MemoryQueue } from './memoryQueue';
import { MemoryRecords } from './memoryRecords';

export interface MemoryStorage extends Storage {
  readonly queue: MemoryQueue;
}

/** Everything an installation keeps, in memory; passes the same contract as the tables. */
export function memoryStorage(): MemoryStorage {
  return {
    programmes: new MemoryProgrammes(),
    contacts: new MemoryContacts(),
    records: new MemoryRecords(),
    outbox: new MemoryOutbox(),
    queue: new MemoryQueue(),
    ping: () => Promise.resolve(),
  };
}
