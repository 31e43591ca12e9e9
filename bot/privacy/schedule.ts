/** Keeps to retention by itself: a running bot purges on the day on which something has to go. */
import { Fault, failure } from '../programme/failure';
import type { FileLinks } from '../ports/export';
import type { Inbox } from '../ports/inbox';
import type { Clock, LoadedProgramme, Log, LogFields } from '../ports';
import type { Counts } from '../ports/privacy';
import type { Moment } from '../programme/model';
import { stagesDue } from '../programme/retention';
import { alone, type AlonePorts } from './alone';
import { isNone } from './counts';
import type { ErasePorts } from './erase';
import { purge, type PurgedStage } from './purge';
import { removeStrangers, type StrangerPorts } from './strangers';

/** What keeping to retention needs. */
export interface SchedulePorts extends ErasePorts, AlonePorts, Pick<StrangerPorts, 'allowedTenants'> {
  readonly links: Pick<FileLinks, 'removeOver'>;
  readonly inbox: Pick<Inbox, 'forget' | 'removeOver'>;
  /** The time that all processes share: links and contacts say theirs by it. */
  readonly shared: Clock;
  readonly machine: Clock;
  /** What is removed does not come back: false while the clock may be wrong. */
  readonly isDayRight: (now: Moment) => Promise<boolean>;
  readonly log: Log;
}

/** Keeps to retention beside everything else a process does: removing much takes long, and messages do not wait for it. */
export interface Retention {
  /**
   * Looks at the programmes at a moment of the programme's clock, and removes what has to go by then; once what is under
   * way has ended. Never throws.
   */
  look(programmes: readonly LoadedProgramme[], now: Moment): void;
  /** Resolves when everything that was to be looked at has been. */
  idle(): Promise<void>;
}

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

/** Links to files last as long; one that nobody took is gone by the next time, and so is what waited too long. Milliseconds of the machine's clock. */
const tidiedEvery = 900_000;

const report = (log: Log, programme: string, stages: readonly PurgedStage[]): void => {
  for (const { stage, removed, changed, unreadable } of stages) {
    if (unreadable.length > 0) log.error('purge left rows', { programme, stage, rows: unreadable.length });
    if (isNone(removed) && isNone(changed)) continue;
    log.info('purged', { programme, stage, removed: sumOf(removed), changed: sumOf(changed) });
  }
};

/** What a process has looked after. */
class Keeper {
  readonly #ports: SchedulePorts;
  readonly #done = new Map<string, string>();
  readonly #failedAt = new Map<string, Moment>();
  #tidiedAt: Moment | null = null;
  #strangersAt: Moment | null = null;

  constructor(ports: SchedulePorts) {
    this.#ports = ports;
  }

  async look(programmes: readonly LoadedProgramme[], now: Moment): Promise<void> {
    await this.#orTell({}, () => this.#tidy());
    await this.#orTell({}, () => this.#strangers(programmes));
    for (const loaded of programmes) {
      const { id } = loaded.head;
      const due = dueOf(loaded, now);
      if (!this.#isToBeDone(id, due)) continue;
      const isWell = await this.#orTell({ programme: id }, () => this.#purge(id, due, now));
      if (isWell) this.#failedAt.delete(id);
      else this.#failedAt.set(id, this.#ports.machine.now());
    }
  }

  async #orTell(about: LogFields, task: () => Promise<void>): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (error) {
      this.#ports.log.error('purge failed', { ...about, ...failure(error) });
      return false;
    }
  }

  async #tidy(): Promise<void> {
    const { links, inbox, shared, machine } = this.#ports;
    const now = machine.now();
    if (this.#tidiedAt !== null && now - this.#tidiedAt < tidiedEvery) return;
    this.#tidiedAt = now;
    await links.removeOver(shared.now());
    await inbox.removeOver(shared.now());
  }

  async #strangers(programmes: readonly LoadedProgramme[]): Promise<void> {
    const { shared, machine } = this.#ports;
    const now = machine.now();
    if (this.#strangersAt !== null && now - this.#strangersAt < day) return;
    if (await removeStrangers(this.#ports, programmes, shared.now())) this.#strangersAt = now;
  }

  #isToBeDone(id: string, due: string): boolean {
    const failed = this.#failedAt.get(id);
    const waits = failed !== undefined && this.#ports.machine.now() - failed < triedEvery;
    return due !== '' && this.#done.get(id) !== due && !waits;
  }

  /** Another process may be at it, or have been: while it is, this one looks again at the next tick. */
  async #purge(id: string, due: string, now: Moment): Promise<void> {
    const { receipts, log, isDayRight } = this.#ports;
    if (!(await isDayRight(now))) throw new Fault("the machine's clock and the storage service's differ");
    const isOver = await alone(this.#ports, `retention of ${id}`, async () => {
      if ((await receipts.lookedAfter(id)) === due) return;
      report(log, id, (await purge(this.#ports, id, now, false)) ?? []);
      await receipts.lookAfter(id, due);
    });
    if (isOver) this.#done.set(id, due);
  }
}

/**
 * Once a day for each programme of which something has to be gone by then, by one process of all that share the storage:
 * people may have written since. Without such a programme nothing is read but the links to files and what waits, now and then, and once a day
 * who is known in Teams: strangers go.
 */
export const keepRetention = (ports: SchedulePorts): Retention => {
  const keeper = new Keeper(ports);
  let asked: (() => Promise<void>) | null = null;
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    while (asked !== null) {
      const look: () => Promise<void> = asked;
      asked = null;
      await look();
    }
    running = null;
  };

  return {
    look: (programmes, now) => {
      asked = () => keeper.look(programmes, now);
      running ??= run();
    },
    idle: async () => running ?? undefined,
  };
};
