/**
 * The process that keeps the embedded storage: one a DATA_DIR, apart from those who use it, so that none of
 * them can take it down with writes unsaved. Each user holds a connection to it, which the system closes
 * however the user ends; when the last is gone it saves and ends.
 */
import { rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { runAzurite, type ServicePorts } from './azurite';
import { failureLine, Mendable } from '../programme/failure';
import { takeLock, type KeeperLock } from './keeperLock';

/** How long a keeper waits for its first user: who started it may still be loading, or have ended meanwhile. */
const firstUserWithin = { whileStarterLives: 60_000, withoutStarter: 10_000 } as const;
const beatEvery = 1000;
/** Azurite saves in far less; what still hangs then never ends by itself. */
const stopWithin = 8000;

const leave = (): never => process.exit(0);

async function keep(dataDir: string): Promise<void> {
  // Whoever started us has found another storage, or is gone, while we still waited for our turn.
  process.once('disconnect', leave);
  const lock = await takeLock(join(dataDir, 'storage.lock'));
  process.removeListener('disconnect', leave);

  const azurite = await runAzurite(join(dataDir, 'storage'), await portsBefore(dataDir));
  const stop = (): void => {
    door.close();
    rmSync(join(dataDir, 'storage.json'), { force: true });
    setTimeout(() => process.exit(1), stopWithin).unref();
    azurite.stop();
  };
  const door = openDoor({ dataDir, connectionString: azurite.connectionString }, stop);
  beat(lock, stop);
  await announce(door, dataDir, azurite.ports);

  await azurite.closed;
  rmSync(join(dataDir, 'storage.json'), { force: true });
  rmSync(join(dataDir, 'storage.lock'), { force: true });
  process.exit(0);
}

/** By hand: this process needs no package but azurite. */
const portsIn = (found: unknown): readonly (readonly [string, number])[] => {
  const isObject = typeof found === 'object' && found !== null && 'ports' in found;
  if (!isObject || typeof found.ports !== 'object' || found.ports === null) return [];
  const named: [string, unknown][] = Object.entries(found.ports);
  return named.flatMap(([name, port]) => (typeof port === 'number' ? [[name, port] as const] : []));
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const trying = createServer();
    trying.once('error', () => resolve(false));
    trying.listen(port, '127.0.0.1', () => trying.close(() => resolve(true)));
  });

/** Where a storage listened that ended without saying so: its users still look for it there. Those that are taken stay out. */
async function portsBefore(dataDir: string): Promise<ServicePorts> {
  try {
    const said: unknown = JSON.parse(await readFile(join(dataDir, 'storage.json'), 'utf8'));
    const free = await Promise.all(portsIn(said).map(async (one) => ((await isFree(one[1])) ? [one] : [])));
    return Object.fromEntries(free.flat());
  } catch {
    return {};
  }
}

/** Greets each user with one line, and calls `empty` once when the last has left or none ever came. */
function openDoor(greeting: object, empty: () => void): Server {
  const users = new Set<Socket>();
  const left = (socket: Socket): void => {
    if (!users.delete(socket)) return;
    // The last one's connection stays open until everything is saved: it may be waiting for that.
    if (users.size === 0) empty();
    else socket.end();
  };
  const leaveUnused = (): void => {
    if (users.size === 0) empty();
  };
  const { whileStarterLives, withoutStarter } = firstUserWithin;
  setTimeout(leaveUnused, process.connected ? whileStarterLives : withoutStarter).unref();
  process.once('disconnect', leaveUnused);
  return createServer({ allowHalfOpen: true }, (socket) => {
    users.add(socket);
    socket.on('error', () => {});
    socket.on('end', () => left(socket));
    socket.on('close', () => left(socket));
    socket.resume();
    socket.write(`${JSON.stringify(greeting)}\n`);
  });
}

function beat(lock: KeeperLock, lost: () => void): void {
  const timer = setInterval(() => {
    lock.beat().then(
      (mine) => mine || lost(),
      () => lost(),
    );
  }, beatEvery);
  timer.unref();
}

/** Tells others where to knock, by a file that is never seen half written. */
async function announce(door: Server, dataDir: string, ports: ServicePorts): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject);
    door.listen(0, '127.0.0.1', resolve);
  });
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Mendable('the storage got no port');
  const file = join(dataDir, 'storage.json');
  await writeFile(`${file}.new`, JSON.stringify({ pid: process.pid, port: address.port, ports }));
  await rename(`${file}.new`, file);
}

keep(process.argv[2] ?? '.').catch((error: unknown) => {
  process.stderr.write(`${failureLine(error)}\n`);
  process.exit(1);
});
