/** Work for whichever instance takes it, on a Storage Queue for each tenant. */
import { z } from 'zod';

import type { Log } from '../ports';
import type { OutboxMessage, Received, WorkItem, WorkQueue } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import { fingerprint } from './keys';
import { mostBytes, takeFrom, type Messages } from './messageQueue';
import { messageShape } from './outboxRows';
import { inParallel } from './parallel';

const hiddenSeconds = 30;
const mostDeliveries = 5;

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

/** A queue of one tenant, made when it is first used. */
export class AzureWorkQueue implements WorkQueue {
  readonly #queue: Messages;
  readonly #log: Log;

  constructor(queue: Messages, log: Log) {
    this.#queue = queue;
    this.#log = log;
  }

  async put(items: readonly WorkItem[]): Promise<void> {
    const [first, ...others] = items.flatMap(fitting);
    if (first === undefined) return;
    // The first one makes the queue when there is none.
    await this.#queue.send(first);
    await inParallel(others, (item) => this.#queue.send(item));
  }

  async take(): Promise<readonly Received[]> {
    const taken = await takeFrom(this.#queue, {
      shape: itemShape,
      hiddenSeconds,
      mostDeliveries,
      givenUp: (item, deliveries) =>
        this.#log.warn(item === undefined ? 'work.unreadable' : 'work.given-up', {
          programme: item?.programme,
          deliveries,
        }),
    });
    return taken.map(({ content, putAt, done }) => ({ item: content, putAt, done }));
  }
}
