/** Who may take away whose data, and what the file is called. */
import { schoolsOf } from './digestDetails';
import { isActiveOn, type Directory } from './directory';
import type { Moment } from './model';

/** The schools whose data somebody may take away at a moment: those they coordinate then. Empty: none. */
export const exportScope = (directory: Directory, by: string, now: Moment): readonly string[] => {
  const person = directory.person(by, 'coordinator');
  const isThere = person !== null && isActiveOn(person, directory.calendar.dayOf(now));
  return isThere ? schoolsOf(directory, person) : [];
};

const longestName = 100;

/** A name that file systems and OneDrive take, with this end. */
export const fileName = (name: string, extension: string): string => {
  const plain = name.replaceAll(/[^\p{L}\p{M}\p{N} ._-]/gu, ' ').replaceAll(/\s+/g, ' ');
  return `${plain.trim().slice(0, longestName).trim()}.${extension}`;
};
