/** Whether rosters in memory are still those that are stored. */
import type { Programmes, RosterWatch } from '../ports';
import type { ProgrammeHead } from '../ports/storage';
import type { ProgrammeHeads } from './programmeHeads';

/** What watching needs. */
export interface RosterWatchPorts {
  readonly store: Pick<ProgrammeHeads, 'list' | 'recent'>;
  readonly programmes: Pick<Programmes, 'refresh'>;
}

/**
 * From a change of the roster on nobody stores under the one before, once this has passed: what was asked a second ago,
 * and a write that was on its way. Milliseconds.
 */
export const rosterSettles = 5000;

type Head = Pick<ProgrammeHead, 'id' | 'version'>;

const isAmong = ({ id, version }: Head, heads: readonly ProgrammeHead[]): boolean =>
  heads.some((head) => head.id === id && head.version === version);

/** Makes the watch of a process. */
export const rosterWatch = ({ store, programmes }: RosterWatchPorts): RosterWatch => ({
  isCurrent: async (head) => {
    if (isAmong(head, await store.recent())) return true;
    // What was asked a moment ago may be older than the roster in memory.
    if (isAmong(head, await store.list())) return true;
    // Another programme that cannot be read, or this one, makes the one in memory no less replaced.
    await programmes.refresh().catch(() => undefined);
    return false;
  },
});
