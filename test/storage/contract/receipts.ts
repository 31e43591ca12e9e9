import type { BegunErasure, Receipt } from '../../../bot/ports/privacy';
import type { Storage } from '../../../bot/ports/storage';
import { freshId } from './examples';
import { hostileIds } from './hostileIds';

const anErasure = (changes: Partial<BegunErasure> = {}): BegunErasure => ({
  is: 'person',
  id: 'sam@leiden.example',
  names: ['Sam de Boer', 'Sam'],
  pseudonym: 'erased-1',
  ...changes,
});

const aReceipt = (changes: Partial<Receipt> = {}): Receipt => ({
  at: 1000,
  what: 'erased',
  of: 'erased-1',
  removed: { fact: 2 },
  changed: {},
  ...changes,
});

/** What every ReceiptStore does. */
export function receiptsContract(storage: () => Storage): void {
  const store = () => storage().receipts;

  describe('erasures and receipts', () => {
    test('of a programme nobody stored are none', async () => {
      const programme = freshId();
      expect(await store().begun(programme)).toEqual([]);
      expect(await store().list(programme)).toEqual([]);
    });

    test('an erasure begins once: who comes second goes on with the first', async () => {
      const programme = freshId();
      expect(await store().begin(programme, anErasure())).toEqual(anErasure());
      expect(await store().begin(programme, anErasure({ pseudonym: 'other', names: [] }))).toEqual(
        anErasure(),
      );
      expect(await store().begun(programme)).toEqual([anErasure()]);
      expect(await store().begun(freshId())).toEqual([]);
    });

    test('ends with its receipt; ended twice there is one', async () => {
      const programme = freshId();
      await store().begin(programme, anErasure());
      await store().begin(programme, anErasure({ id: 'noor@leiden.example' }));
      await store().end(programme, anErasure(), aReceipt());
      await store().end(programme, anErasure(), aReceipt({ at: 2000 }));
      expect(await store().begun(programme)).toEqual([anErasure({ id: 'noor@leiden.example' })]);
      expect(await store().list(programme)).toEqual([aReceipt()]);
    });

    test('a receipt without an erasure is one too; they come in order', async () => {
      const programme = freshId();
      const purged = aReceipt({ what: 'purged', of: 'freeText', changed: { fact: 1 } });
      await store().end(programme, null, { ...purged, at: 3000 });
      await store().end(programme, null, { ...purged, at: 20 });
      await store().end(programme, null, { ...purged, at: 20 });
      expect((await store().list(programme)).map(({ at }) => at)).toEqual([20, 20, 3000]);
    });

    test('remembers what was looked after last, by programme', async () => {
      const programme = freshId();
      expect(await store().lookedAfter(programme)).toBeNull();
      await store().lookAfter(programme, '2027-08-01 freeText');
      await store().lookAfter(programme, '2027-08-27 freeText names');
      expect(await store().lookedAfter(programme)).toBe('2027-08-27 freeText names');
      expect(await store().lookedAfter(freshId())).toBeNull();
      expect(await store().list(programme)).toEqual([]);
    });

    test('ids of any characters, a person and a pupil apart', async () => {
      const programme = freshId();
      for (const id of hostileIds) {
        await store().begin(programme, anErasure({ id }));
        await store().begin(programme, anErasure({ id, is: 'pupil' }));
      }
      expect(await store().begun(programme)).toHaveLength(2 * hostileIds.length);
    });
  });
}
