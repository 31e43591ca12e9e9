/** Activities whose answer has to wait, on a Storage Queue of the installation. */
import type { QueueClient } from '@azure/storage-queue';
import { z } from 'zod';

import { Fault } from '../programme/failure';
import type { Inbox, KeptActivity, TakenActivity } from '../ports/inbox';
import type { Log } from '../ports';
import { MessageQueue, mostBytes } from './messageQueue';

/** Longer than a process needs for one, with everything it waits for. */
const hiddenSeconds = 60;
/** A rest is believed for a day; what somebody typed is not to lie here for long after. */
const longestUnseen = 24 * 3600;
const keptFor = 2 * longestUnseen;

const keptShape = z.object({
  tenant: z.string(),
  activity: z.record(z.string(), z.unknown()),
  shown: z.number(),
  isMade: z.boolean().default(false),
  tries: z.number(),
}) satisfies z.ZodType<KeptActivity>;

/** One queue for all tenants: it is nearly always empty. */
export class AzureInbox implements Inbox {
  readonly #queue: MessageQueue;
  readonly #log: Log;

  constructor(queue: QueueClient, log: Log) {
    this.#queue = new MessageQueue(queue);
    this.#log = log;
  }

  async put(kept: KeptActivity, unseenFor: number): Promise<void> {
    const bytes = Buffer.byteLength(JSON.stringify(kept));
    if (bytes > mostBytes) throw new Fault(`an activity of ${bytes} bytes cannot be kept`);
    const visibilityTimeout = Math.min(longestUnseen, Math.ceil(unseenFor / 1000));
    await this.#queue.send(kept, { visibilityTimeout, messageTimeToLive: keptFor });
  }

  async take(): Promise<readonly TakenActivity[]> {
    const taken = await this.#queue.take({
      shape: keptShape,
      hiddenSeconds,
      givenUp: (kept, deliveries) => this.#log.error('answer given up', { tenant: kept?.tenant, deliveries }),
    });
    return taken.map(({ content, putAt, done }) => ({ kept: content, putAt, done }));
  }
}
