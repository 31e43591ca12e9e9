/** Groups that the roster gives to another teacher while a round is going on (docs/rules.md, Intervision). */
import type { Moment } from '../model';
import { isOngoing } from './current';
import type { GroupId, RoundId } from './model';
import { isActiveAs, type RoundSource } from './planning';
import type { Place, RoundBook } from './state';
import { groupStatus } from './status';
import { isElsewhere } from './elsewhere';
import { activeStudents } from './weeks';

/** A group with the teacher who is to lead it from now on, to be stored as `handedOver`. */
export interface TeacherDue {
  readonly round: RoundId;
  readonly group: GroupId;
  readonly teacher: string;
}

/** A group that changes hands. */
interface Change extends TeacherDue {
  readonly place: Place;
}

const teacherAt = (source: RoundSource, place: Place, now: Moment): readonly Change[] => {
  const { directory } = source;
  const { round, group } = place;
  const given = directory.programme.groups.find(({ id, meeting }) => id === group.id && meeting === null);
  if (round.isWeekly || given === undefined || given.teacher === group.teacher) return [];
  if (!isOngoing(groupStatus(directory, place, now)) || group.begun !== null) return [];
  const today = directory.calendar.dayOf(now);
  // A person handed it over in this round: it is led by whom they chose.
  const isKept = group.teacher !== group.givenTo && isActiveAs(directory, group.teacher, 'teacher', today);
  if (isKept || !isActiveAs(directory, given.teacher, 'teacher', today)) return [];
  if (activeStudents(directory, group.students, today).includes(given.teacher)) return [];
  return [{ round: round.id, group: group.id, teacher: given.teacher, place }];
};

/** The book as it is when groups have changed hands. */
const afterwards = (book: RoundBook, changes: readonly Change[]): RoundBook =>
  book.map((round) => ({
    ...round,
    groups: round.groups.map((group) => {
      const change = changes.find((one) => one.round === round.id && one.group === group.id);
      return change === undefined ? group : { ...group, teacher: change.teacher };
    }),
  }));

/** Those that can be made together: two teachers may swap groups, and nobody gets two that meet at one time. */
const possible = (source: RoundSource, changes: readonly Change[]): readonly Change[] => {
  const after = { directory: source.directory, book: afterwards(source.book, changes) };
  const stuck = changes.findLast(({ teacher, place }) => {
    const { meeting } = place.group;
    return meeting !== null && isElsewhere(after, teacher, meeting.slot, place);
  });
  return stuck === undefined
    ? changes
    : possible(
        source,
        changes.filter((change) => change !== stuck),
      );
};

/**
 * The groups of rounds going on that have not met and that the roster gives to another teacher by now. Not those that
 * somebody handed over, unless whom they chose has left; nor one whose meeting the other teacher cannot lead when all of
 * them have changed hands, or of which they are a member.
 */
export const teachersDue = (source: RoundSource, now: Moment): readonly TeacherDue[] => {
  const places = source.book.flatMap((round) => round.groups.map((group): Place => ({ round, group })));
  const changes = places.flatMap((place) => teacherAt(source, place, now));
  if (changes.length === 0) return [];
  return possible(source, changes).map(({ round, group, teacher }) => ({ round, group, teacher }));
};
