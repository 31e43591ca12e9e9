/** How people may be named. */
import type { Directory } from './directory';

/** The name of a pupil on cards; the code of one who is no longer in the files. */
export const pupilLabel = (directory: Directory, pupilId: string): string =>
  directory.labelOf(pupilId) ?? pupilId;

/** The name of a person in the files; their address when they are no longer there. */
export const personName = (directory: Directory, email: string): string =>
  directory.rolesOf(email)[0]?.name ?? email;

/** The first word of a person's name, for a greeting. */
export const givenName = (directory: Directory, email: string): string =>
  personName(directory, email).split(' ')[0] ?? '';
