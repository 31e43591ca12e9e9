import type { nudge as dutch } from '../nl/nudge';

export const nudge = {} as const satisfies Record<keyof typeof dutch, string>;
