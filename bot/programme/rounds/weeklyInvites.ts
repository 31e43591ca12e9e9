/** The invitation of a group with a fixed time: once for all its weeks, and once for each change of it. */
import { groupBy } from '../groupBy';
import { announceWeekdays } from './announcements';
import {
  isActiveAs,
  subjectOf,
  weekdaysBefore,
  type Plan,
  type RoundMessage,
  type RoundSource,
  type Tidings,
} from './planning';
import { calledOff, type Place } from './state';
import { nameOf, timeOf, type FixedTime } from './weeklyTimes';
import { activeStudents, fixedGroups } from './weeks';

type FixedGroup = ReturnType<typeof fixedGroups>[number];

const isSameTime = (a: FixedTime | undefined, b: FixedTime): boolean =>
  a?.weekday === b.weekday && a.start === b.start && a.end === b.end && (a.room ?? '') === (b.room ?? '');

/** The times that a group has had, in order, each as long as no other was announced; the one it has now is the last. */
const timesOf = (
  { directory }: RoundSource,
  group: FixedGroup,
  own: readonly Place[],
): readonly FixedTime[] => {
  const known = own
    .flatMap((place) => place.group.announced)
    .toSorted((one, other) => one.at - other.at || one.slot.start - other.slot.start)
    .map(({ slot }) => timeOf(directory, slot));
  return [...known, group.meeting].reduce<readonly FixedTime[]>(
    (times, time) => (isSameTime(times.at(-1), time) ? times : [...times, time]),
    [],
  );
};

/**
 * What stands for the round in the subject of a group's invitation: `weekly-2-1115`. A key is there once for ever, so a
 * time that comes back, or another end or room, is told under `weekly-2-1115-2`.
 */
const seriesOf = (source: RoundSource, group: FixedGroup, own: readonly Place[]): string => {
  const name = nameOf(group.meeting);
  const count = timesOf(source, group, own).filter((time) => nameOf(time) === name).length;
  return count === 1 ? name : `${name}-${count}`;
};

const invite = (source: RoundSource, group: FixedGroup, own: readonly Place[]): readonly Tidings[] => {
  const { directory } = source;
  const { calendar } = directory;
  const starts = own
    .filter((place) => calledOff(place) === null)
    .flatMap((place) => place.group.meeting?.slot.start ?? []);
  if (starts.length === 0) return [];
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  const common = {
    kind: 'roundInvite',
    subject: subjectOf(seriesOf(source, group, own), group.id, 1),
    at: weekdaysBefore(calendar, first, announceWeekdays),
    worthUntil: last,
  } as const;
  const day = calendar.dayOf(first);
  const members = activeStudents(directory, group.students, day);
  const teachers = isActiveAs(directory, group.teacher, 'teacher', day) ? [group.teacher] : [];
  return [
    ...teachers.map((receiver) => ({ ...common, receiver, as: 'teacher' }) as const),
    ...members.map((receiver) => ({ ...common, receiver, as: 'student' }) as const),
  ];
};

/** `roundInvite` to teacher and members of every group with a fixed time. */
export const weeklyInvites = (source: RoundSource, plan: Plan): readonly RoundMessage[] => {
  const places = source.book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })));
  const byGroup = groupBy(places, ({ group }) => group.id);
  return fixedGroups(source.directory).flatMap((group) =>
    invite(source, group, byGroup.get(group.id) ?? []).map(plan),
  );
};
