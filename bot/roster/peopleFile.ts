/**
 * people.csv: who takes part, a row for each role of a person.
 */
import type { Person, Role } from '../programme/model';
import type { Table } from './csvTable';
import { quoted } from './problems';
import type { ProblemList } from './problems';
import type { SettingsFile } from './programmeFile';
import { FirstLines, RowReader } from './rowReader';

/** Columns of people.csv. */
export const peopleColumns = {
  required: ['email', 'name', 'role'],
  optional: ['language', 'university', 'schools'],
};

const roles = ['student', 'teacher', 'coordinator'] as const satisfies readonly Role[];

/** The people, and who may be referred to from other files. */
export interface PeopleFile {
  readonly people: readonly Person[];
  /** Whether someone has the role; also true when the file leaves that open, so as not to report it twice. */
  mayBe(role: Role, email: string): boolean;
}

/** Reads people.csv; without a table nobody is known and anybody may be. */
export function readPeople(table: Table | null, settings: SettingsFile, problems: ProblemList): PeopleFile {
  const people: Person[] = [];
  const first = new FirstLines();
  const unclear = new Set<string>();
  for (const row of table?.rows ?? []) {
    const reader = new RowReader(row, problems);
    const { email, role, person } = readPerson(reader, settings);
    if (email !== null && role === null) unclear.add(email);
    const before = email === null || role === null ? null : first.before(keyOf(role, email), row.line);
    if (before !== null)
      reader.wrong(`${quoted(email)} is already a ${role ?? ''} on line ${before}, expected once`);
    if (person !== null && reader.sound) people.push(person);
  }
  const open = table === null || !table.complete;
  return { people, mayBe: (role, email) => open || unclear.has(email) || first.has(keyOf(role, email)) };
}

function keyOf(role: Role, email: string): string {
  return `${role} ${email}`;
}

function readPerson(reader: RowReader, settings: SettingsFile) {
  const email = reader.address('email');
  const name = reader.text('name');
  const role = reader.oneOf('role', roles);
  const language = reader.optionalOneOf('language', ['nl', 'en']);
  const university = readUniversity(reader, role, settings.universities);
  const schools = readSchools(reader, settings.schools);
  if (email === null || role === null) return { email, role, person: null };
  const person: Person = {
    email,
    name,
    role,
    language,
    university: role === 'student' ? university : null,
    schools: role === 'coordinator' ? schools : [],
    endedOn: null,
  };
  return { email, role, person };
}

function readUniversity(
  reader: RowReader,
  role: Role | null,
  known: ReadonlySet<string> | null,
): string | null {
  if (role !== 'student' && reader.isEmpty('university')) return null;
  const university = reader.id('university');
  if (university !== null && known !== null && !known.has(university)) {
    reader.wrong(`university is ${quoted(university)}, expected ${oneOf(known, 'universities')}`);
  }
  return university;
}

function readSchools(reader: RowReader, known: ReadonlySet<string> | null): readonly string[] {
  const schools = reader.texts('schools');
  for (const school of schools.filter((id) => known !== null && !known.has(id))) {
    reader.wrong(`schools names ${quoted(school)}, expected ${oneOf(known, 'schools')}`);
  }
  return schools;
}

/** What a reference to programme.json may be. */
export function oneOf(known: ReadonlySet<string> | null, what: string): string {
  return known === null || known.size === 0
    ? `an id from "${what}" in programme.json, which has none`
    : `one of ${[...known].slice(0, 10).join(', ')} (the ${what} in programme.json)`;
}
