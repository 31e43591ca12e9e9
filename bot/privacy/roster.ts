/** Changes the stored roster of a programme, whatever is imported at the same time. */
import { Fault } from '../programme/failure';
import type { HeldScope } from '../ports/privacy';
import type { Person, Programme } from '../programme/model';
import { UnreadableProgramme } from '../programme/unreadable';
import type { ProgrammeHead, ProgrammeStore } from '../ports/storage';

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
  throw new Fault(`programme ${id} is being imported over and over, try again when that is done`);
};

/** Another programme as it is now; `people` is null when it cannot be read: any of its tenants' may be among them. */
interface Other {
  readonly id: string;
  readonly tenants: readonly string[];
  readonly people: readonly Person[] | null;
}

const otherNow = async (store: ProgrammeStore, { id, tenants }: ProgrammeHead): Promise<Other | null> => {
  try {
    // As it is now: what an import replaces meanwhile still needs its people.
    const found = await loadNow(store, id);
    return found === null ? null : { id, tenants: found.programme.tenants, people: found.programme.people };
  } catch (error) {
    if (error instanceof UnreadableProgramme) return { id, tenants, people: null };
    throw error;
  }
};

/**
 * The other programmes that have any of these tenants, and those that do not even say theirs; one after the other, for
 * they are large.
 */
export async function* othersOf(
  store: ProgrammeStore,
  { programme, tenants }: HeldScope,
): AsyncGenerator<Other> {
  for (const head of await store.list()) {
    const other = head.id === programme ? null : await otherNow(store, head);
    if (other === null) continue;
    if (other.tenants.length === 0 && other.people === null) yield { ...other, tenants };
    else if (other.tenants.some((tenant) => tenants.includes(tenant))) yield other;
  }
}

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
  throw new Fault(`programme ${id} is being imported over and over, try again when that is done`);
};
