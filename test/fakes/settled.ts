/** Nobody else is writing. */
export const settled = (): Promise<void> => Promise.resolve();
