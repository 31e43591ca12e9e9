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

/** Does the same for all of them at the same time, whatever fails; throws the first failure when all are done. */
export const eachAlone = async <T>(items: Iterable<T>, act: (item: T) => Promise<void>): Promise<void> => {
  const failures = await inParallel([...items], (item) =>
    act(item).then(
      () => null,
      (error: unknown) => ({ error }),
    ),
  );
  const first = failures.find((failure) => failure !== null);
  if (first !== undefined) throw first.error;
};

/** Takes one step after the other, whatever fails; throws the first failure when all are done. */
export const eachStep = async (steps: readonly (() => Promise<void>)[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};
