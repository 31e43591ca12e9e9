import type { OutboxMessage, Received } from '../../../bot/ports/outbox';
import type { Storage } from '../../../bot/ports/storage';
import type { Stored } from '../../../bot/ports/stored';
import { aMessage, aStoredMessage, freshId, known } from './examples';
import { hostileIds } from './hostileIds';

const messageOf = ({ item }: Received): readonly Stored<OutboxMessage>[] => item.messages;

const isOfMany = ({ item }: Received): boolean => item.programme === 'p';
const byKey = (a: Stored<OutboxMessage>, b: Stored<OutboxMessage>): number =>
  a.value.key < b.value.key ? -1 : 1;

/** What every WorkQueue does. */
export function queueContract(storage: () => Storage): void {
  const takeAll = async (tenant: string): Promise<Received[]> => {
    const taken: Received[] = [];
    for (;;) {
      const some = await storage().queueOf(tenant).take();
      if (some.length === 0) return taken;
      taken.push(...some);
      await Promise.all(some.map((received) => received.done()));
    }
  };

  describe('the queue of a tenant', () => {
    test('is empty at first', async () => {
      const queue = storage().queueOf(freshId());
      expect(await queue.take()).toEqual([]);
      expect(await queue.take()).toEqual([]);
      await storage().queueOf(freshId()).put([]);
    });

    test('hands out each item once, and done twice does no harm', async () => {
      const queue = storage().queueOf(freshId());
      const first = { programme: 'p', messages: [aStoredMessage('p1')] };
      const second = { programme: 'q', messages: ['p2', 'p3'].map((pupil) => aStoredMessage(pupil)) };
      await queue.put([first, second]);
      const [one, ...others] = [...(await queue.take()), ...(await queue.take())];
      const items = [one, ...others].map((received) => received?.item);
      expect(items).toContainEqual(first);
      expect(items).toContainEqual(second);
      expect(items).toHaveLength(2);
      for (const received of [one, ...others]) await received?.done();
      await one?.done();
      expect(await queue.take()).toEqual([]);
    });

    test('tells when the work was put', async () => {
      const tenant = freshId();
      for (const pupil of ['p1', 'p2']) {
        const messages = [aStoredMessage(pupil)];
        await storage()
          .queueOf(tenant)
          .put([{ programme: 'p', messages }]);
      }
      const moments = (await takeAll(tenant)).map(({ putAt }) => putAt);
      expect(moments).toHaveLength(2);
      for (const moment of moments) {
        expect(Number.isInteger(moment)).toBe(true);
        expect(moment).toBeGreaterThan(1_700_000_000_000);
        expect(moment).toBeLessThan(17_000_000_000_000);
      }
    });

    test('carries messages of the outbox so that they can be worked on', async () => {
      const [tenant, programme] = [freshId(), freshId()];
      const { outbox } = storage();
      const key = 'nudge/sam@leiden.example/p1/2027-02-09';
      const entered = await outbox.plan(programme, [aMessage('p1')]);
      await storage()
        .queueOf(tenant)
        .put([{ programme, messages: entered }]);
      const [received] = await takeAll(tenant);
      const { value, tag } = known(received?.item.messages[0]);
      expect(await outbox.find(programme, key)).toEqual({ value, tag });
      const sent = await outbox.update(programme, { ...value, status: 'sent', sentAt: 5 }, tag);
      expect(await outbox.find(programme, key)).toEqual(sent);
      expect(await outbox.firstOpen(programme, -1)).toBeNull();
    });

    test('holds much work, whatever its characters', async () => {
      const tenant = freshId();
      const many = Array.from({ length: 1000 }, (_, n) =>
        aStoredMessage('', { subject: `é${'x'.repeat(40)}/${n}/2027-02-09` }, `W/"datetime'${n}'"`),
      );
      const odd = hostileIds.map((id) => ({
        programme: id,
        messages: [aStoredMessage(id, { receiver: id }, id)],
      }));
      const items = [{ programme: 'p', messages: many }, { programme: 'q', messages: [] }, ...odd];
      await storage().queueOf(tenant).put(items);
      const received = await takeAll(tenant);
      expect(received.filter(isOfMany).flatMap(messageOf).toSorted(byKey)).toEqual(many.toSorted(byKey));
      const others = received.filter((one) => !isOfMany(one)).map(({ item }) => item);
      expect(others).toHaveLength(odd.length);
      for (const item of odd) expect(others).toContainEqual(item);
    });

    test('gives the same item to one of several who take at once', async () => {
      const tenant = freshId();
      const keys = Array.from({ length: 40 }, (_, n) => `${n}`);
      await storage()
        .queueOf(tenant)
        .put(keys.map((key) => ({ programme: 'p', messages: [aStoredMessage('', { key })] })));
      const taken = (await Promise.all([takeAll(tenant), takeAll(tenant), takeAll(tenant)])).flat();
      const got = taken.flatMap(messageOf).map(({ value }) => value.key);
      expect(got.toSorted((a, b) => Number(a) - Number(b))).toEqual(keys);
    });

    test('is not another tenant’s, whatever their characters', async () => {
      for (const tenant of hostileIds) {
        const messages = [aStoredMessage('p1')];
        await storage()
          .queueOf(tenant)
          .put([{ programme: `of ${tenant}`, messages }]);
      }
      for (const tenant of hostileIds) {
        const programmes = (await takeAll(tenant)).map(({ item }) => item.programme);
        expect(programmes).toEqual([`of ${tenant}`]);
      }
    });
  });
}
