import { randomUUID } from 'node:crypto';

import type { Log, Random } from '../../bot/ports';
import type { Storage } from '../../bot/storagePorts';
import { openAzureStorage } from '../../bot/storage/azure';
import { sharedAzurite } from '../fakes/azurite';
import { storageProxy } from '../fakes/storageProxy';
import type { StorageProxy } from '../fakes/storageProxy';

export const realRandom: Random = { uuid: () => randomUUID(), fraction: () => 0.5 };

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A storage whose tables are reached through a proxy. */
export interface WatchedStorage {
  readonly storage: Storage;
  readonly proxy: StorageProxy;
}

/** Opens a storage of its own on the shared Azurite, with a proxy before its tables. */
export async function watchedStorage(prefix: string): Promise<WatchedStorage> {
  const direct = await sharedAzurite();
  const endpoint = /TableEndpoint=(https?:\/\/[^/;]+)/.exec(direct)?.[1] ?? '';
  const proxy = await storageProxy(endpoint);
  const connectionString = direct.replace(endpoint, proxy.url);
  const storage = openAzureStorage({ connectionString }, prefix, realRandom, silentLog);
  await storage.prepare();
  proxy.forget();
  return { storage, proxy };
}
