/** Students whom Teams refuses: whose coordinators that concerns, and what they are told. */
import { earlierDay, isoUtc, momentFromIso } from './calendar';
import { coversSchool, type Directory } from './directory';
import type { UnreachableStudent } from './facts';
import { givenName, personName, pupilLabel } from './labels';
import type { Day, Moment, Person, Pupil } from './model';

/** What a message about an unreachable student is about: who, and since when, to the second. */
export const unreachableSubject = ({ student, since }: UnreachableStudent): string =>
  `${student}/${isoUtc(since)}`;

/** The address of the student in such a subject. */
export const studentOfSubject = (subject: string): string => subject.slice(0, subject.lastIndexOf('/'));

/** Since when, to the second, in such a subject; null when it is none. */
export const sinceOfSubject = (subject: string): Moment | null =>
  momentFromIso(subject.slice(subject.lastIndexOf('/') + 1));

/**
 * The pupils a student meets on a day or later, in order of the files. A pair that begins later counts: its first
 * nudge goes out before its first day.
 */
export const pupilsFrom = (directory: Directory, student: string, day: Day): readonly Pupil[] => {
  const { end } = directory.programme;
  const ids = directory
    .pairsOfStudent(student)
    .filter(({ until }) => day <= earlierDay(until ?? end, end))
    .map(({ pupil }) => pupil);
  return [...new Set(ids)].map((id) => directory.pupil(id)).filter((pupil) => pupil !== null);
};

/** What one coordinator is told of a student who cannot be reached. */
export interface UnreachableDetails {
  readonly name: string;
  readonly givenName: string;
  /** Those at the coordinator's schools; `label` is the name the programme allows. */
  readonly pupils: readonly { readonly label: string; readonly class: string; readonly school: string }[];
  readonly since: Moment;
  readonly timeZone: string;
}

/** The details for one coordinator at a moment. */
export const unreachableDetails = (
  directory: Directory,
  { student, since }: UnreachableStudent,
  coordinator: Person,
  at: Moment,
): UnreachableDetails => ({
  name: personName(directory, student),
  givenName: givenName(directory, student),
  pupils: pupilsFrom(directory, student, directory.calendar.dayOf(at))
    .filter(({ school }) => coversSchool(coordinator, school))
    .map((pupil) => ({
      label: pupilLabel(directory, pupil.id),
      class: pupil.class,
      school: directory.school(pupil.school)?.name ?? pupil.school,
    })),
  since,
  timeZone: directory.programme.timeZone,
});
