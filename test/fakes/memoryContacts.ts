import type { Contact, ContactStore } from '../../bot/ports/storage';
import type { Stored } from '../../bot/ports/stored';
import type { Drawer } from './drawer';
import { Shelf } from './shelf';

const keyOf = (...ids: readonly string[]): string => JSON.stringify(ids);

/** Contacts in memory. */
export class MemoryContacts implements ContactStore {
  readonly #contacts = new Shelf<Contact>();
  readonly #byAddress = new Map<string, string>();

  byId(tenant: string, aadObjectId: string): Promise<Stored<Contact> | null> {
    return Promise.resolve(this.#contacts.get(keyOf(tenant, aadObjectId)));
  }

  byAddress(tenant: string, email: string): Promise<Contact | null> {
    const key = this.#byAddress.get(keyOf(tenant, email));
    const found = key === undefined ? null : this.#contacts.get(key);
    return Promise.resolve(found?.value.email === email ? found.value : null);
  }

  everyone(tenant: string): Promise<readonly Contact[]> {
    return Promise.resolve(this.#contacts.all((contact) => contact.tenant === tenant));
  }

  drawers(tenants: readonly string[]): Drawer[] {
    return this.#contacts
      .all(({ tenant }) => tenants.includes(tenant))
      .map((value) => {
        const key = keyOf(value.tenant, value.aadObjectId);
        const address = keyOf(value.tenant, value.email);
        return {
          held: { kind: 'contact', value },
          put: (held) => {
            this.#contacts.delete(key);
            if (this.#byAddress.get(address) === key) this.#byAddress.delete(address);
            if (held?.kind === 'contact') this.#contacts.set(key, held.value);
          },
        };
      });
  }

  save(contact: Contact, tag: string | null): Promise<'saved' | 'conflict'> {
    const key = keyOf(contact.tenant, contact.aadObjectId);
    const before = this.#contacts.get(key);
    if (this.#contacts.put(key, contact, tag) === 'conflict') return Promise.resolve('conflict');
    const address = keyOf(contact.tenant, contact.email);
    const old = before === null ? null : keyOf(contact.tenant, before.value.email);
    // An address that leads to somebody else by now stays theirs.
    if (old === address && (this.#byAddress.get(address) ?? key) !== key) return Promise.resolve('saved');
    if (old !== null && this.#byAddress.get(old) === key) this.#byAddress.delete(old);
    this.#byAddress.set(address, key);
    return Promise.resolve('saved');
  }
}
