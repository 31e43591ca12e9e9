/** Virtual time: the next event happens when everything the one before it set off has come to rest. */
import type { Moment } from '../../bot/programme/model';
import type { Chance } from './chance';

interface Scheduled {
  readonly at: Moment;
  /** Events of one moment happen in an order of chance. */
  readonly order: number;
  /** False when nothing came of it. */
  readonly run: () => boolean | void;
}

const isBefore = (a: Scheduled, b: Scheduled): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A seed has a few thousand. */
const mostEvents = 60_000;

/** Resolves when no promise has anything left to do: the only use of the real event loop. */
const atRest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Scheduler {
  readonly #heap: Scheduled[] = [];
  readonly #chance: Chance;
  #now: Moment;
  #events = 0;

  constructor(start: Moment, chance: Chance) {
    this.#now = start;
    this.#chance = chance;
  }

  /** The true time, which no machine's clock need show. */
  now(): Moment {
    return this.#now;
  }

  at(moment: Moment, run: () => boolean | void): void {
    this.#push({ at: Math.max(this.#now, moment), order: this.#chance.fraction(), run });
  }

  after(milliseconds: number, run: () => boolean | void): void {
    this.at(this.#now + Math.max(0, Math.ceil(milliseconds)), run);
  }

  /** Lets everything happen up to a moment; true when `isEnough` said so before. */
  async runUntil(end: Moment, isEnough: () => boolean = () => false): Promise<boolean> {
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      this.#now = next.at;
      this.#events += 1;
      if (this.#events > mostEvents)
        throw new Error(`more than ${mostEvents} events: something goes round in circles`);
      if (next.run() === false) continue;
      await atRest();
      if (isEnough()) return true;
    }
    this.#now = Math.max(this.#now, end);
    return false;
  }

  #push(event: Scheduled): void {
    const heap = this.#heap;
    let index = heap.length;
    for (let parent = (index - 1) >> 1; index > 0; parent = (index - 1) >> 1) {
      const above = heap[parent];
      if (above === undefined || !isBefore(event, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const child = this.#earlierChild(index);
      const below = heap[child];
      if (below === undefined || !isBefore(below, last)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
  }

  #earlierChild(index: number): number {
    const left = 2 * index + 1;
    const [a, b] = [this.#heap[left], this.#heap[left + 1]];
    return a !== undefined && b !== undefined && isBefore(b, a) ? left + 1 : left;
  }
}
