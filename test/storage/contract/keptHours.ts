import type { Storage } from '../../../bot/ports/storage';
import { freshId } from './examples';
import { hostileIds } from './hostileIds';

/** What every RecordStore does with hours that are kept. */
export function keptHoursContract(storage: () => Storage): void {
  const store = () => storage().records;

  describe('kept hours', () => {
    test('are kept once for a student and mark, in order of mark', async () => {
      const programme = freshId();
      const hours = { student: 'sam', mark: 'b', count: 2, minutes: 120 };
      expect(await store().hoursKept(programme, 'sam')).toEqual([]);
      await store().keepHours(programme, hours);
      await store().keepHours(programme, { ...hours, minutes: 5 });
      await store().keepHours(programme, { ...hours, mark: 'a', minutes: 60 });
      await store().keepHours(programme, { ...hours, student: 'samuel' });
      expect(await store().hoursKept(programme, 'sam')).toEqual([
        { ...hours, mark: 'a', minutes: 60 },
        hours,
      ]);
    });

    test('ids of any characters stay apart', async () => {
      for (const id of hostileIds)
        await store().keepHours(id, { student: id, mark: id, count: 1, minutes: 60 });
      for (const id of hostileIds)
        expect(await store().hoursKept(id, id)).toEqual([{ student: id, mark: id, count: 1, minutes: 60 }]);
    });
  });
}
