/** Counts of things by kind, for receipts. */
import type { Counts } from '../ports/privacy';

/** Both together. */
export const plus = (a: Counts, b: Readonly<Partial<Record<string, number>>>): Counts => {
  const sum = new Map(Object.entries(a));
  for (const [kind, count = 0] of Object.entries(b)) sum.set(kind, (sum.get(kind) ?? 0) + count);
  return Object.fromEntries([...sum].filter(([, count]) => count > 0));
};

/** Nothing at all. */
export const isNone = (counts: Readonly<Partial<Record<string, number>>>): boolean =>
  Object.values(counts).every((count = 0) => count === 0);
