import type { Received, Storage } from '../../../bot/storagePorts';
import { hostileIds } from './hostileIds';

/** What every WorkQueue does. */
export function queueContract(storage: () => Storage): void {
  const queue = () => storage().queue;

  const takeAll = async (): Promise<Received[]> => {
    const taken: Received[] = [];
    for (;;) {
      const some = await queue().take();
      if (some.length === 0) return taken;
      taken.push(...some);
      await Promise.all(some.map((received) => received.done()));
    }
  };

  describe('the queue', () => {
    test('is empty at first', async () => {
      expect(await queue().take()).toEqual([]);
    });

    test('hands out each item once, and done twice does no harm', async () => {
      await queue().put([
        { programme: 'p', keys: ['a'] },
        { programme: 'q', keys: ['b', 'c'] },
      ]);
      const [one, ...others] = [...(await queue().take()), ...(await queue().take())];
      const items = [one, ...others].map((received) => received?.item);
      expect(items).toContainEqual({ programme: 'p', keys: ['a'] });
      expect(items).toContainEqual({ programme: 'q', keys: ['b', 'c'] });
      expect(items).toHaveLength(2);
      for (const received of [one, ...others]) await received?.done();
      await one?.done();
      expect(await queue().take()).toEqual([]);
    });

    test('holds much work, whatever the keys', async () => {
      const keys = Array.from({ length: 5000 }, (_, n) => `nudge/é${'x'.repeat(40)}/${n}/2027-02-09`);
      await queue().put([
        { programme: 'p', keys },
        { programme: 'q', keys: [] },
        ...hostileIds.map((id) => ({ programme: id, keys: [id] })),
      ]);
      const items = (await takeAll()).map(({ item }) => item);
      const ofBig = items.filter(({ programme }) => programme === 'p');
      expect(ofBig.flatMap((item) => item.keys).toSorted()).toEqual(keys.toSorted());
      const others = items.filter(({ programme }) => programme !== 'p');
      expect(others).toHaveLength(hostileIds.length);
      for (const id of hostileIds) expect(others).toContainEqual({ programme: id, keys: [id] });
    });

    test('gives the same item to one of several who take at once', async () => {
      await queue().put(Array.from({ length: 40 }, (_, n) => ({ programme: 'p', keys: [`${n}`] })));
      const taken = (await Promise.all([takeAll(), takeAll(), takeAll()])).flat();
      const keys = taken.flatMap(({ item }) => item.keys).toSorted((a, b) => Number(a) - Number(b));
      expect(keys).toEqual(Array.from({ length: 40 }, (_, n) => `${n}`));
    });
  });
}
