import type { Clock, Timer } from '../../bot/ports';
import type { Moment } from '../../bot/programme/model';

interface Sleeper {
  readonly until: Moment;
  readonly wake: () => void;
}

/**
 * The machine's clock and timer without waiting: whenever everything waits, the clock jumps to whoever wakes
 * first, as long as a test drives it. Sleepers wake `late` milliseconds after they asked to, as on a machine that has much to do.
 */
export class MachineTime implements Clock, Timer {
  #moment: Moment;
  #sleepers: Sleeper[] = [];
  #isPlanned = false;
  #drivers = 0;
  /** Milliseconds by which every sleep is too long; may be changed at any time. */
  late = 0;

  constructor(moment: Moment) {
    this.#moment = moment;
  }

  now(): Moment {
    return this.#moment;
  }

  pass(milliseconds: number): void {
    this.#moment += milliseconds;
  }

  /** Lets time pass until the promise is settled. What goes on in the background stands still otherwise. */
  async drive<T>(promise: Promise<T>): Promise<T> {
    this.#drivers += 1;
    this.#plan();
    try {
      return await promise;
    } finally {
      this.#drivers -= 1;
    }
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const stop = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      const wake = (): void => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
      const sleeper = { until: this.#moment + milliseconds + this.late, wake };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', stop, { once: true });
      this.#plan();
    });
  }

  /** What is at hand is done before the next sleeper wakes. */
  #plan(): void {
    if (this.#isPlanned || this.#drivers === 0) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      if (this.#drivers === 0) return;
      const [first] = this.#sleepers.toSorted((a, b) => a.until - b.until);
      if (first === undefined) return;
      this.#sleepers = this.#sleepers.filter((other) => other !== first);
      this.#moment = Math.max(this.#moment, first.until);
      first.wake();
      this.#plan();
    });
  }
}
