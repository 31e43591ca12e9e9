import type { OutboxMessage } from '../../../bot/ports/outbox';
import type { Storage } from '../../../bot/ports/storage';
import { aMessage, freshId, known } from './examples';
import { hostileIds } from './hostileIds';
import { keysOf, planned, updated } from './outboxExamples';

const receiver = 'cora@hmp.example';
const telling = (subject: string, to = receiver) =>
  aMessage('p1', { kind: 'flagRaised', receiver: to, subject, key: `flagRaised/${to}/${subject}` });

const flagOf = (pupil: string): string => `${pupil}/2027-02-09`;

const sent: Partial<OutboxMessage> = { status: 'sent', sentAt: 1000, activityId: 'a1' };

/** What every OutboxStore does with cards that are out of date. */
export function staleCardsContract(storage: () => Storage): void {
  const store = () => storage().outbox;

  describe('a card that was sent', () => {
    test('is open from the moment on which it is to be drawn anew, until it is', async () => {
      const [programme, message] = await planned(store(), telling('p1/2027-02-09/1'));
      const stored = await updated(store(), programme, message, sent);
      expect(await store().openKeys(programme, 9e12, 10)).toEqual([]);
      const stale = await updated(store(), programme, stored, { stale: { since: 2000, tryAt: 5000 } });
      expect(await store().openKeys(programme, 4999, 10)).toEqual([]);
      expect(await store().firstOpen(programme, 4000)).toBe(5000);
      expect(keysOf(await store().open(programme, 5000, 10))).toEqual([message.value.key]);
      await updated(store(), programme, stale, { stale: null, updatedAt: 5001 });
      expect(await store().open(programme, 9e12, 10)).toEqual([]);
      const found = known(await store().find(programme, message.value.key));
      expect(found.value).toMatchObject({ status: 'sent', stale: null, updatedAt: 5001 });
    });

    test('waits for its receiver, and is open as soon as they are back', async () => {
      const [programme, message] = await planned(store(), telling('p1/2027-02-09/1'));
      const stale = { since: 2000, tryAt: null };
      await updated(store(), programme, message, { ...sent, stale });
      expect(await store().openKeys(programme, 9e12, 10)).toEqual([]);
      expect(await store().revive(programme, 'jan@hmp.example', 7000)).toBe(0);
      expect(await store().revive(programme, receiver, 7000)).toBe(1);
      const [open] = await store().open(programme, 7000, 10);
      expect(open?.value).toMatchObject({ status: 'sent', stale: { since: 2000, tryAt: 7000 } });
      expect(await store().revive(programme, receiver, 8000)).toBe(0);
    });

    test('is left as it is when its receiver comes back and it shows what is stored', async () => {
      const [programme, message] = await planned(store(), telling('p1/2027-02-09/1'));
      await updated(store(), programme, message, sent);
      expect(await store().revive(programme, receiver, 7000)).toBe(0);
    });
  });

  describe('the messages of a flag', () => {
    test('are those to everybody and of every telling, whatever became of them', async () => {
      const programme = freshId();
      const flag = 'p1/2027-02-09';
      const own = [telling(`${flag}/1`), telling(`${flag}/2`), telling(`${flag}/1`, 'jan@hmp.example')];
      const others = [
        telling('p2/2027-02-09/1'),
        telling('p1/2027-02-16/1'),
        aMessage('p1'),
        telling(`x/${flag}/1`),
      ];
      await store().plan(programme, [...own, ...others]);
      const found = keysOf(await store().ofFlag(programme, flag));
      expect(found.toSorted()).toEqual(own.map(({ key }) => key).toSorted());
      expect(await store().ofFlag(freshId(), flag)).toEqual([]);
    });

    test('of any pupil stay apart', async () => {
      const programme = freshId();
      await store().plan(
        programme,
        hostileIds.map((id) => telling(`${flagOf(id)}/1`)),
      );
      for (const id of hostileIds)
        expect(keysOf(await store().ofFlag(programme, flagOf(id)))).toEqual([telling(`${flagOf(id)}/1`).key]);
    });
  });
}
