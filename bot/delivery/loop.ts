/** Keeps the work going: one tick after another, sooner when woken, moment by moment when the clock is moved. */
import { Fault, failure } from '../programme/failure';
import type { Clock, Log, Metrics, Programmes, Stalled, Timer } from '../ports';
import type { Moment } from '../programme/model';
import { Progress } from './progress';
import type { SteadyClock } from './steadyClock';
import { isStorageAway } from './storageAway';
import type { Work } from './work';

/** What the loop needs. */
export interface LoopPorts {
  readonly work: Work;
  readonly programmes: Programmes;
  /** The programme's clock; while it is not sure of the time, nothing is planned. */
  readonly clock: SteadyClock;
  /** The machine's clock. */
  readonly machine: Clock;
  readonly metrics: Metrics;
  readonly timer: Timer;
  readonly log: Log;
  /** Milliseconds of machine time between ticks. */
  readonly every: number;
}

/** The running work loop. */
export interface Loop {
  /** Runs until `stop`; a tick that fails is logged and the next one tries again. */
  run(): Promise<void>;
  /** Something may have become due: tick soon. */
  wake(): void;
  /** Whether the last tick went well, apart from programmes that cannot be read; null before the first one ended. */
  health(): 'well' | 'failing' | null;
  /**
   * Handles what becomes due from now up to a later moment, in order, each at its own moment, while the
   * clock stands; `arrived` is called at the end. Resolves without arriving when something due stays open
   * and nothing moves; rejects when the loop stops on the way.
   */
  moveTo(target: Moment, arrived: () => void): Promise<Stalled | null>;
  /** Takes no new work and resolves when what was in flight has ended and other processes may go on. */
  stop(): Promise<void>;
}

/**
 * Settles a moment until nothing due is open: what a dead process had claimed is free only after a while. Gives
 * up when nothing moves any more.
 */
const settleAt = async (ports: LoopPorts, moment: Moment, signal: AbortSignal): Promise<Stalled | null> => {
  const { work } = ports;
  const watched = { ...ports, activity: () => work.activity(), restLeft: () => work.restLeft() };
  const progress = new Progress(watched, signal);
  for (;;) {
    const open = await work.settle(
      () => moment,
      (task) => progress.until(task),
    );
    if (open.length === 0 || signal.aborted) return null;
    if (!(await progress.mayGoOn(open))) return { open, moment };
  }
};

/** One tick at every moment at which something becomes due, and one at the end. */
const handleUpTo = async (ports: LoopPorts, target: Moment, signal: AbortSignal): Promise<Stalled | null> => {
  const standing = ports.clock.now();
  await refresh(ports);
  let stalled = await settleAt(ports, standing, signal);
  let due = await ports.work.nextDue(standing);
  while (stalled === null && due !== null && due <= target && !signal.aborted) {
    stalled = await settleAt(ports, due, signal);
    due = await ports.work.nextDue(due);
  }
  return stalled ?? settleAt(ports, target, signal);
};

/** A programme that cannot be read keeps nobody from what is due in the others; without storage nothing is due. */
const refresh = async ({ programmes }: LoopPorts): Promise<{ readonly error: unknown } | null> => {
  try {
    await programmes.refresh();
    return null;
  } catch (error) {
    if (isStorageAway(error)) throw error;
    return { error };
  }
};

/** What could not be read is given back. */
const tickOnce = async (ports: LoopPorts): Promise<Awaited<ReturnType<typeof refresh>>> => {
  const unread = await refresh(ports);
  if (ports.clock.isSure()) await ports.work.tick(() => ports.clock.now());
  else ports.log.warn('clock leapt');
  return unread;
};

/** Says what cannot be read once, not at every tick. */
const unreadTold = (log: Log): ((unread: { readonly error: unknown } | null) => void) => {
  let told = '';
  return (unread) => {
    const fields = unread === null ? null : failure(unread.error);
    const news = JSON.stringify(fields);
    if (fields !== null && news !== told) log.error('programme not readable', { ...fields });
    told = news;
  };
};

/** Wait before looking again at a clock that leapt. Milliseconds. */
const clockAgain = 1_000;

/** Makes the loop of this process. */
export const loop = (ports: LoopPorts): Loop => {
  const stopping = new AbortController();
  let waking = new AbortController();
  let health: 'well' | 'failing' | null = null;
  let busy: Promise<unknown> = Promise.resolve();
  const tellUnread = unreadTold(ports.log);

  /** Ticks and moves take turns. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const result = busy.then(task);
    busy = result.catch(() => undefined);
    return result;
  };

  const tickNow = async (): Promise<void> => {
    const began = ports.machine.now();
    try {
      const unread = await tickOnce(ports);
      health = 'well';
      tellUnread(unread);
      ports.metrics.tickTook(unread === null ? 'well' : 'partly', ports.machine.now() - began);
    } catch (error) {
      if (stopping.signal.aborted) return;
      health = 'failing';
      ports.metrics.tickTook('failed', ports.machine.now() - began);
      ports.log.error('tick failed', { ...failure(error) });
    }
  };

  return {
    run: async () => {
      while (!stopping.signal.aborted) {
        waking = new AbortController();
        await inTurn(tickNow);
        await ports.timer.sleep(ports.clock.isSure() ? ports.every : clockAgain, waking.signal);
      }
    },
    wake: () => waking.abort(),
    health: () => health,
    moveTo: (target, arrived) =>
      inTurn(async () => {
        const stalled = await handleUpTo(ports, target, stopping.signal);
        // What was cut short has not been handled: whoever asked must not be told that it has.
        if (stopping.signal.aborted) throw new Fault('stopped on the way');
        if (stalled === null) arrived();
        return stalled;
      }),
    stop: async () => {
      stopping.abort();
      waking.abort();
      // Not after the tick in hand: that may hang on storage, and others wait for our tenants.
      await Promise.all([busy, ports.work.close()]);
    },
  };
};
