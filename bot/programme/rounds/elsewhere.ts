/** Whether somebody is in two places at once. */
import type { Slot } from './model';
import { overlaps } from './overlaps';
import type { RoundSource } from './planning';
import { calledOff, type Place } from './state';
import { activeStudents } from './weeks';

/** What it follows from. */
type Booked = Pick<RoundSource, 'directory' | 'book'>;

/** Whether somebody is a member of a group on the day of a moment: not who has left as a student, and still teaches. */
const isMemberThen = (
  { directory }: Booked,
  students: readonly string[],
  who: string,
  { start }: Slot,
): boolean =>
  students.includes(who) && activeStudents(directory, [who], directory.calendar.dayOf(start)).length > 0;

/**
 * Whether somebody has another meeting that stands during a slot: one that they lead, or are a member of. It asks about one
 * person: an invitation goes to a thousand at once.
 */
export const isElsewhere = (booked: Booked, who: string, slot: Slot, place: Place): boolean =>
  booked.book.some((round) =>
    round.groups.some((group) => {
      const isThis = round.id === place.round.id && group.id === place.group.id;
      const { meeting } = group;
      if (isThis || meeting === null || !overlaps(meeting.slot, slot)) return false;
      const isTheirs = group.teacher === who || isMemberThen(booked, group.students, who, meeting.slot);
      return isTheirs && calledOff({ round, group }) === null;
    }),
  );
