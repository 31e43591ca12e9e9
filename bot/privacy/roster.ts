/** Changes the stored roster of a programme, whatever is imported at the same time. */
import type { Programme } from '../programme/model';
import type { ProgrammeHead, ProgrammeStore } from '../storagePorts';

/** An import replaces a version rarely: so many in a row are something else. */
const mostTries = 10;

/** The programme as it is stored now; null when there is none. */
export const loadNow = async (
  store: ProgrammeStore,
  id: string,
): Promise<{ readonly head: ProgrammeHead; readonly programme: Programme } | null> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const head = (await store.list()).find((one) => one.id === id);
    if (head === undefined) return null;
    const programme = await store.load(head);
    if (programme !== null) return { head, programme };
  }
  throw new Error(`programme ${id} is being imported over and over, try again when that is done`);
};

/** Stores the roster as it is to be, unless it is that already, and gives it. */
export const changeRoster = async (
  store: ProgrammeStore,
  id: string,
  change: (programme: Programme) => Programme,
): Promise<Programme | null> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const stored = await loadNow(store, id);
    if (stored === null) return null;
    const wanted = change(stored.programme);
    if (JSON.stringify(wanted) === JSON.stringify(stored.programme)) return wanted;
    const replaced = await store.replace(wanted, stored.head.version, () => undefined);
    if (replaced !== 'conflict') return wanted;
  }
  throw new Error(`programme ${id} is being imported over and over, try again when that is done`);
};
