/** A Storage Queue that carries JSON, made when it is first used. */
import type { QueueClient } from '@azure/storage-queue';
import { RestError } from '@azure/storage-queue';
import type { z } from 'zod';

import type { Moment } from '../programme/model';
import { within } from './deadline';
import { inParallel } from './parallel';

/** Base64 makes 64 KiB of it, which is what a message may hold. */
export const mostBytes = 48 * 1024;
/** As many as a queue gives at a time. */
export const takenAtOnce = 32;

/** A call with all its repetitions; a hanging one must not stop the work loop. */
const callTimeout = 30_000;
const deadline = () => within(callTimeout);

/** A message as the queue hands it out. */
export interface Delivery {
  readonly messageId: string;
  readonly popReceipt: string;
  readonly dequeueCount: number;
  readonly messageText: string;
  readonly insertedOn: Date;
}

/** How long a message is seen by nobody, and after how long it is gone. Seconds. */
export interface Sending {
  readonly visibilityTimeout?: number;
  readonly messageTimeToLive?: number;
}

const isMissing = (error: unknown): boolean => error instanceof RestError && error.statusCode === 404;

/** Content as the text of a message. */
export const textOf = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64');

/** What a message holds, still to be parsed; null when it is no JSON. */
function contentOf({ messageText }: Delivery): unknown {
  try {
    return JSON.parse(Buffer.from(messageText, 'base64').toString('utf8'));
  } catch {
    return null;
  }
}

/** Something that was taken from the queue: nobody else sees it for a while. */
export interface Taken<Content> {
  readonly content: Content;
  readonly putAt: Moment;
  /** How often it was handed out, this time included. */
  readonly deliveries: number;
  readonly done: () => Promise<void>;
}

/** What is taken, and what is done about a message that nobody is to try again. */
export interface Taking<Content> {
  readonly shape: z.ZodType<Content>;
  readonly hiddenSeconds: number;
  /** What was handed out more often is given up; null: whoever takes it decides. */
  readonly mostDeliveries: number | null;
  /** Told what it was, undefined when it cannot be read, and how often it was handed out; removed after that. */
  readonly givenUp: (content: Content | undefined, deliveries: number) => void | Promise<void>;
}

/** The calls to one queue. */
export interface Messages {
  /** `content` takes `mostBytes` as JSON at most. */
  send(content: unknown, sending?: Sending): Promise<void>;
  /** Some messages, the first one first, hidden from others for so long. */
  receive(hiddenSeconds: number): Promise<readonly Delivery[]>;
  /** A message that others took meanwhile is theirs to remove. */
  remove(delivery: Delivery): Promise<void>;
}

const open = async <Content>(
  messages: Messages,
  delivery: Delivery,
  { shape, mostDeliveries, givenUp }: Taking<Content>,
): Promise<Taken<Content> | null> => {
  const content = shape.safeParse(contentOf(delivery)).data;
  const deliveries = delivery.dequeueCount;
  const done = (): Promise<void> => messages.remove(delivery);
  if (content !== undefined && deliveries <= (mostDeliveries ?? deliveries))
    return { content, putAt: delivery.insertedOn.getTime(), deliveries, done };
  await givenUp(content, deliveries);
  await done();
  return null;
};

/**
 * Some of what lies in a queue, but for what cannot be read and what was handed out too often: that is given up. None: it is
 * empty, for now.
 */
export const takeFrom = async <Content>(
  messages: Messages,
  taking: Taking<Content>,
): Promise<readonly Taken<Content>[]> => {
  for (;;) {
    const deliveries = await messages.receive(taking.hiddenSeconds);
    const opened = await inParallel(deliveries, (delivery) => open(messages, delivery, taking));
    const taken = opened.filter((one) => one !== null);
    if (taken.length > 0 || deliveries.length === 0) return taken;
  }
};

/** A queue of the account. */
export class MessageQueue implements Messages {
  readonly #queue: QueueClient;

  constructor(queue: QueueClient) {
    this.#queue = queue;
  }

  async send(content: unknown, sending: Sending = {}): Promise<void> {
    const text = textOf(content);
    try {
      await this.#queue.sendMessage(text, { ...sending, ...deadline() });
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#queue.createIfNotExists(deadline());
      await this.#queue.sendMessage(text, { ...sending, ...deadline() });
    }
  }

  async receive(hiddenSeconds: number): Promise<readonly Delivery[]> {
    try {
      const options = { numberOfMessages: takenAtOnce, visibilityTimeout: hiddenSeconds };
      return (await this.#queue.receiveMessages({ ...options, ...deadline() })).receivedMessageItems;
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#queue.createIfNotExists(deadline());
      return [];
    }
  }

  async remove({ messageId, popReceipt }: Delivery): Promise<void> {
    try {
      await this.#queue.deleteMessage(messageId, popReceipt, deadline());
    } catch (error) {
      const isTheirs = error instanceof RestError && (error.statusCode === 404 || error.statusCode === 400);
      if (!isTheirs) throw error;
    }
  }
}
