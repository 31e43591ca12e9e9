/** Of whom an import tells otherwise than before, so that what was delivered about them follows. */
import { coversSchool, isActiveOn } from '../programme/directory';
import type { Day, Person, Programme, Pupil } from '../programme/model';

/** What was delivered and names somebody otherwise, or to whom it may not any more, or may again, since an import. */
export interface Retold {
  /** Codes of pupils who are called otherwise, or are in another class or school. */
  readonly pupils: readonly string[];
  /** Where they were, and where they are. */
  readonly schools: readonly string[];
  /** Coordinators who do not answer for the schools any more for which they did, or answer for others too. */
  readonly reassigned: readonly string[];
}

const isToldOtherwise = (before: Pupil, now: Pupil | undefined): boolean =>
  before.firstName !== now?.firstName || before.class !== now.class || before.school !== now.school;

const isCoordinator = ({ role }: Person): boolean => role === 'coordinator';

const answersFor = (person: Person | undefined, school: string, today: Day): boolean =>
  person !== undefined && isActiveOn(person, today) && coversSchool(person, school);

/** For fewer schools, or for more: one who gets back what an import took by mistake has cards that were closed. */
const reassignedBy = (before: Programme, programme: Programme, today: Day): readonly string[] => {
  const present = new Map(programme.people.filter(isCoordinator).map((person) => [person.email, person]));
  const schools = [...new Set([...before.schools, ...programme.schools].map(({ id }) => id))];
  return before.people
    .filter(isCoordinator)
    .filter((person) => {
      const now = present.get(person.email);
      return schools.some((school) => answersFor(person, school, today) !== answersFor(now, school, today));
    })
    .map(({ email }) => email);
};

/** What an import tells otherwise. `isOpen`: one before it was broken off, and nobody knows what that changed, so everybody. */
export const retoldBy = (
  before: Programme | null,
  programme: Programme,
  { isOpen, today }: { readonly isOpen: boolean; readonly today: Day },
): Retold => {
  if (before === null) return { pupils: [], schools: [], reassigned: [] };
  const isAll = isOpen || before.pupilLabel !== programme.pupilLabel;
  const present = new Map(programme.pupils.map((pupil) => [pupil.id, pupil]));
  const retold = before.pupils.filter((pupil) => isAll || isToldOtherwise(pupil, present.get(pupil.id)));
  const schools = isAll
    ? programme.schools.map(({ id }) => id)
    : retold.flatMap(({ id, school }) => [school, present.get(id)?.school ?? school]);
  const reassigned = isOpen
    ? programme.people.filter(isCoordinator).map(({ email }) => email)
    : reassignedBy(before, programme, today);
  return { pupils: retold.map(({ id }) => id), schools: [...new Set(schools)], reassigned };
};

/** Whether anything follows from it. */
export const isRetold = ({ pupils, reassigned }: Retold): boolean =>
  pupils.length > 0 || reassigned.length > 0;
