/** Who may take away whose data, and what the file is called. */
import { grantsOf, rolesAt, schoolsWithin, type Who } from '../access';
import type { Directory } from '../directory';
import type { Moment } from '../model';

/** The schools whose data somebody may take away at a moment: those they coordinate then. Empty: none, as in another tenant. */
export const exportScope = (directory: Directory, who: Who, now: Moment): readonly string[] => {
  const [grant] = grantsOf(directory, rolesAt(directory, who, now), 'files');
  return grant === undefined ? [] : schoolsWithin(grant);
};

const longestName = 100;

/** A name that file systems and OneDrive take, with this end. */
export const fileName = (name: string, extension: string): string => {
  const plain = name.replaceAll(/[^\p{L}\p{M}\p{N} ._-]/gu, ' ').replaceAll(/\s+/g, ' ');
  // A cut within a letter outside the first plane would leave half of it, which no address can hold.
  const cut = plain
    .trim()
    .slice(0, longestName)
    .replace(/\p{Cs}$/u, '');
  return `${cut.trim()}.${extension}`;
};
