/** Programmes of which rows are not as this version writes them: each is named, and none takes the others along. */
import { firstRead, keepProgrammes } from '../../bot/delivery/programmes';
import { keyOf } from '../../bot/storage/keys';
import { contentPartition, coreKey, headKey, headsPartition } from '../../bot/storage/programmeRows';
import type { Table } from '../../bot/storage/table';
import type { ProgrammeHead, Storage } from '../../bot/ports/storage';
import { aTool, store, withFolder } from '../cli/tool';
import { aPerson, aProgramme } from '../builders';
import { tableStorage } from '../fakes/tableStorage';
import { sound } from '../roster/folder';
import { aContact } from './contract/examples';

const nothing = (): void => undefined;

interface Stored {
  readonly storage: Storage;
  readonly table: Table;
  readonly head: ProgrammeHead;
}

/** Two programmes, of which something may be spoilt of `hmp`. */
const begin = async (): Promise<Stored> => {
  const tables: Table[] = [];
  const { storage } = tableStorage((one, name) => {
    if (name === 'Programmes') tables.push(one);
    return one;
  });
  const [table] = tables;
  await storage.programmes.replace(aProgramme({ id: 'other' }), null, nothing);
  const head = await storage.programmes.replace(aProgramme({ people: [aPerson()] }), null, nothing);
  if (table === undefined || head === 'conflict') throw new Error('not stored');
  return { storage, table, head };
};

const headRow = { partitionKey: headsPartition, rowKey: headKey('hmp') };

/** In which ways a programme cannot be read, and what is said of it. */
const ways: readonly [string, string, (stored: Stored) => Promise<unknown>][] = [
  [
    'its head says nothing',
    'Row programmes . hmp does not hold',
    ({ table }) => table.put({ ...headRow, data0: '{"id": 5}' }),
  ],
  [
    'its head is no JSON',
    'Row programmes . hmp does not hold',
    ({ table }) => table.put({ ...headRow, data0: '{' }),
  ],
  [
    'its core is gone',
    'rows of its roster are missing',
    async ({ table, head }) => table.remove(contentPartition('hmp', head.version), coreKey),
  ],
  [
    'a piece of it is gone',
    'rows of its roster are missing',
    async ({ table, head }) => table.remove(contentPartition('hmp', head.version), keyOf('people', '000000')),
  ],
];

describe.each(ways)('a programme that cannot be read, for %s,', (_, why, spoil) => {
  test('throws, and the bot reads the others', async () => {
    const stored = await begin();
    await spoil(stored);
    const { programmes } = stored.storage;
    const heads = await programmes.list();
    expect(heads.map(({ id }) => id).toSorted()).toEqual(['hmp', 'other']);
    const [broken] = heads.filter(({ id }) => id === 'hmp');
    await expect(programmes.load(broken ?? stored.head)).rejects.toThrow(new RegExp(why, 'i'));
    const kept = keepProgrammes(programmes);
    await firstRead(kept);
    expect(kept.all().map(({ head }) => head.id)).toEqual(['other']);
    expect(kept.unreadable().map(({ id }) => id)).toEqual(['hmp']);
  });

  test('is named by the tool, which shows the others', async () => {
    const stored = await begin();
    await spoil(stored);
    const { storage } = stored;
    const shown = await aTool({ storage }).run('programmes', '--json');
    expect(shown.json()).toMatchObject([{ programme: 'other' }]);
    expect([shown.exitCode, shown.err]).toEqual([
      1,
      expect.stringMatching(/programme hmp cannot be read: .*see mentormaat doctor/),
    ]);
    const doctor = await aTool({ storage }).run('doctor');
    expect(doctor.out).toMatch(/mend +unreadable +programme hmp: /);
    expect((await aTool({ storage }).run('sessions', 'other')).exitCode).toBe(0);
  });

  test('is mended by importing it again, which says that nothing of it could be kept', async () => {
    const stored = await begin();
    await spoil(stored);
    const { storage } = stored;
    const importing = (...options: readonly string[]) =>
      withFolder(sound, (dir) => aTool({ storage }).run('import', dir, ...options));
    const dry = await importing('--dry-run');
    expect([dry.exitCode, dry.err]).toEqual([0, expect.stringContaining('"hmp" cannot be read')]);
    const again = await importing();
    expect([again.exitCode, again.out]).toEqual([0, expect.stringContaining('stored')]);
    const shown = await aTool({ storage }).run('programmes', '--json');
    expect(shown.json()).toMatchObject([{ programme: 'hmp', counts: { pupils: 2 } }, { programme: 'other' }]);
    expect((await importing()).out).toContain('nothing changed');
  });

  test('keeps nobody from erasing and purging in another, and may need everybody of its tenants', async () => {
    const stored = await begin();
    const { storage } = stored;
    await store(storage, aProgramme({ id: 'over', people: [aPerson({ email: 'who@hmp.example' })] }));
    await storage.contacts.save(aContact({ email: 'who@hmp.example', tenant: 'tenant-1' }), null);
    await spoil(stored);
    const tool = aTool({ storage, now: '2028-03-05T12:00:00+01:00' });
    const erased = await tool.run('subject', 'over', 'erase', 'who@hmp.example');
    expect(erased).toMatchObject({ exitCode: 0, out: expect.stringContaining('may take part in hmp') });
    expect(await tool.run('purge', 'over')).toMatchObject({ exitCode: 0 });
    expect(await storage.contacts.everyone('tenant-1')).toHaveLength(1);
  });
});

test('storage that is away while a head is read is no programme that cannot be read', async () => {
  const away = Object.assign(new Error('away'), { name: 'RestError' });
  const { storage } = tableStorage((table) => ({
    ...table,
    partition: () => {
      throw away;
    },
  }));
  await expect(storage.programmes.list()).rejects.toThrow('away');
});
