/** The invitation of a group with a fixed time: once for all its weeks, once for each change of it, and anew to who is back; and when it is out of date. */
import { groupBy } from '../groupBy';
import { messageKey } from '../messages';
import type { Moment, Role } from '../model';
import { announceWeekdays } from './announcements';
import { backInFixed } from './notExpected';
import { upTo } from './outdatedCard';
import {
  isActiveAs,
  subjectOf,
  weekdaysBefore,
  type Plan,
  type RoundMessage,
  type RoundSource,
  type Tidings,
} from './planning';
import type { GroupId } from './model';
import { calledOff, type Place } from './state';
import { nameOf, timeOf, type FixedTime } from './weeklyTimes';
import { activeStudents, fixedGroups } from './weeks';

type FixedGroup = ReturnType<typeof fixedGroups>[number];

const isSameTime = (a: FixedTime | undefined, b: FixedTime): boolean =>
  a?.weekday === b.weekday && a.start === b.start && a.end === b.end && (a.room ?? '') === (b.room ?? '');

/** The times without those that are like the one before. */
const changesAmong = (times: readonly FixedTime[]): readonly FixedTime[] =>
  times.filter((time, index) => !isSameTime(times[index - 1], time));

/**
 * The times that became known at one moment, in order. A clock that stands still may have several: a week that was announced
 * before the others has them all.
 */
const timesAt = ({ directory }: RoundSource, own: readonly Place[], at: Moment): readonly FixedTime[] =>
  own
    .map(({ group: { announced } }) => announced.filter((one) => one.at === at))
    .map((some) => changesAmong(some.map(({ slot }) => timeOf(directory, slot))))
    .reduce((most, times) => (times.length > most.length ? times : most), []);

/** The times that a group has had, in order, each as long as no other was announced; the one it has now is the last. */
const timesOf = (source: RoundSource, now: FixedTime | null, own: readonly Place[]): readonly FixedTime[] => {
  const moments = new Set(own.flatMap(({ group: { announced } }) => announced.map(({ at }) => at)));
  const known = [...moments].toSorted((a, b) => a - b).flatMap((at) => timesAt(source, own, at));
  return changesAmong([...known, ...(now === null ? [] : [now])]);
};

/**
 * What stands for the round in the subjects of a group's invitations, in order: `weekly-2-1115`. A key is there once for
 * ever, so a time that comes back, or another end or room, is told under `weekly-2-1115-2`.
 */
const seriesOf = (times: readonly FixedTime[]): readonly string[] =>
  times.map((time, index) => {
    const name = nameOf(time);
    const count = times.slice(0, index + 1).filter((one) => nameOf(one) === name).length;
    return count === 1 ? name : `${name}-${count}`;
  });

const invite = (source: RoundSource, group: FixedGroup, own: readonly Place[]): readonly Tidings[] => {
  const { directory } = source;
  const { calendar } = directory;
  const starts = own
    .filter((place) => calledOff(place) === null)
    .flatMap((place) => place.group.meeting?.slot.start ?? []);
  if (starts.length === 0) return [];
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  const series = seriesOf(timesOf(source, group.meeting, own)).at(-1) ?? '';
  const near = weekdaysBefore(calendar, first, announceWeekdays);
  const back = backInFixed(source, group.id);
  const to = (receiver: string, as: Role): Tidings => {
    const came = back.get(receiver) ?? [];
    const subject = subjectOf(series, group.id, 1, came.length + 1);
    return { kind: 'roundInvite', receiver, as, subject, at: Math.max(near, ...came), worthUntil: last };
  };
  const day = calendar.dayOf(first);
  const members = activeStudents(directory, group.students, day);
  const teachers = isActiveAs(directory, group.teacher, 'teacher', day) ? [group.teacher] : [];
  return [
    ...teachers.map((receiver) => to(receiver, 'teacher')),
    ...members.map((receiver) => to(receiver, 'student')),
  ];
};

/** The weeks of each group with a fixed time, by group. */
const weeksByGroup = ({ book }: RoundSource): ReadonlyMap<GroupId, readonly Place[]> =>
  groupBy(
    book
      .filter(({ isWeekly }) => isWeekly)
      .flatMap((round) => round.groups.map((group): Place => ({ round, group }))),
    ({ group }) => group.id,
  );

/** `roundInvite` to teacher and members of every group with a fixed time. */
export const weeklyInvites = (source: RoundSource, plan: Plan): readonly RoundMessage[] => {
  const byGroup = weeksByGroup(source);
  return fixedGroups(source.directory).flatMap((group) =>
    invite(source, group, byGroup.get(group.id) ?? []).map(plan),
  );
};

/** Since when an import changed a meeting that was announced: who leads it, whom it is for, or that it is off. */
const changesOf = ({ group: { announced, cancelled } }: Place): readonly Moment[] => [
  ...announced.slice(1).map(({ at }) => at),
  ...(cancelled?.by === 'bot' ? [cancelled.at] : []),
];

/**
 * Since when an invitation for all weeks is out of date: an import changed who leads the group or who is in it, or took
 * its fixed time away.
 */
export const outdatedInvites = (
  source: RoundSource,
): readonly { readonly key: string; readonly since: Moment; readonly steps: number }[] =>
  [...weeksByGroup(source)].flatMap(([id, own]) => {
    const changes = own.flatMap(changesOf);
    if (changes.length === 0) return [];
    const since = Math.max(...changes);
    const now = fixedGroups(source.directory).find((group) => group.id === id)?.meeting ?? null;
    const announced = own.flatMap(({ group }) => group.announced);
    const receivers = new Set(announced.flatMap(({ teacher, members }) => [teacher, ...members]));
    const steps = own.reduce((sum, { group }) => sum + group.steps, 0);
    const back = backInFixed(source, id);
    return seriesOf(timesOf(source, now, own)).flatMap((series) =>
      [...receivers].flatMap((receiver) =>
        upTo((back.get(receiver)?.length ?? 0) + 1).map((nth) => {
          const key = messageKey('roundInvite', receiver, subjectOf(series, id, 1, nth));
          return { key, since, steps };
        }),
      ),
    );
  });
