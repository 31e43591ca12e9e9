/** A programme whose sessions all stand at the same hour, so that one moment makes a wave of messages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Player } from './teamsStandIn';

/** Id of the programme. */
export const waveProgramme = 'wave-2027';
/** Where everybody in it is. */
export const waveTenant = 'wave-tenant';

const number = (n: number): string => String(n).padStart(3, '0');
const player = (name: string): Player => ({
  name,
  email: `${name}@leiden.example.org`,
  aadObjectId: `aad-${name}`,
  tenant: waveTenant,
});

/** Students with one pupil each. */
export const waveStudents = (count: number): Player[] =>
  Array.from({ length: count }, (_, n) => player(`student${number(n)}`));

/** Students without a pupil: nothing is ever due for them. */
export const waveVisitors = (count: number): Player[] =>
  Array.from({ length: count }, (_, n) => player(`visitor${number(n)}`));

/** The session of the n-th student on a Tuesday, 10:00 to 11:00. */
export const waveSession = (n: number, day: string): string => `P${number(n)}/${day}`;

const settings = {
  id: waveProgramme,
  name: 'Golf',
  timeZone: 'Europe/Amsterdam',
  language: 'nl',
  start: '2027-02-08',
  end: '2027-07-02',
  requiredSessions: 14,
  tenants: [waveTenant],
  schools: [{ id: 'jdw', name: 'Johan de Witt' }],
  universities: [{ id: 'leiden', name: 'Universiteit Leiden' }],
};

const csv = (header: string, rows: readonly string[]): string => [header, ...rows, ''].join('\n');

/** Writes the folder of a programme with so many pairs, all on Tuesday at ten. */
export const writeWaveFolder = (folder: string, pairs: number, visitors: number): string => {
  const students = waveStudents(pairs);
  const people = [...students, ...waveVisitors(visitors)].map(
    ({ name, email }) => `${email},${name},student,leiden,`,
  );
  mkdirSync(folder, { recursive: true });
  const files = {
    'programme.json': JSON.stringify(settings),
    'people.csv': csv('email,name,role,university,schools', [
      'cora@jdw.example.org,Cora Bakker,coordinator,,jdw',
      ...people,
    ]),
    'pupils.csv': csv(
      'pupil,firstName,school,class',
      students.map((_, n) => `P${number(n)},Yara${n},jdw,3A`),
    ),
    'pairs.csv': csv(
      'pupil,student,weekday,start,end',
      students.map(({ email }, n) => `P${number(n)},${email},di,10:00,11:00`),
    ),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};
