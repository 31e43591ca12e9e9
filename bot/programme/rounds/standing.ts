/** The groups that exist when a new round is made, and who is in none (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { Day } from '../model';
import type { GroupId, RoundGroup } from './model';
import { isActiveAs } from './planning';
import { calledOff, type RoundBook, type RoundState } from './state';
import { activeStudents, fixedGroups, meetsWeekly } from './weeks';

/** Whether any group of a round that was called off had met by then: then these groups are more than a plan. */
const hasMet = (round: RoundState): boolean =>
  round.groups.some((group) => group.meeting !== null && calledOff({ round, group }) === null);

/** Whether a round was confirmed, and not called off before any of its groups met. */
const counts = (round: RoundState): boolean =>
  !round.isWeekly && round.confirmedAt !== null && (round.cancelled === null || hasMet(round));

/** The groups of the newest round that counts. */
const newestGroups = (book: RoundBook): readonly RoundGroup[] => book.findLast(counts)?.groups ?? [];

/** Whether a person moved a student out of a group when they made a round: then they know what the roster says. */
const wasMovedFrom = (book: RoundBook, student: string, group: GroupId): boolean =>
  book.some((round) => counts(round) && round.movedFrom.get(student) === group);

/** The groups that the roster gives, each student in the one in which they are to be. */
const rosterGroups = (
  directory: Directory,
  book: RoundBook,
  known: readonly RoundGroup[],
): readonly RoundGroup[] => {
  const placed = new Set(known.flatMap(({ students }) => students));
  const isTheirs = (student: string, group: GroupId): boolean =>
    !placed.has(student) || !wasMovedFrom(book, student, group);
  return directory.programme.groups
    .filter(({ meeting }) => meeting === null)
    .map(({ id, teacher, students }) => ({
      id,
      teacher,
      students: students.filter((student) => isTheirs(student, id)),
    }));
};

/** Those of a group whom the roster gives no other one, in their order, and whom it gives this one. */
const membersIn = (group: RoundGroup, given: RoundGroup | undefined, elsewhere: ReadonlySet<string>) => {
  const stay = group.students.filter((one) => !elsewhere.has(one) || given?.students.includes(one) === true);
  return [...new Set([...stay, ...(given?.students ?? [])])];
};

const teacherOf = (directory: Directory, group: RoundGroup, given: RoundGroup | undefined, day: Day) =>
  given !== undefined && isActiveAs(directory, given.teacher, 'teacher', day) ? given.teacher : group.teacher;

/**
 * The groups without a fixed time that exist: those of the newest round, and those of the roster. Whom the roster names
 * is where the roster says, unless a person moved them out of there; who is not named stays. Who leads a group is by the
 * roster too: a hand-over was for its round. A new round takes them as they are.
 */
export const standingGroups = (directory: Directory, book: RoundBook, day: Day): readonly RoundGroup[] => {
  const known = newestGroups(book);
  const roster = rosterGroups(directory, book, known);
  const named = new Set(roster.flatMap(({ students }) => students));
  const weekly = meetsWeekly(directory);
  const ids = new Set(known.map(({ id }) => id));
  const kept = known.map((group) => {
    const given = roster.find(({ id }) => id === group.id);
    return {
      id: group.id,
      teacher: teacherOf(directory, group, given, day),
      students: membersIn(group, given, named),
    };
  });
  return [...kept, ...roster.filter(({ id }) => !ids.has(id))]
    .filter(({ id }) => !weekly.groups.has(id))
    .map(({ id, teacher, students }) => ({
      id,
      teacher,
      // Nobody leads a group of which they are a member.
      students: activeStudents(directory, students, day).filter(
        (student) => !weekly.students.has(student) && student !== teacher,
      ),
    }))
    .filter(({ students }) => students.length > 0);
};

/** What is otherwise in the groups that exist than in the newest round, because the roster says so. */
export interface RosterChanges {
  /** `to` is null for who has no such group any more: theirs has a fixed time. */
  readonly students: readonly {
    readonly student: string;
    readonly from: GroupId;
    readonly to: GroupId | null;
  }[];
  readonly teachers: readonly { readonly group: GroupId; readonly from: string; readonly to: string }[];
}

/** The differences between the newest round and the groups that a new one takes; who has left the programme is none. */
export const rosterChanges = (directory: Directory, book: RoundBook, day: Day): RosterChanges => {
  const known = newestGroups(book);
  const standing = standingGroups(directory, book, day);
  return {
    students: known.flatMap(({ id: from, students }) =>
      activeStudents(directory, students, day).flatMap((student) => {
        const to = standing.find((group) => group.students.includes(student))?.id ?? null;
        return to === from ? [] : [{ student, from, to }];
      }),
    ),
    teachers: known.flatMap(({ id, teacher: from }) => {
      const to = standing.find((group) => group.id === id)?.teacher ?? from;
      return to === from ? [] : [{ group: id, from, to }];
    }),
  };
};

/** Students who take part on a day and are in none of these groups, nor in one with a fixed time. */
export const studentsWithoutGroup = (
  directory: Directory,
  groups: readonly RoundGroup[],
  day: Day,
): readonly string[] => {
  const placed = new Set([...groups, ...fixedGroups(directory)].flatMap(({ students }) => students));
  const students = directory.programme.people.filter(({ role }) => role === 'student');
  const emails = students.map(({ email }) => email).filter((email) => !placed.has(email));
  return activeStudents(directory, emails, day);
};

/**
 * Whether the groups that exist are no longer those with which a proposal was made: there are others, one has another
 * teacher, or a student it did not have then. What was moved by hand in the proposal itself does not count.
 */
export const isBehind = (
  directory: Directory,
  book: RoundBook,
  { proposed }: RoundState,
  day: Day,
): boolean => {
  const known = new Map(proposed.map((group) => [group.id, group]));
  return standingGroups(directory, book, day).some(({ id, teacher, students }) => {
    const group = known.get(id);
    return group?.teacher !== teacher || students.some((student) => !group.students.includes(student));
  });
};
