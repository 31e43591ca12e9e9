/** What time it is, on a machine whose own clock may leap. */
import { Fault } from '../programme/failure';
import type { Clock } from '../ports';
import type { Moment } from '../programme/model';

/** A clock that says whether it can be trusted just now. */
export interface SteadyClock extends Clock {
  /** False while the machine's clock has leapt and it is not known yet whether it is right. */
  isSure(): boolean;
  /** Whether that has been known ever since a moment of the machine's: what was decided before a pause is to be anew. */
  isSureSince(moment: Moment): boolean;
}

/** The same, for who starts it. */
export interface StartedClock extends SteadyClock {
  /** Asks storage before anything is done by this clock: a machine may start with a wrong one. Throws until that has answered. */
  begin(): Promise<void>;
}

/** Differences up to this are the clock being kept right, not leaping. Milliseconds. */
const drift = 5_000;
/** How long a leap must last to be believed where storage tells no time: longer than it takes to notice and undo one. Milliseconds. */
const believedAfter = 60_000;
/** So much ahead of the wall it stands until the wall has come there; from further ahead it goes back. Milliseconds. */
const longestStand = 15 * 60_000;
/** Wait before storage is asked again that did not answer. Milliseconds. */
const askAgain = 1_000;
/** Storage tells whole seconds, rounded down. Milliseconds. */
const halfSecond = 500;

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= drift;

/** How far a clock turned out to be ahead of the machine's, and since when on the machine's. */
interface Leap {
  readonly shift: number;
  readonly since: Moment;
}

class WatchedClock implements StartedClock {
  readonly #wall: Clock;
  readonly #machine: Clock;
  readonly #storageTime: () => Promise<Moment | null>;
  /** How far this clock is ahead of the machine's. */
  #shift: number;
  /** How far the wall is when storage says that it is wrong. */
  #wrong: number | null = null;
  #leap: Leap | null = null;
  /** When it was last in doubt, by the machine's clock. */
  #doubtedAt: Moment = Number.NEGATIVE_INFINITY;
  #latest: Moment = Number.NEGATIVE_INFINITY;
  /** Storage tells no time, or has not been asked yet. */
  #isUntold = true;
  #isAsking = false;
  #askFrom: Moment = 0;

  constructor(wall: Clock, machine: Clock, storageTime: () => Promise<Moment | null>) {
    this.#wall = wall;
    this.#machine = machine;
    this.#storageTime = storageTime;
    this.#shift = this.#seen();
  }

  async begin(): Promise<void> {
    this.#isUntold = false;
    this.#shift = this.#seen();
    this.#leap = { shift: this.#shift, since: this.#machine.now() };
    await this.#ask();
    if (!this.isSure()) throw new Fault('storage has not told the time yet');
  }

  now(): Moment {
    this.#look();
    const right = this.#machine.now() + this.#shift;
    this.#latest = this.#latest - right > longestStand ? right : Math.max(this.#latest, right);
    return this.#latest;
  }

  isSure(): boolean {
    this.#look();
    return this.#leap === null;
  }

  isSureSince(moment: Moment): boolean {
    return this.isSure() && this.#doubtedAt < moment;
  }

  #seen(): number {
    return this.#wall.now() - this.#machine.now();
  }

  #look(): void {
    const seen = this.#seen();
    const now = this.#machine.now();
    if (this.#leap === null && isNear(seen, this.#wrong ?? this.#shift)) {
      if (this.#wrong === null) this.#shift = seen;
      return;
    }
    // Who can be asked is asked about this too: a machine may have been paused for as long as its clock is behind.
    if (this.#isUntold && isNear(seen, this.#shift)) return this.#believe(seen);
    if (this.#leap === null || !isNear(seen, this.#leap.shift)) this.#leap = { shift: seen, since: now };
    this.#doubtedAt = now;
    if (this.#isUntold && now - this.#leap.since >= believedAfter) this.#believe(seen);
    else if (!this.#isAsking && now >= this.#askFrom) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const asked = this.#machine.now();
    const seen = this.#seen();
    const told = await this.#storageTime().catch(() => undefined);
    const now = this.#machine.now();
    this.#isAsking = false;
    this.#askFrom = now + askAgain;
    this.#isUntold = told === null;
    // What took long, or came after another leap, says nothing: the whole machine may have been paused meanwhile.
    if (typeof told === 'number' && now - asked <= drift && isNear(seen, this.#seen()))
      this.#judge(seen, told + halfSecond - now);
  }

  #judge(seen: number, right: number): void {
    if (isNear(seen, right)) return this.#believe(seen);
    this.#wrong = seen;
    this.#leap = null;
    if (!isNear(this.#shift, right)) this.#shift = right;
  }

  #believe(seen: number): void {
    this.#shift = seen;
    this.#wrong = null;
    this.#leap = null;
  }
}

/**
 * Follows `wall`, but goes on as if nothing had happened when that leaps, until `storageTime` says who is right: a clock
 * set to next year would else let messages expire that are still to come. While storage cannot be asked it stays in doubt;
 * where storage tells no time, a leap that has lasted a minute is believed. `machine` never leaps; only differences on it
 * count. It does not go back: where the wall turns out to be behind, it stands until the wall has come there, for what was
 * stored later must not look older. Only when that would take longer than a quarter of an hour it goes back, for people wait.
 * Until `begin` it is as the wall is.
 */
export const steadyClock = (
  wall: Clock,
  machine: Clock,
  storageTime: () => Promise<Moment | null>,
): StartedClock => new WatchedClock(wall, machine, storageTime);
