/** How people may be named. */
import type { Directory } from './directory';

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${word.slice(0, 1).toUpperCase()}.`)
    .join('');

/** The name of a pupil as far as the programme allows it to be shown (`pupilLabel`). */
export const pupilLabel = (directory: Directory, pupilId: string): string => {
  const pupil = directory.pupil(pupilId);
  if (pupil === null) return pupilId;
  switch (directory.programme.pupilLabel) {
    case 'firstName':
      return pupil.firstName;
    case 'initials':
      return initialsOf(pupil.firstName);
    case 'code':
      return pupil.id;
    default:
      return directory.programme.pupilLabel satisfies never;
  }
};

/** The name of a person in the files; their address when they are no longer there. */
export const personName = (directory: Directory, email: string): string =>
  directory.rolesOf(email)[0]?.name ?? email;

/** The first word of a person's name, for a greeting. */
export const givenName = (directory: Directory, email: string): string =>
  personName(directory, email).split(' ')[0] ?? '';
