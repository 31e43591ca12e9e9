/** Stretches of time. */
import type { Interval } from '../intervisionPorts';

/** Whether two stretches have a moment in common; one may begin when the other ends. */
export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;
