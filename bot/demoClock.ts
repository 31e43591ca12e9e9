/** A clock for trying and testing: it starts where it is told and runs faster than life, or stands still. */
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Clock, Log } from './ports';
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
  /** From now on it is this moment. */
  moveTo(moment: Moment): void;
}

/** Makes a demo clock that begins now, by the machine's clock. */
export const demoClock = (start: DemoStart, machine: Clock): DemoClock => {
  let from = { at: start.at, machine: machine.now() };
  return {
    rate: start.rate,
    now: () => Math.floor(from.at + (machine.now() - from.machine) * start.rate),
    moveTo: (moment) => {
      from = { at: moment, machine: machine.now() };
    },
  };
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
export const askShownClock = async (address: string): Promise<DemoStart | null> => {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(1000) });
    return response.ok ? readShownClock(await response.json()) : null;
  } catch {
    return null;
  }
};

/** The moment a demo clock was stored at, or null when none was. */
export const loadClock = async (file: string): Promise<Moment | null> => {
  try {
    const parsed = storedClock.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? momentFromIso(parsed.data.now) : null;
  } catch {
    return null;
  }
};

const storeEvery = 1000;

/**
 * Stores every second where a demo clock stands, for the next start. Ends with the function that comes back,
 * which stores it once more. A clock that cannot be stored is logged: it costs the demo its place, not its life.
 */
export const keepClock = (file: string, clock: Clock, log: Log): (() => Promise<void>) => {
  const store = (): Promise<void> =>
    writeFile(file, JSON.stringify({ now: isoOf(clock.now()) })).catch((error: unknown) =>
      log.warn('demo clock not stored', { error: String(error) }),
    );
  const storing = setInterval(() => void store(), storeEvery);
  return () => {
    clearInterval(storing);
    return store();
  };
};

const moveBody = z.looseObject({ now: z.string() });

/** The routes under `/demo`: reading the clock, and moving it forwards with everything due on the way handled. */
export const demoRoutes = (
  clock: DemoClock,
  moveTo: (target: Moment, arrived: () => void) => Promise<void>,
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
      await moveTo(target, () => clock.moveTo(Math.max(target, clock.now())));
      return shown();
    },
  };
};
