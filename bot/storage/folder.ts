/** A folder to keep things in. */
import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, Mendable } from '../programme/failure';

/**
 * Makes what is missing of a folder, from the top. Not with `recursive`: where the system makes none and says that the one
 * above is missing, as under /proc, that never ends.
 */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    // Somebody else may have made it meanwhile.
    await mkdir(folder).catch((again: unknown) => {
      if (codeOf(again) !== 'EEXIST') throw again;
    });
  }
};

/** The real path of DATA_DIR, made when it is missing. Throws one line for people when it cannot be used. */
export const usableFolder = async (dataDir: string): Promise<string> => {
  try {
    await makeFolder(dataDir);
    await access(dataDir, constants.W_OK);
    return await realpath(dataDir);
  } catch (cause) {
    throw new Mendable(`DATA_DIR ${dataDir} cannot be written to: ${codeOf(cause)}`, { cause });
  }
};
