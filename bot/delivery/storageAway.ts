/** Tells storage that cannot be reached from a fault of ours, by the names the storage clients give their errors. */

const statusOf = (error: Error): number | null =>
  'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null;

/** A time limit of ours, and a managed identity whose service gives no token for storage just now. */
const passing: readonly string[] = [
  'AbortError',
  'CredentialUnavailableError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
];

/** Whether storage did not answer, could not be asked, or refused for a reason that passes. */
export const isStorageAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (passing.includes(error.name)) return true;
  if (error.name !== 'RestError') return false;
  const status = statusOf(error);
  return status === null || status >= 500 || status === 408 || status === 429 || status === 403;
};
