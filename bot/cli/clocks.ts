/** Whether the machine's clock agrees with that of the storage service. */
import { zoneCalendar } from '../programme/calendar';
import type { Moment } from '../programme/model';
import type { Storage } from '../ports/storage';

/** Two clocks that differ by more than this are to be mended. Milliseconds. */
const mostApart = 30_000;
/** The service tells whole seconds: half of one more is as likely as none. Milliseconds. */
const halfSecond = 500;

/** What came of comparing. */
export interface Compared {
  readonly agree: boolean;
  readonly detail: string;
}

const utc = zoneCalendar('UTC');

/**
 * Compares the machine's clock with the service's; null when that does not tell. What the request took is the
 * machine's in doubt, half of it before and half after the service looked at its clock.
 */
export const compareClocks = async (
  storage: Pick<Storage, 'time'>,
  machineNow: () => Moment,
): Promise<Compared | null> => {
  const before = machineNow();
  const told = await storage.time();
  const after = machineNow();
  if (told === null) return null;
  const ahead = (before + after) / 2 - (told + halfSecond);
  if (Math.abs(ahead) <= mostApart + (after - before) / 2)
    return { agree: true, detail: "this machine's clock and the storage service's agree" };
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const apart = `${seconds} seconds ${ahead > 0 ? 'ahead of' : 'behind'}`;
  return {
    agree: false,
    detail: `this machine's clock is ${apart} the storage service's (${utc.iso(told)}); set it right and turn the time service on: who sends and when goes by it`,
  };
};
