/** Whether rosters in memory are still those that are stored, asked of storage once a second at most. */
import type { Clock, Programmes, RosterWatch } from '../ports';
import type { ProgrammeHead, ProgrammeStore } from '../storagePorts';

/** What watching needs. */
export interface RosterWatchPorts {
  readonly store: Pick<ProgrammeStore, 'list'>;
  readonly programmes: Pick<Programmes, 'refresh'>;
  readonly machine: Clock;
}

/** So long an answer of storage is good enough. Milliseconds. */
const knownFor = 1000;

/**
 * From a change of the roster on nobody stores under the one before, once this has passed: what was asked a second ago,
 * and a write that was on its way. Milliseconds.
 */
export const rosterSettles = 5000;

interface Asked {
  readonly at: number;
  readonly heads: Promise<readonly ProgrammeHead[]>;
}

/** Makes the watch of a process. */
export const rosterWatch = ({ store, programmes, machine }: RosterWatchPorts): RosterWatch => {
  let asked: Asked | null = null;

  const heads = (): Promise<readonly ProgrammeHead[]> => {
    const now = machine.now();
    if (asked !== null && now - asked.at < knownFor) return asked.heads;
    const next: Asked = { at: now, heads: store.list() };
    asked = next;
    next.heads.catch(() => {
      // What failed tells nothing: the next who asks, asks anew.
      if (asked === next) asked = null;
    });
    return next.heads;
  };

  const isStored = async ({ id, version }: Pick<ProgrammeHead, 'id' | 'version'>): Promise<boolean> =>
    (await heads()).some((head) => head.id === id && head.version === version);

  return {
    isCurrent: async (head) => {
      if (await isStored(head)) return true;
      // What was asked a moment ago may be older than the roster in memory.
      asked = null;
      if (await isStored(head)) return true;
      await programmes.refresh();
      return false;
    },
    lookAhead: () => void heads().catch(() => undefined),
  };
};
