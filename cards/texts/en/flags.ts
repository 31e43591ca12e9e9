import type { flags as dutch } from '../nl/flags';

export const flags = {} as const satisfies Record<keyof typeof dutch, string>;
