/**
 * How often processes look for work. As long as there is none, looking is left out: all processes sleep until
 * something happens that one of them could see, and look within one interval after that.
 */
import { momentPart } from '../../bot/storage/keys';
import type { Moment } from '../../bot/programme/model';
import type { Chance } from './chance';
import type { Machine } from './machine';
import type { SharedStorage } from './storage';
import type { Universe } from './universe';

const openKeys = { from: 'd|', to: 'd}' };
const noticeKeys = { from: 'n|', to: 'n}' };

export class Ticks {
  /** Milliseconds between two looks. */
  readonly every: number;
  readonly #universe: Universe;
  readonly #shared: SharedStorage;
  readonly #programme: string;
  readonly #waking = new Set<() => void>();
  #stirAt: Moment = Number.POSITIVE_INFINITY;

  constructor(universe: Universe, shared: SharedStorage, programme: string, every: number) {
    this.#universe = universe;
    this.#shared = shared;
    this.#programme = programme;
    this.every = every;
  }

  readonly #dueAt: Moment[] = [];

  /** Moments at which the calendar makes something due. */
  expect(moments: readonly Moment[]): void {
    this.#dueAt.push(...moments);
    for (const moment of new Set(moments)) {
      this.stirAt(moment);
      this.#universe.scheduler.at(moment, () => this.#isDue(moment));
    }
  }

  onDue: (moment: Moment) => void = () => undefined;

  #isDue(moment: Moment): false {
    this.onDue(moment);
    return false;
  }

  /** A moment soon after something becomes due, the first one after this one. */
  nearDue(after: Moment, chance: Chance): Moment {
    const next = Math.min(...this.#dueAt.filter((due) => due >= after));
    return Number.isFinite(next)
      ? next + chance.between(0, chance.oneOf([3_000, this.every + 3_000, 40_000]))
      : after;
  }

  /** Something happened, or will at a moment, that somebody should see. */
  stirAt(moment: Moment): void {
    this.#universe.scheduler.at(moment, () => this.stir());
  }

  stir(): boolean {
    const waking = [...this.#waking];
    this.#waking.clear();
    for (const wake of waking) wake();
    return false;
  }

  /** The loop's sleep between two looks is the one as long as `every`; all other sleeps are as they are. */
  sleep(machine: Machine, isWell: () => boolean, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (milliseconds !== this.every || !isWell() || !this.#isQuiet(machine))
      return machine.timer.sleep(milliseconds, signal);
    this.#stirWhenDue();
    return machine.wait(signal, (wake) =>
      this.#waking.add(() => {
        this.#universe.scheduler.after(machine.chance.between(0, this.every), () => machine.whenAwake(wake));
      }),
    );
  }

  /** Nothing is due, nothing waits to be planned, this process knows the time and has no tenant to leave to others. */
  #isQuiet(machine: Machine): boolean {
    if (!machine.isSureSince(this.#universe.scheduler.now())) return false;
    const { records, outbox, leases } = this.#shared;
    const now = this.#universe.scheduler.now();
    // A machine whose clock is behind sees it later.
    if (this.#dueAt.some((due) => due <= now && due > now - 2_500)) return false;
    if ([...leases.values()].some(({ by, until }) => by === machine.name && until > now)) return false;
    if (records.keysIn(this.#programme, noticeKeys).length > 0) return false;
    const first = outbox.keysIn(this.#programme, openKeys)[0];
    return first === undefined || first.slice(2) > momentPart(now + 2_000);
  }

  /** Messages put off to a moment are due then. */
  #stirWhenDue(): void {
    const first = this.#shared.outbox.keysIn(this.#programme, openKeys)[0];
    const due = first === undefined ? Number.POSITIVE_INFINITY : Number(first.slice(2).split('|')[0]);
    if (due >= this.#stirAt && this.#stirAt > this.#universe.scheduler.now()) return;
    this.#stirAt = due;
    if (Number.isFinite(due)) this.stirAt(due);
  }
}
