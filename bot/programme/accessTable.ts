/**
 * How far each role reaches, and what everything that is asked or sent is about. access.ts decides by these tables;
 * docs/security.md shows the same ones.
 */
import type { Role } from './model';
import type { AnyKind } from './plannedMessage';

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
  /** The same at any other time: who leads the meeting prepares it. */
  agendaAlways: group({}),
  /** Method, advice and follow-up: what is said stays in the group. */
  report: group({}),
  /** Who was at a meeting: its group saw that. */
  attended: group({ student: 'ownGroups', coordinator: 'programme' }),
  /** How many came, and who did not. */
  turnout: group({ coordinator: 'programme' }),
  /** All groups that somebody leads on one card, with who brings what. */
  ledGroups: group({}),
  /** How many open flags there are in a group, no pupil named. */
  flagCount: group({}),
} as const satisfies Readonly<Record<string, Row>>;

/** Something to see or do. */
export type Thing = keyof typeof accessTable;

/**
 * Who is told of what the operator looks up with the tool, by command, where it names no single pupils or people: everybody
 * in the role, or a student of one of the pupils it was about.
 */
export const toolTells = {
  sessions: student('ownPupils'),
  forecast: student('ownPupils'),
  summary: student('ownPupils'),
  flags: { student: 'ownPupils', teacher: null, coordinator: 'programme' },
  rounds: { student: 'programme', teacher: 'programme', coordinator: 'programme' },
  outbox: { student: 'ownPupils', teacher: 'programme', coordinator: 'programme' },
  export: { student: 'ownPupils', teacher: 'programme', coordinator: 'programme' },
} as const satisfies Readonly<Record<string, Row>>;

/** A command of the operator's tool that tells of everybody in a programme. */
export type ToldOf = keyof typeof toolTells;

/** What every verb of a card is about. */
export const verbThings = {
  'command.run': ['own'],
  'week.show': ['week'],
  'hours.show': ['hours'],
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
  'round.show': ['meetings', 'slots', 'rounds', 'poll', 'caseTurn', 'agenda'],
  'round.list': ['ledGroups'],
  'round.offer': ['slots'],
  'round.take': ['slots'],
  'round.shift': ['slots'],
  'round.cancelGroup': ['slots'],
  'round.handOver': ['slots'],
  'round.available': ['poll'],
  'round.case': ['ownCase', 'caseTurn'],
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

/**
 * What every message that the bot starts is about; with several things the one the receiver reaches, in this order. What
 * its card shows besides (who came, the case, the count of flags) is asked for by itself.
 */
export const messageThings = {
  flagRaised: ['flags'],
  studentUnreachable: ['students'],
  digest: ['digest'],
  checkIn: ['checkIns'],
  reminder1: ['checkIns'],
  reminder2: ['checkIns'],
  nudge: ['checkIns'],
  roundCancelled: ['meetings', 'rounds'],
  roundOffer: ['slots'],
  roundPoll: ['poll'],
  roundPollReminder: ['poll'],
  roundInvite: ['meetings'],
  roundCase: ['ownCase', 'caseTurn'],
  roundCaseReminder: ['ownCase', 'caseTurn'],
  roundReminder: ['meetings'],
  roundAgenda: ['agenda'],
  roundReport: ['report'],
  roundReportReminder: ['report'],
} as const satisfies Readonly<Record<AnyKind, readonly Thing[]>>;
