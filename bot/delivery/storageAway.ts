/** Tells storage that cannot be reached from a fault of ours, by the names the storage clients give their errors. */

/** Whether storage did not answer, or refused for a reason that passes. */
export const isStorageAway = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'RestError' || error.name === 'AbortError');
