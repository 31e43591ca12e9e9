import type { Programme } from '../../bot/programme/model';
import type { ProgrammeHead, ProgrammeStore } from '../../bot/ports/storage';
import { copyOf } from './copyOf';

interface Kept {
  readonly version: string;
  readonly programme: Programme;
  readonly objectionsOpen: boolean;
}

const headOf = ({ version, programme, objectionsOpen }: Kept): ProgrammeHead => ({
  id: programme.id,
  version,
  tenants: [...programme.tenants],
  ...(objectionsOpen ? { objectionsOpen } : {}),
});

/** Programmes in memory. */
export class MemoryProgrammes implements ProgrammeStore {
  readonly #programmes = new Map<string, Kept>();
  #versions = 0;

  list(): Promise<readonly ProgrammeHead[]> {
    const heads = [...this.#programmes.values()].map(headOf);
    return Promise.resolve(heads.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  }

  load({ id, version }: ProgrammeHead): Promise<Programme | null> {
    const found = this.#programmes.get(id);
    return Promise.resolve(found?.version === version ? copyOf(found.programme) : null);
  }

  replace(
    programme: Programme,
    replaces: string | null,
    onProgress: (done: number, total: number) => void,
    objectionsOpen = false,
  ): Promise<ProgrammeHead | 'conflict'> {
    const before = this.#programmes.get(programme.id);
    if ((before?.version ?? null) !== replaces) return Promise.resolve('conflict');
    this.#versions += 1;
    const version = `version-${this.#versions}`;
    const isOpen = objectionsOpen || before?.objectionsOpen === true;
    const kept = { version, programme: copyOf(programme), objectionsOpen: isOpen };
    this.#programmes.set(programme.id, kept);
    const { people, pupils, pairs, groups } = programme;
    const total = people.length + pupils.length + pairs.length + groups.length;
    onProgress(total, total);
    return Promise.resolve(headOf(kept));
  }

  objectionsDone(id: string): Promise<void> {
    const kept = this.#programmes.get(id);
    if (kept !== undefined) this.#programmes.set(id, { ...kept, objectionsOpen: false });
    return Promise.resolve();
  }

  removeOutdated(): Promise<void> {
    return Promise.resolve();
  }
}
