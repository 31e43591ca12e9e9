import { open, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const pollEvery = 100;
/** Polls without a new beat after which a holder counts as dead though its process id lives (10 s). */
const patience = 100;

/** A lock file held by this process. */
export interface KeeperLock {
  /** Writes a new beat, so that others see the holder is alive. False when the lock was taken away. */
  beat(): Promise<boolean>;
}

/**
 * Waits until this process alone holds the lock file. A lock whose process has ended, or which no longer
 * beats (its process id may live on in another program), is taken over.
 */
export async function takeLock(path: string): Promise<KeeperLock> {
  for (;;) {
    const handle = await create(path);
    if (handle === null) {
      await removeWhenStale(path);
      continue;
    }
    const lock = heldBy(handle, path);
    await lock.beat();
    // Two that found the same stale lock may each have removed a file: only the last one made still stands.
    await pause(pollEvery);
    if (await lock.beat()) return lock;
    await handle.close();
  }
}

function heldBy(handle: FileHandle, path: string): KeeperLock {
  let beats = 0;
  return {
    beat: async () => {
      beats += 1;
      await handle.write(`${process.pid} ${beats}\n`, 0);
      return sameFile(handle, path);
    },
  };
}

async function create(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    // Windows answers EPERM or EBUSY while a removed lock is still open somewhere.
    if (hasCode(error, 'EEXIST', 'EPERM', 'EBUSY')) return null;
    throw error;
  }
}

/** Returns when the lock was removed, by us because it was stale or by its holder. */
async function removeWhenStale(path: string): Promise<void> {
  let last = await contentOf(path);
  for (let polls = 0; polls < patience; polls += 1) {
    if (last === null) return;
    if (isDead(last)) break;
    await pause(pollEvery);
    const now = await contentOf(path);
    if (now !== last) polls = 0;
    last = now;
  }
  await rm(path, { force: true });
}

function isDead(content: string): boolean {
  const pid = Number.parseInt(content, 10);
  if (Number.isNaN(pid)) return false;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

async function sameFile(handle: FileHandle, path: string): Promise<boolean> {
  try {
    const [mine, theirs] = await Promise.all([handle.stat({ bigint: true }), stat(path, { bigint: true })]);
    return mine.ino === theirs.ino && mine.dev === theirs.dev;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
