import type { KeptActivity } from '../../bot/ports/inbox';
import { AzureInbox } from '../../bot/storage/inbox';
import type { Table } from '../../bot/storage/table';
import { ManualClock } from '../fakes/manualClock';
import { MemoryMessages } from '../fakes/memoryMessages';
import { MemoryTable } from '../fakes/memoryTable';
import { SilentLog } from '../fakes/silentLog';
import { realRandom } from './azuriteStorage';

const kept: KeptActivity = {
  tenant: 'hu',
  aadObjectId: 'aad',
  cameAt: 1,
  saidAt: 1,
  activity: {},
  shown: 0,
  isMade: false,
  tries: 1,
};

const anInbox = () => {
  const clock = new ManualClock(10);
  const [messages, table, log] = [new MemoryMessages(clock), new MemoryTable(), new SilentLog()];
  const around = (changed: Partial<Table>): Table => ({
    get: (...key) => table.get(...key),
    range: (...range) => table.range(...range),
    partition: (...partition) => table.partition(...partition),
    change: (changes) => table.change(changes),
    put: (row) => table.put(row),
    remove: (...key) => table.remove(...key),
    ...changed,
  });
  const inboxOn = (changed: Partial<Table> = {}): AzureInbox =>
    new AzureInbox({
      table: around(changed),
      messages,
      time: () => Promise.resolve(clock.now()),
      random: realRandom,
      log,
    });
  return { messages, log, inboxOn };
};

test.each([
  ['numbers under which nothing waits any more', { id: 'gone' }],
  ['what this version cannot read', { tenant: 'hu' }],
])('%s, a queue full of them, do not hold up who waits behind them', async (_, content) => {
  const { messages, inboxOn } = anInbox();
  for (let count = 0; count < 100; count += 1) await messages.send(content);
  await inboxOn().put(kept, 0);
  expect((await inboxOn().take()).map((taken) => taken.kept)).toEqual([kept]);
  expect(messages.size).toBe(1);
});

test('what cannot be read is told of when it is dropped', async () => {
  const { messages, log, inboxOn } = anInbox();
  await messages.send({ tenant: 'hu' });
  expect(await inboxOn().take()).toEqual([]);
  expect(log.lines).toHaveLength(1);
});

test('one that is given up, and found again as storage failed in between, counts once', async () => {
  const { inboxOn } = anInbox();
  await inboxOn().put(kept, 0);
  const failing = inboxOn({ remove: () => Promise.reject(new Error('storage is away')) });
  const threeDays = 3 * 86_400_000;
  await expect(failing.removeOver(threeDays)).rejects.toThrow('storage is away');
  await inboxOn().removeOver(threeDays);
  expect(await inboxOn().of('hu', 'aad')).toEqual([]);
  expect(await inboxOn().givenUp('hu')).toHaveLength(1);
});
