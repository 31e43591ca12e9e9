import type { notices as dutch } from '../nl/notices';

export const notices = {} as const satisfies Record<keyof typeof dutch, string>;
