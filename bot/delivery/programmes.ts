/** Keeps the stored programmes in memory, loading one again only when an import has changed it. */
import type { LoadedProgramme, Programmes } from '../ports';
import type { ProgrammeStore } from '../storagePorts';
import { directoryOf } from '../programme/directory';
import { timetableOf } from '../programme/timetable';
import { eachStep } from './parallel';

const load = async (
  store: ProgrammeStore,
  head: LoadedProgramme['head'],
  known: LoadedProgramme | undefined,
): Promise<LoadedProgramme | null> => {
  if (known?.head.version === head.version) return known;
  const programme = await store.load(head);
  if (programme === null) return known ?? null;
  const directory = directoryOf(programme);
  return { head, directory, timetable: timetableOf(directory) };
};

/** Programmes kept as last refreshed; empty until the first refresh. One that cannot be read stays as it was known. */
export const keepProgrammes = (store: ProgrammeStore): Programmes => {
  let loaded: readonly LoadedProgramme[] = [];
  return {
    all: () => loaded,
    refresh: async () => {
      const heads = await store.list();
      const next = new Map(heads.map(({ id }) => [id, loaded.find(({ head }) => head.id === id)]));
      const read = async (head: LoadedProgramme['head']): Promise<void> => {
        next.set(head.id, (await load(store, head, next.get(head.id))) ?? undefined);
      };
      try {
        // One after the other: what is read takes much more room than what stays.
        await eachStep(heads.map((head) => () => read(head)));
      } finally {
        loaded = [...next.values()].filter((programme) => programme !== undefined);
      }
    },
  };
};
