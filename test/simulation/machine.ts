/** One process of the bot: its ports work while it lives, late while it is frozen, and never after a crash. */
import type { Clock, Random, Timer } from '../../bot/ports';
import type { Moment } from '../../bot/programme/model';
import type { Chance } from './chance';
import type { Fate, Service, Universe } from './universe';

/** The result of a call once it was applied. */
type Outcome<T> = { readonly value: T } | { readonly error: unknown };

const attempt = <T>(apply: () => T): Outcome<T> => {
  try {
    return { value: apply() };
  } catch (error) {
    return { error };
  }
};

/** What a broken connection throws; made by each service in its own library's class. */
export type MakeError = (statusCode: number | undefined, code: string) => Error;

/** Within this a leap is noticed and storage has been asked about it. Milliseconds. */
const inDoubtFor = 33_000;

export class Machine {
  readonly name: string;
  readonly skew: number;
  readonly chance: Chance;
  isAlive = true;
  /** When it crashed or ended. */
  endedAt: Moment = Number.POSITIVE_INFINITY;
  /** When it was last frozen, and until when. */
  frozen: { readonly from: Moment; readonly until: Moment } = { from: 0, until: 0 };
  /** When a call of its last went wrong or took long. */
  troubleAt: Moment = 0;
  readonly #universe: Universe;
  /** Pauses in which its own time stood too, as of a virtual machine as a whole. */
  readonly #stood: { readonly from: Moment; until: Moment }[] = [];
  #leap: { readonly by: number; readonly from: Moment; readonly until: Moment } = {
    by: 0,
    from: 0,
    until: 0,
  };
  #ids = 0;

  constructor(universe: Universe, name: string, skew: number) {
    this.#universe = universe;
    this.name = name;
    this.skew = skew;
    this.chance = universe.chance.fork();
  }

  /** Time as it passes here. */
  readonly clock: Clock = {
    now: () => {
      const now = this.#universe.scheduler.now();
      let stood = 0;
      for (const { from, until } of this.#stood) stood += Math.min(now, until) - from;
      return now + this.skew - stood;
    },
  };

  /** What the system says it is. */
  readonly wall: Clock = {
    now: () => {
      const now = this.#universe.scheduler.now();
      return now + this.skew + (now < this.#leap.until ? this.#leap.by : 0);
    },
  };

  /** Whether it has known all the time since a moment what time it is; in doubt it says nothing. */
  isSureSince(moment: Moment): boolean {
    const now = this.#universe.scheduler.now();
    const isSure = (leapt: Moment): boolean => leapt + inDoubtFor <= moment || leapt > now;
    return (
      isSure(this.#leap.from) && isSure(this.#leap.until) && this.#stood.every(({ until }) => isSure(until))
    );
  }

  readonly random: Random = {
    uuid: () => `${this.name}-${(this.#ids += 1)}`,
    fraction: () => this.chance.fraction(),
  };

  readonly timer: Timer = {
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (!this.isAlive) return;
        if (signal.aborted) return resolve();
        let isOver = false;
        const end = (): void => {
          if (isOver) return;
          isOver = true;
          signal.removeEventListener('abort', end);
          resolve();
        };
        signal.addEventListener('abort', end, { once: true });
        const late = this.chance.happens(0.2) ? this.chance.between(1, 20) : 0;
        const due = this.clock.now() + milliseconds + late;
        // Time that the whole machine stood does not count.
        const ring = (): void => {
          const left = due - this.clock.now();
          if (left <= 0) return end();
          this.#universe.scheduler.after(left, () => (isOver ? false : this.whenAwake(ring)));
        };
        this.#universe.scheduler.after(milliseconds + late, () => (isOver ? false : this.whenAwake(ring)));
      }),
  };

  /** Sleeps until the signal is aborted or the function is called that `wakes` is given. */
  wait(signal: AbortSignal, wakes: (wake: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      wakes(resolve);
      if (!this.isAlive) return;
      if (signal.aborted) return resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  get isFrozen(): boolean {
    return this.#universe.scheduler.now() < this.frozen.until;
  }

  /** What reaches the process does so when it runs again; never when it is dead. False when nothing came of it. */
  whenAwake(run: () => void): boolean {
    if (!this.isAlive) return false;
    if (!this.isFrozen) {
      run();
      return true;
    }
    this.#universe.scheduler.at(this.frozen.until + this.chance.between(0, 5), () => this.whenAwake(run));
    return false;
  }

  /** A call to a service: applied some time later, answered some time after that, each with its fate. */
  call<T>(service: Service, label: string, apply: () => T, makeError: MakeError): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!this.isAlive) return;
      const fate = this.#universe.fate(service);
      const settle = (outcome: Outcome<T>): void => {
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.value);
      };
      const latency = this.#latency(fate);
      this.#universe.scheduler.after(latency, () => {
        // What a process sent just before it died may never have left.
        if (!this.isAlive && this.chance.happens(0.5)) return false;
        const outcome = this.#applied(fate, label, apply, makeError);
        return this.#answer(() => settle(outcome));
      });
    });
  }

  #latency(fate: Fate): number {
    const latency = this.#universe.latency() + (fate === 'well' ? 0 : this.chance.between(0, 2_000));
    if (latency > 1_000) this.hasTrouble();
    return latency;
  }

  hasTrouble(): void {
    this.troubleAt = this.#universe.scheduler.now();
  }

  #applied<T>(fate: Fate, label: string, apply: () => T, makeError: MakeError): Outcome<T> {
    this.#universe.note(`${this.name} ${label}${fate === 'well' ? '' : ` ${fate}`}`);
    if (fate === 'well') return attempt(apply);
    this.hasTrouble();
    this.#universe.trouble(`${this.name} ${label} goes wrong`);
    if (fate === 'failBefore') return { error: this.#broken(makeError) };
    const first = attempt(apply);
    return fate === 'repeated'
      ? attempt(apply)
      : 'error' in first
        ? first
        : { error: this.#broken(makeError) };
  }

  #broken(makeError: MakeError): Error {
    return this.chance.happens(0.3) ? makeError(503, 'ServerBusy') : makeError(undefined, 'ECONNRESET');
  }

  /** Most answers come at once, some later than those to calls made after. */
  #answer(settle: () => void): boolean {
    if (this.chance.happens(0.7)) return this.whenAwake(settle);
    this.#universe.scheduler.after(this.chance.between(1, 25), () => this.whenAwake(settle));
    return false;
  }

  /** Nothing reaches it any more. */
  end(): void {
    this.isAlive = false;
    this.endedAt = this.#universe.scheduler.now();
  }

  crash(): void {
    this.end();
    this.#universe.trouble(`${this.name} crashes`);
  }

  /** Stops for a while; its own time with it when it is the whole machine that does. */
  freeze(milliseconds: number, isWhole: boolean): void {
    const from = this.#universe.scheduler.now();
    if (this.isFrozen) return;
    this.frozen = { from, until: from + milliseconds };
    if (isWhole) this.#stood.push({ ...this.frozen });
    const what = isWhole ? 'machine' : 'process';
    this.#universe.trouble(`the ${what} of ${this.name} is paused for ${milliseconds} ms`);
  }

  thaw(): void {
    const now = this.#universe.scheduler.now();
    this.frozen = { ...this.frozen, until: Math.min(now, this.frozen.until) };
    for (const pause of this.#stood) pause.until = Math.min(now, pause.until);
  }

  /** The system's clock is wrong for a while, and then right again, unless it leaps once more meanwhile. */
  leap(by: number, milliseconds: number): void {
    const from = this.#universe.scheduler.now();
    this.#leap = { by, from, until: from + milliseconds };
    this.#universe.trouble(`the clock of ${this.name} is off by ${by} ms for ${milliseconds} ms`);
  }
}
