/** For how long an activity is kept whose answer has to wait. */
import { failure, Fault } from '../programme/failure';
import type { Inbound, Log, Timer } from '../ports';
import { keptFor, type KeptActivity } from '../ports/inbox';
import type { Delivery } from './deliveries';
import { keptForm, type ParsedActivity } from './inbound';

/** What keeping needs. */
export interface KeepPorts {
  /** The present moment, as an activity that comes in now says when it did. */
  readonly moments: () => Pick<KeptActivity, 'cameAt' | 'saidAt'>;
  /** How long the tenant is to be left alone. Milliseconds. */
  readonly restLeft: (tenant: string) => number;
  /** Keeps an activity whose answer has to wait, for so many milliseconds; rejects when it cannot be stored. */
  readonly keep: (kept: KeptActivity, milliseconds: number) => Promise<void>;
}

/** What holding needs. */
export interface HoldPorts extends Pick<KeepPorts, 'restLeft' | 'moments'> {
  readonly timer: Timer;
  readonly log: Log;
}

/** An activity, and how far handling it came before. */
export interface Arrival extends Pick<KeptActivity, 'shown' | 'isMade' | 'tries'> {
  readonly parsed: ParsedActivity;
}

/** Waits before an activity is handled anew that was too slow, or failed: longer and longer. Milliseconds. */
const firstWait = 1_000;
const longestWait = 300_000;
/** Some two hours of such waits. */
const mostTries = 30;

/** An answer that was made longer ago, by when it can be shown, is made anew: by then its reader may no longer see what it shows. Milliseconds. */
export const freshFor = 60_000;

/** For how long an activity waits before it is handled anew. Throws when that was often enough, or long enough. Milliseconds. */
const waitBefore = (
  { restLeft, moments }: Pick<KeepPorts, 'restLeft' | 'moments'>,
  tries: number,
  { tenant, cameAt }: Inbound,
): number => {
  if (tries >= mostTries) throw new Fault(`kept ${tries} times, and not answered`);
  if (moments().cameAt - cameAt >= keptFor) throw new Fault('kept for two days, and not answered');
  return Math.max(Math.min(longestWait, firstWait * 2 ** tries), restLeft(tenant));
};

/** Keeps an activity whose answer came so far, and tells for how long. Rejects when it cannot be kept. */
export const keepFor = async (
  ports: KeepPorts,
  { parsed, tries, isMade: wasMade }: Arrival,
  inbound: Inbound,
  { shown, isMade }: Pick<KeptActivity, 'shown' | 'isMade'>,
): Promise<number> => {
  const wait = waitBefore(ports, tries, inbound);
  const { tenant, aadObjectId, cameAt, saidAt } = inbound;
  const who = { tenant, aadObjectId, cameAt, saidAt };
  const activity = keptForm(parsed);
  await ports.keep({ ...who, activity, shown, isMade: isMade || wasMade, tries: tries + 1 }, wait);
  return wait;
};

/** An answer that is held, and what shows it. */
export interface Held {
  readonly delivery: Delivery;
  readonly showAgain: (delivery: Delivery) => Promise<unknown>;
}

/**
 * Holds what an activity is answered with in this process, and has it shown when it is there and it is time. For what must
 * not be made twice: it ends with the process that makes it, so that nobody else could tell how.
 */
export const holdFor = (
  ports: HoldPorts,
  { tries }: Arrival,
  inbound: Inbound,
  { delivery, showAgain }: Held,
): void => {
  const held = async (): Promise<void> => {
    await delivery.reply.catch(() => undefined);
    await ports.timer.sleep(waitBefore(ports, tries, inbound), new AbortController().signal);
    await showAgain(delivery);
  };
  held().catch((error: unknown) =>
    ports.log.error('answer given up', { tenant: inbound.tenant, ...failure(error) }),
  );
};
