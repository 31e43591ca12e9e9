/** Keeps the stored programmes in memory, loading one again only when an import has changed it. */
import type { LoadedProgramme, Programmes } from '../ports';
import type { ProgrammeStore } from '../storagePorts';
import { directoryOf } from '../programme/directory';
import { timetableOf } from '../programme/timetable';

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

/** Programmes kept as last refreshed; empty until the first refresh. */
export const keepProgrammes = (store: ProgrammeStore): Programmes => {
  let loaded: readonly LoadedProgramme[] = [];
  return {
    all: () => loaded,
    refresh: async () => {
      const next: LoadedProgramme[] = [];
      for (const head of await store.list()) {
        const programme = await load(
          store,
          head,
          loaded.find((known) => known.head.id === head.id),
        );
        if (programme !== null) next.push(programme);
      }
      loaded = next;
    },
  };
};
