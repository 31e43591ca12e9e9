/** Who is who in Teams, on a table with a partition for each tenant. */
import type { Contact, ContactStore } from '../storagePorts';
import type { Stored } from '../stored';
import type { Random } from '../ports';
import {
  addressKey,
  contactFrom,
  contactKeys,
  contactRow,
  idKey,
  signpostFrom,
  signpostRow,
} from './contactRows';
import { JointReads } from './jointReads';
import { keyOf } from './keys';
import type { Change, FoundRow } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

const stored = (row: FoundRow): Stored<Contact> => ({ value: contactFrom(row), tag: row.etag });

/** The contacts on a table of their own. */
export class AzureContacts implements ContactStore {
  readonly #table: Table;
  readonly #reads: JointReads;
  readonly #random: Random;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#reads = new JointReads(table);
    this.#random = random;
  }

  async byId(tenant: string, aadObjectId: string): Promise<Stored<Contact> | null> {
    const row = await this.#table.get(keyOf(tenant), idKey(aadObjectId));
    return row === null ? null : stored(row);
  }

  async byAddress(tenant: string, email: string): Promise<Contact | null> {
    const row = await this.#reads.get(keyOf(tenant), addressKey(email));
    if (row === null) return null;
    const signpost = signpostFrom(row);
    if ('email' in signpost) return signpost;
    const contact = await this.byId(tenant, signpost.aadObjectId);
    return contact?.value.email === email ? contact.value : null;
  }

  async everyone(tenant: string): Promise<readonly Contact[]> {
    return (await all(this.#table.range(keyOf(tenant), contactKeys))).map(contactFrom);
  }

  async save(contact: Contact, tag: string | null): Promise<'saved' | 'conflict'> {
    const row = contactRow(contact);
    const signpost: Change = { kind: 'upsert', row: signpostRow(contact) };
    const changes: Change[] =
      tag === null
        ? [{ kind: 'create', row }, signpost]
        : [{ kind: 'replace', row, etag: tag }, signpost, ...(await this.#oldSignpost(contact))];
    const written = await write(this.#table, this.#random, { changes, witness: row.rowKey });
    return written === 'conflict' ? 'conflict' : 'saved';
  }

  /** The signpost under the address before, unless it leads to somebody else by now. */
  async #oldSignpost(contact: Contact): Promise<readonly Change[]> {
    const before = await this.byId(contact.tenant, contact.aadObjectId);
    if (before === null || before.value.email === contact.email) return [];
    const row = signpostRow(before.value);
    const found = await this.#table.get(row.partitionKey, row.rowKey);
    const isOurs = found !== null && signpostFrom(found).aadObjectId === contact.aadObjectId;
    return isOurs ? [{ kind: 'remove', row }] : [];
  }
}
