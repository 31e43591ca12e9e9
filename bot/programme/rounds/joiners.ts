/** Students who joined the programme after the groups of a round were formed (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { studentsWithoutGroup } from './standing';
import type { GroupId, RoundGroup } from './model';
import { activeGroup } from './appointments';
import { isBack } from './decisions';
import type { RoundSource } from './planning';
import { calledOff, type GroupState, type RoundState } from './state';
import { daysOver } from './status';

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
  /** The groups that are still to meet: who joins another misses the round. */
  readonly toMeet: ReadonlySet<GroupId>;
}

const isOpen = (round: RoundState): boolean =>
  !round.isWeekly && round.confirmedAt !== null && round.cancelled === null;

/** The group somebody has in the newest of the other rounds that are going on. */
const knownGroup = (others: readonly RoundState[], student: string): GroupId | null =>
  others
    .findLast(({ groups }) => groups.some(({ students }) => students.includes(student)))
    ?.groups.find(({ students }) => students.includes(student))?.id ?? null;

/** How somebody joins a round with some groups; not at all when the roster gives them a group that is not in it. */
const joiningOf = (
  { programme }: Directory,
  groups: readonly GroupState[],
  others: readonly RoundState[],
  student: string,
): readonly Joining[] => {
  const inRound = (id: GroupId | null): GroupId | null =>
    groups.some((group) => group.id === id) ? id : null;
  const known = inRound(knownGroup(others, student));
  const own = programme.groups.find(({ students }) => students.includes(student))?.id ?? null;
  if (known !== null) return [{ student, known }];
  if (own !== null) return inRound(own) === null ? [] : [{ student, known: own }];
  // Whom an import took out of their group goes back to it, where nothing says otherwise.
  const left = groups.findLast(({ takenOut }) =>
    takenOut.some((one) => one.student === student && one.to === null),
  );
  return [{ student, known: left?.id ?? null }];
};

/**
 * The rounds whose days are not over with the students who take part and are in none of their groups, nor in one with
 * a fixed time. Whom a person took out stays out, and so does who has a group that is not in the round.
 */
export const roundsToJoin = (source: RoundSource, now: Moment): readonly RoundToJoin[] => {
  const { directory, book } = source;
  const today = directory.calendar.dayOf(now);
  const open = book.filter((round) => isOpen(round) && now < daysOver(directory, round));
  return open.flatMap((round) => {
    const groups = round.groups.filter(
      (group) => calledOff({ round, group }) === null || isBack(source, { round, group }, now),
    );
    const others = open.filter(({ id }) => id !== round.id);
    const joining = studentsWithoutGroup(directory, round.groups, today)
      .filter((student) => !round.out.has(student))
      .flatMap((student) => joiningOf(directory, groups, others, student));
    if (joining.length === 0 || groups.length === 0) return [];
    const toMeet = groups.filter(({ meeting }) => meeting === null || now < meeting.slot.start);
    return [
      {
        round,
        groups: groups.map((group) => activeGroup(source, group, today)),
        joining,
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
