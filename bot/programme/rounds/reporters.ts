/** Meetings whose teacher left before the report: without another one the hours of the members would never count. */
import type { Moment } from '../model';
import { isActiveAs, type RoundSource } from './planning';
import type { TeacherDue } from './rosterTeachers';
import type { Place } from './state';
import { groupStatus } from './status';

/** Whether a meeting took place, has no report, and its teacher takes part no longer: somebody else may give it. */
export const lacksReporter = (
  { directory }: Pick<RoundSource, 'directory'>,
  place: Place,
  now: Moment,
): boolean => {
  const { report, teacher } = place.group;
  const status = groupStatus(directory, place, now);
  const isOver = status === 'held' || status === 'closed';
  return (
    isOver && report === null && !isActiveAs(directory, teacher, 'teacher', directory.calendar.dayOf(now))
  );
};

/** Those for whose report is still waited, with the teacher to whom the roster gives the group by now. */
export const reportersDue = (source: RoundSource, now: Moment): readonly TeacherDue[] => {
  const { directory, book } = source;
  const given = new Map(directory.programme.groups.map(({ id, teacher }) => [id, teacher]));
  return book
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .filter((place) => groupStatus(directory, place, now) === 'held' && lacksReporter(source, place, now))
    .flatMap(({ round, group }) => {
      const teacher = given.get(group.id);
      const isThere =
        teacher !== undefined && isActiveAs(directory, teacher, 'teacher', directory.calendar.dayOf(now));
      return isThere ? [{ round: round.id, group: group.id, teacher }] : [];
    });
};
