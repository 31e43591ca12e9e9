/** How people may be named. */
import type { Directory } from './directory';

/** The name of a pupil on cards; the code of one who is no longer in the files. */
export const pupilLabel = (directory: Directory, pupilId: string): string =>
  directory.labelOf(pupilId) ?? pupilId;

/**
 * The name of a pupil among others whom the same reader knows: with class, then school, then code behind it as far as
 * others are called the same.
 */
export const labelAmong = (directory: Directory, pupilId: string, among: readonly string[]): string => {
  const label = pupilLabel(directory, pupilId);
  const pupil = directory.pupil(pupilId);
  if (pupil === null) return label;
  const others = among
    .filter((id) => id !== pupilId && pupilLabel(directory, id).toLowerCase() === label.toLowerCase())
    .flatMap((id) => directory.pupil(id) ?? []);
  if (others.length === 0) return label;
  const inClass = others.filter((other) => other.class === pupil.class);
  if (inClass.length === 0) return `${label} (${pupil.class})`;
  return inClass.some(({ school }) => school === pupil.school)
    ? `${label} (${pupil.id})`
    : `${label} (${pupil.class}, ${directory.school(pupil.school)?.name ?? pupil.school})`;
};

/** The name of a pupil for their student, who may have others of the same name. */
export const ownPupilLabel = (directory: Directory, student: string, pupilId: string): string =>
  labelAmong(
    directory,
    pupilId,
    directory.pairsOfStudent(student).map(({ pupil }) => pupil),
  );

/** The name of a person in the files; their address when they are no longer there. */
export const personName = (directory: Directory, email: string): string =>
  directory.rolesOf(email)[0]?.name ?? email;

/** The first word of a person's name, for a greeting. */
export const givenName = (directory: Directory, email: string): string =>
  personName(directory, email).split(' ')[0] ?? '';
