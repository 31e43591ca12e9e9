/** Faults, in a line for whoever ran the tool. */

/** The environment is wrong: a line each. */
export class Misconfigured extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

const messageOf = (error: unknown): string => {
  const isError = typeof error === 'object' && error !== null && 'message' in error;
  return isError && typeof error.message === 'string' ? error.message : String(error);
};

/** What went wrong, on one line. */
export const reasonOf = (error: unknown): string => messageOf(error).replaceAll(/\s+/g, ' ').trim();
