/** An Azurite of its own for one run, as the embedded storage starts it, with everything the parts share. */
import { TableClient } from '@azure/data-tables';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log, Random } from '../../bot/ports';
import type { Storage } from '../../bot/ports/storage';
import { openAzureStorage } from '../../bot/storage/azure';
import { openEmbeddedStorage } from '../../bot/storage/embedded';
import { storageProxy, type StorageProxy } from '../fakes/storageProxy';

export const random: Random = { uuid: () => randomUUID(), fraction: () => 0.5 };
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Where everything that is measured stands, the bot and this process alike. */
export const prefix = 'bench';

/** A storage with a proxy before it that counts. */
export interface Watched {
  readonly storage: Storage;
  readonly connectionString: string;
  /** Another storage behind the proxy. */
  open(prefix: string): Promise<Storage>;
  /** What a call asked of storage. */
  cost(call: () => Promise<unknown>): Promise<{ readonly requests: number; readonly rows: number }>;
}

/** One run's storage and folder. */
export interface Workplace {
  readonly directory: string;
  readonly connectionString: string;
  readonly storage: Storage;
  readonly watched: Watched;
  /** A storage of its own on the same Azurite. */
  open(prefix: string): Promise<Storage>;
  /** A table by the SDK alone: for yardsticks. */
  bare(name: string): TableClient;
  close(): Promise<void>;
}

const openIn = async (connectionString: string, tables: string): Promise<Storage> => {
  const storage = openAzureStorage({ connectionString }, tables, random, silentLog);
  await storage.prepare();
  return storage;
};

const endpoint = (connectionString: string, service: string): string =>
  new RegExp(`${service}Endpoint=(https?://[^/;]+)`).exec(connectionString)?.[1] ?? '';

const costOf =
  (proxies: readonly StorageProxy[]): Watched['cost'] =>
  async (call) => {
    for (const proxy of proxies) proxy.forget();
    await call();
    const seen = proxies.flatMap((proxy) => proxy.seen);
    return { requests: seen.length, rows: seen.reduce((sum, { rows }) => sum + rows, 0) };
  };

const watch = async (direct: string): Promise<Watched & { readonly close: () => Promise<unknown> }> => {
  const proxies: StorageProxy[] = [];
  let connectionString = direct;
  for (const service of ['Table', 'Queue', 'Blob']) {
    const address = endpoint(direct, service);
    const proxy = await storageProxy(address);
    proxies.push(proxy);
    connectionString = connectionString.replace(address, proxy.url);
  }
  return {
    connectionString,
    storage: await openIn(connectionString, prefix),
    open: (tables) => openIn(connectionString, tables),
    cost: costOf(proxies),
    close: () => Promise.all(proxies.map((proxy) => proxy.close())),
  };
};

/** Starts the storage in a folder that goes away with `close`. */
export const openWorkplace = async (): Promise<Workplace> => {
  const directory = await mkdtemp(join(tmpdir(), 'mentormaat-bench-'));
  const embedded = await openEmbeddedStorage(join(directory, 'data'), silentLog);
  const { connectionString } = embedded;
  const watched = await watch(connectionString);
  return {
    directory,
    connectionString,
    storage: await openIn(connectionString, prefix),
    watched,
    open: (tables) => openIn(connectionString, tables),
    bare: (name) =>
      TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true }),
    close: async () => {
      await watched.close();
      await embedded.close();
      await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
};
