/** Whether a teacher is in two places at once. */
import type { Slot } from './model';
import { overlaps } from './overlaps';
import { calledOff, type Place, type RoundBook } from './state';

/** Whether a teacher has another meeting that stands during a slot: one that they lead, or are a member of. */
export const isTeacherBusy = (book: RoundBook, teacher: string, slot: Slot, place: Place): boolean =>
  book.some((round) =>
    round.groups.some((group) => {
      const isThis = round.id === place.round.id && group.id === place.group.id;
      const { meeting } = group;
      const isTheirs = group.teacher === teacher || group.students.includes(teacher);
      if (isThis || meeting === null || !isTheirs) return false;
      return calledOff({ round, group }) === null && overlaps(meeting.slot, slot);
    }),
  );
