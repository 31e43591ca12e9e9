/** Programmes of which rows are not as this version writes them: each is named, and none takes the others along. */
import { firstRead, keepProgrammes } from '../../bot/delivery/programmes';
import { keyOf } from '../../bot/storage/keys';
import { contentPartition, coreKey, headKey, headsPartition } from '../../bot/storage/programmeRows';
import type { Table } from '../../bot/storage/table';
import type { ProgrammeHead, Storage } from '../../bot/storagePorts';
import { aTool } from '../cli/tool';
import { aPerson, aProgramme } from '../builders';
import { tableStorage } from '../fakes/tableStorage';

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

  test('can be imported again once its head has been removed', async () => {
    const stored = await begin();
    await spoil(stored);
    const { table, storage } = stored;
    await table.remove(headsPartition, headKey('hmp'));
    const head = await storage.programmes.replace(aProgramme({ name: 'Opnieuw' }), null, nothing);
    expect(head).not.toBe('conflict');
    if (head !== 'conflict') expect(await storage.programmes.load(head)).toMatchObject({ name: 'Opnieuw' });
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
