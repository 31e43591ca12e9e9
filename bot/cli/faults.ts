/** Faults, in a line for whoever ran the tool. */

/** What went wrong, on one line. */
export const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replaceAll(/\s+/g, ' ').trim();
};
