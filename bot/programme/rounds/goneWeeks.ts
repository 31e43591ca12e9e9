/** Weeks in which the roster has a group no longer, and for whom its meeting was to be (docs/rules.md, Intervision). */
import { mondayOfWeek } from '../calendar';
import type { Directory } from '../directory';
import { groupBy } from '../groupBy';
import type { Group, Moment } from '../model';
import { isRoundStep, type GroupStepFact, type RoundFact } from './facts';
import { newGroup } from './groupFold';
import { hearsAt } from './hearing';
import type { GroupId, RoundGroup, RoundId } from './model';
import type { GroupState, RoundState } from './state';
import { weekOf } from './weeks';

type FactOf<Kind extends GroupStepFact['kind']> = Extract<GroupStepFact, { kind: Kind }>;
type StayingFact = FactOf<'announced' | 'begun' | 'shifted'>;
type Who = Pick<RoundGroup, 'teacher' | 'students'>;

const stays = (fact: GroupStepFact): fact is StayingFact =>
  fact.kind === 'announced' || fact.kind === 'begun' || fact.kind === 'shifted';

/**
 * Who counted on a meeting when it was called off, as far as they could hear by then: at night somebody may not know yet that
 * they are out, and who came does not know that they are in. Null when nobody counted on it.
 */
const countedOn = (
  directory: Directory,
  announced: readonly FactOf<'announced'>[],
  offAt: Moment,
): Who | null => {
  const hears = (receiver: string, as: 'teacher' | 'student', { at }: GroupStepFact): boolean =>
    hearsAt(directory, { receiver, as }, at) <= offAt;
  const everybody = new Set(announced.flatMap(({ members }) => members));
  const students = [...everybody].filter((student) =>
    announced.findLast((one) => hears(student, 'student', one))?.members.includes(student),
  );
  const teacher = announced.findLast((one) => hears(one.teacher, 'teacher', one))?.teacher ?? null;
  if (teacher === null && students.length === 0) return null;
  return { teacher: teacher ?? announced.at(-1)?.teacher ?? '', students };
};

/** As far as is known; null when nobody does. Where the group meets in other weeks it is for whom it was announced last. */
const knownFor = (directory: Directory, given: Group | null, facts: readonly GroupStepFact[]): Who | null => {
  const announced = facts.filter((fact) => fact.kind === 'announced');
  const told = facts.findLast((fact) => fact.kind === 'announced' || fact.kind === 'begun');
  if (told === undefined) return given;
  // What was called off before that is on again, for whom it was announced by then.
  const since = facts.slice(facts.lastIndexOf(told) + 1);
  const off = since.findLast((fact) => fact.kind === 'groupCancelled' && fact.by === 'bot');
  if (told.kind === 'begun' || off === undefined || (given?.meeting ?? null) !== null)
    return { teacher: told.teacher, students: told.members };
  return countedOn(directory, announced, off.at);
};

/** A group before its facts, in a week in which the roster does not have it; null when nobody knows whom it was for. */
const goneGroup = (directory: Directory, id: GroupId, facts: readonly GroupStepFact[]): GroupState | null => {
  const staying = facts.filter(stays);
  if (staying.length === 0) return null;
  const given = directory.programme.groups.find((group) => group.id === id) ?? null;
  const counted = knownFor(directory, given, facts);
  // What somebody set takes place, for whom the roster says; else it is off for those who counted on it.
  const isSet = staying.some((fact) => fact.kind === 'shifted');
  const who = isSet ? (given ?? counted) : counted;
  if (who === null) return null;
  // A shift comes after a time of the roster, which counts too.
  const meetings = staying[0]?.kind === 'shifted' ? 1 : 0;
  return { ...newGroup({ id, teacher: who.teacher, students: who.students }), meetings };
};

/**
 * A week with every group of which a time in it was announced, set or met, also where the roster has the group no longer,
 * or not in that week; null when there is none.
 */
export const weekWith = (
  directory: Directory,
  id: RoundId,
  week: RoundState | null,
  facts: readonly RoundFact[],
): RoundState | null => {
  const monday = mondayOfWeek(id);
  const known = new Set(week?.groups.map((group) => group.id));
  const steps = facts.filter((fact): fact is GroupStepFact => !isRoundStep(fact));
  const gone = [
    ...groupBy(
      steps.filter(({ group }) => !known.has(group)),
      ({ group }) => group,
    ),
  ]
    .map(([group, some]) => goneGroup(directory, group, some))
    .filter((group) => group !== null);
  if (gone.length === 0 || monday === null) return week;
  const base = week ?? weekOf(directory, id, monday, []);
  return { ...base, groups: [...base.groups, ...gone] };
};
