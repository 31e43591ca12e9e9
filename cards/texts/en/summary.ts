import type { summary as dutch } from '../nl/summary';

export const summary = {} as const satisfies Record<keyof typeof dutch, string>;
