/** A work queue that hands out at least once: late again, out of order, sometimes doubled. */
import type { Received, WorkItem, WorkQueue } from '../../bot/ports/outbox';
import type { Moment } from '../../bot/programme/model';
import type { Machine } from './machine';
import { tableError } from './table';
import type { Universe } from './universe';

interface Entry {
  readonly text: string;
  readonly putAt: Moment;
  visibleAt: Moment;
  deliveries: number;
}

const hidden = 30_000;
const takenAtOnce = 32;
const mostDeliveries = 5;

const itemOf = (text: string): WorkItem => JSON.parse(text);

/** The messages in a tenant's queue. */
export class QueueEntries {
  entries: Entry[] = [];

  put(items: readonly WorkItem[], now: Moment): void {
    for (const item of items)
      if (item.messages.length > 0)
        this.entries.push({ text: JSON.stringify(item), putAt: now, visibleAt: now, deliveries: 0 });
  }

  /** Those handed out too often are dropped: the outbox still has their messages. */
  take(now: Moment): Entry[] {
    const visible = this.entries.filter(({ visibleAt }) => visibleAt <= now).slice(0, takenAtOnce);
    for (const entry of visible) {
      entry.visibleAt = now + hidden;
      entry.deliveries += 1;
    }
    this.entries = this.entries.filter(({ deliveries }) => deliveries <= mostDeliveries);
    return visible.filter(({ deliveries }) => deliveries <= mostDeliveries);
  }
}

/** A tenant's queue as one process reaches it. */
export class SimulatedQueue implements WorkQueue {
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

  #call<T>(label: string, apply: () => T): Promise<T> {
    return this.#machine.call('queue', `${this.#name}.${label}`, apply, tableError);
  }

  put(items: readonly WorkItem[]): Promise<void> {
    return this.#call(`put ${items.length}`, () => this.#queue.put(items, this.#universe.scheduler.now()));
  }

  async take(): Promise<readonly Received[]> {
    const taken = await this.#call('take', () => this.#queue.take(this.#universe.scheduler.now()));
    const order = taken.map((entry) => ({ entry, place: this.#machine.chance.fraction() }));
    return order.toSorted((a, b) => a.place - b.place).map(({ entry }) => this.#handOut(entry));
  }

  #handOut(entry: Entry): Received {
    const { deliveries } = entry;
    return {
      item: itemOf(entry.text),
      putAt: entry.putAt,
      // A receipt is good until the message is handed out again.
      done: () =>
        this.#call('done', () => {
          if (entry.deliveries === deliveries)
            this.#queue.entries = this.#queue.entries.filter((other) => other !== entry);
        }),
    };
  }
}
