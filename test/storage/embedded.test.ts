import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const reply = z.object({ value: z.unknown().optional(), error: z.string().optional() });

let directory = '';
const running: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mentormaat-storage-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(kill));
  await keeperGone();
  rmSync(directory, { recursive: true, force: true });
});

describe('the embedded storage', () => {
  test('keeps what was written over a stop and a start', async () => {
    const first = await user();
    await first.ask('write', 'one');
    await first.ask('close');
    const second = await user();
    expect(await second.ask('list')).toEqual(['one']);
  });

  test('has saved everything and ended when the last user has closed', async () => {
    const only = await user();
    const keeper = keeperId();
    await only.ask('close');
    await ended(keeper);
    expect(existsSync(join(directory, 'storage.json'))).toBe(false);
    expect(existsSync(join(directory, 'storage.lock'))).toBe(false);
  });

  test('is one for all who open it at the same moment', async () => {
    const users = await Promise.all([user(), user(), user()]);
    await Promise.all(users.map((each, n) => each.ask('write', `thing${n}`)));
    expect(new Set(users.map(({ opened }) => opened)).size).toBe(1);
    expect(await users[0].ask('list')).toEqual(['thing0', 'thing1', 'thing2']);
  });

  test('loses nothing when its only user is killed, and leaves no process behind', async () => {
    const killed = await user();
    await killed.ask('write', 'last words');
    await kill(killed.child);
    await keeperGone();
    await expect(fetch(String(killed.opened).replace(/^.*TableEndpoint=([^;]+);.*$/, '$1'))).rejects.toThrow(
      'fetch failed',
    );
    expect(await (await user()).ask('list')).toEqual(['last words']);
  });

  test('goes on for those who joined when the one that started it is killed', async () => {
    const starter = await user();
    const joined = await user();
    await kill(starter.child);
    await joined.ask('write', 'after');
    expect(await joined.ask('list')).toEqual(['after']);
  });

  test('starts anew while the old one is still closing', async () => {
    const old = await user();
    await old.ask('write', 'one');
    const [, next] = await Promise.all([old.ask('close'), user()]);
    expect(await next.ask('list')).toEqual(['one']);
  });

  test('takes over what a crash left behind', async () => {
    const crashed = await user();
    const keeper = keeperId();
    process.kill(keeper, 'SIGKILL');
    expect(await crashed.lost).toBe('storage.lost');
    expect(existsSync(join(directory, 'storage.lock'))).toBe(true);
    const next = await user();
    expect(next.opened).toBe(crashed.opened);
    expect(await next.ask('list')).toEqual([]);
  });

  test('is started anew by who used it when its process ends, and goes on where it was', async () => {
    const only = await user();
    const keeper = keeperId();
    process.kill(keeper, 'SIGKILL');
    expect(await only.lost).toBe('storage.lost');
    const beside = await user();
    await only.ask('write', 'after');
    expect(await beside.ask('list')).toEqual(['after']);
  });

  test('is started anew once that works again, though it could not at first', async () => {
    const only = await user();
    const data = join(directory, 'storage', '__azurite_db_table__.json');
    await only.ask('write', 'before');
    while (!readFileSync(data, 'utf8').includes('before')) await pause(100);
    const saved = readFileSync(data);
    const events: unknown[] = [];
    only.child.on('message', (event) => events.push(event));
    process.kill(keeperId(), 'SIGKILL');
    writeFileSync(data, 'damaged');
    while (events.length < 2) await pause(20);
    expect(events).toEqual([{ lost: 'storage.lost' }, { lost: 'storage.not started again' }]);
    writeFileSync(data, saved);
    while (!isServed()) await pause(20);
    expect(await only.ask('list')).toEqual(['before']);
  }, 30_000);

  test('does not join the storage of another folder whose port an old file names', async () => {
    const here = directory;
    const mine = await user();
    directory = mkdtempSync(join(tmpdir(), 'mentormaat-storage-'));
    writeFileSync(join(directory, 'storage.json'), readFileSync(join(here, 'storage.json')));
    const other = await user();
    expect(other.opened).not.toBe(mine.opened);
    await other.ask('close');
    rmSync(directory, { recursive: true });
    directory = here;
  });

  test('says in a line why a folder cannot be used', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    await expect(user(join(file, 'data'))).rejects.toThrow(/^DATA_DIR .*file.data cannot be written to: /);
    if (process.platform === 'linux')
      await expect(user('/proc/no/such')).rejects.toThrow(/^DATA_DIR .proc.no.such cannot be written to: /);
  });

  test('says in a line that its data are damaged, and nothing of what they are', async () => {
    await (await user()).ask('close');
    writeFileSync(join(directory, 'storage', '__azurite_db_table__.json'), '["Sam de Boer", broken]');
    await expect(user()).rejects.toThrow(
      /^the embedded storage in \S+ did not start: its data may be damaged: /,
    );
  });

  test('says in a line that its process cannot be started', () => {
    const program = `
      process.execPath = ${JSON.stringify(join(directory, 'nowhere'))};
      const { openEmbeddedStorage } = require(${JSON.stringify(join(__dirname, '../../dist/bot/storage/embedded.js'))});
      openEmbeddedStorage(${JSON.stringify(directory)}, {}).catch(({ message }) => console.log(message));`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program]);
    expect(String(stdout)).toMatch(
      /^the embedded storage in .* did not start: its process cannot be started: ENOENT\n$/,
    );
    expect([status, String(stderr)]).toEqual([0, '']);
  });

  test('says in a line that its package is missing', () => {
    const elsewhere = join(directory, 'dist');
    for (const folder of ['storage', 'programme'])
      cpSync(join(__dirname, '../../dist/bot', folder), join(elsewhere, folder), { recursive: true });
    const keeper = join(elsewhere, 'storage', 'embeddedKeeper.js');
    const { status, stderr } = spawnSync(process.execPath, [keeper, directory]);
    expect(status).toBe(1);
    expect(String(stderr)).toMatch(/^the package azurite is missing or damaged: .*\n$/);
    rmSync(join(directory, 'storage.lock'));
  });
});

