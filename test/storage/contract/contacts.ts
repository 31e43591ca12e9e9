import type { Contact, Storage } from '../../../bot/ports/storage';
import { aContact, freshId, known } from './examples';
import { hostileIds } from './hostileIds';

/** What every ContactStore does. */
export function contactsContract(storage: () => Storage): void {
  const store = () => storage().contacts;
  const savedTag = async ({ tenant, aadObjectId }: Contact): Promise<string> =>
    known(await store().byId(tenant, aadObjectId)).tag;

  describe('contacts', () => {
    test('nobody is known at first', async () => {
      const tenant = freshId();
      expect(await store().byId(tenant, 'aad-1')).toBeNull();
      expect(await store().byAddress(tenant, 'sam@leiden.example')).toBeNull();
      expect(await store().everyone(tenant)).toEqual([]);
    });

    test('are found by id and by address, in their tenant only', async () => {
      const contact = aContact({ tenant: freshId(), language: 'en', welcomedAt: 5, unreachableSince: 7 });
      const { tenant, aadObjectId, email } = contact;
      expect(await store().save(contact, null)).toBe('saved');
      const found = await store().byId(tenant, aadObjectId);
      expect(found?.value).toEqual(contact);
      expect(await store().byAddress(tenant, email)).toEqual(contact);
      expect(await store().byId(freshId(), aadObjectId)).toBeNull();
      expect(await store().byAddress(freshId(), email)).toBeNull();
    });

    test('a save names the tag it saw', async () => {
      const contact = aContact({ tenant: freshId() });
      expect(await store().save(contact, 'W/"none"')).toBe('conflict');
      await store().save(contact, null);
      expect(await store().save(contact, null)).toBe('conflict');
      const tag = await savedTag(contact);
      expect(await store().save({ ...contact, language: 'nl' }, tag)).toBe('saved');
      expect(await store().save({ ...contact, language: 'en' }, tag)).toBe('conflict');
      expect((await store().byId(contact.tenant, contact.aadObjectId))?.value.language).toBe('nl');
    });

    test('of saves at the same time one wins', async () => {
      const contact = aContact({ tenant: freshId() });
      await store().save(contact, null);
      const tag = await savedTag(contact);
      const saves = Array.from({ length: 20 }, (_, n) => store().save({ ...contact, welcomedAt: n }, tag));
      const results = await Promise.all(saves);
      expect(results.filter((result) => result === 'saved')).toHaveLength(1);
      const winner = results.indexOf('saved');
      expect((await store().byId(contact.tenant, contact.aadObjectId))?.value.welcomedAt).toBe(winner);
    });

    test('a new address takes the place of the old one', async () => {
      const contact = aContact({ tenant: freshId(), email: 'old@x.example' });
      await store().save(contact, null);
      const moved = { ...contact, email: 'new@x.example' };
      expect(await store().save(moved, await savedTag(contact))).toBe('saved');
      expect(await store().byAddress(contact.tenant, 'old@x.example')).toBeNull();
      expect(await store().byAddress(contact.tenant, 'new@x.example')).toEqual(moved);
    });

    test('an address that went to another person stays theirs', async () => {
      const tenant = freshId();
      const first = aContact({ tenant, aadObjectId: 'one' });
      const second = aContact({ tenant, aadObjectId: 'two' });
      await store().save(first, null);
      await store().save(second, null);
      expect(await store().byAddress(tenant, first.email)).toEqual(second);
      await store().save({ ...first, unreachableSince: 9 }, await savedTag(first));
      expect(await store().byAddress(tenant, first.email)).toEqual(second);
      await store().save({ ...second, language: 'en' }, await savedTag(second));
      expect((await store().byAddress(tenant, first.email))?.language).toBe('en');
      await store().save({ ...first, email: 'other@x.example' }, await savedTag(first));
      expect(await store().byAddress(tenant, second.email)).toEqual({ ...second, language: 'en' });
    });

    test('that an address is somebody else’s by now, and that somebody is just back, is kept until it is not so', async () => {
      const contact = aContact({ tenant: freshId() });
      const taken = { ...contact, addressTaken: true, isBack: true } as const;
      await store().save(contact, null);
      await store().save(taken, await savedTag(contact));
      expect((await store().byId(contact.tenant, contact.aadObjectId))?.value).toEqual(taken);
      await store().save(contact, await savedTag(contact));
      expect((await store().byId(contact.tenant, contact.aadObjectId))?.value).toEqual(contact);
    });

    test('ids and addresses of any characters stay apart', async () => {
      const tenant = freshId();
      const contacts = hostileIds.map((id) => aContact({ tenant, aadObjectId: id, email: id }));
      for (const contact of contacts) expect(await store().save(contact, null)).toBe('saved');
      for (const contact of contacts) {
        expect((await store().byId(tenant, contact.aadObjectId))?.value).toEqual(contact);
        expect(await store().byAddress(tenant, contact.email)).toEqual(contact);
      }
      expect(await store().everyone(tenant)).toHaveLength(contacts.length);
    });

    test('tenants of any characters stay apart', async () => {
      for (const tenant of hostileIds) {
        expect(await store().save(aContact({ tenant, userId: tenant }), null)).toBe('saved');
      }
      for (const tenant of hostileIds) {
        expect((await store().everyone(tenant)).map(({ userId }) => userId)).toEqual([tenant]);
      }
    });

    test('what is given out and taken in is a copy', async () => {
      const contact = { ...aContact({ tenant: freshId() }) };
      await store().save(contact, null);
      contact.userId = 'changed';
      expect((await store().byId(contact.tenant, contact.aadObjectId))?.value.userId).toBe('29:sam');
    });
  });
}
