/**
 * Who may see and do what: the one place that decides it. docs/security.md shows the same tables; a test compares them.
 *
 * How to use it. Every verb and every command has a row here (`verbThings`, `commandThings`): without one nothing answers it, and
 * the compiler says so. A conversation asks `granted(turn, thing)` (dialogs/turn.ts) and gets a grant for each programme
 * and role in which the sender reaches the thing; there is no other way to a role. Then it asks about the single case,
 * before anything is read: `schoolsWithin`, `pupilWithin`, `sessionMayBeOwn`, `studentsWithin`, `groupWithin`. What is sent,
 * drawn anew or handed over later asks again at that moment: `grantOn`.
 */
import { isSurelyNotOwn } from './checkIn';
import { coversSchool, isActiveOn, isPairOn, type Directory } from './directory';
import type { Day, Moment, Person, Pupil, Role } from './model';
import type { RoundGroup } from './rounds/model';

/**
 * How far a role reaches: what is the person's own; the pupils they mentor today; the groups they are in or lead; the
 * schools they answer for; everything of the programme. Null: nothing.
 */
export type Reach = 'own' | 'ownPupils' | 'ownGroups' | 'schools' | 'programme' | null;

type Row = Readonly<Record<Role, Reach>>;

const everybody: Row = { student: 'own', teacher: 'own', coordinator: 'own' };
const student = (reach: Reach): Row => ({ student: reach, teacher: null, coordinator: null });
const coordinator = (reach: Reach): Row => ({ student: null, teacher: null, coordinator: reach });
const group = (of: Partial<Row>): Row => ({ student: null, teacher: 'ownGroups', coordinator: null, ...of });

/** Everything there is to see or do, with how far each role reaches. */
export const accessTable = {
  /** Help, language, calendar link, what is stored about the person and who looked. */
  own: everybody,
  /** The week of the person. */
  week: { student: 'own', teacher: 'own', coordinator: null },
  /** Check-ins with next step and note: free text of students is for nobody else. */
  checkIns: student('own'),
  pauses: student('own'),
  /** Whom to reach at once, by school. */
  care: student('own'),
  hours: student('own'),
  /** Level, reasons and where it stands; never who did what about it. */
  flagOfOwnPupil: student('ownPupils'),
  /** Flags with their history, notes and the names of who acted. */
  flags: coordinator('schools'),
  /** What was answered of a pupil's sessions, corrections with their reasons. */
  answers: coordinator('schools'),
  /** Attendance of schools, classes, pupils and students. */
  summary: coordinator('schools'),
  /** What is the matter with students, and who spoke to them. */
  students: coordinator('schools'),
  files: coordinator('schools'),
  digest: coordinator('schools'),
  /** Rounds and their groups: made, confirmed, cancelled, and where they stand. No case, no report. */
  rounds: coordinator('programme'),
  /** When a group could meet: offered, taken, shifted, offered anew. */
  slots: group({ coordinator: 'programme' }),
  poll: { student: 'ownGroups', teacher: null, coordinator: null },
  /** When and where a group meets, who comes and who brings the case. */
  meetings: group({ student: 'ownGroups' }),
  /** Whose turn it is to bring the case, passed on, taken or traded. */
  caseTurn: { student: 'ownGroups', teacher: null, coordinator: null },
  /** The case while it is being written; its bringer writes it. */
  ownCase: student('own'),
  caseText: group({ student: 'own' }),
  /** The case as its group gets it, a weekday before, and last time's follow-up. */
  agenda: group({ student: 'ownGroups' }),
  /** Method, advice and follow-up: what is said stays in the group. */
  report: group({}),
  /** Who came, as numbers and names. */
  turnout: group({ coordinator: 'programme' }),
  /** All groups that somebody leads on one card, with who brings what. */
  ledGroups: group({}),
  /** How many open flags there are in a group, no pupil named. */
  flagCount: group({}),
} as const satisfies Readonly<Record<string, Row>>;

/** Something to see or do. */
export type Thing = keyof typeof accessTable;

/** What every verb of a card is about. */
export const verbThings = {
  'command.run': ['own'],
  'checkIn.record': ['checkIns'],
  'checkIn.change': ['checkIns'],
  'checkIn.correct': ['answers'],
  'checkIn.corrections': ['answers'],
  'care.show': ['care'],
  'flag.list': ['flags', 'flagOfOwnPupil'],
  'flag.show': ['flags'],
  'flag.acknowledge': ['flags'],
  'flag.note': ['flags'],
  'flag.resolve': ['flags'],
  'flag.passOn': ['flags'],
  'summary.show': ['summary'],
  'student.list': ['students'],
  'student.show': ['students'],
  'student.contacted': ['students'],
  'student.notContacted': ['students'],
  'export.file': ['files'],
  'export.link': ['files'],
  'calendar.show': ['own'],
  'calendar.renew': ['own'],
  'calendar.stop': ['own'],
  'privacy.file': ['own'],
  'privacy.link': ['own'],
  'round.create': ['rounds'],
  'round.propose': ['rounds'],
  'round.move': ['rounds'],
  'round.confirm': ['rounds'],
  'round.cancel': ['rounds'],
  'round.show': ['meetings', 'slots', 'rounds'],
  'round.list': ['ledGroups'],
  'round.offer': ['slots'],
  'round.take': ['slots'],
  'round.shift': ['slots'],
  'round.cancelGroup': ['slots'],
  'round.handOver': ['slots'],
  'round.available': ['poll'],
  'round.case': ['ownCase'],
  'round.pass': ['caseTurn'],
  'round.volunteer': ['caseTurn'],
  'round.trade': ['caseTurn'],
  'round.report': ['report'],
  'round.attended': ['report'],
} as const satisfies Readonly<Record<string, readonly Thing[]>>;

