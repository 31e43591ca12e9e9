/** Who takes part in intervision, from a programme. */
import { isActiveOn, type Directory } from '../directory';
import type { Day } from '../model';

/** A student who needs a group. Addresses in lower case. */
export interface StudentToPlace {
  readonly email: string;
  readonly university: string | null;
  /** Where the student's pupils are; several pupils are still one student. */
  readonly pupils: readonly { readonly school: string; readonly class: string }[];
}

/** A teacher who can lead groups. */
export interface TeacherAvailable {
  readonly email: string;
  /** Groups this teacher leads already. */
  readonly groups: number;
}

const pupilsOf = (directory: Directory, student: string, day: Day): StudentToPlace['pupils'] =>
  directory
    .pairsOfStudent(student)
    .filter(({ until }) => until === null || day <= until)
    .flatMap(({ pupil }) => directory.pupil(pupil) ?? [])
    .map(({ school, class: name }) => ({ school, class: name }));

/**
 * What groups are formed by, of the students with these addresses: their university, and the schools and classes of
 * the pupils they have on a day or later. Who has no pupil just then is a student all the same.
 */
export const studentsToPlace = (
  directory: Directory,
  emails: readonly string[],
  day: Day,
): readonly StudentToPlace[] =>
  emails.map((email) => ({
    email,
    university: directory.person(email, 'student')?.university ?? null,
    pupils: pupilsOf(directory, email, day),
  }));

/** The teachers on a day, with how many of some groups they lead. */
export const teachersAvailable = (
  directory: Directory,
  day: Day,
  groups: readonly { readonly teacher: string }[],
): readonly TeacherAvailable[] =>
  directory.programme.people
    .filter((person) => person.role === 'teacher' && isActiveOn(person, day))
    .map(({ email }) => ({ email, groups: groups.filter(({ teacher }) => teacher === email).length }));
