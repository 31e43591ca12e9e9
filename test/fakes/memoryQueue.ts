import type { Received, WorkItem, WorkQueue } from '../../bot/storagePorts';

const takenAtOnce = 32;

interface Entry {
  readonly item: WorkItem;
  hidden: boolean;
}

/** Work in memory. */
export class MemoryQueue implements WorkQueue {
  #entries: Entry[] = [];

  put(items: readonly WorkItem[]): Promise<void> {
    const useful = items.filter(({ keys }) => keys.length > 0);
    this.#entries.push(...useful.map((item) => ({ item: structuredClone(item), hidden: false })));
    return Promise.resolve();
  }

  take(): Promise<readonly Received[]> {
    const taken = this.#entries.filter(({ hidden }) => !hidden).slice(0, takenAtOnce);
    for (const entry of taken) entry.hidden = true;
    return Promise.resolve(taken.map((entry) => this.#handOut(entry)));
  }

  #handOut(entry: Entry): Received {
    return {
      item: structuredClone(entry.item),
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
