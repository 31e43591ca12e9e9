/** The weeks of groups that meet at a fixed time (docs/rules.md, Intervision). */
import { addDays, isClosed, isoWeek, mondayOf } from '../calendar';
import { isActiveOn, isPairOn, type Directory } from '../directory';
import { groupBy } from '../groupBy';
import type { Closure, Day, Group, Moment } from '../model';
import { meetingDays } from '../slots';
import { meetingAlways, newGroup } from './groupFold';
import type { GroupId, RoundId, Slot } from './model';
import type { GroupState, RoundState } from './state';

type FixedGroup = Group & { readonly meeting: NonNullable<Group['meeting']> };

const hasFixedTime = (group: Group): group is FixedGroup => group.meeting !== null;

/** The groups that meet every week at a fixed time. */
export const fixedGroups = (directory: Directory): readonly FixedGroup[] =>
  directory.programme.groups.filter(hasFixedTime);

/**
 * The groups with a fixed time, and everybody in one whom the roster has in no other group: in a round nobody asks them
 * for times.
 */
export const meetsWeekly = (
  directory: Directory,
): { readonly groups: ReadonlySet<GroupId>; readonly students: ReadonlySet<string> } => {
  const fixed = fixedGroups(directory);
  const others = directory.programme.groups.filter((group) => !hasFixedTime(group));
  const inBoth = new Set(others.flatMap(({ students }) => students));
  return {
    groups: new Set(fixed.map(({ id }) => id)),
    students: new Set(fixed.flatMap(({ students }) => students).filter((student) => !inBoth.has(student))),
  };
};

/** Those of some students who take part in the programme on a day, in their order. */
export const activeStudents = (
  directory: Directory,
  students: readonly string[],
  day: Day,
): readonly string[] =>
  students.filter((email) => {
    const person = directory.person(email, 'student');
    return person !== null && isActiveOn(person, day);
  });

/** Whom a group is for: those for whom its meeting began, before that those of it who take part at the moment. */
export const membersNow = (
  directory: Directory,
  { begun, students }: GroupState,
  now: Moment,
): readonly string[] => begun?.members ?? activeStudents(directory, students, directory.calendar.dayOf(now));

/** Somewhere with closed days, by the name the files give. */
interface StudentPlace {
  readonly name: string;
  readonly closed: readonly Closure[];
}

/** Where a student is at home on a day: the university, and the schools of the pupils they have then. */
export const studentPlaces = (directory: Directory, student: string, day: Day): readonly StudentPlace[] => {
  const { universities } = directory.programme;
  const own = directory.person(student, 'student')?.university ?? null;
  const pairs = directory.pairsOfStudent(student).filter((pair) => isPairOn(pair, day));
  return [
    ...universities.filter(({ id }) => id === own),
    ...pairs.flatMap((pair) => directory.school(directory.pupil(pair.pupil)?.school ?? '') ?? []),
  ];
};

/** The closed days of a student as they are on a day: those of the university, and of the schools of their pupils. */
export const studentClosures = (
  directory: Directory,
  student: string,
  day: Day,
): readonly (readonly Closure[])[] => studentPlaces(directory, student, day).map(({ closed }) => closed);

const isOpenDay = (directory: Directory, group: FixedGroup, day: Day): boolean => {
  const members = activeStudents(directory, group.students, day);
  const isAway = (member: string): boolean =>
    studentClosures(directory, member, day).some((closed) => isClosed(closed, day));
  return members.length > 0 && !members.some(isAway);
};

/**
 * The days on which a group with a fixed time meets: its weekday in every week of the programme, unless the
 * university or a pupil's school of one of its members is closed, or it has no members.
 */
export const groupDays = (directory: Directory, group: FixedGroup): readonly Day[] =>
  meetingDays(directory.programme, { weekday: group.meeting.weekday, from: null, until: null }, []).filter(
    (day) => isOpenDay(directory, group, day),
  );

interface GroupDay {
  readonly group: FixedGroup;
  readonly day: Day;
}

const meetingOn = ({ calendar }: Directory, { group, day }: GroupDay): GroupState => {
  const { start, end, room } = group.meeting;
  const slot = { id: day, start: calendar.momentOf(day, start), end: calendar.momentOf(day, end), room };
  return meetingAlways(newGroup(group), slot);
};

const minutesOf = ({ meeting }: GroupState): number =>
  meeting === null ? 0 : (meeting.slot.end - meeting.slot.start) / 60_000;

/** The round of a week with the groups that meet in it, before anything happened. */
export const weekOf = (
  directory: Directory,
  week: RoundId,
  day: Day,
  days: readonly GroupDay[],
): RoundState => {
  const groups = days.map((one) => meetingOn(directory, one));
  const monday = mondayOf(day);
  return {
    id: week,
    isWeekly: true,
    setup: {
      name: week,
      from: monday,
      to: addDays(monday, 6),
      minutes: Math.max(0, ...groups.map(minutesOf)),
      groupSize: Math.max(0, ...groups.map(({ students }) => students.length)),
      answerBy: monday,
    },
    madeBy: 'bot',
    confirmedAt: 0,
    cancelled: null,
    proposed: [],
    edition: 0,
    out: new Set(),
    movedFrom: new Map(),
    groups,
  };
};

/** A round for every week in which a group with a fixed time meets, before anything happened. */
export const weeksOf = (directory: Directory): readonly RoundState[] => {
  const days = fixedGroups(directory).flatMap((group) =>
    groupDays(directory, group).map((day) => ({ group, day })),
  );
  return [...groupBy(days, ({ day }) => isoWeek(day))].map(([week, some]) =>
    weekOf(directory, week, some[0]?.day ?? directory.programme.start, some),
  );
};

/** The time that the roster gives a group with a fixed time in a week; null when it does not meet then. */
export const rosterSlot = (directory: Directory, id: GroupId, { setup }: RoundState): Slot | null => {
  const group = fixedGroups(directory).find((one) => one.id === id);
  if (group === undefined) return null;
  const { start, end } = directory.programme;
  const day = addDays(setup.from, group.meeting.weekday - 1);
  const isThere = start <= day && day <= end && isOpenDay(directory, group, day);
  return isThere ? (meetingOn(directory, { group, day }).meeting?.slot ?? null) : null;
};
