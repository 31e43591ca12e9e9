/** The operator, who imports the programme and sometimes a changed one; and which programme was in force when. */
import { beginPlanning } from '../../bot/cli/importCommand';
import { directoryOf, type Directory } from '../../bot/programme/directory';
import { markedContext, standingAfter } from '../../bot/programme/kept/flag';
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

const tried = async (operator: Machine, act: () => Promise<boolean>): Promise<void> => {
  for (;;) {
    try {
      if (await act()) return;
    } catch {
      await operator.timer.sleep(10_000, new AbortController().signal);
    }
  }
};

export class Roster {
  readonly reigns: Reign[] = [];
  readonly #universe: Universe;
  readonly #shared: SharedStorage;
  readonly #ticks: Ticks;
  #importing: Programme;
  onReign: () => void = () => undefined;
  /** An import put a pupil at another school; no process has heard of it yet. */
  onMoved: (pupil: string) => void = () => undefined;

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
    for (const pupil of this.moved()) this.onMoved(pupil);
  }

  /** Pupils whom the newest import put at another school than the one before it. */
  moved(): readonly string[] {
    const before = this.reigns.at(-2);
    if (before === undefined) return [];
    return this.#importing.pupils
      .filter(({ id, school }) => before.directory.pupil(id)?.school !== school)
      .map(({ id }) => id);
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

  /** Tried until it works; like the tool it begins the planning of a new programme, and makes the pages anew where a pupil was moved. */
  async import(programme: Programme): Promise<void> {
    this.#importing = programme;
    const operator = new Machine(this.#universe, `op${this.reigns.length}`, 0);
    const { programmes, records, outbox } = storageOf(this.#shared, operator, this.#universe);
    await tried(operator, async () => {
      const [stored] = await programmes.list();
      return (await programmes.replace(programme, stored?.version ?? null, () => undefined)) !== 'conflict';
    });
    await tried(operator, async () => {
      await beginPlanning({ outbox }, programme.id, this.#universe.scheduler.now());
      return true;
    });
    if (this.moved().length === 0) return;
    const { directory } = this.present;
    await tried(operator, async () => {
      await records.rebuild(
        programme.id,
        (pupil) => directory.pupil(pupil)?.school ?? null,
        ({ school, facts }) => standingAfter(facts, markedContext(directory, school)),
      );
      return true;
    });
  }
}
