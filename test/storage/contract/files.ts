import type { Access, FileLink } from '../../../bot/ports/export';
import type { Storage } from '../../../bot/ports/storage';
import { freshId } from './examples';
import { hostileIds } from './hostileIds';

const aLink = (changes: Partial<FileLink> = {}): FileLink => ({
  programme: 'hmp',
  tenant: 'tenant-1',
  by: 'jan@hmp.example',
  kind: 'xlsx',
  language: 'nl',
  until: 2000,
  ...changes,
});

const anAccess = (changes: Partial<Access> = {}): Access => ({
  at: 1000,
  who: 'jan@hmp.example',
  what: 'export.xlsx',
  scope: ['jdw'],
  ...changes,
});

/** What every FileLinks and AccessLog does. */
export function filesContract(storage: () => Storage): void {
  describe('links to files', () => {
    test('work once', async () => {
      const token = freshId();
      expect(await storage().links.take(token, 1000)).toBeNull();
      await storage().links.keep(token, aLink(), 1000);
      expect(await storage().links.take(token, 1999)).toEqual(aLink());
      expect(await storage().links.take(token, 1999)).toBeNull();
    });

    test('are over at their moment, and gone then', async () => {
      const token = freshId();
      await storage().links.keep(token, aLink(), 1000);
      expect(await storage().links.take(token, 2000)).toBeNull();
      expect(await storage().links.take(token, 1000)).toBeNull();
    });

    test('that are over go when another comes, the others stay', async () => {
      const [over, fresh, other] = [freshId(), freshId(), freshId()];
      await storage().links.keep(over, aLink({ until: 3000 }), 1000);
      await storage().links.keep(fresh, aLink({ until: 5000, by: 'fay@hmp.example' }), 1000);
      await storage().links.keep(other, aLink({ until: 6000 }), 4000);
      expect(await storage().links.take(over, 1000)).toBeNull();
      expect(await storage().links.take(fresh, 4500)).toEqual(aLink({ until: 5000, by: 'fay@hmp.example' }));
      await storage().links.take(other, 1000);
    });

    test('to the same for the same person take the place of the one before', async () => {
      const [first, csv, own, second] = [freshId(), freshId(), freshId(), freshId()];
      await storage().links.keep(first, aLink(), 1000);
      await storage().links.keep(csv, aLink({ kind: 'pupils' }), 1000);
      await storage().links.keep(own, aLink({ by: 'cora@hmp.example' }), 1000);
      await storage().links.keep(second, aLink(), 1000);
      expect(await storage().links.take(first, 1000)).toBeNull();
      for (const token of [csv, own, second]) expect(await storage().links.take(token, 1000)).not.toBeNull();
    });

    test('that are over can be removed, whoever asks for another', async () => {
      const by = `${freshId()}@hmp.example`;
      await storage().links.keep(freshId(), aLink({ by, until: 3000 }), 1000);
      await storage().links.keep(freshId(), aLink({ by, until: 5000, kind: 'pupils' }), 1000);
      expect(await storage().links.of('hmp', by)).toHaveLength(2);
      expect(await storage().links.of('other', by)).toEqual([]);
      await storage().links.removeOver(2999);
      expect(await storage().links.of('hmp', by)).toHaveLength(2);
      await storage().links.removeOver(3000);
      expect(await storage().links.of('hmp', by)).toEqual([aLink({ by, until: 5000, kind: 'pupils' })]);
    });

    test('of many who take one at once one has it', async () => {
      const token = freshId();
      await storage().links.keep(token, aLink(), 1000);
      const takes = Array.from({ length: 10 }, () => storage().links.take(token, 1500));
      expect((await Promise.all(takes)).filter((link) => link !== null)).toHaveLength(1);
    });

    test('are found by any token, and hold any ids', async () => {
      for (const id of hostileIds)
        await storage().links.keep(`t${id}`, aLink({ by: id, programme: id }), 1000);
      for (const id of hostileIds) {
        expect(await storage().links.take(`t${id}`, 1500)).toEqual(aLink({ by: id, programme: id }));
      }
    });
  });

  describe('the access log', () => {
    test('holds everything in order, by programme', async () => {
      const [programme, other] = [freshId(), freshId()];
      expect(await storage().access.list(programme, 0)).toEqual([]);
      await storage().access.add(programme, anAccess({ at: 2000, what: 'export.flags' }));
      await storage().access.add(programme, anAccess());
      await storage().access.add(programme, anAccess());
      await storage().access.add(other, anAccess({ who: 'zara@hmp.example', scope: [] }));
      expect(await storage().access.list(programme, 0)).toEqual([
        anAccess(),
        anAccess(),
        anAccess({ at: 2000, what: 'export.flags' }),
      ]);
      expect(await storage().access.list(programme, 2000)).toEqual([
        anAccess({ at: 2000, what: 'export.flags' }),
      ]);
      expect(await storage().access.list(programme, 2001)).toEqual([]);
      expect(await storage().access.list(other, 0)).toEqual([
        anAccess({ who: 'zara@hmp.example', scope: [] }),
      ]);
    });
  });
}
