/** Of whom an import tells otherwise than before, so that what was delivered about them follows. */
import { coversSchool, isActiveOn } from '../programme/directory';
import type { Day, Person, Programme, Pupil } from '../programme/model';

/** What was delivered and names somebody otherwise, or to whom it may not any more, since an import. */
export interface Retold {
  /** Codes of pupils who are called otherwise, or are in another class or school. */
  readonly pupils: readonly string[];
  /** Where they were, and where they are. */
  readonly schools: readonly string[];
  /** Coordinators who do not answer for all the schools any more for which they did. */
  readonly lost: readonly string[];
}

const isToldOtherwise = (before: Pupil, now: Pupil | undefined): boolean =>
  before.firstName !== now?.firstName || before.class !== now.class || before.school !== now.school;

const isCoordinator = ({ role }: Person): boolean => role === 'coordinator';

/** Whether somebody answered for a school before for which they do not any more. */
const hasLost = (before: Person, now: Person | undefined, schools: readonly string[], today: Day): boolean =>
  isActiveOn(before, today) &&
  schools.some(
    (school) =>
      coversSchool(before, school) &&
      (now === undefined || !isActiveOn(now, today) || !coversSchool(now, school)),
  );

const lostBy = (before: Programme, programme: Programme, today: Day): readonly string[] => {
  const present = new Map(programme.people.filter(isCoordinator).map((person) => [person.email, person]));
  const schools = before.schools.map(({ id }) => id);
  return before.people
    .filter(isCoordinator)
    .filter((person) => hasLost(person, present.get(person.email), schools, today))
    .map(({ email }) => email);
};

/** What an import tells otherwise. `isOpen`: one before it was broken off, and nobody knows what that changed, so everybody. */
export const retoldBy = (
  before: Programme | null,
  programme: Programme,
  { isOpen, today }: { readonly isOpen: boolean; readonly today: Day },
): Retold => {
  if (before === null) return { pupils: [], schools: [], lost: [] };
  const isAll = isOpen || before.pupilLabel !== programme.pupilLabel;
  const present = new Map(programme.pupils.map((pupil) => [pupil.id, pupil]));
  const retold = before.pupils.filter((pupil) => isAll || isToldOtherwise(pupil, present.get(pupil.id)));
  const schools = isAll
    ? programme.schools.map(({ id }) => id)
    : retold.flatMap(({ id, school }) => [school, present.get(id)?.school ?? school]);
  const lost = isOpen
    ? programme.people.filter(isCoordinator).map(({ email }) => email)
    : lostBy(before, programme, today);
  return { pupils: retold.map(({ id }) => id), schools: [...new Set(schools)], lost };
};

/** Whether anything follows from it. */
export const isRetold = ({ pupils, lost }: Retold): boolean => pupils.length > 0 || lost.length > 0;
