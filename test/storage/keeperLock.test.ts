/** The lock of the embedded storage where a removed file is still open somewhere, as on Windows. */
import * as files from 'node:fs/promises';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock, type LockFiles } from '../../bot/storage/keeperLock';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mentormaat-lock-'));
});
/** A keeper holds its lock until its process ends; here the process goes on. */
const held: files.FileHandle[] = [];
afterEach(async () => {
  await Promise.all(held.splice(0).map((handle) => handle.close().catch(() => undefined)));
  rmSync(folder, { recursive: true, force: true });
});

const fault = (code: string): Error => Object.assign(new Error(`${code}: operation not permitted`), { code });

/** Files of which some calls fail a few times. */
const failing = (call: keyof LockFiles, code: string, times: number) => {
  const state = { left: times };
  const real: LockFiles = files;
  const before =
    <G extends unknown[], R>(name: keyof LockFiles, act: (...given: G) => Promise<R>) =>
    async (...given: G): Promise<R> => {
      if (name === call && state.left > 0) {
        state.left -= 1;
        throw fault(code);
      }
      return act(...given);
    };
  const on: LockFiles = {
    open: before('open', async (path, flags) => {
      const handle = await real.open(path, flags);
      held.push(handle);
      return handle;
    }),
    readFile: before('readFile', (path, encoding) => real.readFile(path, encoding)),
    rm: before('rm', (path, options) => real.rm(path, options)),
    stat: before('stat', (path, options) => real.stat(path, options)),
  };
  return { on, state };
};

/** A process id that nobody has. */
const nobody = 2 ** 22 + 1;

test.each([
  ['open', 'EPERM', 2],
  ['open', 'EBUSY', 2],
  ['readFile', 'EPERM', 2],
  ['readFile', 'EBUSY', 1],
  ['rm', 'EPERM', 1],
  ['stat', 'EPERM', 1],
] as const)(
  'a lock of somebody dead is taken over, though %s answers %s for a while',
  async (call, code, times) => {
    const path = join(folder, 'storage.lock');
    writeFileSync(path, `${nobody} 1\n`);
    const { on, state } = failing(call, code, times);
    const lock = await takeLock(path, on);
    expect(state.left).toBe(0);
    expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    expect(await lock.beat()).toBe(true);
  },
);

test.each(['open', 'readFile', 'rm', 'stat'] as const)('another fault of %s is told', async (call) => {
  const path = join(folder, 'storage.lock');
  writeFileSync(path, `${nobody} 1\n`);
  await expect(takeLock(path, failing(call, 'EIO', 1).on)).rejects.toThrow('EIO');
});

test('a lock that was removed while it is held is lost, also where that is told as EPERM', async () => {
  const path = join(folder, 'storage.lock');
  const { on, state } = failing('stat', 'EPERM', 0);
  const lock = await takeLock(path, on);
  state.left = 1;
  expect(await lock.beat()).toBe(false);
  rmSync(path);
  expect([await lock.beat(), existsSync(path)]).toEqual([false, false]);
});
