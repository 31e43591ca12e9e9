/** Teachers and coordinators whom Teams refuses: there is no message about them, so they stand where coordinators look. */
import { coversSchool, isActiveOn, type Directory } from './directory';
import type { Moment, Person } from './model';

/** One of them; `name` is shown to coordinators only. */
export interface StaffRefused {
  readonly name: string;
  readonly role: Exclude<Person['role'], 'student'>;
  readonly since: Moment;
}

/** See `SignalSource`. */
interface StaffSource {
  readonly directory: Directory;
  readonly schools: readonly string[];
  readonly unreachableSince: (person: string) => Moment | 'never' | null;
  readonly now: Moment;
}

/**
 * Those of today whom a coordinator of some schools is to know of: teachers, and colleagues at one of these schools. Each
 * once, by the role that comes first in the files; not who never had the bot.
 */
export const staffRefused = ({
  directory,
  schools,
  unreachableSince,
  now,
}: StaffSource): readonly StaffRefused[] => {
  const today = directory.calendar.dayOf(now);
  const told = new Set<string>();
  return directory.programme.people.flatMap((person) => {
    const { email, name, role } = person;
    const isConcern = role === 'teacher' || schools.some((school) => coversSchool(person, school));
    if (role === 'student' || !isConcern || !isActiveOn(person, today) || told.has(email)) return [];
    told.add(email);
    const since = unreachableSince(email);
    return typeof since === 'number' ? [{ name, role, since }] : [];
  });
};
