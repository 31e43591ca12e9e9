/** When a person cannot: closed days, own sessions, groups with a fixed time, and appointments. */
import type { Interval } from '../ports/intervision';
import { isClosed } from '../programme/calendar';
import type { Directory } from '../programme/directory';
import type { Day } from '../programme/model';
import type { GroupId } from '../programme/rounds/model';
import { sessionsOn } from '../programme/rounds/appointments';
import { fixedGroups, groupDays, studentClosures } from '../programme/rounds/weeks';

/** One person's time. */
export interface PersonTime {
  /** Whether their university is closed, or a school at which they have a pupil that day. */
  isClosedOn(day: Day): boolean;
  /** What they have on a day or, of appointments, on any day. */
  busyOn(day: Day): readonly Interval[];
}

interface Weekly {
  readonly days: readonly Day[];
  on(day: Day): Interval;
}

/** What this person has every week as teacher or member of groups with a fixed time, except one group. */
const weeklyOf = (directory: Directory, email: string, except: GroupId): readonly Weekly[] =>
  fixedGroups(directory)
    .filter(({ id, teacher, students }) => id !== except && (teacher === email || students.includes(email)))
    .map((group) => ({
      days: groupDays(directory, group),
      on: (day) => ({
        start: directory.calendar.momentOf(day, group.meeting.start),
        end: directory.calendar.momentOf(day, group.meeting.end),
      }),
    }));

/** The time of a person for the meetings of a group, which does not stand in its own way. */
export const personTime = (
  directory: Directory,
  email: string,
  group: GroupId,
  appointments: readonly Interval[],
): PersonTime => {
  const weekly = weeklyOf(directory, email, group);
  return {
    isClosedOn: (day) => studentClosures(directory, email, day).some((closures) => isClosed(closures, day)),
    busyOn: (day) => [
      ...sessionsOn(directory, email, day),
      ...weekly.filter(({ days }) => days.includes(day)).map((meeting) => meeting.on(day)),
      ...appointments,
    ],
  };
};
