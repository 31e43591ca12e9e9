/** A clock for trying and testing: it starts where it is told and runs faster than life, or stands still. */
import { failure } from './programme/failure';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock, Log, Stalled } from './ports';
import { momentFromIso, zoneCalendar } from './programme/calendar';
import type { Moment } from './programme/model';

/** Where a demo clock starts and how many times as fast as life it runs; 0 stands still. */
export interface DemoStart {
  readonly at: Moment;
  readonly rate: number;
}

/** A clock that can be moved. */
export interface DemoClock extends Clock {
  readonly rate: number;
  /** From now on it is the moment it was made for. */
  begin(): void;
  /** From now on it is this moment. */
  moveTo(moment: Moment): void;
}

/** Makes a demo clock that begins now, by the machine's clock. */
const demoClock = (start: DemoStart, machine: Clock): DemoClock => {
  let from = { at: start.at, machine: machine.now() };
  const moveTo = (moment: Moment): void => {
    from = { at: moment, machine: machine.now() };
  };
  return {
    rate: start.rate,
    now: () => Math.floor(from.at + (machine.now() - from.machine) * start.rate),
    begin: () => moveTo(start.at),
    moveTo,
  };
};

/** Milliseconds of the machine between ticks: a minute of a demo clock, within reason. */
export const tickEvery = (clock: DemoClock | null): number => {
  if (clock === null) return 5000;
  return clock.rate === 0 ? 300 : Math.min(5000, Math.max(200, 60_000 / clock.rate));
};

const utc = zoneCalendar('UTC');
const isoOf = (moment: Moment): string => utc.iso(moment);

const shownClock = z.looseObject({ now: z.string(), rate: z.number() });
const storedClock = z.looseObject({ now: z.string() });

/** What `GET /demo/clock` tells, or null when that is something else. */
const readShownClock = (body: unknown): DemoStart | null => {
  const parsed = shownClock.safeParse(body);
  const at = parsed.success ? momentFromIso(parsed.data.now) : null;
  return parsed.success && at !== null ? { at, rate: parsed.data.rate } : null;
};

/** The clock that a running bot shows at an address; null when none answers there within a second. */
const askShownClock = async (address: string): Promise<DemoStart | null> => {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(1000) });
    return response.ok ? readShownClock(await response.json()) : null;
  } catch {
    return null;
  }
};

/**
 * The time of a tool: that of a standing clock shown by a bot at an address, if there is one, else what is configured,
 * else the clock shown, else the machine's.
 */
export const toolNow = async (
  address: string | null,
  configured: DemoStart | null,
  machine: Clock,
): Promise<Moment> => {
  const shown = address === null ? null : await askShownClock(`${address}/demo/clock`);
  if (configured === null) return shown?.at ?? machine.now();
  return shown?.rate === 0 ? shown.at : configured.at;
};

const clockFile = (folder: string): string => join(folder, 'demo-clock.json');

/** The moment a demo clock was stored at, or null when none was. */
const loadClock = async (folder: string): Promise<Moment | null> => {
  try {
    const parsed = storedClock.safeParse(JSON.parse(await readFile(clockFile(folder), 'utf8')));
    return parsed.success ? momentFromIso(parsed.data.now) : null;
  } catch {
    return null;
  }
};

/** Makes the clock that is kept in a folder; with `resume` it starts where it stood. */
export const openDemoClock = async (
  start: DemoStart,
  folder: string,
  resume: boolean,
  machine: Clock,
): Promise<DemoClock> => {
  const stored = resume ? await loadClock(folder) : null;
  return demoClock({ ...start, at: stored ?? start.at }, machine);
};

const storeEvery = 1000;

/**
 * Lets the clock begin, and stores every second where it stands, for the next start. Ends with the function that
 * comes back, which stores it once more. A clock that cannot be stored is logged: it costs the demo its place,
 * not its life.
 */
export const beginDemoClock = (clock: DemoClock, folder: string, log: Log): (() => Promise<void>) => {
  clock.begin();
  // Beside the file and then in its place: killed in the middle it would be empty, and the demo begin anew.
  const write = async (): Promise<void> => {
    const file = clockFile(folder);
    // Not the same for two that share the folder: one would take away what the other has half written.
    const beside = `${file}.${process.pid}`;
    try {
      await writeFile(beside, JSON.stringify({ now: isoOf(clock.now()) }));
      await rename(beside, file);
    } catch (error) {
      log.warn('demo clock not stored', { ...failure(error) });
    }
  };
  let last: Promise<void> = Promise.resolve();
  const store = (): Promise<void> => (last = last.then(write));
  const storing = setInterval(() => void store(), storeEvery);
  return () => {
    clearInterval(storing);
    return store();
  };
};

/** Keys of open messages told at most. */
const mostTold = 20;

/** Why the clock was not moved: whoever asked may ask again, and what has been handled stays so. */
const notMoved = ({ open, moment }: Stalled, now: Moment) => ({
  error: `${open.length} due messages stay open and nothing has moved for 30 seconds: another process has them in hand, or Teams wants their tenant left alone; ask again later`,
  due: isoOf(moment),
  open: open.slice(0, mostTold),
  now: isoOf(now),
});

const moveBody = z.looseObject({ now: z.string() });

/** The routes under `/demo`: reading the clock, and moving it forwards with everything due on the way handled. */
export const demoRoutes = (
  clock: DemoClock,
  moveTo: (target: Moment, arrived: () => void) => Promise<Stalled | null>,
) => {
  const shown = () => ({ status: 200, body: { now: isoOf(clock.now()), rate: clock.rate } });
  return {
    read: shown,
    move: async (body: unknown) => {
      const parsed = moveBody.safeParse(body);
      const target = parsed.success ? momentFromIso(parsed.data.now) : null;
      if (target === null) {
        return { status: 400, body: { error: 'expected {"now": "2027-02-08T08:00:00+01:00"}' } };
      }
      if (target < clock.now()) {
        return { status: 400, body: { error: `the clock is at ${isoOf(clock.now())} and does not go back` } };
      }
      const stalled = await moveTo(target, () => clock.moveTo(Math.max(target, clock.now())));
      return stalled === null ? shown() : { status: 503, body: notMoved(stalled, clock.now()) };
    },
  };
};
