import type { Delivered, Feed } from '../../../bot/ports/calendar';
import type { Storage } from '../../../bot/ports/storage';
import { freshId, known } from './examples';
import { hostileIds } from './hostileIds';

const anEntry = (changes: Partial<Delivered> = {}): Delivered => ({
  uid: 'u1@mentormaat',
  kind: 'session',
  start: 1000,
  end: 2000,
  content: 'c',
  sequence: 0,
  changedAt: 500,
  isCancelled: false,
  ...changes,
});

/** What every CalendarFeeds does. */
export function calendarFeedsContract(storage: () => Storage): void {
  describe('calendar feeds', () => {
    test('are found by their token, and the token by its owner', async () => {
      const { feeds } = storage();
      const [tenant, token] = [freshId(), freshId()];
      expect(await feeds.tokenOf(tenant, 'aad')).toBeNull();
      expect(await feeds.find(token)).toBeNull();
      expect(await feeds.move(tenant, 'aad', null, token)).toBe('moved');
      expect(await feeds.tokenOf(tenant, 'aad')).toBe(token);
      expect(await feeds.tokenOf(tenant, 'other')).toBeNull();
      expect(known(await feeds.find(token)).value).toEqual({ tenant, aadObjectId: 'aad', delivered: [] });
    });

    test('move to another token with what was delivered; the old one finds nothing', async () => {
      const { feeds } = storage();
      const [tenant, first, second] = [freshId(), freshId(), freshId()];
      await feeds.move(tenant, 'aad', null, first);
      const { value, tag } = known(await feeds.find(first));
      const feed: Feed = { ...value, delivered: [anEntry(), anEntry({ uid: 'u2', isCancelled: true })] };
      expect(await feeds.keep(first, feed, tag)).toBe('kept');
      expect(await feeds.move(tenant, 'aad', first, second)).toBe('moved');
      expect(await feeds.find(first)).toBeNull();
      expect(known(await feeds.find(second)).value).toEqual(feed);
      expect(await feeds.move(tenant, 'aad', first, freshId())).toBe('conflict');
      expect(await feeds.move(tenant, 'aad', null, freshId())).toBe('conflict');
      expect(await feeds.tokenOf(tenant, 'aad')).toBe(second);
    });

    test('that were switched off stay under their token as that, and are on again under the next', async () => {
      const { feeds } = storage();
      const [tenant, first, second] = [freshId(), freshId(), freshId()];
      await feeds.move(tenant, 'aad', null, first);
      const { value, tag } = known(await feeds.find(first));
      const off: Feed = { ...value, delivered: [anEntry()], isOff: true };
      expect(await feeds.keep(first, off, tag)).toBe('kept');
      expect(known(await feeds.find(first)).value).toEqual(off);
      expect(await feeds.tokenOf(tenant, 'aad')).toBe(first);
      expect(await feeds.move(tenant, 'aad', first, second)).toBe('moved');
      expect(known(await feeds.find(second)).value).toEqual({ ...value, delivered: [anEntry()] });
    });

    test('are kept by one of two who read the same, and not under a token that is gone', async () => {
      const { feeds } = storage();
      const [tenant, token] = [freshId(), freshId()];
      await feeds.move(tenant, 'aad', null, token);
      const { value, tag } = known(await feeds.find(token));
      expect(await feeds.keep(token, { ...value, delivered: [anEntry()] }, tag)).toBe('kept');
      expect(await feeds.keep(token, value, tag)).toBe('conflict');
      const again = known(await feeds.find(token));
      await feeds.move(tenant, 'aad', token, freshId());
      expect(await feeds.keep(token, value, again.tag)).toBe('conflict');
    });

    test('of many who make one at once one has made it', async () => {
      const { feeds } = storage();
      const tenant = freshId();
      const moves = Array.from({ length: 8 }, () => feeds.move(tenant, 'aad', null, freshId()));
      expect((await Promise.all(moves)).filter((result) => result === 'moved')).toHaveLength(1);
      expect(await feeds.find(known(await feeds.tokenOf(tenant, 'aad')))).not.toBeNull();
    });

    test('hold a whole programme, and any ids', async () => {
      const { feeds } = storage();
      const [tenant, token] = [freshId(), freshId()];
      await feeds.move(tenant, 'aad', null, token);
      const { value, tag } = known(await feeds.find(token));
      const delivered = Array.from({ length: 800 }, (_, n) => anEntry({ uid: `${'u'.repeat(32)}${n}` }));
      expect(await feeds.keep(token, { ...value, delivered }, tag)).toBe('kept');
      expect(known(await feeds.find(token)).value.delivered).toEqual(delivered);
      for (const id of hostileIds) await feeds.move(tenant, id, null, `t${tenant}${id}`);
      for (const id of hostileIds) expect(await feeds.tokenOf(tenant, id)).toBe(`t${tenant}${id}`);
    });
  });
}
