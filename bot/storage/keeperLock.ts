import * as files from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const pollEvery = 100;
/** Polls without a new beat after which a holder counts as dead though its process id lives (10 s). */
const patience = 100;

/** What is done with files; a test has its own, for what only some systems answer. */
export interface LockFiles {
  open(path: string, flags: 'wx'): Promise<FileHandle>;
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
  stat(
    path: string,
    options: { readonly bigint: true },
  ): Promise<{ readonly ino: bigint; readonly dev: bigint }>;
}

/** What Windows answers about a file that was removed while somebody still has it open. */
const removedButOpen = ['EPERM', 'EBUSY'] as const;

/** A lock file held by this process. */
export interface KeeperLock {
  /** Writes a new beat, so that others see the holder is alive. False when the lock was taken away. */
  beat(): Promise<boolean>;
}

/**
 * Waits until this process alone holds the lock file. A lock whose process has ended, or which no longer
 * beats (its process id may live on in another program), is taken over.
 */
export async function takeLock(path: string, on: LockFiles = files): Promise<KeeperLock> {
  for (;;) {
    const handle = await create(path, on);
    if (handle === null) {
      await removeWhenStale(path, on);
      await pause(pollEvery);
      continue;
    }
    const lock = heldBy(handle, path, on);
    await lock.beat();
    // Two that found the same stale lock may each have removed a file: only the last one made still stands.
    await pause(pollEvery);
    if (await lock.beat()) return lock;
    await handle.close();
  }
}

function heldBy(handle: FileHandle, path: string, on: LockFiles): KeeperLock {
  let beats = 0;
  return {
    beat: async () => {
      beats += 1;
      await handle.write(`${process.pid} ${beats}\n`, 0);
      return sameFile(handle, path, on);
    },
  };
}

async function create(path: string, on: LockFiles): Promise<FileHandle | null> {
  try {
    return await on.open(path, 'wx');
  } catch (error) {
    if (hasCode(error, 'EEXIST', ...removedButOpen)) return null;
    throw error;
  }
}

/** Returns when the lock was removed, by us because it was stale or by its holder. */
async function removeWhenStale(path: string, on: LockFiles): Promise<void> {
  let last = await contentOf(path, on);
  for (let polls = 0; polls < patience; polls += 1) {
    if (last === null) return;
    if (isDead(last)) break;
    await pause(pollEvery);
    const now = await contentOf(path, on);
    if (now !== last) polls = 0;
    last = now;
  }
  try {
    await on.rm(path, { force: true });
  } catch (error) {
    if (!hasCode(error, ...removedButOpen)) throw error;
  }
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

/** Null when there is no lock; empty while it is there and says nothing. */
async function contentOf(path: string, on: LockFiles): Promise<string | null> {
  try {
    return await on.readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    if (hasCode(error, ...removedButOpen)) return '';
    throw error;
  }
}

async function sameFile(handle: FileHandle, path: string, on: LockFiles): Promise<boolean> {
  try {
    const [mine, theirs] = await Promise.all([
      handle.stat({ bigint: true }),
      on.stat(path, { bigint: true }),
    ]);
    return mine.ino === theirs.ino && mine.dev === theirs.dev;
  } catch (error) {
    if (hasCode(error, 'ENOENT', ...removedButOpen)) return false;
    throw error;
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  const found = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return codes.some((code) => code === found);
}
