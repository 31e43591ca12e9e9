/** A programme with the look-ups that the rules and conversations need, made once per import. */
import { zoneCalendar, type ZoneCalendar } from './calendar';
import { groupBy } from './groupBy';
import { indexBy } from './indexBy';
import type { Closure, Day, Language, Pair, Person, Programme, Pupil, Role, School } from './model';
import { pupilLabels } from './pupilLabels';
import { meetingDays, slotKey } from './slots';

/** A programme that can be asked about. Look-ups by address take any case. */
export interface Directory {
  readonly programme: Programme;
  readonly calendar: ZoneCalendar;
  school(id: string): School | null;
  pupil(id: string): Pupil | null;
  /** What a pupil may be called on cards; null for one who is not in the files. */
  labelOf(pupil: string): string | null;
  /** In order of the files. */
  pupilsOfSchool(school: string): readonly Pupil[];
  pairsOfPupil(pupil: string): readonly Pair[];
  pairsOfStudent(student: string): readonly Pair[];
  /** A person's roles, ended ones included. */
  rolesOf(email: string): readonly Person[];
  person(email: string, role: Role): Person | null;
  /** The coordinators who answer for a school on a day. */
  coordinatorsOf(school: string, day: Day): readonly Person[];
  /** The closed days of a pair: those of the pupil's school and those of the student's university. */
  closuresOf(pair: Pair): readonly (readonly Closure[])[];
  /** The days on which a pair meets, in order. */
  meetingDays(pair: Pair): readonly Day[];
  /** Equal for pairs with the same days, times and closures. */
  slotOf(pair: Pair): string;
  languageOf(email: string): Language;
}

/** Whether a person still takes part on a day: not from the day on which an import ended them. */
export const isActiveOn = (person: { readonly endedOn: Day | null }, day: Day): boolean =>
  person.endedOn === null || day < person.endedOn;

/** Whether a pair meets, or could, on a day: its first and its last day count. */
export const isPairOn = (pair: Pair, day: Day): boolean =>
  (pair.from === null || pair.from <= day) && (pair.until === null || day <= pair.until);

/** Whether a coordinator answers for a school; no schools named means all of them. */
export const coversSchool = (coordinator: Person, school: string): boolean =>
  coordinator.schools.length === 0 || coordinator.schools.includes(school);

type Calendars = Pick<Directory, 'closuresOf' | 'meetingDays' | 'slotOf'>;

interface Closing {
  readonly id: string;
  readonly closed: readonly Closure[];
}

/** A short name for the closed days of each school or university, the same for the same days. */
const closureNames = (closing: readonly Closing[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  return new Map(
    closing.map(({ id, closed }) => {
      const days = JSON.stringify(closed.map(({ from, to }) => [from, to]));
      const name = names.get(days) ?? String(names.size);
      names.set(days, name);
      return [id, name];
    }),
  );
};

const calendarsOf = (
  programme: Programme,
  pupil: Directory['pupil'],
  person: Directory['person'],
): Calendars => {
  const schools = new Map(programme.schools.map((school) => [school.id, school.closed]));
  const universities = new Map(
    programme.universities.map((university) => [university.id, university.closed]),
  );
  const daysOfSlot = new Map<string, readonly Day[]>();
  const schoolOf = (pair: Pair): string => pupil(pair.pupil)?.school ?? '';
  const universityOf = (pair: Pair): string => person(pair.student, 'student')?.university ?? '';
  const schoolNames = closureNames(programme.schools);
  const universityNames = closureNames(programme.universities);
  const slotOf = (pair: Pair): string =>
    slotKey(pair, schoolNames.get(schoolOf(pair)) ?? '', universityNames.get(universityOf(pair)) ?? '');
  const closuresOf = (pair: Pair) => [
    schools.get(schoolOf(pair)) ?? [],
    universities.get(universityOf(pair)) ?? [],
  ];
  const meeting = (pair: Pair): readonly Day[] => {
    const slot = slotOf(pair);
    const days = daysOfSlot.get(slot) ?? meetingDays(programme, pair, closuresOf(pair));
    daysOfSlot.set(slot, days);
    return days;
  };
  return { closuresOf, slotOf, meetingDays: meeting };
};

/** Makes the look-ups of a programme; linear in its size. */
export const directoryOf = (programme: Programme): Directory => {
  const schools = new Map(programme.schools.map((school) => [school.id, school]));
  const pupils = indexBy(programme.pupils, (pupil) => pupil.id);
  const people = indexBy(programme.people, (person) => person.email);
  const coordinators = programme.people.filter((person) => person.role === 'coordinator');
  const pupilsBySchool = groupBy(programme.pupils, (pupil) => pupil.school);
  const labelOf = pupilLabels(programme);
  const pairsOfPupil = indexBy(programme.pairs, (pair) => pair.pupil);
  const pairsOfStudent = indexBy(programme.pairs, (pair) => pair.student);
  const rolesOf = (email: string): readonly Person[] => people(email.toLowerCase());
  const pupilBy = (id: string): Pupil | null => pupils(id)[0] ?? null;
  const personIn = (email: string, role: Role): Person | null =>
    rolesOf(email).find((person) => person.role === role) ?? null;
  return {
    programme,
    calendar: zoneCalendar(programme.timeZone),
    school: (id) => schools.get(id) ?? null,
    pupil: pupilBy,
    labelOf: (id) => {
      const pupil = pupilBy(id);
      return pupil === null ? null : labelOf(pupil);
    },
    pupilsOfSchool: (school) => pupilsBySchool.get(school) ?? [],
    pairsOfPupil,
    pairsOfStudent: (student) => pairsOfStudent(student.toLowerCase()),
    rolesOf,
    person: personIn,
    coordinatorsOf: (school, day) =>
      coordinators.filter((c) => coversSchool(c, school) && isActiveOn(c, day)),
    ...calendarsOf(programme, pupilBy, personIn),
    languageOf: (email) =>
      rolesOf(email).find((person) => person.language !== null)?.language ?? programme.language,
  };
};
