import { ContainerClient } from '@azure/storage-blob';

import type { Storage } from '../../bot/ports/storage';
import { openAzureStorage } from '../../bot/storage/azure';
import { fingerprint } from '../../bot/storage/keys';
import { sharedAzurite } from '../fakes/azurite';
import { realRandom, silentLog } from './azuriteStorage';
import { storeContract } from './storeContract';

describe('storage on Azure Tables, Queues and Blobs', () => {
  let storage: Storage;
  let connectionString: string;

  beforeAll(async () => {
    connectionString = await sharedAzurite();
    storage = openAzureStorage({ connectionString }, 'contract', realRandom, silentLog);
    await storage.prepare();
  });

  /** Breaking it does at once what not renewing it does in fifteen seconds. */
  const lapse = async (tenant: string): Promise<void> => {
    const senders = new ContainerClient(connectionString, 'contract-senders');
    await senders.getBlobClient(fingerprint(tenant)).getBlobLeaseClient().breakLease(0);
  };

  storeContract(() => storage, lapse);

  const open = (prefix: string) => openAzureStorage({ connectionString }, prefix, realRandom, silentLog);

  test('several processes may prepare it at once', async () => {
    const opened = Array.from({ length: 4 }, () => open('several'));
    await Promise.all(opened.map((one) => one.prepare()));
    for (const one of [...opened, open('several')]) await one.ping();
    expect(await opened[0]?.programmes.list()).toEqual([]);
  });

  test('one that nobody prepared does not answer', async () => {
    await expect(open('unprepared').ping()).rejects.toThrow();
  });

  test('a prefix that cannot name tables is refused in words', () => {
    for (const prefix of ['', '1a', 'a-b', 'a'.repeat(41)]) {
      expect(() => open(prefix)).toThrow(/TABLE_PREFIX/);
    }
  });

  test('the longest prefix can name everything', async () => {
    const longest = open('A'.repeat(40));
    await longest.prepare();
    expect(await longest.queueOf('tenant-1').take()).toEqual([]);
    expect(await longest.leases.take('tenant-1')).not.toBeNull();
  });

  test('an account elsewhere is not spoken to over http', () => {
    const elsewhere = connectionString.replaceAll('127.0.0.1', 'storage.example');
    expect(() => openAzureStorage({ connectionString: elsewhere }, 'http', realRandom, silentLog)).toThrow(
      /https/,
    );
  });
});
