import type { Storage } from '../../../bot/ports/storage';
import { aMessage, collect, freshId, known } from './examples';
import { keysOf, planned, updated } from './outboxExamples';

/** What every OutboxStore does with messages that enter. */
export function planningContract(storage: () => Storage): void {
  const store = () => storage().outbox;

  describe('planning', () => {
    test('a key enters once: what is there is left as it is', async () => {
      const [programme, found] = await planned(store(), aMessage('p1'));
      const sent = await updated(store(), programme, found, { status: 'sent', sentAt: 3, activityId: 'x' });
      const others = ['p2', 'p3', 'p4'].map((pupil) => aMessage(pupil));
      await store().plan(programme, [others[0] ?? aMessage('p2'), aMessage('p1', { dueAt: 5 }), ...others]);
      expect(await store().find(programme, found.value.key)).toEqual(sent);
      expect(await collect(store().list(programme))).toHaveLength(4);
      expect(keysOf(await store().open(programme, 9000, 10))).toEqual(others.map(({ key }) => key));
    });

    test('what is expired from the start is kept but never open', async () => {
      const [programme, found] = await planned(
        store(),
        aMessage('p1', { status: 'expired', reason: 'paused' }),
      );
      expect(found.value).toMatchObject({ status: 'expired', reason: 'paused' });
      expect(await store().firstOpen(programme, -1)).toBeNull();
    });

    test('planning gives the messages that entered, ready to be worked on', async () => {
      const programme = freshId();
      const messages = Array.from({ length: 120 }, (_, n) => aMessage(`p${n}`, { dueAt: n }));
      const first = await store().plan(programme, messages.slice(0, 60));
      const second = await store().plan(programme, [...messages, ...messages.slice(100)]);
      expect(keysOf(first)).toEqual(messages.slice(0, 60).map(({ key }) => key));
      expect(keysOf(second)).toEqual(messages.slice(60).map(({ key }) => key));
      expect(await store().plan(programme, messages)).toEqual([]);
      expect([...first, ...second]).toEqual(await store().open(programme, 9000, 1000));
      const sent = await updated(store(), programme, known(second.at(-1)), { status: 'sent' });
      expect(await store().find(programme, sent.value.key)).toEqual(sent);
      expect(await store().open(programme, 9000, 1000)).toHaveLength(119);
    });

    test('planning gives what is expired from the start too', async () => {
      const programme = freshId();
      const message = aMessage('p1', { status: 'expired', reason: 'paused' });
      const entered = await store().plan(programme, [message]);
      expect(entered).toEqual([await store().find(programme, message.key)]);
    });

    test('of several who plan the same each message goes to one', async () => {
      const programme = freshId();
      const messages = Array.from({ length: 130 }, (_, n) => aMessage(`p${n}`));
      const shares = [messages, messages.slice(30), messages.toReversed()];
      const entered = (await Promise.all(shares.map((share) => store().plan(programme, share)))).flat();
      expect(keysOf(entered).toSorted()).toEqual(messages.map(({ key }) => key).toSorted());
    });

    test('several who plan the same neither double nor lose any', async () => {
      const programme = freshId();
      const messages = Array.from({ length: 160 }, (_, n) => aMessage(`p${n}`, { dueAt: n }));
      const shares = [messages, messages.slice(30), messages.slice(0, 90), messages.toReversed()];
      await Promise.all(shares.map((share) => store().plan(programme, share)));
      const listed = (await collect(store().list(programme))).map(({ key }) => key);
      expect(listed.toSorted()).toEqual(messages.map(({ key }) => key).toSorted());
      const open = await store().open(programme, 9000, 1000);
      expect(keysOf(open)).toEqual(messages.map(({ key }) => key));
    });
  });
}
