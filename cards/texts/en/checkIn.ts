import type { checkIn as dutch } from '../nl/checkIn';

export const checkIn = {} as const satisfies Record<keyof typeof dutch, string>;
