import type { signals as dutch } from '../nl/signals';

export const signals = {} as const satisfies Record<keyof typeof dutch, string>;
