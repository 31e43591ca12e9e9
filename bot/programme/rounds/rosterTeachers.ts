/** Groups that the roster gives to another teacher while a round is going on (docs/rules.md, Intervision). */
import type { Moment } from '../model';
import { isOngoing } from './current';
import type { GroupId, RoundId, Slot } from './model';
import { isActiveAs, type RoundSource } from './planning';
import type { Place, RoundBook } from './state';
import { groupStatus } from './status';
import { isTeacherBusy } from './teacherBusy';

/** Whether a person handed a group over in any round: then it is led by whom they chose, else by whom the roster says. */
export const isHandedOver = (book: RoundBook, id: GroupId): boolean =>
  book.some(({ groups }) =>
    groups.some(({ id: one, handedBy }) => one === id && handedBy !== null && handedBy !== 'bot'),
  );

/** A group with the teacher who is to lead it from now on, to be stored as `handedOver`. */
export interface TeacherDue {
  readonly round: RoundId;
  readonly group: GroupId;
  readonly teacher: string;
}

/** A group that changes hands, with the time at which it meets. */
interface Change extends TeacherDue {
  readonly slot: Slot | null;
}

const teacherAt = (source: RoundSource, place: Place, now: Moment): readonly Change[] => {
  const { directory, book } = source;
  const { round, group } = place;
  const given = directory.programme.groups.find(({ id, meeting }) => id === group.id && meeting === null);
  if (round.isWeekly || given === undefined || given.teacher === group.teacher) return [];
  if (!isOngoing(groupStatus(directory, place, now)) || group.begun !== null) return [];
  const today = directory.calendar.dayOf(now);
  const isKept = isHandedOver(book, group.id) && isActiveAs(directory, group.teacher, 'teacher', today);
  if (isKept || !isActiveAs(directory, given.teacher, 'teacher', today)) return [];
  const slot = group.meeting?.slot ?? null;
  if (slot !== null && isTeacherBusy(book, given.teacher, slot, place)) return [];
  return [{ round: round.id, group: group.id, teacher: given.teacher, slot }];
};

const isInTheWay = (one: Change, other: Change): boolean =>
  one.teacher === other.teacher &&
  one.slot !== null &&
  other.slot !== null &&
  one.slot.start < other.slot.end &&
  other.slot.start < one.slot.end;

/**
 * The groups of rounds going on that have not met and that the roster gives to another teacher by now. Not those that
 * somebody handed over, unless whom they chose has left; nor one whose meeting the other teacher cannot lead.
 */
export const teachersDue = (source: RoundSource, now: Moment): readonly TeacherDue[] =>
  source.book
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .flatMap((place) => teacherAt(source, place, now))
    .reduce<readonly Change[]>(
      (taken, change) => (taken.some((one) => isInTheWay(one, change)) ? taken : [...taken, change]),
      [],
    )
    .map(({ round, group, teacher }) => ({ round, group, teacher }));
