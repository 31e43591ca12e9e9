/** When a person cannot: closed days, own sessions, groups with a fixed time, and appointments. */
import type { Interval } from '../intervisionPorts';
import { isClosed, weekdayOf } from '../programme/calendar';
import { isPairOn, type Directory } from '../programme/directory';
import type { Closure, Day } from '../programme/model';
import { sessionOn } from '../programme/sessions';

/** One person's time. */
export interface PersonTime {
  /** Whether their university is closed, or a school at which they have a pupil that day. */
  isClosedOn(day: Day): boolean;
  /** What they have on a day or, of appointments, on any day. */
  busyOn(day: Day): readonly Interval[];
}

const closuresOn = (directory: Directory, email: string, day: Day): readonly (readonly Closure[])[] => {
  const { schools, universities } = directory.programme;
  const university = directory.person(email, 'student')?.university;
  const pupils = directory.pairsOfStudent(email).filter((pair) => isPairOn(pair, day));
  const at = pupils.map(({ pupil }) => directory.pupil(pupil)?.school);
  return [
    ...universities.filter(({ id }) => id === university),
    ...schools.filter(({ id }) => at.includes(id)),
  ].map(({ closed }) => closed);
};

const sessionsOn = (directory: Directory, email: string, day: Day): readonly Interval[] =>
  directory
    .pairsOfStudent(email)
    .filter((pair) => directory.meetingDays(pair).includes(day))
    .map((pair) => sessionOn(directory, pair, day));

/** Fixed weekly times of groups this person leads or is in, except one group. */
const fixedOn = (directory: Directory, email: string, except: string, day: Day): readonly Interval[] =>
  directory.programme.groups
    .filter(({ id, teacher, students }) => id !== except && (teacher === email || students.includes(email)))
    .flatMap(({ meeting }) => (meeting?.weekday === weekdayOf(day) ? [meeting] : []))
    .map(({ start, end }) => ({
      start: directory.calendar.momentOf(day, start),
      end: directory.calendar.momentOf(day, end),
    }));

/** The time of a person for the meetings of a group, which does not stand in its own way. */
export const personTime = (
  directory: Directory,
  email: string,
  group: string,
  appointments: readonly Interval[],
): PersonTime => ({
  isClosedOn: (day) => closuresOn(directory, email, day).some((closures) => isClosed(closures, day)),
  busyOn: (day) => [
    ...sessionsOn(directory, email, day),
    ...fixedOn(directory, email, group, day),
    ...appointments,
  ],
});
