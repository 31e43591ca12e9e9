/** Forms groups of students with a teacher each (docs/rules.md, Intervision). */
import type { GroupProposal, GroupQuality, GroupsWanted, UnplacedReason } from '../ports/intervision';
import { groupCount } from './groupCount';
import { groupQuality } from './groupQuality';
import { halve, type Part } from './halving';
import type { Solve } from './solver';
import { byText, studentKinds, type StudentKind } from './studentKinds';
import { teachersOf } from './teachersOf';
import { fewestMembers, mostMembers, type RoundGroup } from '../programme/rounds/model';
import type { StudentToPlace } from '../programme/rounds/roster';

/** Hands out the students of each kind in order of address, group by group. */
const placedIn = (groups: readonly (readonly Part[])[]): readonly (readonly string[])[] => {
  const handedOut = new Map<StudentKind, number>();
  return groups.map((parts) =>
    parts
      .flatMap(({ kind, count }) => {
        const from = handedOut.get(kind) ?? 0;
        handedOut.set(kind, from + count);
        return kind.students.slice(from, from + count);
      })
      .toSorted(byText),
  );
};

const idOf = (prefix: string, index: number): string => `${prefix}g${String(index + 1).padStart(2, '0')}`;

/** One entry an address: the first in an order that does not depend on that of the input. */
const eachOnce = <T extends { readonly email: string }>(people: readonly T[]): readonly T[] => {
  const ordered = people.toSorted(
    (a, b) => byText(a.email, b.email) || byText(JSON.stringify(a), JSON.stringify(b)),
  );
  return ordered.filter(({ email }, index) => ordered[index - 1]?.email !== email);
};

const nobodyPlaced = (
  students: readonly StudentToPlace[],
  wanted: GroupsWanted,
  reason: UnplacedReason,
): GroupProposal => ({
  groups: [],
  unplaced: students.map(({ email }) => ({ email, reason })),
  quality: groupQuality([], eachOnce(wanted.teachers), []),
});

const divided = (
  students: readonly StudentToPlace[],
  groups: number,
  solve: Solve,
): readonly (readonly string[])[] => {
  const parts = studentKinds(students).map((kind) => ({ kind, count: kind.students.length }));
  return placedIn(halve(parts, groups, solve));
};

const membersOf = (
  groups: readonly RoundGroup[],
  students: readonly StudentToPlace[],
): readonly (readonly StudentToPlace[])[] => {
  const byEmail = new Map(students.map((student) => [student.email, student]));
  return groups.map((group) => group.students.flatMap((email) => byEmail.get(email) ?? []));
};

/** How good groups are that exist, whoever formed them; who is not among the students counts for nothing. */
export const qualityOf = (
  { students, teachers }: Pick<GroupsWanted, 'students' | 'teachers'>,
  groups: readonly RoundGroup[],
): GroupQuality =>
  groupQuality(
    membersOf(groups, students),
    teachers,
    groups.map(({ teacher }) => teacher),
  );

/** The same without somebody who could only be in a group that nobody else can lead. */
const without = (
  wanted: GroupsWanted,
  students: readonly StudentToPlace[],
  email: string,
  solve: Solve,
): GroupProposal => {
  const others = students.filter((student) => student.email !== email);
  const proposal = formGroups({ ...wanted, students: others }, solve);
  return { ...proposal, unplaced: [...proposal.unplaced, { email, reason: 'noTeacher' }] };
};

/**
 * Every student in exactly one group, or named with the reason. Nobody leads a group of which they are a member. The
 * order of the input makes no difference.
 */
export const formGroups = (wanted: GroupsWanted, solve: Solve): GroupProposal => {
  const students = eachOnce(wanted.students);
  const teachers = eachOnce(wanted.teachers);
  const { least = fewestMembers, most = mostMembers, groupSize } = wanted;
  const count = groupCount(students.length, { least, most, groupSize });
  if (students.length < least) return nobodyPlaced(students, wanted, 'tooFewStudents');
  if (count.groups === 0) return nobodyPlaced(students, wanted, 'sizesDoNotFit');
  if (teachers.length === 0) return nobodyPlaced(students, wanted, 'noTeacher');
  const placed = students.slice(0, count.students);
  const members = divided(placed, count.groups, solve);
  const leading = teachersOf(members, teachers);
  const groups: RoundGroup[] = [];
  for (const [index, own] of members.entries()) {
    const teacher = leading[index] ?? null;
    // Every teacher is in it: then one of them is in none.
    if (teacher === null) return without(wanted, students, teachers[0]?.email ?? '', solve);
    groups.push({ id: idOf(wanted.prefix, index), teacher, students: own });
  }
  return {
    groups,
    unplaced: students.slice(count.students).map(({ email }) => ({ email, reason: 'sizesDoNotFit' })),
    quality: groupQuality(
      membersOf(groups, placed),
      teachers,
      groups.map(({ teacher }) => teacher),
    ),
  };
};
