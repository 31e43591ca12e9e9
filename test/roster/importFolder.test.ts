/** A folder into storage: all or nothing, also when others import at the same time. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../bot/ports/storage';
import type { Programme } from '../../bot/programme/model';
import { importFolder } from '../../bot/roster/importFolder';
import type { ImportOptions } from '../../bot/roster/importFolder';
import { openAzureStorage } from '../../bot/storage/azure';
import { at } from '../builders';
import { sharedAzurite } from '../fakes/azurite';
import { memoryStorage } from '../fakes/memoryStorage';
import { realRandom, silentLog } from '../storage/azuriteStorage';
import { settingsText, sound } from './folder';

const options: ImportOptions = {
  now: at('2027-03-05T12:00:00+01:00'),
  dryRun: false,
  endMissing: false,
  purge: false,
  onProgress: () => {},
};

const importing = async (
  storage: Pick<Storage, 'programmes'>,
  files: Readonly<Record<string, string>> = {},
  changes: Partial<ImportOptions> = {},
) => {
  const dir = await mkdtemp(join(tmpdir(), 'mentormaat-import-'));
  try {
    for (const [name, text] of Object.entries({ ...sound, ...files })) await writeFile(join(dir, name), text);
    return await importFolder(dir, storage.programmes, { ...options, ...changes });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

const stored = async (storage: Storage): Promise<Programme | null> => {
  const [head] = await storage.programmes.list();
  return head === undefined ? null : storage.programmes.load(head);
};

const renamed = { 'programme.json': settingsText({ name: 'Anders' }) };

/** Does something just before each of the first writes. */
const disturbed = (times: number, disturb: (storage: Storage) => Promise<unknown>): Storage => {
  const storage = memoryStorage();
  const replace = storage.programmes.replace.bind(storage.programmes);
  let left = times;
  const racing: typeof replace = async (...write) => {
    if (left > 0) {
      left -= 1;
      await disturb({ ...storage, programmes: Object.assign(storage.programmes, { replace }) });
      Object.assign(storage.programmes, { replace: racing });
    }
    return replace(...write);
  };
  Object.assign(storage.programmes, { replace: racing });
  return storage;
};

describe('two imports at once', () => {
  test('the later one compares again with what the other stored', async () => {
    const storage = disturbed(1, (inner) => importing(inner, renamed));
    const result = await importing(storage);
    expect(result).toMatchObject({ ok: true, changed: true });
    expect((await stored(storage))?.name).toBe('Haags Mentorprogramma');
  });

  test('the same folder twice at once is stored once', async () => {
    const storage = disturbed(1, (inner) => importing(inner));
    expect(await importing(storage)).toMatchObject({ ok: true, changed: false });
  });

  test('it gives up, and says so, when that does not end', async () => {
    let number = 0;
    const storage = disturbed(100, (inner) => {
      number += 1;
      return importing(inner, { 'programme.json': settingsText({ name: `Versie ${number}` }) });
    });
    await expect(importing(storage)).rejects.toThrow(/hmp is being imported elsewhere too/);
  });
});

test('a programme with the same pupils and tenants under another id stands beside the first', async () => {
  const storage = memoryStorage();
  await importing(storage);
  expect(await importing(storage, { 'programme.json': settingsText({ id: 'rdm' }) })).toMatchObject({
    ok: true,
    changed: true,
    missing: { people: [], pupils: [], pairs: [] },
  });
  expect((await storage.programmes.list()).map(({ id }) => id)).toEqual(['hmp', 'rdm']);
});

test('a problem that only the stored programme shows refuses the import', async () => {
  const storage = memoryStorage();
  await importing(storage);
  const before = await stored(storage);
  const taken = { 'pairs.csv': sound['pairs.csv'].replace('p2,noor@x.org,wo', 'p2,sam@x.org,do') };
  expect(await importing(storage, taken)).toEqual({
    ok: false,
    problems: [
      { file: 'pairs.csv', line: 3, problem: expect.stringContaining('already paired with noor@x.org') },
    ],
  });
  expect(await stored(storage)).toEqual(before);
});

