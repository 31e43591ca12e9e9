import type { Clock, Log } from '../../bot/ports';
import type { Inbox } from '../../bot/ports/inbox';
import { AzureInbox } from '../../bot/storage/inbox';
import { inboxPartition, keptFrom, keptKeys } from '../../bot/storage/inboxRows';
import { toColumns } from '../../bot/storage/columns';
import type { Drawer } from './drawer';
import { MemoryMessages } from './memoryMessages';
import { MemoryTable } from './memoryTable';
import { seededRandom } from './seededRandom';
import { SilentLog } from './silentLog';

/** Activities whose answer waits: the real store on a table and a queue in memory. */
export const memoryInbox = (clock: Clock, log: Log = new SilentLog()) => {
  const table = new MemoryTable();
  const messages = new MemoryMessages(clock);
  const time = () => Promise.resolve(clock.now());
  const inbox: Inbox = new AzureInbox({ table, messages, time, random: seededRandom(), log });
  const drawers = (): Drawer[] =>
    table.rows.keysIn(inboxPartition, keptKeys).flatMap((rowKey) => {
      const row = table.rows.get(inboxPartition, rowKey);
      if (row === null) return [];
      return {
        held: { kind: 'kept', value: keptFrom(row) },
        put: (held) => {
          table.rows.remove(inboxPartition, rowKey, '*');
          if (held === null) return;
          const kept = { partitionKey: inboxPartition, rowKey, ...toColumns(held.value) };
          table.rows.change([{ kind: 'upsert', row: kept }]);
        },
      };
    });
  return { inbox, messages, drawers };
};
