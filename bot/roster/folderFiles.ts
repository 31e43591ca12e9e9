/**
 * The files of a programme folder, before anything is made of them.
 */
import type { Problem } from './problems';

/** In the order in which problems are listed. */
export const fileNames = ['programme.json', 'people.csv', 'pupils.csv', 'pairs.csv', 'groups.csv'] as const;
export type FileName = (typeof fileNames)[number];

/** May be missing from a folder. */
export const optionalFile: FileName = 'groups.csv';

/** Larger files are not read at all, in bytes. 5,000 pairs take about half a megabyte. */
export function largestFile(file: FileName): number {
  return file === 'programme.json' ? 2_000_000 : 50_000_000;
}

/** What was read of a folder, and what could not be. */
export interface FolderFiles {
  readonly contents: ReadonlyMap<FileName, Uint8Array>;
  readonly problems: readonly Problem[];
}
