/** Work for whichever instance takes it, on a Storage Queue. */
import type { QueueClient } from '@azure/storage-queue';
import { RestError } from '@azure/storage-queue';
import { z } from 'zod';

import type { Log } from '../ports';
import type { Received, WorkItem, WorkQueue } from '../storagePorts';
import { inParallel } from './parallel';

/** Base64 makes 64 KiB of it, which is what a message may hold. */
const mostBytes = 48 * 1024;
const hiddenSeconds = 30;
const takenAtOnce = 32;
const mostDeliveries = 5;

/** A call with all its repetitions; a hanging one must not stop the work loop. */
const callTimeout = 30_000;
const deadline = (): { readonly abortSignal: AbortSignal } => ({
  abortSignal: AbortSignal.timeout(callTimeout),
});

const itemShape = z.object({ programme: z.string(), keys: z.array(z.string()) });

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** The same work in items that each fit in one message of the queue. */
export function fitting(item: WorkItem): WorkItem[] {
  const parts: string[][] = [[]];
  const empty = bytesOf({ ...item, keys: [] });
  let bytes = empty;
  for (const key of item.keys) {
    const size = bytesOf(key) + 1;
    if (empty + size > mostBytes) {
      throw new Error(`A message key of ${size} bytes is more than a queue takes (${mostBytes})`);
    }
    if (bytes + size > mostBytes) {
      parts.push([]);
      bytes = empty;
    }
    parts.at(-1)?.push(key);
    bytes += size;
  }
  return parts.filter((keys) => keys.length > 0).map((keys) => ({ programme: item.programme, keys }));
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
}

/** A queue of its own for one installation. */
export class AzureWorkQueue implements WorkQueue {
  readonly #queue: QueueClient;
  readonly #log: Log;

  constructor(queue: QueueClient, log: Log) {
    this.#queue = queue;
    this.#log = log;
  }

  async put(items: readonly WorkItem[]): Promise<void> {
    await inParallel(items.flatMap(fitting), async (item) => {
      await this.#queue.sendMessage(Buffer.from(JSON.stringify(item)).toString('base64'), deadline());
    });
  }

  async take(): Promise<readonly Received[]> {
    const { receivedMessageItems } = await this.#queue.receiveMessages({
      numberOfMessages: takenAtOnce,
      visibilityTimeout: hiddenSeconds,
      ...deadline(),
    });
    const received = await inParallel(receivedMessageItems, (delivery) => this.#open(delivery));
    return received.filter((one) => one !== null);
  }

  async #open(delivery: Delivery): Promise<Received | null> {
    const item = itemFrom(delivery.messageText);
    if (item !== null && delivery.dequeueCount <= mostDeliveries) {
      return { item, done: () => this.#remove(delivery) };
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
