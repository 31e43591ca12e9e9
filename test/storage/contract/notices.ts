import type { Storage } from '../../../bot/ports/storage';
import { aNotice, added, answerOf, append, emptyPage, freshId, grown } from './examples';
import { hostileIds } from './hostileIds';

/** What every RecordStore does with notices that wait to be planned. */
export function noticesContract(storage: () => Storage): void {
  const store = () => storage().records;

  describe('notices', () => {
    test('wait in order of time until they are planned', async () => {
      const programme = freshId();
      const late = { of: 'flag', pupil: 'p1', notice: aNotice({ at: 2000, ordinal: 2 }) } as const;
      const early = { of: 'flag', pupil: 'p2', notice: aNotice({ flag: 'p2/2027-02-09', at: 999 }) } as const;
      const between = { of: 'student', unreachable: { student: 'sam@leiden.example', since: 1000 } } as const;
      const [fact, other] = [added(answerOf('p1', '2027-02-09')), added(answerOf('p2', '2027-02-09'))];
      await append(store(), programme, emptyPage('p1'), fact, [late.notice]);
      await store().noteUnreachable(programme, between.unreachable);
      await append(store(), programme, emptyPage('p2'), other, [early.notice]);
      expect(await store().pendingNotices(programme)).toEqual([early, between, late]);
      await store().noticePlanned(programme, early);
      await store().noticePlanned(programme, early);
      expect(await store().pendingNotices(programme)).toEqual([between, late]);
      await store().noticePlanned(programme, between);
      expect(await store().pendingNotices(programme)).toEqual([late]);
    });

    test('of a student come once for each moment since when they cannot be reached', async () => {
      const programme = freshId();
      const first = { student: 'sam@leiden.example', since: 1000 };
      const again = { student: 'sam@leiden.example', since: 1001 };
      const other = { student: "o'|brien", since: 1002 };
      for (const one of [again, first, other, first]) await store().noteUnreachable(programme, one);
      const pending = await store().pendingNotices(programme);
      const of = 'student';
      expect(pending).toEqual([first, again, other].map((unreachable) => ({ of, unreachable })));
      for (const one of pending) await store().noticePlanned(programme, one);
      expect(await store().pendingNotices(programme)).toEqual([]);
    });

    test('of any flag and any student stay apart', async () => {
      const programme = freshId();
      for (const id of hostileIds) {
        await append(store(), programme, emptyPage(id), added(answerOf(id, '2027-02-09')), [
          aNotice({ flag: id, at: 5 }),
        ]);
        await store().noteUnreachable(programme, { student: id, since: 5 });
      }
      const pending = await store().pendingNotices(programme);
      expect(pending).toHaveLength(2 * hostileIds.length);
      for (const one of pending.slice(1)) await store().noticePlanned(programme, one);
      expect(await store().pendingNotices(programme)).toEqual(pending.slice(0, 1));
    });

    test('of cards out of date come with their fact, one for each, and stay apart', async () => {
      const programme = freshId();
      const shown = { to: 'cora@hmp.example', activity: 'a1' };
      const change = { pupil: 'p1', at: 1000, ordinal: 0, flags: ['p1/2027-02-09'], messages: [], shown };
      const next = { ...change, ordinal: 1, flags: [], messages: ['checkIn/a/p1/2027-02-09'], shown: null };
      const other = { ...change, pupil: 'p2' };
      for (const one of [change, next, other]) {
        const fact = added(answerOf(one.pupil, `2027-02-0${one.ordinal + 1}`), { change: one });
        await append(store(), programme, emptyPage(one.pupil), fact);
      }
      const pending = await store().pendingNotices(programme);
      expect(pending).toHaveLength(3);
      expect(pending).toEqual(
        expect.arrayContaining([change, next, other].map((one) => ({ of: 'change', change: one }))),
      );
      for (const one of pending.slice(1)) await store().noticePlanned(programme, one);
      expect(await store().pendingNotices(programme)).toEqual(pending.slice(0, 1));
    });

    test('of cards do not come with a fact that is not stored', async () => {
      const programme = freshId();
      const change = {
        pupil: 'p1',
        at: 1000,
        ordinal: 0,
        flags: ['p1/2027-02-09'],
        messages: [],
        shown: null,
      };
      const fact = added(answerOf('p1', '2027-02-09'), { change });
      await append(store(), programme, emptyPage('p1'), added(answerOf('p1', '2027-02-02')));
      const page = grown(emptyPage('p1'), fact);
      expect(await store().append(programme, page, null, fact, [], null)).toBe('conflict');
      expect(await store().pendingNotices(programme)).toEqual([]);
    });

    test('wait on through a rebuild', async () => {
      const programme = freshId();
      await append(store(), programme, emptyPage('p1'), added(answerOf('p1', '2027-02-09')), [aNotice()]);
      await store().noteUnreachable(programme, { student: 'sam@leiden.example', since: 1000 });
      const before = await store().pendingNotices(programme);
      await store().rebuild(programme, () => 'new');
      expect(before).toHaveLength(2);
      expect(await store().pendingNotices(programme)).toEqual(before);
    });
  });
}
