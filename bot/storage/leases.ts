/** Who may send in a tenant: the lease of a blob without content, one a tenant. */
import { RestError } from '@azure/storage-blob';
import type { BlobLeaseClient, BlockBlobClient, ContainerClient } from '@azure/storage-blob';

import type { Random } from '../ports';
import { senderLease } from '../ports/outbox';
import type { SenderLease, SenderLeases } from '../ports/outbox';
import { within } from './deadline';
import { fingerprint } from './keys';

/** A call with all its repetitions: one that hangs must leave time to renew in another. */
const callTimeout = 4000;
const deadline = () => within(callTimeout);

const statusOf = (error: unknown): number | null =>
  error instanceof RestError ? (error.statusCode ?? null) : null;

/** The lease is another's, or the blob is gone. */
const isLost = (error: unknown): boolean => [404, 409, 412].includes(statusOf(error) ?? 0);

/** False when it is lost; throws what leaves that open. */
async function unlessLost(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (isLost(error)) return false;
    throw error;
  }
}

const leaseOf = (client: BlobLeaseClient): SenderLease => ({
  renew: () => unlessLost(() => client.renewLease(deadline())),
  giveBack: async () => {
    await unlessLost(() => client.releaseLease(deadline()));
  },
});

/** The leases on a container of their own. */
export class AzureLeases implements SenderLeases {
  readonly #container: ContainerClient;
  readonly #random: Random;
  /** Ids proposed without an answer, by tenant: the lease may be ours under them. */
  readonly #unanswered = new Map<string, string>();

  constructor(container: ContainerClient, random: Random) {
    this.#container = container;
    this.#random = random;
  }

  async take(tenant: string): Promise<SenderLease | null> {
    const id = this.#unanswered.get(tenant) ?? this.#random.uuid();
    this.#unanswered.delete(tenant);
    const blob = this.#container.getBlockBlobClient(fingerprint(tenant));
    const client = blob.getBlobLeaseClient(id);
    try {
      return (await this.#acquire(blob, client)) ? leaseOf(client) : null;
    } catch (error) {
      this.#unanswered.set(tenant, id);
      throw error;
    }
  }

  /** Acquiring again under the same id succeeds, so a reply that got lost does no harm. */
  async #acquire(blob: BlockBlobClient, client: BlobLeaseClient): Promise<boolean> {
    const acquire = () => client.acquireLease(senderLease / 1000, deadline());
    try {
      await acquire();
      return true;
    } catch (error) {
      if (statusOf(error) === 409) return false;
      if (statusOf(error) !== 404) throw error;
    }
    await this.#make(blob);
    return unlessLost(acquire);
  }

  /** Storage refuses to write over one that another made and took meanwhile: just as well. */
  async #make(blob: BlockBlobClient): Promise<void> {
    await this.#container.createIfNotExists(deadline());
    await unlessLost(() => blob.upload('', 0, deadline()));
  }
}
