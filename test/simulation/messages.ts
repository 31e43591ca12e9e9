/** A queue that hands out at least once: late again, out of order, sometimes doubled. */
import type { Moment } from '../../bot/programme/model';
import {
  takenAtOnce,
  textOf,
  type Delivery,
  type Messages,
  type Sending,
} from '../../bot/storage/messageQueue';
import type { Machine } from './machine';
import { tableError } from './table';
import type { Universe } from './universe';

interface Entry {
  readonly id: number;
  readonly text: string;
  readonly putAt: Moment;
  readonly goneAt: Moment;
  visibleAt: Moment;
  deliveries: number;
}

/** A week, as of a queue that says nothing of it. Seconds. */
const keptFor = 7 * 86_400;

/** The messages in a queue, whichever process looks. */
export class QueueEntries {
  #entries: Entry[] = [];
  #ids = 0;

  put(content: unknown, { visibilityTimeout = 0, messageTimeToLive = keptFor }: Sending, now: Moment): void {
    this.#ids += 1;
    this.#entries.push({
      id: this.#ids,
      text: textOf(content),
      putAt: now,
      goneAt: now + messageTimeToLive * 1_000,
      visibleAt: now + visibilityTimeout * 1_000,
      deliveries: 0,
    });
  }

  take(hiddenSeconds: number, now: Moment): readonly Delivery[] {
    this.#entries = this.#entries.filter(({ goneAt }) => now < goneAt);
    const visible = this.#entries.filter(({ visibleAt }) => visibleAt <= now).slice(0, takenAtOnce);
    for (const entry of visible) {
      entry.visibleAt = now + hiddenSeconds * 1_000;
      entry.deliveries += 1;
    }
    return visible.map(({ id, text, putAt, deliveries }) => ({
      messageId: String(id),
      // A receipt is good until the message is handed out again.
      popReceipt: String(deliveries),
      dequeueCount: deliveries,
      messageText: text,
      insertedOn: new Date(putAt),
    }));
  }

  remove({ messageId, popReceipt }: Delivery): void {
    this.#entries = this.#entries.filter(
      ({ id, deliveries }) => String(id) !== messageId || String(deliveries) !== popReceipt,
    );
  }
}

/** A queue as one process reaches it. */
export class SimulatedMessages implements Messages {
  readonly #name: string;
  readonly #queue: QueueEntries;
  readonly #machine: Machine;
  readonly #universe: Universe;

  constructor(name: string, queue: QueueEntries, machine: Machine, universe: Universe) {
    this.#name = name;
    this.#queue = queue;
    this.#machine = machine;
    this.#universe = universe;
  }

  #call<T>(label: string, apply: (now: Moment) => T): Promise<T> {
    const applied = (): T => apply(this.#universe.scheduler.now());
    return this.#machine.call('queue', `${this.#name}.${label}`, applied, tableError);
  }

  send(content: unknown, sending: Sending = {}): Promise<void> {
    return this.#call('put', (now) => this.#queue.put(content, sending, now));
  }

  async receive(hiddenSeconds: number): Promise<readonly Delivery[]> {
    const taken = await this.#call('take', (now) => this.#queue.take(hiddenSeconds, now));
    const order = taken.map((delivery) => ({ delivery, place: this.#machine.chance.fraction() }));
    return order.toSorted((a, b) => a.place - b.place).map(({ delivery }) => delivery);
  }

  remove(delivery: Delivery): Promise<void> {
    return this.#call('done', () => this.#queue.remove(delivery));
  }
}
