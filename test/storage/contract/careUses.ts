import type { Storage } from '../../../bot/ports/storage';
import { freshId } from './examples';
import { hostileIds } from './hostileIds';

const use = (at: number, school = 'jdw') => ({ at, school });

/** What every RecordStore does with uses of the care button. */
export function careUsesContract(storage: () => Storage): void {
  const store = () => storage().records;

  describe('uses of the care button', () => {
    test('of a programme nobody stored are none', async () => {
      expect(await store().careUses(freshId(), 0)).toEqual([]);
    });

    test('come in order of time, each press counted once, and hold nothing but hour and school', async () => {
      const programme = freshId();
      for (const activity of ['a', 'b', 'a']) await store().addCareUse(programme, use(3000), activity);
      await store().addCareUse(programme, use(20, 'zwc'), 'a');
      expect(await store().careUses(programme, 0)).toEqual([use(20, 'zwc'), use(3000), use(3000)]);
      expect(await store().careUses(programme, 3000)).toEqual([use(3000), use(3000)]);
      expect(await store().careUses(programme, 3001)).toEqual([]);
    });

    test.each(hostileIds)('of the school %j stand apart', async (school) => {
      const programme = freshId();
      await store().addCareUse(programme, { at: 1, school }, school);
      await store().addCareUse(programme, { at: 1, school: 'jdw' }, school);
      expect(await store().careUses(programme, 0)).toHaveLength(2);
    });
  });
}
