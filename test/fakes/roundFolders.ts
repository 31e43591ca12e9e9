/** Two small programmes for whole rounds of intervision: one without groups, one with a fixed time and one without. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Player } from './teamsStandIn';

type Role = 'student' | 'teacher' | 'coordinator';

/** Somebody of a programme whose tenant is its id. */
export const playerIn =
  (programme: string) =>
  (name: string): Player => ({
    name,
    email: `${name}@${programme}.example`,
    aadObjectId: `aad-${name}-${programme}`,
    tenant: `tenant-${programme}`,
  });

/**
 * Students by name, each with a pupil of the first name given whom they meet on Monday at ten, in the last weeks only:
 * sessions are tried elsewhere.
 */
export interface Cast {
  readonly id: string;
  readonly students: readonly string[];
  readonly teachers: readonly string[];
  readonly coordinators: readonly string[];
  readonly pupilName: (student: string) => string;
  /** Rows of groups.csv; none: there is no such file. */
  readonly groups: readonly string[];
}

const csv = (header: string, rows: readonly string[]): string => [header, ...rows, ''].join('\n');

const settings = (id: string) => ({
  id,
  name: `Programma ${id}`,
  timeZone: 'Europe/Amsterdam',
  language: 'nl',
  start: '2027-02-08',
  end: '2027-07-02',
  requiredSessions: 14,
  tenants: [`tenant-${id}`],
  schools: [{ id: 'jdw', name: 'Johan de Witt' }],
  universities: [{ id: 'leiden', name: 'Universiteit Leiden' }],
});

const code = (student: string): string => `P-${student}`;

/** Writes the folder of a programme. */
export const writeCast = (folder: string, { id, groups, pupilName, ...people }: Cast): string => {
  const as = (role: Role, names: readonly string[]): string[] =>
    names.map((name) => `${name}@${id}.example,${name},${role},${role === 'student' ? 'leiden' : ''}`);
  const files: Record<string, string> = {
    'programme.json': JSON.stringify(settings(id)),
    'people.csv': csv('email,name,role,university', [
      ...as('coordinator', people.coordinators),
      ...as('teacher', people.teachers),
      ...as('student', people.students),
    ]),
    'pupils.csv': csv(
      'pupil,firstName,school,class',
      people.students.map((student) => `${code(student)},${pupilName(student)},jdw,3A`),
    ),
    'pairs.csv': csv(
      'pupil,student,weekday,start,end,from',
      people.students.map((student) => `${code(student)},${student}@${id}.example,ma,10:00,11:00,2027-06-21`),
    ),
    ...(groups.length === 0
      ? {}
      : { 'groups.csv': csv('group,teacher,student,weekday,start,end,room', groups) }),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};
