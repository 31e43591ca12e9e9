/** Whether work that is waited for gets on, and when it is no use to wait any longer. */
import type { Clock, Timer } from '../ports';
import type { Moment } from '../programme/model';

/** What is watched, and with what. */
export interface ProgressPorts {
  /** Grows with whatever is done to messages. */
  readonly activity: () => number;
  /** How long it still waits for a moment that Teams named. Milliseconds. */
  readonly restLeft: () => number;
  /** The machine's clock. */
  readonly machine: Clock;
  readonly timer: Timer;
}

/** Milliseconds of machine time without any progress after which it is no use to wait. */
const stalledAfter = 30_000;
/** A rest that Teams asks for is no standstill, unless it is longer than anybody waits for an answer. Milliseconds. */
const longestWaitedFor = 120_000;
/** Between looks. Milliseconds. */
const lookEvery = 500;

/** Watches until it is looked at no more. */
export class Progress {
  readonly #ports: ProgressPorts;
  readonly #signal: AbortSignal;
  #activity: number;
  #open: string | null = null;
  #movedAt: Moment;

  /** `signal` ends every wait. */
  constructor(ports: ProgressPorts, signal: AbortSignal) {
    this.#ports = ports;
    this.#signal = signal;
    this.#activity = ports.activity();
    this.#movedAt = ports.machine.now();
  }

  #isStalled(): boolean {
    const activity = this.#ports.activity();
    const now = this.#ports.machine.now();
    const rest = this.#ports.restLeft();
    const isResting = rest > 0 && rest <= longestWaitedFor;
    if (activity !== this.#activity || isResting) this.#movedAt = now;
    this.#activity = activity;
    return now - this.#movedAt >= stalledAfter;
  }

  /** Waits for a task as long as there is progress; whether it has ended. */
  async until(task: Promise<void>): Promise<boolean> {
    const ended = new AbortController();
    const watched = task.finally(() => ended.abort());
    // It goes on by itself when nobody waits for it any more.
    watched.catch(() => undefined);
    const end = (): void => ended.abort();
    this.#signal.addEventListener('abort', end);
    while (!ended.signal.aborted && !this.#isStalled())
      await this.#ports.timer.sleep(lookEvery, ended.signal);
    this.#signal.removeEventListener('abort', end);
    if (!ended.signal.aborted) return false;
    await watched;
    return true;
  }

  /** Waits before another look; false when it is no use, for these have stayed open for too long. */
  async mayGoOn(open: readonly string[]): Promise<boolean> {
    const keys = open.join('\n');
    if (this.#open !== null && this.#open !== keys) this.#movedAt = this.#ports.machine.now();
    this.#open = keys;
    if (this.#isStalled()) return false;
    await this.#ports.timer.sleep(lookEvery, this.#signal);
    return true;
  }
}
