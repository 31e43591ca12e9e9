import { randomUUID } from 'node:crypto';

import type { Log, Random } from '../../bot/ports';
import type { Storage } from '../../bot/ports/storage';
import { openAzureStorage } from '../../bot/storage/azure';
import { sharedAzurite } from '../fakes/azurite';
import { storageProxy } from '../fakes/storageProxy';
import type { StorageProxy } from '../fakes/storageProxy';

export const realRandom: Random = { uuid: () => randomUUID(), fraction: () => 0.5 };

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A storage that is reached through a proxy for each of its services. */
export interface WatchedStorage {
  readonly storage: Storage;
  /** Before the tables. */
  readonly proxy: StorageProxy;
  readonly queues: StorageProxy;
  readonly blobs: StorageProxy;
  readonly close: () => Promise<void>;
}

/** Opens a storage of its own on the shared Azurite, with a proxy before each service. */
export async function watchedStorage(prefix: string): Promise<WatchedStorage> {
  const direct = await sharedAzurite();
  const endpointOf = (service: string): string =>
    new RegExp(`${service}Endpoint=(https?://[^/;]+)`).exec(direct)?.[1] ?? '';
  const behind = async (service: string): Promise<StorageProxy> => storageProxy(endpointOf(service));
  const [proxy, queues, blobs] = await Promise.all([behind('Table'), behind('Queue'), behind('Blob')]);
  const connectionString = direct
    .replace(endpointOf('Table'), proxy.url)
    .replace(endpointOf('Queue'), queues.url)
    .replace(endpointOf('Blob'), blobs.url);
  const storage = openAzureStorage({ connectionString }, prefix, realRandom, silentLog);
  await storage.prepare();
  const proxies = [proxy, queues, blobs];
  for (const one of proxies) one.forget();
  const close = async (): Promise<void> => {
    await Promise.all(proxies.map((one) => one.close()));
  };
  return { storage, proxy, queues, blobs, close };
}
