/** Stretches of time that have a moment in common. */
import type { Slot } from './model';

/** Whether two stretches have a moment in common; one may begin when the other ends. */
export const overlaps = (a: Pick<Slot, 'start' | 'end'>, b: Pick<Slot, 'start' | 'end'>): boolean =>
  a.start < b.end && b.start < a.end;
