/** What time it is, on a machine whose own clock may leap. */
import type { Clock } from '../ports';
import type { Moment } from '../programme/model';

/** A clock that says whether it can be trusted just now. */
export interface SteadyClock extends Clock {
  /** False while the machine's clock has leapt and it is not known yet whether that lasts. */
  isSure(): boolean;
}

/** Differences up to this are the clock being kept right, not leaping. Milliseconds. */
const drift = 5_000;
/** How long a leap must last to be believed: longer than it takes to notice and undo one. Milliseconds. */
const believedAfter = 60_000;
/** So much ahead of the wall it stands until the wall has come there; from further ahead it goes back. Milliseconds. */
const longestStand = 15 * 60_000;

/**
 * Follows `wall`, but goes on as if nothing had happened when that leaps, until the leap has lasted a minute:
 * a clock set to next year and back would else let messages expire that are still to come. `machine` never
 * leaps; only differences on it count. It does not go back: where the wall turns out to be behind, it stands until the
 * wall has come there, for what was stored later must not look older. Only when that would take longer than a quarter
 * of an hour it goes back, for people wait.
 */
export const steadyClock = (wall: Clock, machine: Clock): SteadyClock => {
  let shift = wall.now() - machine.now();
  let leap: { readonly shift: number; readonly since: Moment } | null = null;
  let latest = wall.now();

  const look = (): void => {
    const seen = wall.now() - machine.now();
    if (Math.abs(seen - shift) <= drift) {
      shift = seen;
      leap = null;
      return;
    }
    if (leap === null || Math.abs(seen - leap.shift) > drift) leap = { shift: seen, since: machine.now() };
    if (machine.now() - leap.since < believedAfter) return;
    shift = seen;
    leap = null;
  };

  return {
    now: () => {
      look();
      const right = machine.now() + shift;
      latest = latest - right > longestStand ? right : Math.max(latest, right);
      return latest;
    },
    isSure: () => {
      look();
      return leap === null;
    },
  };
};
