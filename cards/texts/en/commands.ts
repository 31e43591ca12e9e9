import type { commands as dutch } from '../nl/commands';

export const commands = {} as const satisfies Record<keyof typeof dutch, string>;
