/** How good groups are, in numbers that can be told. */
import type { GroupQuality, SpreadOf } from '../ports/intervision';
import type { StudentToPlace, TeacherAvailable } from '../programme/rounds/roster';
import { byText, classesOf, schoolsOf } from './studentKinds';

type Members = readonly (readonly StudentToPlace[])[];

/** For every id how many of each group have it. */
const countsBy = (
  groups: Members,
  idsOf: (student: StudentToPlace) => readonly string[],
): ReadonlyMap<string, readonly number[]> => {
  const counts = new Map<string, number[]>();
  for (const [group, students] of groups.entries()) {
    for (const id of students.flatMap(idsOf)) {
      const known = counts.get(id) ?? groups.map(() => 0);
      known[group] = (known[group] ?? 0) + 1;
      counts.set(id, known);
    }
  }
  return counts;
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const spreads = (
  groups: Members,
  idsOf: (student: StudentToPlace) => readonly string[],
): readonly SpreadOf[] =>
  [...countsBy(groups, idsOf)]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([id, counts]) => ({
      id,
      students: total(counts),
      fewest: Math.min(...counts),
      most: Math.max(...counts),
    }));

const largestDifference = (spread: readonly SpreadOf[]): number =>
  Math.max(0, ...spread.map(({ fewest, most }) => most - fewest));

const pairsAmong = (students: number): number => (students * (students - 1)) / 2;

/** Pairs when so many are divided over so many groups as evenly as can be. */
const fewestPairs = (students: number, groups: number): number => {
  const each = Math.floor(students / groups);
  const larger = students % groups;
  return larger * pairsAmong(each + 1) + (groups - larger) * pairsAmong(each);
};

/** A pair of students with two classes in common counts for both. */
const sameClassOf = (groups: Members): Pick<GroupQuality, 'sameClass' | 'sameClassLeast'> => {
  const counts = [...countsBy(groups, classesOf).values()];
  return {
    sameClass: total(counts.map((inGroups) => total(inGroups.map(pairsAmong)))),
    sameClassLeast: total(counts.map((inGroups) => fewestPairs(total(inGroups), groups.length))),
  };
};

const universitiesOf = ({ university }: StudentToPlace): readonly string[] =>
  university === null ? [] : [university];

/** Measures groups by their members, and teachers by the groups they had and the teachers of the new ones. */
export const groupQuality = (
  groups: Members,
  teachers: readonly TeacherAvailable[],
  leading: readonly string[],
): GroupQuality => {
  const sizes = groups.map(({ length }) => length);
  const schools = spreads(groups, schoolsOf);
  const universities = spreads(groups, universitiesOf);
  return {
    groups: groups.length,
    smallest: sizes.length === 0 ? 0 : Math.min(...sizes),
    largest: Math.max(0, ...sizes),
    schools,
    universities,
    schoolDifference: largestDifference(schools),
    universityDifference: largestDifference(universities),
    teachers: teachers
      .toSorted((a, b) => byText(a.email, b.email))
      .map(({ email, groups: before }) => ({
        email,
        before,
        groups: before + leading.filter((teacher) => teacher === email).length,
      })),
    ...sameClassOf(groups),
  };
};
