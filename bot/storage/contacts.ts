/** Who is who in Teams, on a table with a partition for each tenant. */
import type { Contact, ContactStore } from '../ports/storage';
import type { Stored } from '../ports/stored';
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
import { unlessUnreadable } from './columns';
import { keyOf } from './keys';
import type { Change, FoundRow } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

const stored = (row: FoundRow): Stored<Contact> => ({ value: contactFrom(row), tag: row.etag });

const leadsTo = (signpost: FoundRow, { aadObjectId }: Contact): boolean =>
  signpostFrom(signpost).aadObjectId === aadObjectId;

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
    const rows = await all(this.#table.range(keyOf(tenant), contactKeys));
    return rows.map((row) => unlessUnreadable(() => contactFrom(row))).filter((contact) => contact !== null);
  }

  async save(contact: Contact, tag: string | null): Promise<'saved' | 'conflict'> {
    const row = contactRow(contact);
    const changes: Change[] =
      tag === null
        ? [
            { kind: 'create', row },
            { kind: 'upsert', row: signpostRow(contact) },
          ]
        : [{ kind: 'replace', row, etag: tag }, ...(await this.#signposts(contact))];
    const written = await write(this.#table, this.#random, { changes, witness: row.rowKey });
    return written === 'conflict' ? 'conflict' : 'saved';
  }

  /**
   * The signposts of somebody who is known already. An address that leads to somebody else by now stays theirs: it
   * changed hands, and only who is met under it anew takes it over.
   */
  async #signposts(contact: Contact): Promise<readonly Change[]> {
    const row = signpostRow(contact);
    const [before, present] = await Promise.all([
      this.byId(contact.tenant, contact.aadObjectId),
      this.#table.get(row.partitionKey, row.rowKey),
    ]);
    const isSame = before?.value.email === contact.email;
    const mayHave = !isSame || present === null || leadsTo(present, contact);
    const own: Change[] = mayHave ? [{ kind: 'upsert', row }] : [];
    return before === null || isSame ? own : [...own, ...(await this.#oldSignpost(before.value))];
  }

  /** The signpost under the address before, unless it leads to somebody else by now. */
  async #oldSignpost(before: Contact): Promise<readonly Change[]> {
    const row = signpostRow(before);
    const found = await this.#table.get(row.partitionKey, row.rowKey);
    return found !== null && leadsTo(found, before) ? [{ kind: 'remove', row }] : [];
  }
}
