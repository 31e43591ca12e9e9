import type { Programme } from '../../../bot/programme/model';
import type { ProgrammeHead, Storage } from '../../../bot/ports/storage';
import { aGroup, aPair, aPerson, aProgramme, aPupil, aSchool } from '../../builders';
import { freshId } from './examples';
import { hostileIds } from './hostileIds';

const quiet = (): void => {};

/** What every ProgrammeStore does. */
export function programmesContract(storage: () => Storage): void {
  const stored = async (programme: Programme, replaces: string | null = null): Promise<ProgrammeHead> => {
    const head = await storage().programmes.replace(programme, replaces, quiet);
    if (head === 'conflict') throw new Error('expected to be stored');
    return head;
  };

  describe('programmes', () => {
    test('come back whole, with their head in the list', async () => {
      const programme = aProgramme({
        id: freshId(),
        tenants: ['a', 'b'],
        schools: [aSchool({ closed: [{ from: '2027-02-20', to: '2027-02-28', label: null }], lateFrom: 3 })],
        people: [aPerson({ name: 'Zoë 😀 \ud800 "|"', language: 'en', endedOn: '2027-03-01' })],
        pupils: [aPupil({ id: '__proto__', interests: ['muziek'] })],
        pairs: [aPair({ room: '1.12', from: '2027-02-09', until: '2027-06-01' })],
        groups: [
          aGroup({ students: ['sam@leiden.example'] }),
          aGroup({ meeting: { weekday: 7, start: '16:00', end: '17:00', room: null } }),
        ],
      });
      const head = await stored(programme);
      expect(head).toEqual({ id: programme.id, version: expect.any(String), tenants: ['a', 'b'] });
      expect(await storage().programmes.list()).toContainEqual(head);
      expect(await storage().programmes.load(head)).toEqual(programme);
    });

    test('a version nobody stored is not there', async () => {
      const head = { id: freshId(), version: 'none', tenants: [] };
      expect(await storage().programmes.load(head)).toBeNull();
    });

    test('a new version takes the place of the one it names', async () => {
      const id = freshId();
      const first = await stored(aProgramme({ id, pupils: [aPupil(), aPupil({ id: 'p2' })] }));
      const second = await stored(aProgramme({ id, name: 'Second', tenants: [] }), first.version);
      expect(second.version).not.toBe(first.version);
      expect(await storage().programmes.load(first)).toBeNull();
      expect(await storage().programmes.load(second)).toMatchObject({ name: 'Second' });
      const mine = (await storage().programmes.list()).filter((head) => head.id === id);
      expect(mine).toEqual([second]);
    });

    test('what follows from objections stays open until it is done, whatever is imported meanwhile', async () => {
      const id = freshId();
      const { programmes } = storage();
      const replace = async (name: string, replaces: string | null, isOpen?: boolean) => {
        const head = await programmes.replace(aProgramme({ id, name }), replaces, quiet, isOpen);
        if (head === 'conflict') throw new Error('expected to be stored');
        return head;
      };
      const open = async () => (await programmes.list()).find((head) => head.id === id)?.objectionsOpen;
      const first = await replace('First', null, true);
      expect([first.objectionsOpen, await open()]).toEqual([true, true]);
      const second = await replace('Second', first.version);
      expect([second.objectionsOpen, await open()]).toEqual([true, true]);
      await programmes.objectionsDone(id);
      expect(await open()).toBeUndefined();
      expect(await programmes.load(second)).toMatchObject({ name: 'Second' });
      expect((await replace('Third', second.version)).objectionsOpen).toBeUndefined();
      await programmes.objectionsDone(freshId());
    });

    test('an import that compared with an older version is refused', async () => {
      const id = freshId();
      const first = await stored(aProgramme({ id }));
      const second = await stored(aProgramme({ id, name: 'Second' }), first.version);
      for (const replaces of [null, first.version, 'none']) {
        expect(await storage().programmes.replace(aProgramme({ id }), replaces, quiet)).toBe('conflict');
      }
      expect(await storage().programmes.load(second)).toMatchObject({ name: 'Second' });
    });

    test('a new programme cannot replace anything', async () => {
      const programme = aProgramme({ id: freshId() });
      expect(await storage().programmes.replace(programme, 'none', quiet)).toBe('conflict');
    });

    test('of imports at the same time one wins', async () => {
      const id = freshId();
      const first = await stored(aProgramme({ id }));
      const results = await Promise.all(
        ['a', 'b', 'c', 'd'].map((name) =>
          storage().programmes.replace(aProgramme({ id, name }), first.version, quiet),
        ),
      );
      const won = results.filter((result) => result !== 'conflict');
      expect(won).toHaveLength(1);
      const heads = (await storage().programmes.list()).filter((head) => head.id === id);
      expect(heads).toEqual(won);
      for (const head of heads) expect(await storage().programmes.load(head)).not.toBeNull();
    });

    test('thousands of pairs come back in order, with progress up to the last item', async () => {
      const pupils = Array.from({ length: 2600 }, (_, n) => aPupil({ id: `p${n}` }));
      const pairs = pupils.map(({ id }) => aPair({ pupil: id, student: `${id}@leiden.example` }));
      const programme = aProgramme({ id: freshId(), pupils, pairs });
      const seen: (readonly [number, number])[] = [];
      const head = await storage().programmes.replace(programme, null, (done, total) => {
        seen.push([done, total]);
      });
      if (head === 'conflict') throw new Error('nobody else was there');
      expect(await storage().programmes.load(head)).toEqual(programme);
      expect(seen.at(-1)).toEqual([5202, 5202]);
      expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
    });

    test('ids of any characters stay apart', async () => {
      const heads = [];
      for (const id of hostileIds) heads.push(await stored(aProgramme({ id, name: `of ${id}` })));
      for (const head of heads) {
        expect(await storage().programmes.load(head)).toMatchObject({ name: `of ${head.id}` });
      }
      expect(await storage().programmes.list()).toEqual(expect.arrayContaining(heads));
    });
  });
}
