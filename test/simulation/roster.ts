/** The operator, who imports the programme and sometimes a changed one; and which programme was in force when. */
import { directoryOf, type Directory } from '../../bot/programme/directory';
import type { Moment, Programme } from '../../bot/programme/model';
import { timetableOf, type Timetable } from '../../bot/programme/timetable';
import { Machine } from './machine';
import { storageOf, type SharedStorage } from './storage';
import type { Ticks } from './ticks';
import type { Universe } from './universe';

/** A programme in force from a moment on. */
export interface Reign {
  readonly from: Moment;
  readonly version: string;
  readonly directory: Directory;
  readonly timetable: Timetable;
}

export class Roster {
  readonly reigns: Reign[] = [];
  readonly #universe: Universe;
  readonly #shared: SharedStorage;
  readonly #ticks: Ticks;
  #importing: Programme;
  onReign: () => void = () => undefined;

  constructor(first: Programme, universe: Universe, shared: SharedStorage, ticks: Ticks) {
    this.#universe = universe;
    this.#shared = shared;
    this.#ticks = ticks;
    this.#importing = first;
    shared.programmes.watcher = ({ partitionKey }, columns) => {
      if (partitionKey === 'programmes') this.#onHead(String(columns?.['version']));
    };
  }

  #onHead(version: string): void {
    if (this.reigns.at(-1)?.version === version) return;
    const from = this.#universe.scheduler.now();
    const directory = directoryOf(this.#importing);
    const timetable = timetableOf(directory);
    this.reigns.push({ from, version, directory, timetable });
    this.#ticks.expect(timetable.between(from, Number.MAX_SAFE_INTEGER).map(({ dueAt }) => dueAt));
    this.#ticks.stir();
    this.onReign();
  }

  /** The one in force now. */
  get present(): Reign {
    const reign = this.reigns.at(-1);
    if (reign === undefined) throw new Error('nothing was imported');
    return reign;
  }

  get programme(): Programme {
    return this.#importing;
  }

  /** Tried until it works. */
  async import(programme: Programme): Promise<void> {
    this.#importing = programme;
    const operator = new Machine(this.#universe, `op${this.reigns.length}`, 0);
    const { programmes } = storageOf(this.#shared, operator, this.#universe);
    for (;;) {
      try {
        const [stored] = await programmes.list();
        const head = await programmes.replace(programme, stored?.version ?? null, () => undefined);
        if (head !== 'conflict') return;
      } catch {
        await operator.timer.sleep(10_000, new AbortController().signal);
      }
    }
  }
}
