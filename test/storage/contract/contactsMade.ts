import type { Storage } from '../../../bot/ports/storage';
import { freshId } from './examples';
import { hostileIds } from './hostileIds';

/** What every RecordStore does with contacts between coordinators and students. */
export function contactsMadeContract(storage: () => Storage): void {
  const store = () => storage().records;
  const [cora, jan] = ['cora@hmp.example', 'jan@hmp.example'];

  describe('contacts with students', () => {
    test('of a programme nobody stored are none', async () => {
      expect(await store().contactsMade(freshId())).toEqual([]);
    });

    test('come in order of time, the very same one once', async () => {
      const programme = freshId();
      const made = [
        { student: 'o|b', at: 3000, by: cora, note: null },
        { student: 'a', at: 20, by: jan, note: 'called \ud800 😀 "\u0000' },
        { student: 'o|b', at: 1000, by: cora, note: '' },
      ];
      for (const one of [...made, ...made]) await store().addContactMade(programme, one);
      expect(await store().contactsMade(programme)).toEqual([made[1], made[2], made[0]]);
    });

    test('of one moment stay apart by student, person and note', async () => {
      const programme = freshId();
      const one = { student: 'a', at: 7, by: cora, note: null };
      const made = [one, { ...one, by: jan }, { ...one, note: 'x' }, { ...one, note: 'y' }];
      for (const each of [...made, { ...one, student: 'b' }]) await store().addContactMade(programme, each);
      const stored = await store().contactsMade(programme);
      expect(stored).toHaveLength(5);
      expect(stored).toEqual(expect.arrayContaining(made));
    });

    test('one can be taken away, and no other with it; twice does no harm', async () => {
      const programme = freshId();
      const one = { student: 'a', at: 7, by: cora, note: null };
      const others = [
        { ...one, by: jan },
        { ...one, note: 'x' },
        { ...one, at: 8 },
      ];
      for (const each of [one, ...others]) await store().addContactMade(programme, each);
      await store().removeContactMade(programme, one);
      await store().removeContactMade(programme, one);
      const left = await store().contactsMade(programme);
      expect(left).toHaveLength(3);
      expect(left).toEqual(expect.arrayContaining(others));
    });

    test('ids of any characters stay apart, and programmes never mix', async () => {
      for (const id of hostileIds)
        await store().addContactMade(id, { student: id, at: 1, by: `by ${id}`, note: id });
      for (const id of hostileIds)
        expect(await store().contactsMade(id)).toEqual([{ student: id, at: 1, by: `by ${id}`, note: id }]);
    });

    test('are no facts of a pupil: a rebuild leaves them alone', async () => {
      const programme = freshId();
      const made = { student: 'a', at: 7, by: cora, note: 'called' };
      await store().addContactMade(programme, made);
      expect(await store().rebuild(programme, () => 'jdw')).toBe(0);
      expect(await store().contactsMade(programme)).toEqual([made]);
      expect(await store().pauses(programme)).toEqual([]);
    });
  });
}
