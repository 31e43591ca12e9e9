import type { Pace } from '../../../bot/ports/outbox';
import type { Storage } from '../../../bot/ports/storage';
import type { Stored } from '../../../bot/ports/stored';
import { aContact, freshId, known } from './examples';
import { hostileIds } from './hostileIds';

const pace = (fence: number): Pace => ({
  fence,
  takenUntil: 1_802_000_000_033.5,
  restUntil: 0,
  grants: [{ fence, ticket: 7 }],
});

const tenantOf = (id: string): string => `pace ${id}`;

/** What every PaceStore does. */
export function paceContract(storage: () => Storage): void {
  const store = () => storage().pace;

  const saved = async (tenant: string, fence: number, tag: string | null): Promise<Stored<Pace>> => {
    const result = await store().save(tenant, pace(fence), tag);
    if (result === 'conflict') throw new Error('expected to be saved');
    return result;
  };

  describe('the pace of a tenant', () => {
    test('is none at first, then what was saved last', async () => {
      const tenant = freshId();
      expect(await store().of(tenant)).toBeNull();
      const first = await saved(tenant, 1, null);
      expect(first.value).toEqual(pace(1));
      expect(await store().of(tenant)).toEqual(first);
      const second = await saved(tenant, 2, first.tag);
      expect(await store().of(tenant)).toEqual(second);
      expect(await store().of(freshId())).toBeNull();
    });

    test('is saved under the tag it was read with only', async () => {
      const tenant = freshId();
      expect(await store().save(tenant, pace(1), 'W/"none"')).toBe('conflict');
      const first = await saved(tenant, 1, null);
      expect(await store().save(tenant, pace(9), null)).toBe('conflict');
      const second = await saved(tenant, 2, first.tag);
      expect(await store().save(tenant, pace(9), first.tag)).toBe('conflict');
      expect(await store().of(tenant)).toEqual(second);
    });

    test('of saves at the same time one wins, the first ones too', async () => {
      const tenant = freshId();
      const oneOf = async (tag: string | null): Promise<string> => {
        const saves = Array.from({ length: 20 }, (_, n) => store().save(tenant, pace(n), tag));
        const won = (await Promise.all(saves)).filter((result) => result !== 'conflict');
        expect(won).toHaveLength(1);
        expect(await store().of(tenant)).toEqual(won[0]);
        return known(won[0]).tag;
      };
      await oneOf(await oneOf(null));
    });

    test('is each tenant’s own, and nobody’s contact', async () => {
      for (const [fence, id] of hostileIds.entries()) await saved(tenantOf(id), fence, null);
      for (const [fence, id] of hostileIds.entries()) {
        expect((await store().of(tenantOf(id)))?.value.fence).toBe(fence);
      }
      const contact = aContact({ tenant: freshId(), aadObjectId: 'pace', email: 'pace' });
      await storage().contacts.save(contact, null);
      await saved(contact.tenant, 1, null);
      expect(await storage().contacts.everyone(contact.tenant)).toEqual([contact]);
      expect(await storage().contacts.byAddress(contact.tenant, 'pace')).toEqual(contact);
    });
  });
}
