import type { Clock } from '../../bot/ports';
import {
  takenAtOnce,
  textOf,
  type Delivery,
  type Messages,
  type Sending,
} from '../../bot/storage/messageQueue';

interface Entry {
  readonly id: number;
  readonly text: string;
  readonly putAt: number;
  unseenUntil: number;
  receipt: number;
}

/** The messages of a queue, in memory; nothing is unseen any more once the clock says so. */
export class MemoryMessages implements Messages {
  readonly #clock: Clock;
  #entries: Entry[] = [];
  #ids = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many there are. */
  get size(): number {
    return this.#entries.length;
  }

  /** Lets nobody wait for what was taken. */
  reappear(): void {
    for (const entry of this.#entries) entry.unseenUntil = this.#clock.now();
  }

  send(content: unknown, { visibilityTimeout = 0 }: Sending = {}): Promise<void> {
    const putAt = this.#clock.now();
    this.#ids += 1;
    const unseenUntil = putAt + visibilityTimeout * 1000;
    this.#entries.push({ id: this.#ids, text: textOf(content), putAt, unseenUntil, receipt: 0 });
    return Promise.resolve();
  }

  receive(hiddenSeconds: number): Promise<readonly Delivery[]> {
    const now = this.#clock.now();
    const received = this.#entries
      .filter(({ unseenUntil }) => unseenUntil <= now)
      .toSorted((a, b) => a.unseenUntil - b.unseenUntil)
      .slice(0, takenAtOnce);
    for (const entry of received) {
      entry.unseenUntil = now + hiddenSeconds * 1000;
      entry.receipt += 1;
    }
    return Promise.resolve(
      received.map(({ id, text, putAt, receipt }) => ({
        messageId: String(id),
        popReceipt: String(receipt),
        dequeueCount: receipt,
        messageText: text,
        insertedOn: new Date(putAt),
      })),
    );
  }

  remove({ messageId, popReceipt }: Delivery): Promise<void> {
    this.#entries = this.#entries.filter(
      ({ id, receipt }) => String(id) !== messageId || String(receipt) !== popReceipt,
    );
    return Promise.resolve();
  }
}
