/** Waiting, but not for ever. */
import { Fault } from '../programme/failure';
import type { Timer } from '../ports';

/** Waits by the machine's time; all waits end at once when there is a hurry. */
export interface Patience {
  /** What the task gives, or `slow` when it has not ended in so many milliseconds; it then goes on by itself. */
  readonly wait: <T>(milliseconds: number, task: Promise<T>) => Promise<T | 'slow'>;
  /** Ends every wait at once, those to come too. */
  readonly hurry: () => void;
}

/** Makes a patience of its own, so that a hurry in one place is none in another. */
export const patience = (timer: Timer): Patience => {
  const waits = new Set<AbortController>();
  let isHurried = false;
  return {
    wait: async (milliseconds, task) => {
      const over = new AbortController();
      waits.add(over);
      if (isHurried) over.abort();
      try {
        return await Promise.race([task, timer.sleep(milliseconds, over.signal).then(() => 'slow' as const)]);
      } finally {
        waits.delete(over);
        over.abort();
      }
    },
    hurry: () => {
      isHurried = true;
      for (const over of waits) over.abort();
    },
  };
};

/** Resolves like the task, or rejects as soon as the signal is aborted. */
export const unlessAborted = <T>(task: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Fault('Teams took too long')), { once: true });
    task.then(resolve, reject);
  });
