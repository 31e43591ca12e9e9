/** Look-ups by a key under which there is mostly one item: then no list is kept. */

const none: readonly never[] = [];

/** Finds items by their key, in the order in which they came; of a hundred thousand keys a list each would be 15 MB. */
export const indexBy = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ((key: string) => readonly T[]) => {
  const first = new Map<string, T>();
  const all = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = first.get(key);
    if (known === undefined) first.set(key, item);
    else all.set(key, [...(all.get(key) ?? [known]), item]);
  }
  return (key) => {
    const one = first.get(key);
    return one === undefined ? none : (all.get(key) ?? [one]);
  };
};
