import { randomUUID } from 'node:crypto';

import type { Log, Random } from '../../bot/ports';

export const realRandom: Random = { uuid: () => randomUUID(), fraction: () => 0.5 };

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
