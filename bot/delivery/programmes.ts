/** Keeps the stored programmes in memory, loading one again only when an import has changed it. */
import { Fault } from '../programme/failure';
import type { LoadedProgramme, Programmes } from '../ports';
import type { ProgrammeHead, ProgrammeStore } from '../ports/storage';
import { directoryOf } from '../programme/directory';
import { timetableOf } from '../programme/timetable';
import { eachStep } from './parallel';
import { isStorageAway } from './storageAway';

const load = async (
  store: Pick<ProgrammeStore, 'load'>,
  head: ProgrammeHead,
  known: LoadedProgramme | undefined,
): Promise<LoadedProgramme | null> => {
  if (known?.head.version === head.version) return known;
  const programme = await store.load(head);
  if (programme === null) return known ?? null;
  const directory = directoryOf(programme);
  return { head, directory, timetable: timetableOf(directory) };
};

/** Reads programmes for the first time. Throws when nothing could be read; what single ones lack is for the next look. */
export const firstRead = async (programmes: Programmes): Promise<void> => {
  try {
    await programmes.refresh();
  } catch (error) {
    if (isStorageAway(error) || programmes.unreadable().length === 0) throw error;
  }
};

/** What is wrong with it, in words of our own; of anything else the cause says it. */
const whyIn = (cause: unknown): string => (cause instanceof Fault ? `: ${cause.message}` : '');

/** Programmes kept as last refreshed; empty until the first refresh. One that cannot be read stays as it was known. */
export const keepProgrammes = (store: Pick<ProgrammeStore, 'list' | 'load'>): Programmes => {
  let loaded: readonly LoadedProgramme[] = [];
  let unreadable: readonly ProgrammeHead[] = [];
  return {
    all: () => loaded,
    unreadable: () => unreadable,
    refresh: async () => {
      const heads = await store.list();
      const next = new Map(heads.map(({ id }) => [id, loaded.find(({ head }) => head.id === id)]));
      const broken: ProgrammeHead[] = [];
      const read = async (head: ProgrammeHead): Promise<void> => {
        try {
          next.set(head.id, (await load(store, head, next.get(head.id))) ?? undefined);
        } catch (cause) {
          if (isStorageAway(cause)) throw cause;
          broken.push(head);
          throw new Fault(`programme ${head.id} cannot be read${whyIn(cause)}`, { cause });
        }
      };
      try {
        // One after the other: what is read takes much more room than what stays.
        await eachStep(heads.map((head) => () => read(head)));
      } finally {
        unreadable = broken;
        loaded = [...next.values()].filter((programme) => programme !== undefined);
      }
    },
  };
};
