export const nudge = {} as const;