/** A verb that a card may send. */
export type Verb = keyof typeof verbThings;

/** Whether what a card sent is a verb; the names every object has are none. */
export const isVerb = (text: string): text is Verb => Object.hasOwn(verbThings, text);

/** What every command is about; with several things the one the person reaches. */
export const commandThings = {
  help: ['own'],
  myWeek: ['week'],
  checkIn: ['checkIns'],
  summary: ['summary'],
  flags: ['flags', 'flagOfOwnPupil'],
  care: ['care'],
  silent: ['students'],
  intervision: ['meetings', 'rounds'],
  hours: ['hours'],
  export: ['files'],
  pause: ['pauses'],
  language: ['own'],
  privacy: ['own'],
} as const satisfies Readonly<Record<string, readonly Thing[]>>;

const roles: readonly Role[] = ['student', 'teacher', 'coordinator'];

/** The roles that reach one of the things. */
export const rolesReaching = (things: readonly Thing[]): readonly Role[] =>
  roles.filter((role) => things.some((thing) => accessTable[thing][role] !== null));

/** Somebody in Teams: the same address in another tenant is somebody else. */
export interface Who {
  readonly tenant: string;
  readonly email: string;
}

/** A role that reaches a thing, in one programme. */
export interface Grant {
  readonly directory: Directory;
  readonly person: Person;
  readonly reach: Exclude<Reach, null>;
}

/** The roles somebody has at a moment: none once an import ended them, none in another tenant's programme. */
export const rolesAt = (directory: Directory, { tenant, email }: Who, now: Moment): readonly Person[] => {
  if (!directory.programme.tenants.includes(tenant)) return [];
  const today = directory.calendar.dayOf(now);
  return directory.rolesOf(email).filter((person) => isActiveOn(person, today));
};

/** Of somebody's roles those that reach a thing. */
export const grantsOf = (directory: Directory, people: readonly Person[], thing: Thing): readonly Grant[] =>
  people.flatMap((person) => {
    const reach: Reach = accessTable[thing][person.role];
    return reach === null ? [] : [{ directory, person, reach }];
  });

/** The role in which somebody of the programme reaches a thing on a day; null when in none. */
export const grantOn = (directory: Directory, email: string, thing: Thing, day: Day): Grant | null => {
  const people = directory.rolesOf(email).filter((person) => isActiveOn(person, day));
  return grantsOf(directory, people, thing)[0] ?? null;
};

/** The schools a grant reaches, in order of the files; none unless it reaches by school or the whole programme. */
export const schoolsWithin = ({ directory, person, reach }: Grant): readonly string[] => {
  if (reach !== 'schools' && reach !== 'programme') return [];
  const ids = directory.programme.schools.map(({ id }) => id);
  return reach === 'programme' ? ids : ids.filter((id) => coversSchool(person, id));
};

/** The pupil with this id, if the grant reaches them on a day; null as well for nobody. */
export const pupilWithin = (grant: Grant, id: string, day: Day): Pupil | null => {
  const { directory, person, reach } = grant;
  const pupil = directory.pupil(id);
  if (pupil === null) return null;
  const isMentored = (): boolean =>
    directory.pairsOfStudent(person.email).some((pair) => pair.pupil === id && isPairOn(pair, day));
  const isWithin = reach === 'ownPupils' ? isMentored() : schoolsWithin(grant).includes(pupil.school);
  return isWithin ? pupil : null;
};

/** Whether a session may be the person's own, as far as the roster alone shows; false without reading anything. */
export const sessionMayBeOwn = ({ directory, person, reach }: Grant, sessionId: string): boolean =>
  reach === 'own' && person.role === 'student' && !isSurelyNotOwn(directory, person.email, sessionId);

/** Whether a group is one the grant reaches: its teacher's, its members', or any of the programme. */
export const groupWithin = (
  { person, reach }: Grant,
  { teacher, students }: Pick<RoundGroup, 'teacher' | 'students'>,
): boolean => {
  if (reach === 'programme') return true;
  if (reach !== 'ownGroups') return false;
  return person.role === 'teacher' ? teacher === person.email : students.includes(person.email);
};
