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
  const inboxOn = (changed: Partial<Table> = {}, time: number | null = clock.now()): AzureInbox =>
    new AzureInbox({
      table: around(changed),
      messages,
      time: () => Promise.resolve(time),
      random: realRandom,
      log,
    });
  return { messages, table, log, inboxOn };
};

test.each([
  ['numbers under which nothing waits any more', { tenant: 'hu', id: 'gone' }],
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

test('while storage does not give one the others are taken, and how often it did not counts as nothing', async () => {
  const { messages, table, log, inboxOn } = anInbox();
  for (const aadObjectId of ['one', 'other']) await inboxOn().put({ ...kept, aadObjectId }, 0);
  let asked = 0;
  const get: Table['get'] = (...key) => {
    asked += 1;
    return asked % 2 === 1 ? Promise.reject(new Error('storage is away')) : table.get(...key);
  };
  for (let times = 0; times < 9; times += 1) {
    expect(await inboxOn({ get }).take()).toHaveLength(1);
    messages.reappear();
  }
  const failing = inboxOn({ get: () => Promise.reject(new Error('storage is away')) });
  await expect(failing.take()).rejects.toThrow('storage is away');
  messages.reappear();
  const taken = await inboxOn().take();
  expect(await Promise.all(taken.map((one) => one.begin()))).toEqual([true, true]);
  expect(log.lines).toEqual([]);
});

test('one that was forgotten, or changed, since it was taken again is not begun with', async () => {
  const { messages, inboxOn } = anInbox();
  const takeAgain = async () => {
    await inboxOn().take();
    messages.reappear();
    return (await inboxOn().take())[0];
  };
  await inboxOn().put(kept, 0);
  const taken = await takeAgain();
  await inboxOn().forget('hu', 'aad', null);
  expect(await taken?.begin()).toBe(false);
  expect(await inboxOn().of('hu', 'aad')).toEqual([]);
});

test('up to now is up to now by a clock that is five seconds ahead too; nothing is forgotten while nobody knows the time', async () => {
  const { inboxOn } = anInbox();
  await inboxOn().put({ ...kept, cameAt: 5_010 }, 0);
  await expect(inboxOn({}, null).forget('hu', 'aad', null)).rejects.toThrow('what time it is');
  expect(await inboxOn().forget('hu', 'aad', null)).toBe(1);
  expect(await inboxOn().isForgotten('hu', 'aad', 5_010)).toBe(true);
  expect(await inboxOn().isForgotten('leiden', 'aad', 5_010)).toBe(false);
});

test('one of which nobody could be told leaves nothing', async () => {
  const { inboxOn } = anInbox();
  const failing = inboxOn({ get: () => Promise.reject(new Error('storage is away')) });
  await expect(failing.put(kept, 0)).rejects.toThrow('storage is away');
  expect(await inboxOn().of('hu', 'aad')).toEqual([]);
});

test('what waits of other tenants is not read for somebody, nor what was given up there', async () => {
  const { table, inboxOn } = anInbox();
  for (const tenant of ['hu', 'leiden', 'leiden', 'leiden|hu']) await inboxOn().put({ ...kept, tenant }, 0);
  let read = 0;
  const counting = inboxOn({
    range: async function* (...asked) {
      for await (const row of table.range(...asked)) {
        read += 1;
        yield row;
      }
    },
  });
  const readBy = async (call: () => Promise<unknown>): Promise<number> => {
    read = 0;
    await call();
    return read;
  };
  expect(await readBy(() => counting.of('hu', 'aad'))).toBe(1);
  expect(await readBy(() => counting.forget('hu', 'aad', 0))).toBe(1);
  await inboxOn().removeOver(3 * 86_400_000);
  expect(await readBy(() => counting.givenUp('hu'))).toBe(1);
});
