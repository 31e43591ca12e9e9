import type { Programme } from '../../bot/programme/model';
import type { ProgrammeHead, ProgrammeStore } from '../../bot/storagePorts';

/** A copy as the tables give it: jest's structuredClone makes objects that no others are strictly equal to. */
const copyOf = (programme: Programme): Programme => JSON.parse(JSON.stringify(programme));

/** Programmes in memory. */
export class MemoryProgrammes implements ProgrammeStore {
  readonly #programmes = new Map<string, { readonly version: string; readonly programme: Programme }>();
  #versions = 0;

  list(): Promise<readonly ProgrammeHead[]> {
    const heads = [...this.#programmes.values()].map(({ version, programme }) => {
      return { id: programme.id, version, tenants: [...programme.tenants] };
    });
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
  ): Promise<ProgrammeHead | 'conflict'> {
    if ((this.#programmes.get(programme.id)?.version ?? null) !== replaces) {
      return Promise.resolve('conflict');
    }
    this.#versions += 1;
    const version = `version-${this.#versions}`;
    this.#programmes.set(programme.id, { version, programme: copyOf(programme) });
    const { people, pupils, pairs, groups } = programme;
    const total = people.length + pupils.length + pairs.length + groups.length;
    onProgress(total, total);
    return Promise.resolve({ id: programme.id, version, tenants: [...programme.tenants] });
  }

  removeOutdated(): Promise<void> {
    return Promise.resolve();
  }
}
