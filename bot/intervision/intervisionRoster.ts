/** Who takes part in intervision, from a programme. */
import type { StudentToPlace, TeacherAvailable } from '../intervisionPorts';
import { isActiveOn, type Directory } from '../programme/directory';
import type { Day, Person } from '../programme/model';

const studentOf = (directory: Directory, { email, university }: Person, day: Day): StudentToPlace => ({
  email,
  university,
  pupils: directory
    .pairsOfStudent(email)
    .filter(({ until }) => until === null || day <= until)
    .flatMap(({ pupil }) => directory.pupil(pupil) ?? [])
    .map(({ school, class: name }) => ({ school, class: name })),
});

/**
 * The students who take part on a day, with the schools and classes of the pupils they have then or later. Who has no
 * pupil just then is a student all the same.
 */
export const studentsToPlace = (directory: Directory, day: Day): readonly StudentToPlace[] =>
  directory.programme.people
    .filter((person) => person.role === 'student' && isActiveOn(person, day))
    .map((person) => studentOf(directory, person, day));

/** The teachers on a day, with how many of some groups they lead. */
export const teachersAvailable = (
  directory: Directory,
  day: Day,
  groups: readonly { readonly teacher: string }[],
): readonly TeacherAvailable[] =>
  directory.programme.people
    .filter((person) => person.role === 'teacher' && isActiveOn(person, day))
    .map(({ email }) => ({ email, groups: groups.filter(({ teacher }) => teacher === email).length }));
