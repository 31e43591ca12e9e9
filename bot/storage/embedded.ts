import { codeOf, failure, Mendable } from '../programme/failure';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '../ports';
import { bringBack } from './bringBack';
import { usableFolder } from './folder';

const joinEvery = 50;
/** A large storage takes seconds to load, and one that is closing seconds to save (60 s in all). */
const joinAttempts = 1200;
const greetWithin = 2000;
const leaveWithin = 9000;

const addressFile = z.object({ pid: z.number(), port: z.number() });
const greeting = z.object({ dataDir: z.string(), connectionString: z.string() });

/** A place in the embedded storage. */
export interface EmbeddedStorage {
  readonly connectionString: string;
  /** Leaves the storage; the last to leave waits until everything is saved. */
  close(): Promise<void>;
}

/**
 * Opens the storage kept in `dataDir`: joins the one that runs there, else starts it. It runs in a process of
 * its own that ends, with everything saved, when the last user has left or died.
 * Throws one line for people when the folder or the storage cannot be used.
 */
export async function openEmbeddedStorage(dataDir: string, log: Log): Promise<EmbeddedStorage> {
  const finish = await beginEmbeddedStorage(dataDir, log);
  return finish();
}

/**
 * Opens the storage as `openEmbeddedStorage` does, in two steps: it was joined or is starting when this resolves;
 * the function that comes back, to be called once, waits for it. Whoever never calls it leaves nothing behind: a
 * storage without a user ends by itself.
 */
export async function beginEmbeddedStorage(
  dataDir: string,
  log: Log,
): Promise<() => Promise<EmbeddedStorage>> {
  const directory = await usableFolder(dataDir);
  const finish = await beginPlace(directory);
  return async () => opened(directory, await finish(), log);
}

/** Knocks, or begins to start a storage; what comes back waits for it. */
async function beginPlace(directory: string): Promise<() => Promise<Place>> {
  const place = await knock(directory);
  if (place !== null) return async () => place;
  const keeper = startKeeper(directory);
  let unstarted: Error | null = null;
  // Without a listener a process that cannot be started would end this one.
  keeper.on('error', (error) => {
    unstarted = error;
  });
  const whyNot = async (): Promise<string | null> => {
    if (unstarted !== null) return `its process cannot be started: ${codeOf(unstarted)}`;
    return keeper.exitCode === 1 || keeper.signalCode !== null ? lastWords(directory) : null;
  };
  return () => joinStarted(directory, keeper, whyNot);
}

/** A storage whose process ends is started anew, where it was, however long that takes: whoever uses it need not know. */
function opened(directory: string, first: Place, log: Log): EmbeddedStorage {
  const { connectionString } = first;
  let place = first;
  let isClosed = false;
  const stay = (joined: Place): void => {
    place = joined;
    place.socket.unref();
    place.socket.once('close', () => void lost());
    log.info('storage.opened', { directory });
  };
  const lost = async (): Promise<void> => {
    if (isClosed) return;
    log.error('storage.lost');
    const joined = await bringBack(async () => (await beginPlace(directory))(), {
      wait: (milliseconds) => pause(milliseconds, undefined, { ref: false }),
      isOver: () => isClosed,
      failed: (error) => log.error('storage.not started again', { ...failure(error) }),
    });
    if (joined === null) return;
    if (isClosed) return leave(joined.socket);
    stay(joined);
    if (joined.connectionString !== connectionString) log.error('storage.moved', { directory });
  };
  stay(first);
  return {
    connectionString,
    close: async () => {
      isClosed = true;
      await leave(place.socket);
    },
  };
}

interface Place {
  readonly socket: Socket;
  readonly connectionString: string;
}

/** Joins whichever storage comes up first: two that start at once end with one. */
async function joinStarted(
  directory: string,
  keeper: ChildProcess,
  whyNot: () => Promise<string | null>,
): Promise<Place> {
  try {
    for (let attempt = 0; attempt < joinAttempts; attempt += 1) {
      const place = await knock(directory);
      if (place !== null) return place;
      const why = await whyNot();
      if (why !== null) throw new Mendable(`the embedded storage in ${directory} did not start: ${why}`);
      await pause(joinEvery);
    }
    throw new Mendable(`the embedded storage in ${directory} did not start within a minute`);
  } finally {
    if (keeper.connected) keeper.disconnect();
  }
}

/** Where a storage says why it cannot start. */
const logFileIn = (directory: string): string => join(directory, 'storage.log');

function startKeeper(directory: string): ChildProcess {
  const errors = openSync(logFileIn(directory), 'w');
  const keeper = fork(join(__dirname, 'embeddedKeeper.js'), [directory], {
    // A group of its own: Ctrl-C in a terminal must not end the storage before those who use it.
    detached: true,
    // Azurite obeys variables of its own, which are none of ours.
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', errors, 'ipc'],
  });
  closeSync(errors);
  keeper.unref();
  return keeper;
}

async function lastWords(directory: string): Promise<string> {
  const logFile = logFileIn(directory);
  const [line = ''] = (await readFile(logFile, 'utf8')).trim().split('\n');
  return line === '' ? `see ${logFile}` : line;
}

/** Joins the storage that says it serves this very folder; null when none answers. */
async function knock(directory: string): Promise<Place | null> {
  const port = await portIn(join(directory, 'storage.json'));
  if (port === null) return null;
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => {});
  const said = await greetingFrom(socket);
  if (said?.dataDir === directory) return { socket, connectionString: said.connectionString };
  socket.destroy();
  return null;
}

async function portIn(file: string): Promise<number | null> {
  try {
    return addressFile.parse(JSON.parse(await readFile(file, 'utf8'))).port;
  } catch {
    // None, or what a crash left behind: a new storage writes it again.
    return null;
  }
}

/** The first line on the connection. Something else may have taken the port of a storage that crashed. */
async function greetingFrom(socket: Socket): Promise<z.infer<typeof greeting> | null> {
  const lines = createInterface({ input: socket });
  try {
    const line: unknown[] = await once(lines, 'line', { signal: AbortSignal.timeout(greetWithin) });
    return greeting.parse(JSON.parse(String(line[0])));
  } catch {
    return null;
  } finally {
    lines.close();
    socket.resume();
  }
}

async function leave(socket: Socket): Promise<void> {
  if (socket.closed) return;
  socket.ref();
  const closed = once(socket, 'close');
  socket.end();
  await Promise.race([closed, pause(leaveWithin, undefined, { ref: false })]);
}
