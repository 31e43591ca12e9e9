/** A file on its way is on disk, under no name. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdFile } from '../../bot/export/heldFile';

const before = process.env['TMPDIR'];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'held-'));
  process.env['TMPDIR'] = folder;
});

afterAll(async () => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  await rm(folder, { recursive: true });
});

async function* chunks(): AsyncGenerator<Uint8Array> {
  for (const text of ['mentor', 'maat', '!']) yield Buffer.from(text);
}

test('is read from any place, and nobody else finds it', async () => {
  const held = await holdFile(chunks());
  expect(await readdir(folder)).toEqual([]);
  expect(held.size).toBe(11);
  expect(Buffer.from(await held.read(6, 4)).toString()).toBe('maat');
  expect(Buffer.from(await held.read(8, 100)).toString()).toBe('at!');
  await held.close();
});
