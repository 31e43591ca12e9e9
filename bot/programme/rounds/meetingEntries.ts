/** The meetings of intervision that stand in somebody's calendar. */
import type { CalendarEntry } from '../calendarEntries';
import type { RoundSource } from './planning';
import { goesAs } from './reach';
import { calledOff, type Meeting, type Place } from './state';

/** Whether somebody leads the group or is a member of it, and takes part on the day on which it meets. */
const isAt = (source: RoundSource, place: Place, meeting: Meeting, who: string): boolean => {
  const { directory, bringers } = source;
  const { round, group } = place;
  const day = directory.calendar.dayOf(meeting.slot.start);
  // What has begun took place with those who were members then, whoever the group has now.
  const then =
    group.report === null && group.begun === null ? null : bringers.of(round.id, group.id)?.members;
  return goesAs(source, place, then ?? group.students, who, day) !== null;
};

/**
 * The meetings of whoever leads or is a member of a group, by start; one that was called off is cancelled. The id is
 * of round and group: a meeting that is shifted, or set anew after a second poll, stays the same entry.
 */
export const meetingEntries = (source: RoundSource, who: string): readonly CalendarEntry[] =>
  source.book
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .flatMap((place): readonly CalendarEntry[] => {
      const { meeting } = place.group;
      if (meeting === null || !isAt(source, place, meeting, who)) return [];
      const { start, end, room } = meeting.slot;
      return [
        {
          kind: 'meeting',
          id: `${place.round.id}/${place.group.id}`,
          start,
          end,
          school: null,
          room,
          isCancelled: calledOff(place) !== null,
        },
      ];
    })
    .toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
