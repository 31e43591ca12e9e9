import type { digest as dutch } from '../nl/digest';

export const digest = {} as const satisfies Record<keyof typeof dutch, string>;
