/** The invitation of a group with a fixed time: once, for all its weeks. */
import type { Moment } from '../model';
import { groupBy } from '../groupBy';
import type { GroupId } from './model';
import {
  isActiveAs,
  subjectOf,
  weekdaysBefore,
  type Plan,
  type RoundMessage,
  type RoundSource,
  type Tidings,
} from './planning';
import { calledOff } from './state';
import { activeStudents, fixedGroups } from './weeks';

/** Weekdays before the first meeting: the first case bringer hears of the group before the case is asked. */
const inviteWeekdays = 10;

type FixedGroup = ReturnType<typeof fixedGroups>[number];

/** What stands for the round in the subject of a group's invitation; a new time is told anew: `weekly-2-1115`. */
export const seriesOf = ({ meeting }: Pick<FixedGroup, 'meeting'>): string =>
  `weekly-${meeting.weekday}-${meeting.start.replace(':', '')}`;

/** The starts of the meetings of each group with a fixed time that stand. */
const startsByGroup = ({ book }: RoundSource): ReadonlyMap<GroupId, readonly Moment[]> => {
  const places = book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap((round) => round.groups.map((group) => ({ round, group })))
    .filter((place) => calledOff(place) === null);
  const starts = groupBy(places, ({ group }) => group.id);
  return new Map(
    [...starts].map(([id, some]) => [id, some.flatMap(({ group }) => group.meeting?.slot.start ?? [])]),
  );
};

const invite = (source: RoundSource, group: FixedGroup, starts: readonly Moment[]): readonly Tidings[] => {
  const { directory } = source;
  const { calendar } = directory;
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  const common = {
    kind: 'roundInvite',
    subject: subjectOf(seriesOf(group), group.id, 1),
    at: weekdaysBefore(calendar, first, inviteWeekdays),
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
  const starts = startsByGroup(source);
  return fixedGroups(source.directory).flatMap((group) => {
    const own = starts.get(group.id) ?? [];
    return own.length === 0 ? [] : invite(source, group, own).map(plan);
  });
};
