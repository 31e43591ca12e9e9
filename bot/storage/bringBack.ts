/** Brings back what was lost: tries until it is there again, however long that takes. */

/** Waits between tries grow from the first to the longest. Milliseconds. */
const firstWait = 1_000;
const longestWait = 60_000;
/** Failures are told no oftener than this. Milliseconds. */
const tellEvery = 60_000;

/** What bringing back needs. */
export interface BringBackPorts {
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** Whether nobody needs it any more. */
  readonly isOver: () => boolean;
  /** Told of a failed try, once a minute at most. */
  readonly failed: (error: unknown) => void;
}

/** What the first try that does not throw gives; null when nobody needs it any more before that. */
export async function bringBack<T>(
  attempt: () => Promise<T>,
  { wait, isOver, failed }: BringBackPorts,
): Promise<T | null> {
  let sinceTold = tellEvery;
  for (let next = firstWait; !isOver(); next = Math.min(2 * next, longestWait)) {
    try {
      return await attempt();
    } catch (error) {
      if (sinceTold >= tellEvery) failed(error);
      // A try may take as long again: what is counted here is the least that has passed.
      sinceTold = (sinceTold >= tellEvery ? 0 : sinceTold) + next;
    }
    await wait(next);
  }
  return null;
}
