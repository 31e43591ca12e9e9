/**
 * Reads a programme folder from disk.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNames, largestFile, optionalFile } from './folderFiles';
import type { FileName, FolderFiles } from './folderFiles';
import { quoted } from './problems';
import type { Problem } from './problems';

/**
 * The files of a programme folder as bytes. What is missing, too large or cannot be read is a problem in the
 * result, never an exception. Other files in the folder are left alone.
 */
export async function readFolder(dir: string): Promise<FolderFiles> {
  const wrong = await folderProblem(dir);
  if (wrong !== null) return { contents: new Map(), problems: [{ file: dir, line: 1, problem: wrong }] };
  const contents = new Map<FileName, Uint8Array>();
  const problems: Problem[] = [];
  for (const file of fileNames) {
    const read = await readOne(join(dir, file), file);
    if (typeof read === 'string') problems.push({ file, line: 1, problem: read });
    else if (read !== null) contents.set(file, read);
  }
  return { contents, problems };
}

async function folderProblem(dir: string): Promise<string | null> {
  const expected = `expected a folder with ${fileNames.filter((name) => name !== optionalFile).join(', ')}`;
  try {
    return (await stat(dir)).isDirectory() ? null : `is not a folder, ${expected}`;
  } catch (error) {
    return `cannot be read (${reason(error)}), ${expected}`;
  }
}

/** The bytes, null for an optional file that is not there, or what is wrong. */
async function readOne(path: string, file: FileName): Promise<Uint8Array | string | null> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return 'is not a file, expected a file';
    const largest = largestFile(file);
    if (found.size > largest) return `is ${found.size} bytes long, expected at most ${largest}`;
    return await readFile(path);
  } catch (error) {
    if (reason(error) !== 'ENOENT') return `cannot be read (${reason(error)}), expected a readable file`;
    return file === optionalFile ? null : 'is missing, expected a file with this name in the folder';
  }
}

/** The system's code, such as `ENOENT`. */
function reason(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : quoted(String(error));
}
