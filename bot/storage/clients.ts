/** The clients of a storage account: how it is reached, and how long anything may take. */
import { TableClient } from '@azure/data-tables';
import type { TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { ContainerClient } from '@azure/storage-blob';
import { QueueClient } from '@azure/storage-queue';
import type { StoragePipelineOptions } from '@azure/storage-queue';
import { Mendable } from '../programme/failure';
import { isOnThisMachine } from '../ports/thisMachine';

/** Where the account is: with its keys, or by name with an identity. */
export type AzureAccount =
  | { readonly connectionString: string }
  | { readonly accountName: string; readonly credential: TokenCredential };

/** Clients by name; to make one costs no request. */
export interface Clients {
  readonly table: (name: string) => TableClient;
  readonly queue: (name: string) => QueueClient;
  readonly container: (name: string) => ContainerClient;
}

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
        sendRequest: async (request, next) => {
          const tooLong = new AbortController();
          // The client's own timeout keeps a process alive after a connection broke off; one that is left to run out
          // by itself keeps what was read for as long.
          const timer = setTimeout(() => tooLong.abort(), requestTimeout).unref();
          request.abortSignal = tooLong.signal;
          try {
            return await next(request);
          } finally {
            clearTimeout(timer);
          }
        },
      },
    },
  ],
};

const queueOptions: StoragePipelineOptions = {
  retryOptions: { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 2000 },
};

/** A lease that is not renewed soon is gone: what fails is tried again at once and once only. */
const leaseOptions: StoragePipelineOptions = {
  retryOptions: { maxTries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 100 },
};

function clientsByKey(connectionString: string): Clients {
  const allowInsecureConnection = isOnThisMachine(connectionString);
  const secure = <T extends { readonly url: string }>(client: T): T => {
    if (!allowInsecureConnection && !client.url.startsWith('https:')) {
      throw new Mendable('A storage account outside this machine must be reached over https');
    }
    return client;
  };
  return {
    table: (name) =>
      secure(
        TableClient.fromConnectionString(connectionString, name, {
          ...tableOptions,
          allowInsecureConnection,
        }),
      ),
    queue: (name) => secure(new QueueClient(connectionString, name, queueOptions)),
    container: (name) => secure(new ContainerClient(connectionString, name, leaseOptions)),
  };
}

function clientsByIdentity(accountName: string, credential: TokenCredential): Clients {
  const address = (service: string): string => `https://${accountName}.${service}.core.windows.net`;
  return {
    table: (name) => new TableClient(address('table'), name, credential, tableOptions),
    queue: (name) => new QueueClient(`${address('queue')}/${name}`, credential, queueOptions),
    container: (name) => new ContainerClient(`${address('blob')}/${name}`, credential, leaseOptions),
  };
}

/** The clients of an account; throws when it would be spoken to over http and is not this machine. */
export function clientsOf(account: AzureAccount): Clients {
  return 'connectionString' in account
    ? clientsByKey(account.connectionString)
    : clientsByIdentity(account.accountName, account.credential);
}
