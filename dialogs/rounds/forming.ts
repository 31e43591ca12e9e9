/** The groups a new round begins with. */
import {
  fewestMembers,
  type RoundGroup,
  type RoundId,
  type RoundSetup,
} from '../../bot/programme/rounds/model';
import { standingGroups, studentsWithoutGroup } from '../../bot/programme/rounds/standing';
import { groupPrefix } from '../../bot/programme/rounds/newRound';
import { studentsToPlace, teachersAvailable } from '../../bot/programme/rounds/roster';
import { fixedGroups } from '../../bot/programme/rounds/weeks';
import type { Intervision } from '../../bot/ports/intervision';
import type { Directory } from '../../bot/programme/directory';
import type { Day } from '../../bot/programme/model';
import type { LoadedRounds } from '../../bot/ports/rounds';

/** Too few for a group of their own join one that exists, each after the other. */
const withJoiners = (
  intervision: Intervision,
  directory: Directory,
  groups: readonly RoundGroup[],
  joiners: readonly string[],
  today: Day,
): readonly RoundGroup[] =>
  studentsToPlace(directory, joiners, today).reduce<readonly RoundGroup[]>((now, student) => {
    // Nobody is a member of a group that they lead.
    const others = now.filter(({ teacher }) => teacher !== student.email);
    const joinable = others.map(({ id, students }) => ({
      id,
      students: studentsToPlace(directory, students, today),
    }));
    const place = intervision.placeLateJoiner(student, joinable);
    if (!place.placed) return now;
    return now.map((group) =>
      group.id === place.group ? { ...group, students: [...group.students, student.email] } : group,
    );
  }, groups);

/**
 * Groups that exist stay as they are; of the students who have none four or more get groups of their own, fewer join
 * the smallest group of their school (docs/rules.md, Intervision).
 */
export const formedGroups = async (
  intervision: Intervision,
  { source }: LoadedRounds,
  round: RoundId,
  { groupSize }: RoundSetup,
  today: Day,
): Promise<readonly RoundGroup[]> => {
  const { directory, book } = source;
  const standing = standingGroups(directory, book, today);
  const without = studentsWithoutGroup(directory, standing, today);
  if (without.length < fewestMembers) return withJoiners(intervision, directory, standing, without, today);
  const { groups } = await intervision.formGroups({
    students: studentsToPlace(directory, without, today),
    teachers: teachersAvailable(directory, today, [...standing, ...fixedGroups(directory)]),
    groupSize,
    prefix: groupPrefix(directory, book, round),
  });
  return [...standing, ...groups];
};
