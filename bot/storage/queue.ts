/** Work for whichever instance takes it, on a Storage Queue for each tenant. */
import type { QueueClient } from '@azure/storage-queue';
import { RestError } from '@azure/storage-queue';
import { z } from 'zod';

import type { Log } from '../ports';
import type { OutboxMessage, Received, WorkItem, WorkQueue } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import { within } from './deadline';
import { fingerprint } from './keys';
import { messageShape } from './outboxRows';
import { inParallel } from './parallel';

/** Base64 makes 64 KiB of it, which is what a message may hold. */
const mostBytes = 48 * 1024;
const hiddenSeconds = 30;
const takenAtOnce = 32;
const mostDeliveries = 5;

/** A call with all its repetitions; a hanging one must not stop the work loop. */
const callTimeout = 30_000;
const deadline = () => within(callTimeout);

const itemShape = z.object({
  programme: z.string(),
  messages: z.array(z.object({ value: messageShape, tag: z.string() })),
}) satisfies z.ZodType<WorkItem>;

/** The name of a tenant's queue. */
export function queueName(prefix: string, tenant: string): string {
  return `${prefix}-work-${fingerprint(tenant).slice(0, 16)}`.toLowerCase();
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/**
 * The same work in items that each fit in one message of the queue. A message too large for one alone is left
 * out: it is found in the outbox.
 */
export function fitting(item: WorkItem): WorkItem[] {
  const parts: Stored<OutboxMessage>[][] = [[]];
  const empty = bytesOf({ ...item, messages: [] });
  let bytes = empty;
  for (const message of item.messages) {
    const size = bytesOf(message) + 1;
    if (empty + size > mostBytes) continue;
    if (bytes + size > mostBytes) {
      parts.push([]);
      bytes = empty;
    }
    parts.at(-1)?.push(message);
    bytes += size;
  }
  return parts
    .filter((messages) => messages.length > 0)
    .map((messages) => ({ programme: item.programme, messages }));
}

function itemFrom(text: string): WorkItem | null {
  try {
    return itemShape.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
  } catch {
    return null;
  }
}

/** A message as the queue hands it out. */
interface Delivery {
  readonly messageId: string;
  readonly popReceipt: string;
  readonly dequeueCount: number;
  readonly messageText: string;
  readonly insertedOn: Date;
}

const isMissing = (error: unknown): boolean => error instanceof RestError && error.statusCode === 404;

/** A queue of one tenant, made when it is first used. */
export class AzureWorkQueue implements WorkQueue {
  readonly #queue: QueueClient;
  readonly #log: Log;

  constructor(queue: QueueClient, log: Log) {
    this.#queue = queue;
    this.#log = log;
  }

  async put(items: readonly WorkItem[]): Promise<void> {
    const texts = items.flatMap(fitting).map((item) => Buffer.from(JSON.stringify(item)).toString('base64'));
    const [first, ...others] = texts;
    if (first === undefined) return;
    // The first one makes the queue when there is none.
    await this.#send(first);
    await inParallel(others, (text) => this.#queue.sendMessage(text, deadline()));
  }

  async #send(text: string): Promise<void> {
    try {
      await this.#queue.sendMessage(text, deadline());
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#queue.createIfNotExists(deadline());
      await this.#queue.sendMessage(text, deadline());
    }
  }

  async take(): Promise<readonly Received[]> {
    const received = await inParallel(await this.#receive(), (delivery) => this.#open(delivery));
    return received.filter((one) => one !== null);
  }

  async #receive(): Promise<readonly Delivery[]> {
    try {
      const options = { numberOfMessages: takenAtOnce, visibilityTimeout: hiddenSeconds };
      return (await this.#queue.receiveMessages({ ...options, ...deadline() })).receivedMessageItems;
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#queue.createIfNotExists(deadline());
      return [];
    }
  }

  async #open(delivery: Delivery): Promise<Received | null> {
    const item = itemFrom(delivery.messageText);
    if (item !== null && delivery.dequeueCount <= mostDeliveries) {
      return { item, putAt: delivery.insertedOn.getTime(), done: () => this.#remove(delivery) };
    }
    this.#log.warn(item === null ? 'work.unreadable' : 'work.given-up', {
      programme: item?.programme,
      deliveries: delivery.dequeueCount,
    });
    await this.#remove(delivery);
    return null;
  }

  /** A message that others took meanwhile is theirs to remove. */
  async #remove({ messageId, popReceipt }: Delivery): Promise<void> {
    try {
      await this.#queue.deleteMessage(messageId, popReceipt, deadline());
    } catch (error) {
      const isTheirs = error instanceof RestError && (error.statusCode === 404 || error.statusCode === 400);
      if (!isTheirs) throw error;
    }
  }
}
