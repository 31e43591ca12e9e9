import type { Inbox, KeptActivity, TakenActivity } from '../../bot/ports/inbox';
import type { Clock } from '../../bot/ports';

/** Longer than whoever takes one needs for it. */
const hiddenFor = 60_000;
/** As many as a queue gives at a time. */
const takenAtOnce = 32;
/** What was taken so often is dropped. */
const mostTaken = 5;

interface Entry {
  readonly kept: KeptActivity;
  readonly putAt: number;
  unseenUntil: number;
  taken: number;
}

/** Activities whose answer waits, in memory; nothing is unseen any more once the clock says so. */
export class MemoryInbox implements Inbox {
  readonly #clock: Clock;
  #entries: Entry[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many wait. */
  get size(): number {
    return this.#entries.length;
  }

  put(kept: KeptActivity, unseenFor: number): Promise<void> {
    const putAt = this.#clock.now();
    this.#entries.push({ kept: structuredClone(kept), putAt, unseenUntil: putAt + unseenFor, taken: 0 });
    return Promise.resolve();
  }

  take(): Promise<readonly TakenActivity[]> {
    const dropped = (entry: Entry): boolean =>
      entry.taken >= mostTaken && entry.unseenUntil <= this.#clock.now();
    this.#entries = this.#entries.filter((entry) => !dropped(entry));
    const taken = this.#entries
      .filter(({ unseenUntil }) => unseenUntil <= this.#clock.now())
      .toSorted((a, b) => a.unseenUntil - b.unseenUntil)
      .slice(0, takenAtOnce);
    for (const entry of taken) {
      entry.unseenUntil = this.#clock.now() + hiddenFor;
      entry.taken += 1;
    }
    return Promise.resolve(
      taken.map((entry) => ({
        kept: structuredClone(entry.kept),
        putAt: entry.putAt,
        done: () => {
          this.#entries = this.#entries.filter((other) => other !== entry);
          return Promise.resolve();
        },
      })),
    );
  }
}