interface User {
  readonly child: ChildProcess;
  readonly opened: unknown;
  /** The event logged when the storage went away under the user. */
  readonly lost: Promise<unknown>;
  ask(what: 'write' | 'list' | 'close', name?: string): Promise<unknown>;
}

async function user(dataDir = directory): Promise<User> {
  const child = fork(join(__dirname, 'storageUser.js'), [dataDir], { execArgv: [] });
  running.push(child);
  const { value, error } = await answerOf(child);
  if (error !== undefined) throw new Error(error);
  const lost = once(child, 'message').then(
    ([message]) => z.object({ lost: z.string() }).safeParse(message).data?.lost,
  );
  return {
    child,
    opened: value,
    lost,
    ask: async (what, name) => {
      const answer = answerOf(child);
      child.send({ what, name });
      return (await answer).value;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<z.infer<typeof reply>> {
  const message: unknown[] = await once(child, 'message');
  return reply.parse(message[0]);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const keeperId = (): number => Number.parseInt(readFileSync(join(directory, 'storage.lock'), 'utf8'), 10);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ended(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(20);
}

/** False too when the lock goes just now. */
function isKept(): boolean {
  try {
    return isAlive(keeperId());
  } catch {
    return false;
  }
}

/** A storage says where it is once it serves; what it says stays when it is killed. */
const isServed = (): boolean =>
  isAlive(
    z.object({ pid: z.number() }).parse(JSON.parse(readFileSync(join(directory, 'storage.json'), 'utf8')))
      .pid,
  );

/** The lock goes last of all; of a keeper that was killed it stays. */
async function keeperGone(): Promise<void> {
  while (isKept()) await pause(20);
}
