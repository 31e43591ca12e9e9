/** What has really started in this process, so that no second holds too many, however late a turn was used. */
import type { Clock } from '../ports';
import type { Moment } from '../programme/model';

/** A request that started on its turn. */
export interface Start {
  readonly at: Moment;
  /** Milliseconds until it was answered; null as long as it was not. */
  took: number | null;
}

/** The window in which requests are counted: a second, and a little for how unevenly they are on their way. */
const counted = 1005;
/** Answers of late by which it is known how long the way takes at least: so many however few may start in a second. */
const mostCompared = 60;
/** More than this a request is not taken to have been under way longer than another. Milliseconds. */
const mostLate = 1_000;

/** The newest starts, at most so many as may fall in one second. */
export class Starts {
  readonly #machine: Clock;
  readonly #perSecond: number;
  #newest: readonly Start[] = [];
  /** How long the newest answers took. */
  #took: readonly number[] = [];

  constructor(machine: Clock, perSecond: number) {
    this.#machine = machine;
    this.#perSecond = perSecond;
  }

  /** A request starts now. */
  begin(): Start {
    const start: Start = { at: this.#machine.now(), took: null };
    this.#newest = [...this.#newest, start].slice(-this.#perSecond);
    return start;
  }

  /** The request that started then has been answered. */
  answered(start: Start): void {
    start.took = this.#machine.now() - start.at;
    this.#took = [...this.#took, start.took].slice(-mostCompared);
  }

  /**
   * When one more start leaves no second with too many. Teams counts arrivals: a request that took longer than the
   * quickest of late may have arrived by as much later.
   */
  roomAt(): Moment {
    const [oldest] = this.#newest;
    if (oldest === undefined || this.#newest.length < this.#perSecond) return 0;
    const late = oldest.took === null ? 0 : oldest.took - Math.min(oldest.took, ...this.#took);
    return oldest.at + counted + Math.min(late, mostLate);
  }
}
