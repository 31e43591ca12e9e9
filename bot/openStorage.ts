/** Opens the storage that is configured; its libraries load while an embedded one starts beside them. */
import type { Config, StorageConfig } from './config';
import type { Log, Random } from './ports';
import { codeOf, Mendable } from './programme/failure';
import type { OpenStorage } from './runBot';
import type { AzureAccount } from './storage/clients';
import { beginEmbeddedStorage } from './storage/embedded';

type Finish = () => Promise<OpenStorage>;
type Account = Exclude<StorageConfig, { kind: 'embedded' }>;

/** What an account needs besides what is written: a managed identity is asked for where there is no key. */
const accountOf = async (place: Account): Promise<AzureAccount> => {
  if (place.kind === 'connectionString') return place;
  const { managedIdentity } = await import('./storage/managedIdentity.js');
  return { accountName: place.accountName, credential: managedIdentity() };
};

const openAccount = async (place: Account, { tablePrefix }: Config, random: Random, log: Log) => {
  const { openAzureStorage } = await import('./storage/azure.js');
  try {
    const storage = openAzureStorage(await accountOf(place), tablePrefix, random, log);
    return { storage, close: async () => undefined };
  } catch (cause) {
    const name = place.kind === 'account' ? 'AZURE_STORAGE_ACCOUNT' : 'AZURE_STORAGE_CONNECTION_STRING';
    const why =
      cause instanceof Mendable ? cause.message : `cannot be used as it is written (${codeOf(cause)})`;
    throw new Mendable(`${name}: ${why}`, { cause });
  }
};

/**
 * Begins to open the storage; what comes back waits for it. Either throws when the storage can never be used as
 * configured; neither asks anything of it yet.
 */
export const beginStorage = async (config: Config, random: Random, log: Log): Promise<Finish> => {
  const { storage: place, tablePrefix } = config;
  if (place.kind !== 'embedded') return () => openAccount(place, config, random, log);
  const finish = await beginEmbeddedStorage(place.dataDir, log);
  return async () => {
    const { openAzureStorage } = await import('./storage/azure.js');
    const embedded = await finish();
    return { storage: openAzureStorage(embedded, tablePrefix, random, log), close: () => embedded.close() };
  };
};

/** Opens and prepares the storage of a tool, which has no time to wait for it. */
export const openForTool = async (config: Config, random: Random, log: Log): Promise<OpenStorage> => {
  const finish = await beginStorage(config, random, log);
  const opened = await finish();
  try {
    await opened.storage.prepare();
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
};
