import { QueueClient } from '@azure/storage-queue';

import type { LogFields } from '../../bot/ports';
import { AzureWorkQueue, fitting } from '../../bot/storage/queue';
import { sharedAzurite } from '../fakes/azurite';
import { silentLog } from './azuriteStorage';
import { aStoredMessage } from './contract/examples';

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
