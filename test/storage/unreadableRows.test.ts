import { z } from 'zod';
import { spoilableStorage } from '../fakes/spoiltRows';
import { everything, noor, sam, storeEverything, tenant } from '../privacy/everything';
import { known } from './contract/examples';

const scope = { programme: 'hmp', tenants: everything().tenants };

const stocked = async () => {
  const all = spoilableStorage();
  await storeEverything(all.storage);
  return all;
};

const columnsIn = (text: string) => z.object({ data0: z.string() }).parse(JSON.parse(text));

const rebuild = async ({ records }: Awaited<ReturnType<typeof stocked>>['storage']) => {
  const unreadable: string[] = [];
  const made = await records.rebuild(
    'hmp',
    () => 'jdw',
    undefined,
    (row) => unreadable.push(row),
  );
  return { made, unreadable };
};

describe('a row that cannot be read', () => {
  test('keeps no other pause, contact, hours, use of the care button, look or erasure from being read', async () => {
    const { storage, spoil } = await stocked();
    const { records, access, receipts } = storage;
    for (const id of ['p1', 'p2'])
      await receipts.begin('hmp', { is: 'pupil', id, names: [], pseudonym: 'x' });
    for (const mark of ['a', 'b'])
      await records.keepHours('hmp', { student: sam, mark, count: 1, minutes: 60 });
    const use = { school: 'jdw', at: 5 };
    for (const activity of ['a', 'b']) await records.addCareUse('hmp', use, activity);
    const read = async () =>
      Promise.all([
        records.pauses('hmp'),
        records.contactsMade('hmp'),
        records.hoursKept('hmp', sam),
        records.careUses('hmp', 0),
        access.list('hmp', 0),
        receipts.begun('hmp'),
      ]);
    const before = (await read()).map(({ length }) => length);
    const spoilt: string[] = [];
    for (const keys of [/^s/, /^c/, /^h.*sam@/, /^z/, /^x/, /^e/])
      spoilt.push(...(await spoil('Records', keys, 1)));
    expect((await read()).map(({ length }) => length + 1)).toEqual(before);
    expect((await records.unreadable('hmp')).toSorted()).toEqual(spoilt.toSorted());
  });

  test('of a page: it is made from the facts, for one pupil and for the school', async () => {
    const { storage, spoil } = await stocked();
    const { records } = storage;
    const before = await records.pages('hmp', 'jdw');
    expect(before.map(({ pupil }) => pupil)).toEqual(['p1', 'p2']);
    expect(await spoil('Records', /^p.jdw.p1/)).toHaveLength(1);
    expect(known(await records.page('hmp', 'jdw', 'p1')).value).toEqual(before[0]);
    expect(await records.pages('hmp', 'jdw')).toEqual(before);
    await spoil('Records', /^f.p1.action/);
    expect((await records.pages('hmp', 'jdw')).map(({ pupil }) => pupil)).toEqual(['p2']);
    await expect(records.page('hmp', 'jdw', 'p1')).rejects.toThrow('does not hold');
  });

  test.each(['all', 'recent'] as const)(
    'of a page without figures (%s): they are made from the facts, and without those from nothing',
    async (reach) => {
      const { storage, spoil } = await stocked();
      const { records } = storage;
      const before = (await records.figures('hmp', 'jdw', reach)).map((one) => ({ ...one, standing: null }));
      expect(before.map(({ pupil }) => pupil)).toEqual(['p1', 'p2']);
      await spoil('Records', /^k.jdw.p/, 2, { kept: '', recent: '' });
      await spoil('Records', /^p.jdw.p1/);
      expect(await records.figures('hmp', 'jdw', reach)).toEqual(before);
      await spoil('Records', /^f.p1.action/);
      expect(await records.figures('hmp', 'jdw', reach)).toEqual(before.slice(1));
    },
  );

  test('of a school that has no figures yet leaves nobody out once it can be read again', async () => {
    const { storage, rows, spoil, lose } = await stocked();
    const { records } = storage;
    const whose = async () => (await records.figures('hmp', 'jdw', 'all')).map(({ pupil }) => pupil);
    await lose('Records', /^k.jdw./);
    const fact = known(rows().find(({ rowKey }) => /^f.p1.action/.test(rowKey)) ?? null);
    await spoil('Records', /^p.jdw.p1/);
    await spoil('Records', /^f.p1.action/, 1);
    expect(await whose()).toEqual(['p2']);
    await spoil('Records', /^f.p1.action/, 1, columnsIn(fact.text));
    expect(await whose()).toEqual(['p2', 'p1']);
    expect(await whose()).toEqual(['p1', 'p2']);
  });

  test('of a fact leaves what there is of its pupil as it is, and all others are made again', async () => {
    const all = await stocked();
    const { storage, spoil, rows } = all;
    const rest = () => rows().filter(({ rowKey }) => /^[pk].jdw.p1/.test(rowKey));
    const before = rest();
    const [spoilt] = await spoil('Records', /^f.p1.action/, 1);
    await spoil('Records', /^[pk].jdw.p2/, 2, { data0: '{}', place: '[]', kept: '{' });
    expect(await rebuild(storage)).toEqual({ made: 1, unreadable: [spoilt] });
    expect(rest()).toEqual(before);
    expect(known(await storage.records.page('hmp', 'jdw', 'p2')).value.facts).toHaveLength(3);
    expect(await storage.records.unreadable('hmp')).toEqual([spoilt]);
    expect(await storage.records.answersOf('hmp', 'p1')).toHaveLength(3);
  });

  test('of a fact of a pupil without figures: the school is not taken for complete, and nobody is left out', async () => {
    const { storage, spoil, lose } = await stocked();
    await lose('Records', /^k.jdw./);
    await spoil('Records', /^f.p1.action/, 1);
    await rebuild(storage);
    const figures = await storage.records.figures('hmp', 'jdw', 'all');
    expect(figures.map(({ pupil }) => pupil).toSorted()).toEqual(['p1', 'p2']);
  });

  test('that leads to a contact or a feed is left and named, and these go', async () => {
    const { storage, spoil } = await stocked();
    const spoilt = [...(await spoil('People', /^a.sam/)), ...(await spoil('People', /^o.*sam/))];
    expect(spoilt).toHaveLength(2);
    const isGone = new Set(['contact', 'feed']);
    const revised = await storage.held.revise(scope, (held) => (isGone.has(held.kind) ? null : held));
    expect(revised).toMatchObject({ removed: { contact: 5, feed: 5 } });
    expect(revised.unreadable.toSorted()).toEqual(spoilt.toSorted());
    expect(await storage.contacts.everyone(tenant)).toEqual([]);
    expect(await storage.contacts.byAddress(tenant, noor)).toBeNull();
  });

  test('of the index keeps no other message that failed from being found', async () => {
    const { storage, spoil } = await stocked();
    const [planned] = await storage.outbox.open('hmp', Number.MAX_SAFE_INTEGER, 1);
    const { value, tag } = known(planned ?? null);
    await storage.outbox.update('hmp', { ...value, status: 'failed' }, tag);
    expect(await storage.outbox.failed('hmp')).toHaveLength(2);
    await spoil('Outbox', /^f/, 1);
    expect(await storage.outbox.failed('hmp')).toHaveLength(1);
  });

  test('of a link keeps nobody from getting one', async () => {
    const { storage, spoil } = await stocked();
    expect(await spoil('People', /^l/)).toHaveLength(1);
    const link = { programme: 'hmp', tenant, by: sam, kind: 'own', language: 'nl', until: 9 } as const;
    await storage.links.keep('token', link, 1);
    expect(await storage.links.take('token', 2)).toEqual(link);
  });

  test.each([
    ['page', /^p.jdw.p1/, 'zwc'],
    ['fact', /^f.p1.action/, 'jdw'],
  ])(
    'of a pupil who moved, a %s: it is brought along as far as it can be, and all others are',
    async (_, key, at) => {
      const { storage, spoil } = await stocked();
      const { records } = storage;
      await spoil('Records', key, 1);
      const places = { from: 'jdw', to: 'zwc' };
      const told: number[] = [];
      for (const pupil of ['p1', 'p2'])
        await records.movePage('hmp', pupil, places, (page, left) => {
          told.push(left.facts.length);
          return { standing: null, notices: page.notices };
        });
      expect(told).toEqual(at === 'zwc' ? [5, 3] : [3]);
      for (const [pupil, school] of [
        ['p1', at],
        ['p2', 'zwc'],
      ] as const)
        for (const one of ['jdw', 'zwc'])
          expect((await records.page('hmp', one, pupil)) !== null).toBe(one === school);
    },
  );
});
