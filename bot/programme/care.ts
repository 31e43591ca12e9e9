/** The care button: a student who worries gets whom to reach, at once. */
import { isActiveOn, type Directory } from './directory';
import { splitSessionId } from './checkIn';
import type { CareUse } from './facts';
import { personName } from './labels';
import type { Day, Moment, School } from './model';
import { studentsOf } from './signalDetails';

/** Whom a student can reach about a pupil at one school. */
export interface CarePlace {
  readonly school: string;
  readonly name: string;
  /** Words of the programme; null when it names nobody. */
  readonly contact: string | null;
  /** Names of the coordinators who answer for the school. */
  readonly coordinators: readonly string[];
}

/**
 * The schools of a student's pupils, those of before too; with the session of one of their own pupils that school
 * alone. What a card says of somebody else's session changes nothing.
 */
export const carePlaces = (
  directory: Directory,
  student: string,
  session: string,
  today: Day,
): readonly CarePlace[] => {
  const own = directory.pairsOfStudent(student).map(({ pupil }) => pupil);
  const { pupil: asked } = splitSessionId(session);
  const pupils = own.includes(asked) ? [asked] : own;
  const schools = new Set(pupils.map((pupil) => directory.pupil(pupil)?.school ?? ''));
  return [...schools]
    .map((id) => directory.school(id))
    .filter((school): school is School => school !== null)
    .map(({ id, name, contact }) => ({
      school: id,
      name,
      contact,
      coordinators: directory.coordinatorsOf(id, today).map(({ email }) => personName(directory, email)),
    }));
};

/** The names of everybody who coordinates the programme, by day: for who has no school to go to. */
export const coordinatorNames = (directory: Directory, today: Day): readonly string[] =>
  directory.programme.people
    .filter((person) => person.role === 'coordinator' && isActiveOn(person, today))
    .map(({ email }) => personName(directory, email));

/** How often the button was used at one school. */
export interface CareCount {
  /** Name of the school. */
  readonly school: string;
  readonly count: number;
}

/** With fewer students at a school a count would point to somebody. */
const fewestStudents = 5;

/**
 * The uses between two moments, the first included and the last not, of those of the schools that have enough
 * students for a count to point to nobody.
 */
export const careCounts = (
  directory: Directory,
  schools: readonly string[],
  uses: readonly CareUse[],
  { from, to }: { readonly from: Moment; readonly to: Moment },
): readonly CareCount[] =>
  schools.flatMap((id) => {
    const count = uses.filter(({ school, at }) => school === id && at >= from && at < to).length;
    const isLarge = studentsOf({ directory, schools: [id], now: to }).length >= fewestStudents;
    return count > 0 && isLarge ? [{ school: directory.school(id)?.name ?? id, count }] : [];
  });
