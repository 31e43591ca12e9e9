/** A group for who joins the programme later. */
import type { GroupToJoin, Intervision } from '../../ports/intervision';
import type { Moment } from '../../programme/model';
import { roundsToJoin, type RoundToJoin } from '../../programme/rounds/joiners';
import { mostMembers, type GroupId, type RoundGroup } from '../../programme/rounds/model';
import type { RoundSource } from '../../programme/rounds/planning';
import { studentsToPlace, type StudentToPlace } from '../../programme/rounds/roster';
import type { NewRoundStep } from '../../ports/rounds';
import type { Decide, Wish } from './wish';

const joined = (groups: readonly RoundGroup[], to: GroupId, student: string): readonly RoundGroup[] =>
  groups.map((group) => (group.id === to ? { ...group, students: [...group.students, student] } : group));

/**
 * The group of their school that is still to meet, or that has met; where their school has none with room, another that is
 * still to meet, or that has met.
 */
const groupFor = (
  intervision: Intervision,
  student: StudentToPlace,
  groups: readonly GroupToJoin[],
  toMeet: ReadonlySet<GroupId>,
): GroupId | null => {
  const ahead = intervision.placeLateJoiner(
    student,
    groups.filter(({ id }) => toMeet.has(id)),
  );
  if (ahead.placed && ahead.why === 'ownSchool') return ahead.group;
  const any = intervision.placeLateJoiner(student, groups);
  if (any.placed && any.why === 'ownSchool') return any.group;
  if (ahead.placed) return ahead.group;
  return any.placed ? any.group : null;
};

/** One after the other, each into the groups as those before left them; whoever finds no room stays without. */
const joinSteps = (
  intervision: Intervision,
  { directory }: RoundSource,
  { groups, joining, open, toMeet }: RoundToJoin,
  now: Moment,
): readonly NewRoundStep[] => {
  const day = directory.calendar.dayOf(now);
  const steps: NewRoundStep[] = [];
  let present = groups;
  for (const { student, known } of joining) {
    // Nobody is a member of a group that they lead.
    const others = present.filter(({ teacher }) => teacher !== student);
    const hasRoom = others.some(({ id, students }) => id === known && students.length < mostMembers);
    const joinable = others
      .filter(({ id }) => open.has(id))
      .map(({ id, students }) => ({
        id,
        students: studentsToPlace(directory, students, day),
      }));
    const [newcomer] = studentsToPlace(directory, [student], day);
    const place = newcomer === undefined ? null : groupFor(intervision, newcomer, joinable, toMeet);
    const to = hasRoom ? known : place;
    if (to === null) continue;
    steps.push({ kind: 'moved', student, group: to });
    present = joined(present, to, student);
  }
  return steps;
};

/** Who joined the programme later gets a group in every round that is going on. */
export const joiners: Decide = (intervision, source, now) => {
  const wishes = roundsToJoin(source, now).map(({ round: { id } }): Wish => ({
    round: id,
    stepsIn: (fresh) =>
      roundsToJoin(fresh, now)
        .filter(({ round }) => round.id === id)
        .flatMap((toJoin) => joinSteps(intervision, fresh, toJoin, now)),
  }));
  return Promise.resolve(wishes.filter(({ stepsIn }) => stepsIn(source).length > 0));
};
