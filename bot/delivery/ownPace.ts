/** The turns of tenants in a process's own time. */
import type { Pace, PaceStore } from '../ports/outbox';
import type { Clock } from '../ports';

const later = (pace: Pace, by: number): Pace => ({ ...pace, takenUntil: pace.takenUntil + by });

/**
 * A store in which turns are taken until a moment of the machine's, as they need it: what is stored goes by the time that
 * processes share, and that may be corrected while a turn waits. Rests stay as they are: they go by storage's clock.
 */
export const ownPace = (store: PaceStore, shared: Clock, machine: Clock): PaceStore => {
  const ahead = (): number => shared.now() - machine.now();
  return {
    of: async (tenant) => {
      const stored = await store.of(tenant);
      return stored === null ? null : { ...stored, value: later(stored.value, -ahead()) };
    },
    save: async (tenant, pace, tag) => {
      const saved = await store.save(tenant, later(pace, ahead()), tag);
      return saved === 'conflict' ? saved : { ...saved, value: pace };
    },
  };
};
