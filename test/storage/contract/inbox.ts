import type { KeptActivity } from '../../../bot/ports/inbox';
import type { Storage } from '../../../bot/ports/storage';
import { freshId } from './examples';
import { hostileIds } from './hostileIds';

const aKept = (tenant: string, more: Partial<KeptActivity> = {}): KeptActivity => ({
  tenant,
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

    test('are seen by nobody before it is time, nor by a second one while somebody has them', async () => {
      await storage().inbox.put(aKept('later'), 3_600_000);
      await storage().inbox.put(aKept('now'), 0);
      const taken = await storage().inbox.take();
      expect(taken.map(({ kept, putAt }) => [kept.tenant, Number.isInteger(putAt)])).toEqual([['now', true]]);
      expect(await storage().inbox.take()).toEqual([]);
      await taken[0]?.done();
    });
  });
}
