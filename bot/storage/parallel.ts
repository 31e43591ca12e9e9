/** Requests at once from one caller: enough to hide the way to the storage account, no flood. */
const width = 16;

/** Does the same for every item, some at a time; results in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += width) {
    results.push(...(await Promise.all(items.slice(start, start + width).map(act))));
  }
  return results;
}
