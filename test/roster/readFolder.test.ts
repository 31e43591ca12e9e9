import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { formatProblem } from '../../bot/roster/problems';
import { readFolder } from '../../bot/roster/readFolder';
import { sound } from './folder';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mentormaat-roster-'));
  for (const [file, text] of Object.entries(sound)) await writeFile(join(dir, file), text);
});
afterEach(async () => rm(dir, { recursive: true }));

const problems = async () => (await readFolder(dir)).problems.map(formatProblem);

describe('readFolder', () => {
  test('reads the files of a programme and leaves others alone', async () => {
    await writeFile(join(dir, 'notes.txt'), new Uint8Array([0xff]));
    await mkdir(join(dir, 'old'));
    const folder = await readFolder(dir);
    expect([...folder.contents.keys()]).toEqual(['programme.json', 'people.csv', 'pupils.csv', 'pairs.csv']);
    expect(parseFolder(folder).ok).toBe(true);
  });

  test('names every required file that is missing; groups.csv is none', async () => {
    await rm(join(dir, 'people.csv'));
    await rm(join(dir, 'programme.json'));
    expect(await problems()).toEqual([
      'programme.json:1: is missing, expected a file with this name in the folder',
      'people.csv:1: is missing, expected a file with this name in the folder',
    ]);
    const parsed = parseFolder(await readFolder(dir));
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(2);
  });

  test('a folder instead of a file is a problem', async () => {
    await mkdir(join(dir, 'groups.csv'));
    expect(await problems()).toEqual(['groups.csv:1: is not a file, expected a file']);
  });

  test('a file that is far too large is not read', async () => {
    await truncate(join(dir, 'pairs.csv'), 60_000_000);
    await truncate(join(dir, 'programme.json'), 3_000_000);
    expect(await problems()).toEqual([
      'programme.json:1: is 3000000 bytes long, expected at most 2000000',
      'pairs.csv:1: is 60000000 bytes long, expected at most 50000000',
    ]);
  });

  test('a folder that is not there, and a file instead of one, are problems', async () => {
    const none = await readFolder(join(dir, 'none'));
    expect(none.problems.map(formatProblem)).toEqual([
      expect.stringMatching(
        /none:1: cannot be read \(ENOENT\), expected a folder with programme.json, people.csv/,
      ),
    ]);
    const file = await readFolder(join(dir, 'people.csv'));
    expect(file.problems.map(formatProblem)).toEqual([
      expect.stringMatching(/people.csv:1: is not a folder/),
    ]);
    const parsed = parseFolder(file);
    expect(parsed.ok ? [] : parsed.problems).toEqual(file.problems);
  });
});
