/** For how long an activity is kept whose answer has to wait. */
import { Fault } from '../programme/failure';
import type { Inbound } from '../ports';
import type { KeptActivity } from '../ports/inbox';
import { keptForm, type ParsedActivity } from './inbound';

/** What keeping needs. */
export interface KeepPorts {
  /** How long the tenant is to be left alone. Milliseconds. */
  readonly restLeft: (tenant: string) => number;
  /** Keeps an activity whose answer has to wait, for so many milliseconds; rejects when it cannot be stored. */
  readonly keep: (kept: KeptActivity, milliseconds: number) => Promise<void>;
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

/** Keeps an activity whose answer came so far, and tells for how long. Rejects when it cannot be kept. */
export const keepFor = async (
  { keep, restLeft }: KeepPorts,
  { parsed, tries, isMade: wasMade }: Arrival,
  { tenant }: Inbound,
  { shown, isMade }: Pick<KeptActivity, 'shown' | 'isMade'>,
): Promise<number> => {
  if (tries >= mostTries) throw new Fault(`kept ${tries} times, and not answered`);
  const wait = Math.max(Math.min(longestWait, firstWait * 2 ** tries), restLeft(tenant));
  await keep(
    { tenant, activity: keptForm(parsed), shown, isMade: isMade || wasMade, tries: tries + 1 },
    wait,
  );
  return wait;
};
