import { QueueClient } from '@azure/storage-queue';

import type { Log, LogFields } from '../../bot/ports';
import { AzureInbox } from '../../bot/storage/inbox';
import { MessageQueue, type Messages } from '../../bot/storage/messageQueue';
import { AzureWorkQueue, fitting, queueName } from '../../bot/storage/queue';
import { sharedAzurite } from '../fakes/azurite';
import { MemoryTable } from '../fakes/memoryTable';
import { realRandom, silentLog } from './azuriteStorage';
import { aStoredMessage } from './contract/examples';
import { hostileIds } from './contract/hostileIds';

describe('work too large for one message', () => {
  test('is cut so that each piece fits, and no message is lost', () => {
    const messages = Array.from({ length: 600 }, (_, n) =>
      aStoredMessage('', { subject: `é"\n${'x'.repeat(n % 70)}/${n}` }, `W/"${n}"`),
    );
    const pieces = fitting({ programme: 'hmp', messages });
    expect(pieces.flatMap((piece) => piece.messages)).toEqual(messages);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) {
      expect(Buffer.from(JSON.stringify(piece)).toString('base64').length).toBeLessThanOrEqual(64 * 1024);
    }
  });

  test('is nothing without messages, and leaves out one larger than the queue takes', () => {
    expect(fitting({ programme: 'hmp', messages: [] })).toEqual([]);
    const small = aStoredMessage('p1');
    const large = aStoredMessage('p2', { subject: 'x'.repeat(50_000) });
    expect(fitting({ programme: 'hmp', messages: [large, small, large] })).toEqual([
      { programme: 'hmp', messages: [small] },
    ]);
    expect(fitting({ programme: 'hmp', messages: [large] })).toEqual([]);
  });
});

describe('a queue that is not there', () => {
  const item = { programme: 'hmp', messages: [aStoredMessage('p1')] };
  let client: QueueClient;
  let queue: AzureWorkQueue;

  beforeEach(async () => {
    client = new QueueClient(await sharedAzurite(), 'missing-work');
    await client.deleteIfExists();
    queue = new AzureWorkQueue(new MessageQueue(client), silentLog);
  });

  test('is made by who puts work in it, and nothing is lost', async () => {
    await queue.put([item, item, item]);
    expect((await queue.take()).map((received) => received.item)).toEqual([item, item, item]);
  });

  test('is made by who takes from it', async () => {
    expect(await queue.take()).toEqual([]);
    expect(await client.exists()).toBe(true);
  });

  test('may go while it is used', async () => {
    await queue.put([item]);
    const [received] = await queue.take();
    await client.delete();
    await received?.done();
    await queue.put([item]);
    expect(await queue.take()).toHaveLength(1);
  });
});

describe('the name of a tenant’s queue', () => {
  test('is one that storage takes, and another for each tenant', () => {
    const tenants = [...hostileIds, 'a', 'A', '00000000-0000-0000-0000-000000000001', '\ud801'];
    const names = tenants.map((tenant) => queueName('Mentormaat', tenant));
    for (const name of names) expect(name).toMatch(/^mentormaat-work-[0-9a-f]{16}$/);
    expect(new Set(names).size).toBe(tenants.length);
    expect(queueName('A'.repeat(40), 'a').length).toBeLessThanOrEqual(63);
  });
});

describe('an activity that nobody manages', () => {
  test('is dropped with a line in the log after five times', async () => {
    const client = new QueueClient(await sharedAzurite(), 'poison-inbox');
    await client.createIfNotExists();
    const logged: (readonly [string, LogFields | undefined])[] = [];
    const log: Log = { ...silentLog, error: (event, fields) => logged.push([event, fields]) };
    const table = new MemoryTable();
    const messages = new MessageQueue(client);
    const parts = { table, messages, time: async () => null, random: realRandom, log };
    const inbox = new AzureInbox(parts);
    const who = { tenant: 'hu', aadObjectId: 'aad', cameAt: 1, saidAt: 1 };
    await inbox.put({ ...who, activity: {}, shown: 0, isMade: false, tries: 1 }, 0);
    const seenAtOnce: Messages = {
      send: (content) => messages.send(content),
      remove: (delivery) => messages.remove(delivery),
      receive: async (hiddenSeconds) => {
        const received = await messages.receive(hiddenSeconds);
        for (const { messageId, popReceipt } of received)
          await client.updateMessage(messageId, popReceipt, undefined, 0);
        return received;
      },
    };
    for (let times = 0; times < 5; times += 1) {
      const [taken] = await new AzureInbox({ ...parts, messages: seenAtOnce }).take();
      expect(await taken?.begin()).toBe(true);
    }
    const [taken] = await inbox.take();
    expect(await taken?.begin()).toBe(false);
    expect(logged).toEqual([['answer given up', { tenant: 'hu', deliveries: 6 }]]);
    expect((await client.getProperties()).approximateMessagesCount).toBe(0);
    expect(await inbox.of('hu', 'aad')).toEqual([]);
    expect(await inbox.givenUp('hu')).toEqual([{ tenant: 'hu', cameAt: 1 }]);
  });
});

describe('work that nobody manages', () => {
  let client: QueueClient;
  let queue: AzureWorkQueue;
  const logged: (readonly [string, LogFields | undefined])[] = [];

  beforeAll(async () => {
    client = new QueueClient(await sharedAzurite(), 'poison-work');
    await client.createIfNotExists();
    queue = new AzureWorkQueue(new MessageQueue(client), {
      ...silentLog,
      warn: (event, fields) => logged.push([event, fields]),
    });
  });

  test('is dropped with a line in the log after five times', async () => {
    await queue.put([{ programme: 'hmp', messages: [aStoredMessage('p1')] }]);
    for (let times = 0; times < 5; times += 1) {
      const { receivedMessageItems } = await client.receiveMessages({ visibilityTimeout: 30 });
      for (const { messageId, popReceipt } of receivedMessageItems) {
        await client.updateMessage(messageId, popReceipt, undefined, 0);
      }
    }
    expect(await queue.take()).toEqual([]);
    expect(logged.splice(0)).toEqual([['work.given-up', { programme: 'hmp', deliveries: 6 }]]);
    expect((await client.getProperties()).approximateMessagesCount).toBe(0);
  });

  test('is dropped at once when it cannot be read', async () => {
    for (const text of ['?', Buffer.from('{"programme":1}').toString('base64')]) {
      await client.sendMessage(text);
    }
    expect(await queue.take()).toEqual([]);
    expect(logged.map(([event]) => event)).toEqual(['work.unreadable', 'work.unreadable']);
    expect((await client.getProperties()).approximateMessagesCount).toBe(0);
  });
});
