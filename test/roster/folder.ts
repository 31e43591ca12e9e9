/** A small sound programme folder as text; a test changes the file that matters to it. */
import type { FileName, FolderFiles } from '../../bot/roster/folderFiles';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { formatProblem } from '../../bot/roster/problems';

export type Texts = Readonly<Partial<Record<FileName, string | Uint8Array>>>;

export const settings = {
  id: 'hmp',
  name: 'Haags Mentorprogramma',
  timeZone: 'Europe/Amsterdam',
  language: 'nl',
  start: '2027-02-08',
  end: '2027-07-02',
  requiredSessions: 14,
  tenants: ['t1'],
  schools: [
    { id: 'jdw', name: 'Johan de Witt', closed: [] },
    { id: 'zwc', name: 'Zuiderpark College' },
  ],
  universities: [{ id: 'leiden', name: 'Universiteit Leiden' }],
};

/** programme.json with some keys changed, one key a line: `id` is on line 2. */
export const settingsText = (changes: Readonly<Record<string, unknown>> = {}): string =>
  `{\n${Object.entries({ ...settings, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(',\n')}\n}\n`;

export const sound = {
  'programme.json': settingsText(),
  'people.csv':
    'email,name,role,university,schools\n' +
    'cora@x.org,Cora,coordinator,,\n' +
    'theo@x.org,Theo,teacher,,\n' +
    'sam@x.org,Sam,student,leiden,\n' +
    'noor@x.org,Noor,student,leiden,\n',
  'pupils.csv': 'pupil,firstName,school,class\np1,Yara,jdw,3A\np2,Bram,zwc,3B\n',
  'pairs.csv':
    'pupil,student,weekday,start,end,from,until\n' +
    'p1,sam@x.org,di,09:00,10:00,,\n' +
    'p2,noor@x.org,wo,09:00,10:00,,\n',
} satisfies Texts;

const encoder = new TextEncoder();

/** A folder with these files over the sound ones; `undefined` leaves a file out. */
export function folderOf(
  changes: Readonly<Partial<Record<FileName, string | Uint8Array | undefined>>>,
): FolderFiles {
  const texts = Object.entries({ ...sound, ...changes });
  const contents = new Map<FileName, Uint8Array>();
  for (const [file, text] of texts) {
    if (isFile(file) && text !== undefined) {
      contents.set(file, typeof text === 'string' ? encoder.encode(text) : text);
    }
  }
  return { contents, problems: [] };
}

function isFile(name: string): name is FileName {
  return name.includes('.');
}

/** The problems of a folder as they are printed. */
export function problemsOf(changes: Parameters<typeof folderOf>[0]): readonly string[] {
  const parsed = parseFolder(folderOf(changes));
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

/** The programme of a folder that must be sound. */
export function programmeOf(changes: Parameters<typeof folderOf>[0]) {
  const parsed = parseFolder(folderOf(changes));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed;
}
