import type { Storage } from '../../../bot/ports/storage';
import { freshId, known } from './examples';
import { hostileIds } from './hostileIds';

/** What all SenderLeases do; `lapse` lets the lease of a tenant end as if its holder had not renewed it. */
export function leasesContract(storage: () => Storage, lapse: (tenant: string) => Promise<void>): void {
  const leases = () => storage().leases;

  describe('the lease of a tenant', () => {
    test('is taken by one at a time, until it is given back', async () => {
      const tenant = freshId();
      const first = known(await leases().take(tenant));
      expect(await leases().take(tenant)).toBeNull();
      expect(await first.renew()).toBe(true);
      expect(await leases().take(tenant)).toBeNull();
      await first.giveBack();
      expect(await first.renew()).toBe(false);
      const second = known(await leases().take(tenant));
      expect(await second.renew()).toBe(true);
    });

    test('of several who take it at once goes to one', async () => {
      const tenant = freshId();
      for (let round = 0; round < 2; round += 1) {
        const taken = await Promise.all(Array.from({ length: 8 }, () => leases().take(tenant)));
        const got = taken.filter((lease) => lease !== null);
        expect(got).toHaveLength(1);
        await got[0]?.giveBack();
      }
    });

    test('goes to another when its holder does not renew it, and the holder hears so', async () => {
      const tenant = freshId();
      const paused = known(await leases().take(tenant));
      await lapse(tenant);
      const next = known(await leases().take(tenant));
      expect(await paused.renew()).toBe(false);
      await paused.giveBack();
      await paused.giveBack();
      expect(await leases().take(tenant)).toBeNull();
      expect(await next.renew()).toBe(true);
    });

    test('is each tenant’s own, whatever its characters', async () => {
      const taken = [];
      for (const id of hostileIds) taken.push(known(await leases().take(`lease ${id}`)));
      for (const lease of taken) expect(await lease.renew()).toBe(true);
    });
  });
}
