/** Tells storage that cannot be reached from a fault of ours, by the names the storage clients give their errors. */

const statusOf = (error: Error): number | null =>
  'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null;

/** Whether storage did not answer, or refused for a reason that passes. */
export const isStorageAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error.name === 'AbortError') return true;
  if (error.name !== 'RestError') return false;
  const status = statusOf(error);
  return status === null || status >= 500 || status === 408 || status === 429 || status === 403;
};
