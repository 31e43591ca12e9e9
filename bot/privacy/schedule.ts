/** Keeps to retention by itself: a running bot purges on the day on which something has to go. */
import type { Clock, LoadedProgramme, Log } from '../ports';
import type { Counts } from '../privacyPorts';
import type { Moment } from '../programme/model';
import { stagesDue } from '../programme/retention';
import { isNone } from './counts';
import type { ErasePorts } from './erase';
import { purge } from './purge';

/** What keeping to retention needs. */
export interface SchedulePorts extends ErasePorts {
  readonly machine: Clock;
  /** What is removed does not come back: false while the clock may be wrong. */
  readonly isDayRight: (now: Moment) => Promise<boolean>;
  readonly log: Log;
}

/** Looks at the programmes at a moment of the programme's clock, and removes what has to go by then. Never throws. */
export type KeepRetention = (programmes: readonly LoadedProgramme[], now: Moment) => Promise<void>;

const day = 86_400_000;

/** Whether a moment is within a day of the time that a storage service tells; one that tells none is believed. */
export const isSameDay = (told: Moment | null, now: Moment): boolean =>
  told === null || Math.abs(told - now) < day;

/** What failed is tried again after this. Milliseconds of the machine's clock. */
const triedEvery = 3_600_000;

const dueOf = ({ directory }: LoadedProgramme, now: Moment): string => {
  const today = directory.calendar.dayOf(now);
  const due = stagesDue(directory.programme, today);
  return due.length === 0 ? '' : `${today} ${due.join(' ')}`;
};

const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, one) => sum + one, 0);

/**
 * Once a day for each programme of which something has to be gone by then: people may have written since. Without such a
 * programme nothing is read. Several processes may do it at once.
 */
export const keepRetention = (ports: SchedulePorts): KeepRetention => {
  const done = new Map<string, string>();
  const failedAt = new Map<string, Moment>();

  const isToBeDone = (loaded: LoadedProgramme, due: string): boolean => {
    const { id } = loaded.head;
    const failed = failedAt.get(id);
    const waits = failed !== undefined && ports.machine.now() - failed < triedEvery;
    return due !== '' && done.get(id) !== due && !waits;
  };

  const purgeOne = async ({ head }: LoadedProgramme, due: string, now: Moment): Promise<void> => {
    if (!(await ports.isDayRight(now)))
      throw new Error("the machine's clock and the storage service's differ");
    const stages = (await purge(ports, head.id, now, false)) ?? [];
    for (const { stage, removed, changed, unreadable } of stages) {
      if (unreadable.length > 0)
        ports.log.error('purge left rows', { programme: head.id, stage, rows: unreadable.length });
      if (isNone(removed) && isNone(changed)) continue;
      ports.log.info('purged', {
        programme: head.id,
        stage,
        removed: sumOf(removed),
        changed: sumOf(changed),
      });
    }
    done.set(head.id, due);
    failedAt.delete(head.id);
  };

  return async (programmes, now) => {
    for (const loaded of programmes) {
      const due = dueOf(loaded, now);
      if (!isToBeDone(loaded, due)) continue;
      try {
        await purgeOne(loaded, due, now);
      } catch (error) {
        failedAt.set(loaded.head.id, ports.machine.now());
        ports.log.error('purge failed', { programme: loaded.head.id, error: String(error) });
      }
    }
  };
};
