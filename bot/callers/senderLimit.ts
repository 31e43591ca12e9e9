/** How much one person may send: far more than anybody presses, and not enough to keep the bot from the others. */
import type { Clock, Log } from '../ports';

/** Asked for every activity of somebody who was let in. */
export interface SenderLimit {
  /** Whether one more of this sender is taken; that one counts. Senders are told apart by tenant and Entra id. */
  allows(tenant: string, aadObjectId: string): boolean;
}

/** What counting needs. */
export interface SenderLimitPorts {
  readonly machine: Clock;
  readonly log: Log;
}

/** Somebody who goes through months of check-ins in one go does not come near. */
const mostAtOnce = 300;
/** So many come free again a second, up to `mostAtOnce`. */
const perSecond = 5;
/** Whoever sent nothing for so long has everything free again. Milliseconds. */
const forgottenAfter = (mostAtOnce / perSecond) * 1000;

/** Between two lines about the same sender. Milliseconds. */
const quietFor = 600_000;

interface Sender {
  /** How many are free at `at`; parts of one count on. */
  readonly free: number;
  readonly at: number;
}

/** Counts by sender, in this process; forgets who is quiet. */
export const senderLimit = ({ machine, log }: SenderLimitPorts): SenderLimit => {
  const senders = new Map<string, Sender>();
  const toldAt = new Map<string, number>();
  let forgottenAt = machine.now();

  const forget = (now: number): void => {
    if (now - forgottenAt < forgottenAfter) return;
    forgottenAt = now;
    for (const [key, { at }] of senders) if (now - at >= forgottenAfter) senders.delete(key);
    for (const [key, at] of toldAt) if (now - at >= quietFor) toldAt.delete(key);
  };

  /** Once in a while, not for each: one comes free five times a second, and the log is not to be flooded either. */
  const tell = (key: string, now: number, tenant: string, aadObjectId: string): void => {
    if (now - (toldAt.get(key) ?? -Infinity) < quietFor) return;
    toldAt.set(key, now);
    log.warn('sender sends too much', { tenant, aadObjectId });
  };

  return {
    allows: (tenant, aadObjectId) => {
      const now = machine.now();
      forget(now);
      const key = `${tenant}|${aadObjectId}`;
      const before = senders.get(key) ?? { free: mostAtOnce, at: now };
      const free = Math.min(mostAtOnce, before.free + ((now - before.at) / 1000) * perSecond);
      const isRefused = free < 1;
      senders.set(key, { free: isRefused ? free : free - 1, at: now });
      if (isRefused) tell(key, now, tenant, aadObjectId);
      return !isRefused;
    },
  };
};
