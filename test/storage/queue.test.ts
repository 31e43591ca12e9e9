import { QueueClient } from '@azure/storage-queue';

import type { LogFields } from '../../bot/ports';
import { AzureWorkQueue, fitting } from '../../bot/storage/queue';
import { sharedAzurite } from '../fakes/azurite';
import { silentLog } from './azuriteStorage';

describe('work too large for one message', () => {
  test('is cut so that each piece fits, and no key is lost', () => {
    const keys = Array.from({ length: 3000 }, (_, n) => `nudge/é"\n${'x'.repeat(n % 70)}/${n}`);
    const pieces = fitting({ programme: 'hmp', keys });
    expect(pieces.flatMap((piece) => piece.keys)).toEqual(keys);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) {
      expect(Buffer.from(JSON.stringify(piece)).toString('base64').length).toBeLessThanOrEqual(64 * 1024);
    }
  });

  test('is nothing without keys, and an error with a key larger than a message', () => {
    expect(fitting({ programme: 'hmp', keys: [] })).toEqual([]);
    expect(() => fitting({ programme: 'hmp', keys: ['x'.repeat(50_000)] })).toThrow(/50003 bytes/);
  });
});

describe('work that nobody manages', () => {
  let client: QueueClient;
  let queue: AzureWorkQueue;
  const logged: (readonly [string, LogFields | undefined])[] = [];

  beforeAll(async () => {
    client = new QueueClient(await sharedAzurite(), 'poison-work');
    await client.createIfNotExists();
    queue = new AzureWorkQueue(client, {
      ...silentLog,
      warn: (event, fields) => logged.push([event, fields]),
    });
  });

  test('is dropped with a line in the log after five times', async () => {
    await queue.put([{ programme: 'hmp', keys: ['a'] }]);
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
