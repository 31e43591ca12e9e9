/** Does the same for many, a few at a time: storage is shared with those who wait for an answer. */

const atOnce = 16;

/** Acts on every item, sixteen at a time; results in the order of the items. Rejects as soon as one does. */
export const inParallel = async <T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(act))));
  }
  return results;
};

/** Does one after the other, all of them whatever fails, and throws the first failure at the end. */
export const eachAlone = async <T>(items: Iterable<T>, act: (item: T) => Promise<void>): Promise<void> => {
  const failures: unknown[] = [];
  for (const item of items) await act(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};
