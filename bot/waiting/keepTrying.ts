/** Trying until it works. */
import { failure } from '../programme/failure';
import type { Clock, Log, Timer } from '../ports';

/** What trying needs. */
export interface TryingPorts {
  readonly machine: Clock;
  readonly timer: Timer;
  readonly log: Log;
}

/** The first wait, the longest one, and how far lines in the log lie apart. Milliseconds. */
const firstWait = 500;
const longestWait = 10_000;
const logEvery = 30_000;

/** Resolves when the signal is aborted. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/**
 * Tries until the attempt does not throw, with a growing wait; false when the signal came first. Says under
 * the name of the event why it does not work, twice a minute at most.
 */
export const keepTrying = async (
  event: string,
  attempt: () => Promise<void>,
  { machine, timer, log }: TryingPorts,
  signal: AbortSignal,
): Promise<boolean> => {
  let saidAt: number | null = null;
  const say = (tries: number, error: unknown): void => {
    if (signal.aborted || (saidAt !== null && machine.now() - saidAt < logEvery)) return;
    saidAt = machine.now();
    log.warn(event, { tries, ...failure(error) });
  };
  const tryOn = async (): Promise<boolean> => {
    for (
      let tries = 1, wait = firstWait;
      !signal.aborted;
      tries += 1, wait = Math.min(2 * wait, longestWait)
    ) {
      try {
        await attempt();
        return !signal.aborted;
      } catch (error) {
        say(tries, error);
      }
      await timer.sleep(wait, signal);
    }
    return false;
  };
  // An attempt that hangs must not keep us from ending.
  return Promise.race([tryOn(), aborted(signal).then(() => false)]);
};
