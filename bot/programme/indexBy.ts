/** Look-ups by a key in lists of a hundred thousand. */

/** The places of items in order of their keys, equal ones in the order in which they came. */
const inOrder = (keyAt: (place: number) => string, count: number): Uint32Array =>
  new Uint32Array(count)
    .map((_, place) => place)
    .toSorted((a, b) => {
      if (keyAt(a) === keyAt(b)) return a - b;
      return keyAt(a) < keyAt(b) ? -1 : 1;
    });

/**
 * Finds items by their key, in the order in which they came. A map of a hundred thousand keys takes ten times the room
 * of an order to search in, and as much again while it grows.
 */
export const indexBy = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ((key: string) => readonly T[]) => {
  const keyAt = (place: number): string => {
    const item = items[place];
    return item === undefined ? '' : keyOf(item);
  };
  const order = inOrder(keyAt, items.length);
  const itemAt = (index: number): T | undefined => items[order[index] ?? items.length];
  const isBefore = (index: number, key: string): boolean => {
    const item = itemAt(index);
    return item !== undefined && keyOf(item) < key;
  };
  const firstFrom = (key: string): number => {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(middle, key)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const isAt = (item: T | undefined, key: string): item is T => item !== undefined && keyOf(item) === key;
  return (key) => {
    const first = firstFrom(key);
    const only = itemAt(first);
    if (!isAt(only, key)) return [];
    // Mostly there is one, and a list that is added to makes room for seventeen.
    const found = [only];
    for (let index = first + 1; ; index += 1) {
      const item = itemAt(index);
      if (!isAt(item, key)) return found;
      found.push(item);
    }
  };
};
