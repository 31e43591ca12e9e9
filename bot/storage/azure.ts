/** All stores on one storage account. */
import { TableClient } from '@azure/data-tables';
import type { TableServiceClientOptions } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { QueueClient } from '@azure/storage-queue';
import type { StoragePipelineOptions } from '@azure/storage-queue';

import type { Log, Random } from '../ports';
import type { Storage } from '../storagePorts';
import { AzureContacts } from './contacts';
import { AzureOutbox } from './outbox';
import { AzureProgrammes } from './programmes';
import { AzureWorkQueue } from './queue';
import { AzureRecords } from './records';
import { Table } from './table';

/** Where the account is: with its keys, or by name with a managed identity. */
export type AzureAccount = { readonly connectionString: string } | { readonly accountName: string };

/** No request may hang: after this many milliseconds it counts as failed. */
const requestTimeout = 15_000;

/** Few and short: what fails longer is for the caller's next tick, not for waiting here. */
const tableOptions: TableServiceClientOptions = {
  retryOptions: { maxRetries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 2000 },
  additionalPolicies: [
    {
      position: 'perRetry',
      policy: {
        name: 'requestTimeout',
        // The client's own timeout keeps a process alive after a connection broke off.
        sendRequest: (request, next) => {
          request.abortSignal = AbortSignal.timeout(requestTimeout);
          return next(request);
        },
      },
    },
  ],
};

const queueOptions: StoragePipelineOptions = {
  retryOptions: { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 2000 },
};

interface Clients {
  readonly table: (name: string) => TableClient;
  readonly queue: (name: string) => QueueClient;
}

/** Whether every address in the connection string is this machine: only then is http allowed. */
function isLoopback(connectionString: string): boolean {
  if (/UseDevelopmentStorage=true/i.test(connectionString)) return true;
  const addresses = connectionString.match(/https?:\/\/[^;]+/g) ?? [];
  const local = new Set(['127.0.0.1', 'localhost', '[::1]']);
  return addresses.length > 0 && addresses.every((address) => local.has(new URL(address).hostname));
}

function clientsByKey(connectionString: string): Clients {
  const allowInsecureConnection = isLoopback(connectionString);
  return {
    table: (name) =>
      TableClient.fromConnectionString(connectionString, name, {
        ...tableOptions,
        allowInsecureConnection,
      }),
    queue: (name) => {
      const queue = new QueueClient(connectionString, name, queueOptions);
      if (!allowInsecureConnection && !queue.url.startsWith('https:')) {
        throw new Error('A storage account outside this machine must be reached over https');
      }
      return queue;
    },
  };
}

function clientsByIdentity(accountName: string): Clients {
  const credential = new DefaultAzureCredential();
  const address = (service: string): string => `https://${accountName}.${service}.core.windows.net`;
  return {
    table: (name) => new TableClient(address('table'), name, credential, tableOptions),
    queue: (name) => new QueueClient(`${address('queue')}/${name}`, credential, queueOptions),
  };
}

/** Throws when tables could not be named after it. */
function checkPrefix(prefix: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]{0,39}$/.test(prefix)) {
    throw new Error(
      `TABLE_PREFIX must be up to 40 letters and digits that begin with a letter, such as mentormaat, and is ${JSON.stringify(prefix)}`,
    );
  }
}

/**
 * Opens all stores of an installation, and makes its tables and queue when they are missing; any
 * number of processes may do so at once. Throws when the account cannot be reached.
 */
export async function openAzureStorage(
  account: AzureAccount,
  prefix: string,
  random: Random,
  log: Log,
): Promise<Storage> {
  checkPrefix(prefix);
  const clients =
    'connectionString' in account
      ? clientsByKey(account.connectionString)
      : clientsByIdentity(account.accountName);
  const open = async (name: string): Promise<Table> => {
    const client = clients.table(prefix + name);
    await client.createTable();
    return new Table(client);
  };
  const queue = clients.queue(`${prefix}-work`.toLowerCase());
  const [programmes, people, records, outbox] = await Promise.all([
    open('Programmes'),
    open('People'),
    open('Records'),
    open('Outbox'),
    queue.createIfNotExists(),
  ]);
  return {
    programmes: new AzureProgrammes(programmes, random),
    contacts: new AzureContacts(people, random),
    records: new AzureRecords(records, random),
    outbox: new AzureOutbox(outbox, random),
    queue: new AzureWorkQueue(queue, log),
    ping: async () => {
      await Promise.all([programmes.get('ping', 'ping'), queue.getProperties()]);
    },
  };
}
