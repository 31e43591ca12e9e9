import type { Storage } from '../../bot/storagePorts';
import { openAzureStorage } from '../../bot/storage/azure';
import { sharedAzurite } from '../fakes/azurite';
import { realRandom, silentLog } from './azuriteStorage';
import { storeContract } from './storeContract';

describe('storage on Azure Tables and Queues', () => {
  let storage: Storage;
  let connectionString: string;

  beforeAll(async () => {
    connectionString = await sharedAzurite();
    storage = await openAzureStorage({ connectionString }, 'contract', realRandom, silentLog);
  });

  storeContract(() => storage);

  const open = () => openAzureStorage({ connectionString }, 'several', realRandom, silentLog);

  test('several processes may open it at once', async () => {
    const opened = await Promise.all([open(), open(), open(), open()]);
    for (const one of [...opened, await open()]) await one.ping();
    expect(await opened[0]?.programmes.list()).toEqual([]);
  });

  test('a prefix that cannot name tables is refused in words', async () => {
    for (const prefix of ['', '1a', 'a-b', 'a'.repeat(41)]) {
      const opening = openAzureStorage({ connectionString }, prefix, realRandom, silentLog);
      await expect(opening).rejects.toThrow(/TABLE_PREFIX/);
    }
  });

  test('an account elsewhere is not spoken to over http', async () => {
    const elsewhere = connectionString.replaceAll('127.0.0.1', 'storage.example');
    const opening = openAzureStorage({ connectionString: elsewhere }, 'http', realRandom, silentLog);
    await expect(opening).rejects.toThrow(/https/);
  });
});
