/** Students who joined the programme after the groups of a round were formed (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { Day, Moment } from '../model';
import { studentsWithoutGroup } from './standing';
import type { GroupId, RoundGroup } from './model';
import { activeGroup } from './appointments';
import { isBack, weeklyNow } from './decisions';
import { isBefore } from './facts';
import type { RoundSource } from './planning';
import { calledOff, type GroupState, type RoundState } from './state';
import { daysOver } from './status';
import { meetsWeekly } from './weeks';

/** Somebody who is to be put into a group of a round. */
export interface Joining {
  readonly student: string;
  /** The group they have in another round or in the roster, which this one has too, or had in this one; null when there is none. */
  readonly known: GroupId | null;
}

/** A round with who joins it, and the groups that they may join, with their members now. */
export interface RoundToJoin {
  readonly round: RoundState;
  readonly groups: readonly RoundGroup[];
  readonly joining: readonly Joining[];
  /** The groups for whoever has none; another has nobody left, and is for whose it is. */
  readonly open: ReadonlySet<GroupId>;
  /** Those of them that are still to meet: who joins another misses the round. */
  readonly toMeet: ReadonlySet<GroupId>;
}

const isOpen = (round: RoundState): boolean =>
  !round.isWeekly && round.confirmedAt !== null && round.cancelled === null;

/** The group somebody has in the newest of the other rounds that are going on. */
const knownGroup = (others: readonly RoundState[], student: string): GroupId | null =>
  others
    .findLast(({ groups }) => groups.some(({ students }) => students.includes(student)))
    ?.groups.find(({ students }) => students.includes(student))?.id ?? null;

/** The group out of which an import took somebody last; null when none did. */
const groupLeft = (groups: readonly GroupState[], student: string): GroupId | null =>
  groups
    .flatMap(({ id, takenOut }) =>
      takenOut.flatMap((one) => (one.student === student && one.to === null ? [{ id, out: one.out }] : [])),
    )
    .toSorted((one, other) => (isBefore(one.out, other.out) ? -1 : 1))
    .at(-1)?.id ?? null;

/** The groups of a round that may be joined. */
interface Joinable {
  readonly open: readonly GroupState[];
  /** Those in which nobody is left but who has a group with a fixed time: called off for that, or about to be. */
  readonly deserted: readonly GroupState[];
}

const isOffByBot = ({ cancelled }: GroupState): boolean => cancelled?.by === 'bot';

const joinableIn = (source: RoundSource, round: RoundState, now: Moment): Joinable => {
  const emptied = weeklyNow(source, now).filter((place) => place.round === round && place.isEverybody);
  const isDeserted = (group: GroupState): boolean =>
    isOffByBot(group)
      ? !isBack(source, { round, group }, now)
      : emptied.some((place) => place.group === group);
  return {
    open: round.groups.filter(
      (group) => !isDeserted(group) && (isOffByBot(group) || calledOff({ round, group }) === null),
    ),
    deserted: round.groups.filter(isDeserted),
  };
};

/** Whether a person moved somebody out of a group, in the proposal or since: they know what the files and other rounds say. */
const wasMovedOut = ({ movedFrom, groups }: RoundState, student: string, group: GroupId): boolean =>
  movedFrom.get(student) === group ||
  groups.some(
    ({ id, takenOut }) => id === group && takenOut.some((one) => one.student === student && one.to !== null),
  );

/**
 * How somebody joins a round with some groups; not at all when the roster gives them a group that is not in it. Where theirs
 * is in it but was called off, or a person moved them out of it, they are as whom the roster gives none.
 */
const joiningOf = (
  { programme }: Directory,
  { round, others }: { readonly round: RoundState; readonly others: readonly RoundState[] },
  { open, deserted }: Joinable,
  student: string,
): readonly Joining[] => {
  const own = programme.groups.find(({ students }) => students.includes(student))?.id ?? null;
  const theirs = deserted.filter((group) => group.id === own || groupLeft([group], student) !== null);
  const groups = [...open, ...theirs];
  const known = knownGroup(others, student);
  const isTheirs = (group: GroupId): boolean => !wasMovedOut(round, student, group);
  if (open.some(({ id }) => id === known && isTheirs(id))) return [{ student, known }];
  if (own !== null && !round.groups.some(({ id }) => id === own)) return [];
  if (groups.some(({ id }) => id === own && isTheirs(id))) return [{ student, known: own }];
  // Whom an import took out of their group goes back to it, where nothing says otherwise.
  return [{ student, known: groupLeft(groups, student) }];
};

/** A group with whom it has once those have left who meet every week by now: they are asked for no time. */
const remaining = (source: RoundSource, group: GroupState, today: Day): RoundGroup => {
  const active = activeGroup(source, group, today);
  if (group.meeting !== null) return active;
  const weekly = meetsWeekly(source.directory).students;
  return { ...active, students: active.students.filter((student) => !weekly.has(student)) };
};

/**
 * The rounds whose days are not over with the students who take part and are in none of their groups, nor in one with
 * a fixed time. Whom a person took out stays out, and so does who has a group that is not in the round.
 */
export const roundsToJoin = (source: RoundSource, now: Moment): readonly RoundToJoin[] => {
  const { directory, book } = source;
  const today = directory.calendar.dayOf(now);
  const goingOn = book.filter((round) => isOpen(round) && now < daysOver(directory, round));
  return goingOn.flatMap((round) => {
    const without = studentsWithoutGroup(directory, round.groups, today).filter(
      (student) => !round.out.has(student),
    );
    if (without.length === 0) return [];
    const joinable = joinableIn(source, round, now);
    const others = goingOn.filter(({ id }) => id !== round.id);
    const joining = without.flatMap((student) => joiningOf(directory, { round, others }, joinable, student));
    const { open, deserted } = joinable;
    const toMeet = open.filter(({ meeting }) => meeting === null || now < meeting.slot.start);
    return [
      {
        round,
        groups: [...open, ...deserted].map((group) => remaining(source, group, today)),
        joining,
        open: new Set(open.map(({ id }) => id)),
        toMeet: new Set(toMeet.map(({ id }) => id)),
      },
    ];
  });
};

/**
 * Who takes part and is in no group of a round while its days are not over: whoever a person took out, whose own group
 * is not in the round, and whoever the bot has found no place for, as every group is full or it has not looked yet.
 */
export const leftOutOf = ({ directory }: RoundSource, round: RoundState, now: Moment): readonly string[] =>
  isOpen(round) && now < daysOver(directory, round)
    ? studentsWithoutGroup(directory, round.groups, directory.calendar.dayOf(now))
    : [];
