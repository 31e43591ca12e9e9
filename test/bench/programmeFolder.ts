/** A programme of 5,000 pairs as a folder of files: ten schools of 500 pupils, 21 weeks, nothing closed. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const pairs = 5000;
export const pupilsPerSchool = 500;
const pupilsPerClass = 25;
const tenant = 'bench-tenant';

const schoolIds = Array.from({ length: pairs / pupilsPerSchool }, (_, n) => `school${n}`);

/** The school whose pupils have twenty weeks behind them, and the one whose students check in. */
export const [pastSchool = '', checkInSchool = ''] = schoolIds;

export const settings = {
  id: 'bench-2027',
  name: 'Mentorprogramma',
  timeZone: 'Europe/Amsterdam',
  language: 'nl',
  start: '2027-02-08',
  end: '2027-07-02',
  requiredSessions: 14,
  tenants: [tenant],
  schools: schoolIds.map((id, n) => ({ id, name: `Lyceum ${n}` })),
  universities: [{ id: 'leiden', name: 'Universiteit Leiden' }],
};

/** Who answers for the school with a past. */
export const coordinator = {
  email: 'coordinator@school0.example.org',
  aadObjectId: 'aad-coordinator',
  tenant,
};

export const pupilId = (n: number): string => `L${String(n).padStart(5, '0')}`;
export const studentEmail = (n: number): string => `student${n}@leiden.example.org`;

const numbers = Array.from({ length: pairs }, (_, n) => n);
const schoolOf = (n: number): number => Math.floor(n / pupilsPerSchool);
const classOf = (n: number): string => `4H${Math.floor((n % pupilsPerSchool) / pupilsPerClass)}`;
const start = (n: number): string => `${String(9 + (n % 7)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`;
const end = (n: number): string => `${String(10 + (n % 7)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`;

const csv = (header: string, rows: readonly string[]): string => [header, ...rows, ''].join('\n');

const people = [
  `${coordinator.email},Cora Bakker,coordinator,,,${pastSchool}`,
  ...numbers.map((n) => `${studentEmail(n)},Student ${n} de Boer,student,,leiden,`),
];

const files = {
  'programme.json': JSON.stringify(settings),
  'people.csv': csv('email,name,role,language,university,schools', people),
  'pupils.csv': csv(
    'pupil,firstName,school,class,interests',
    numbers.map((n) => `${pupilId(n)},Yara${n},school${schoolOf(n)},${classOf(n)},muziek|sport`),
  ),
  'pairs.csv': csv(
    'pupil,student,weekday,start,end,room',
    numbers.map((n) => `${pupilId(n)},${studentEmail(n)},${(n % 5) + 1},${start(n)},${end(n)},${n % 40}`),
  ),
};

/** Rows of the files: a person, a pupil or a pair. */
export const rosterRows = 3 * pairs + 1;

/** Writes the files and returns their folder. */
export const writeFolder = async (directory: string): Promise<string> => {
  const folder = join(directory, 'programme');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
};