const open = async (prefix: string): Promise<Storage> => {
  const storage = openAzureStorage(
    { connectionString: await sharedAzurite() },
    prefix,
    realRandom,
    silentLog,
  );
  await storage.prepare();
  return storage;
};

/** One pair a student: ten thousand rows and more. */
const large = (pairs: number): Readonly<Record<string, string>> => {
  const numbers = Array.from({ length: pairs }, (_, index) => index);
  const students = numbers.map((n) => `s${n}@x.org,Student ${n},student,leiden,\n`);
  return {
    'people.csv': `email,name,role,university,schools\ncora@x.org,Cora,coordinator,,\n${students.join('')}`,
    'pupils.csv': `pupil,firstName,school,class\n${numbers.map((n) => `p${n},Yara,jdw,3A\n`).join('')}`,
    'pairs.csv': `pupil,student,weekday,start,end,from,until\n${numbers
      .map((n) => `p${n},s${n}@x.org,${1 + (n % 5)},09:00,10:00,,\n`)
      .join('')}`,
  };
};

describe('on tables', () => {
  test('importing a large folder again changes nothing, and says how far the first came', async () => {
    const storage = await open('importFolderLarge');
    const steps: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number) => steps.push([done, total]);
    const first = await importing(storage, large(5_000), { onProgress });
    expect(first).toMatchObject({ ok: true, changed: true });
    expect(steps[0]).toEqual([0, 15_001]);
    expect(steps.at(-1)).toEqual([15_001, 15_001]);
    expect(steps.every(([done], index) => done >= (steps[index - 1]?.[0] ?? 0))).toBe(true);
    expect((await stored(storage))?.pairs).toHaveLength(5_000);
    expect(await importing(storage, large(5_000))).toMatchObject({ ok: true, changed: false });
  });
});

describe('a programme whose names have to be gone', () => {
  const late = { now: at('2027-08-27T12:00:00+02:00') };

  test('is warned of when it is new: a running bot would remove them', async () => {
    const result = await importing(memoryStorage(), {}, late);
    expect(result).toMatchObject({
      ok: true,
      warnings: [
        { file: 'programme.json', line: 1, problem: expect.stringMatching(/^names go on 2027-08-27/) },
      ],
    });
  });

  test('does not get them back once they were removed, unless it ends later', async () => {
    const storage = memoryStorage();
    await importing(storage);
    const [head] = await storage.programmes.list();
    const programme = await stored(storage);
    if (head === undefined || programme === null) throw new Error('expected to be stored');
    await storage.programmes.replace({ ...programme, pupils: [], pairs: [] }, head.version, () => {});
    expect(await importing(storage, {}, late)).toMatchObject({
      ok: false,
      problems: [{ file: 'programme.json', line: 1, problem: expect.stringMatching(/were removed/) }],
    });
    const longer = { 'programme.json': settingsText({ retention: { namesDays: 90 } }) };
    expect(await importing(storage, longer, late)).toMatchObject({ ok: true });
  });
});

describe('files after which something would have to go at once', () => {
  const inMay = { now: at('2027-05-01T12:00:00+02:00') };
  const shorter = { 'programme.json': settingsText({ end: '2027-03-12' }) };

  test('are refused, and nothing is stored', async () => {
    const storage = memoryStorage();
    await importing(storage);
    expect(await importing(storage, shorter, inMay)).toEqual({
      ok: false,
      problems: [
        {
          file: 'programme.json',
          line: 1,
          problem:
            'with "end" 2027-03-12 retention has what is stored of "hmp" go at once (freeText since 2027-04-11); expected a later "end" or longer "retention", or --purge if it is to go',
        },
      ],
    });
    expect((await stored(storage))?.end).toBe('2027-07-02');
  });

  test('are stored when that is meant, and then again', async () => {
    const storage = memoryStorage();
    await importing(storage);
    expect(await importing(storage, shorter, { ...inMay, purge: true })).toMatchObject({ ok: true });
    expect((await stored(storage))?.end).toBe('2027-03-12');
    expect(await importing(storage, shorter, inMay)).toMatchObject({ ok: true, changed: false });
  });
});
