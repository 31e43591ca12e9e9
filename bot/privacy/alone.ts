/** What one process does at a time, over all of them. */
import type { SenderLease, SenderLeases } from '../ports/outbox';
import type { Timer } from '../ports';

/** What is needed to be the only one. */
export interface AlonePorts {
  readonly leases: SenderLeases;
  readonly timer: Timer;
}

/** Milliseconds; a third of what a lease lasts. */
const renewEvery = 5000;

const renewUntil = async (lease: SenderLease, timer: Timer, ended: AbortSignal): Promise<void> => {
  while (!ended.aborted) {
    await timer.sleep(renewEvery, ended);
    // One that is lost is somebody else's: two at once is more work, and does no harm.
    if (!ended.aborted) await lease.renew().catch(() => false);
  }
};

/** Does it while no other process does anything under this name, and says whether it did. A tenant has no space in it. */
export const alone = async (
  { leases, timer }: AlonePorts,
  name: `${string} ${string}`,
  task: () => Promise<void>,
): Promise<boolean> => {
  const lease = await leases.take(name);
  if (lease === null) return false;
  const ended = new AbortController();
  const renewing = renewUntil(lease, timer, ended.signal);
  try {
    await task();
    return true;
  } finally {
    ended.abort();
    await renewing;
    // What cannot be given back runs out by itself.
    await lease.giveBack().catch(() => undefined);
  }
};
