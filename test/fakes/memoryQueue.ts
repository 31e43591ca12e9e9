import type { Clock } from '../../bot/ports';
import type { Received, WorkItem, WorkQueue } from '../../bot/ports/outbox';
import { copyOf } from './copyOf';

const takenAtOnce = 32;

interface Entry {
  readonly item: WorkItem;
  readonly putAt: number;
  hidden: boolean;
}

/** Work of one tenant in memory. */
export class MemoryQueue implements WorkQueue {
  readonly #clock: Clock;
  #entries: Entry[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  put(items: readonly WorkItem[]): Promise<void> {
    const putAt = this.#clock.now();
    const useful = items.filter(({ messages }) => messages.length > 0);
    this.#entries.push(...useful.map((item) => ({ item: copyOf(item), putAt, hidden: false })));
    return Promise.resolve();
  }

  take(): Promise<readonly Received[]> {
    const taken = this.#entries.filter(({ hidden }) => !hidden).slice(0, takenAtOnce);
    for (const entry of taken) entry.hidden = true;
    return Promise.resolve(taken.map((entry) => this.#handOut(entry)));
  }

  #handOut(entry: Entry): Received {
    return {
      item: copyOf(entry.item),
      putAt: entry.putAt,
      done: () => {
        this.#entries = this.#entries.filter((other) => other !== entry);
        return Promise.resolve();
      },
    };
  }

  /** What half a minute does to work that was taken and never done. */
  reappear(): void {
    for (const entry of this.#entries) entry.hidden = false;
  }
}
