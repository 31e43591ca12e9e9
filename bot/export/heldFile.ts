/** A file on its way to somewhere else, on disk and not in memory. */
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What was written, to be read from any place; nothing of it is left after `close`, or when the process ends. */
export interface HeldFile {
  readonly size: number;
  /** So many bytes from a place on, or what there is of them. */
  read(from: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Only this process can open it, and it has no name from the start: whatever ends the process, nobody finds it. */
const nameless = async (): Promise<FileHandle> => {
  const folder = await mkdtemp(join(tmpdir(), 'mentormaat-'));
  try {
    return await open(join(folder, 'file'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const writeAll = async (file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<number> => {
  let size = 0;
  for await (const chunk of chunks) {
    await file.writeFile(chunk);
    size += chunk.length;
  }
  return size;
};

/** Holds what comes, chunk after chunk. Rejects, with nothing left, when that breaks off. */
export const holdFile = async (chunks: AsyncIterable<Uint8Array>): Promise<HeldFile> => {
  const file = await nameless();
  const size = await writeAll(file, chunks).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  return {
    size,
    read: async (from, length) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
};
