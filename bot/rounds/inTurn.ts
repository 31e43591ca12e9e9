/** Calls that share a read, and calls that wait for each other. */

/** Whoever asks while a read is under way shares the next one: what was stored before they asked is in it. */
export const sharingNext = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | null = null;
  return () => {
    if (waiting !== null) return waiting;
    const next = running.then(() => {
      waiting = null;
      return read();
    });
    waiting = next;
    running = next.catch(() => undefined);
    return next;
  };
};

/** Tasks one after the other. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Whether no task runs or waits. */
  get isFree(): boolean {
    return this.#waiting === 0;
  }

  /** Runs a task when those before it have ended, however they did. */
  async take<T>(task: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }
}
