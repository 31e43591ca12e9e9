/** Where a student who joins later goes (contract, Intervision 1). */
import type { GroupToJoin, LateJoinerPlace } from '../ports/intervision';
import { mostMembers } from '../programme/rounds/model';
import type { StudentToPlace } from '../programme/rounds/roster';
import { byText, classesOf, schoolsOf } from './studentKinds';

const sharesAny = (own: readonly string[], others: readonly string[]): boolean =>
  own.some((id) => others.includes(id));

const hasSchoolOf = (student: StudentToPlace, group: GroupToJoin): boolean =>
  group.students.some((other) => sharesAny(schoolsOf(student), schoolsOf(other)));

const sameClass = (student: StudentToPlace, group: GroupToJoin): number =>
  group.students.filter((other) => sharesAny(classesOf(student), classesOf(other))).length;

const sameUniversity = (student: StudentToPlace, group: GroupToJoin): number =>
  group.students.filter(({ university }) => university !== null && university === student.university).length;

/** The smallest first; then the fewest with pupils in the same class, the fewest of the same university, the id. */
const smallest = (student: StudentToPlace, groups: readonly GroupToJoin[]): GroupToJoin | undefined =>
  groups.toSorted(
    (a, b) =>
      a.students.length - b.students.length ||
      sameClass(student, a) - sameClass(student, b) ||
      sameUniversity(student, a) - sameUniversity(student, b) ||
      byText(a.id, b.id),
  )[0];

/**
 * The smallest group with a student of their school; where all of those are full, or there is none, the smallest of
 * the others. Nowhere when every group has `most` students (9 where absent).
 */
export const placeLateJoiner = (
  student: StudentToPlace,
  groups: readonly GroupToJoin[],
  most: number = mostMembers,
): LateJoinerPlace => {
  const already = groups.find(({ students }) => students.some(({ email }) => email === student.email));
  if (already !== undefined) return { placed: true, group: already.id, why: 'already' };
  const roomy = groups.filter(({ students }) => students.length < most);
  const own = smallest(
    student,
    roomy.filter((group) => hasSchoolOf(student, group)),
  );
  if (own !== undefined) return { placed: true, group: own.id, why: 'ownSchool' };
  const other = smallest(student, roomy);
  if (other !== undefined) return { placed: true, group: other.id, why: 'otherSchool' };
  return { placed: false, why: groups.length === 0 ? 'noGroups' : 'noRoom' };
};
