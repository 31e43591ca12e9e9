/** Lists the stored programmes, and remembers for a second what was listed: a tick and whoever acts ask for the same. */
import type { Clock } from '../ports';
import type { ProgrammeHead, ProgrammeStore } from '../ports/storage';

/** The stored programmes for a process. */
export interface ProgrammeHeads extends Pick<ProgrammeStore, 'list' | 'load'> {
  /** As of a second ago at most. */
  recent(): Promise<readonly ProgrammeHead[]>;
}

/** So long an answer of storage is good enough. Milliseconds. */
const knownFor = 1000;

interface Asked {
  readonly at: number;
  readonly heads: Promise<readonly ProgrammeHead[]>;
}

/** Remembers what a store listed; `machine` tells how long ago that was. */
export const rememberHeads = (
  store: Pick<ProgrammeStore, 'list' | 'load'>,
  machine: Clock,
): ProgrammeHeads => {
  let asked: Asked | null = null;

  const list = (): Promise<readonly ProgrammeHead[]> => {
    const next: Asked = { at: machine.now(), heads: store.list() };
    asked = next;
    next.heads.catch(() => {
      // What failed tells nothing: the next who asks, asks anew.
      if (asked === next) asked = null;
    });
    return next.heads;
  };

  return {
    list,
    load: (head) => store.load(head),
    recent: () => (asked !== null && machine.now() - asked.at < knownFor ? asked.heads : list()),
  };
};
