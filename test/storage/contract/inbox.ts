import type { KeptActivity } from '../../../bot/ports/inbox';
import type { Storage } from '../../../bot/ports/storage';
import { freshId } from './examples';
import { hostileIds } from './hostileIds';

const aKept = (tenant: string, more: Partial<KeptActivity> = {}): KeptActivity => ({
  tenant,
  aadObjectId: `aad of ${tenant}`,
  cameAt: 1_000,
  saidAt: 2_000,
  activity: { type: 'message', text: 'mijn week', value: { list: [1, null, 'é"\n'] } },
  shown: 1,
  isMade: true,
  tries: 2,
  ...more,
});

/** What every Inbox does. */
export function inboxContract(storage: () => Storage): void {
  /** All there is now, taken off. */
  const takeAll = async (): Promise<KeptActivity[]> => {
    const all: KeptActivity[] = [];
    for (;;) {
      const taken = await storage().inbox.take();
      if (taken.length === 0) return all;
      all.push(...taken.map(({ kept }) => kept));
      await Promise.all(taken.map((one) => one.done()));
    }
  };

  describe('activities whose answer waits', () => {
    test('are none at first', async () => {
      expect(await storage().inbox.take()).toEqual([]);
    });

    test('come back as they were, each once, and done twice does no harm', async () => {
      const kept = [freshId(), ...hostileIds].map((tenant) => aKept(tenant));
      for (const one of kept) await storage().inbox.put(one, 0);
      const [first, ...others] = await storage().inbox.take();
      await first?.done();
      await first?.done();
      await Promise.all(others.map((one) => one.done()));
      const taken = [first, ...others].map((one) => one?.kept);
      const rest = await takeAll();
      expect([...taken, ...rest]).toHaveLength(kept.length);
      for (const one of kept) expect([...taken, ...rest]).toContainEqual(one);
    });

    test('are found by who did them, and changed or removed there', async () => {
      for (const tenant of hostileIds) {
        const kept = aKept(tenant);
        await storage().inbox.put(kept, 0);
        expect(await storage().inbox.of(tenant, kept.aadObjectId)).toEqual([kept]);
        expect(await storage().inbox.of(tenant, 'somebody else')).toEqual([]);
        const scope = { programme: freshId(), tenants: [tenant] };
        await storage().held.revise(scope, (held) =>
          held.kind === 'kept' ? { ...held, value: { ...held.value, activity: {} } } : held,
        );
        expect((await takeAll()).map(({ activity }) => activity)).toEqual([{}]);
        expect(await storage().inbox.of(tenant, kept.aadObjectId)).toEqual([]);
      }
    });

    test('are forgotten up to a moment, also those that are put later, and nobody else’s', async () => {
      const [tenant, other] = [freshId(), freshId()];
      await storage().inbox.put(aKept(tenant, { cameAt: 4_000 }), 0);
      await storage().inbox.put(aKept(tenant, { cameAt: 4_001 }), 0);
      await storage().inbox.put(aKept(other), 0);
      await storage().inbox.forget(tenant, `aad of ${tenant}`, 4_000);
      // A shorter time does not bring back what was forgotten.
      await storage().inbox.forget(tenant, `aad of ${tenant}`, 3_000);
      await storage().inbox.put(aKept(tenant, { cameAt: 4_000 }), 0);
      const left = await takeAll();
      expect(left.toSorted((a, b) => b.cameAt - a.cameAt).map((kept) => [kept.tenant, kept.cameAt])).toEqual([
        [tenant, 4_001],
        [other, 1_000],
      ]);
    });

    test('are given up two days after they came in, which is known for a month, and of nobody', async () => {
      const [tenant, day] = [freshId(), 86_400_000];
      await storage().inbox.put(aKept(tenant), 0);
      await storage().inbox.removeOver(2 * day + 999);
      expect(await storage().inbox.givenUp(tenant)).toEqual([]);
      await storage().inbox.removeOver(2 * day + 1_000);
      expect(await takeAll()).toEqual([]);
      expect(await storage().inbox.givenUp(tenant)).toEqual([{ tenant, cameAt: 1_000 }]);
      expect(await storage().inbox.givenUp(freshId())).toEqual([]);
      await storage().inbox.removeOver(30 * day + 1_000);
      expect(await storage().inbox.givenUp(tenant)).toEqual([]);
    });

    test('are seen by nobody before it is time, nor by a second one while somebody has them', async () => {
      await storage().inbox.put(aKept('later'), 3_600_000);
      await storage().inbox.put(aKept('now'), 0);
      const taken = await storage().inbox.take();
      expect(taken.map(({ kept }) => kept.tenant)).toEqual(['now']);
      expect(await storage().inbox.take()).toEqual([]);
      await taken[0]?.done();
    });
  });
}
