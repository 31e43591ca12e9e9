/** Which messages the bot starts, when, and what stops them (docs/rules.md, Messages the bot starts). */
import { addWeekdays, moveToOpening, type Opening } from './calendar';
import { digestTime } from './digests';
import { isActiveOn, type Directory } from './directory';
import type { Day, Moment, Pair } from './model';
import type { AnyKind, ExpiryReason, MessageKind, PlannedMessage } from './plannedMessage';
import type { FlagNotice, Pause, Session, UnreachableStudent } from './facts';
import { pupilsFrom, unreachableSubject } from './unreachable';

/** The hour at which nudges and reminders are due. */
const afternoon = '16:00';
/** Days for which a check-in and its reminders are worth sending. */
const checkInDays = 7;
/** The hour until which a digest is worth sending. */
const digestEnd = '19:00';
/** Days for which telling coordinators of a flag, or of a student who cannot be reached, is worth it. */
const tellingDays = 3;

/** When a message is due after moving, and until when it is worth sending. */
export interface Timing {
  readonly dueAt: Moment;
  readonly worthUntil: Moment;
}

/** The kinds of message that follow from a session, in order. */
export const sessionKinds = [
  'nudge',
  'checkIn',
  'reminder1',
  'reminder2',
] as const satisfies readonly MessageKind[];
/** One of them. */
export type SessionKind = (typeof sessionKinds)[number];

/** Whether a message follows from a session. */
export const isSessionKind = (kind: string): kind is SessionKind => sessionKinds.some((one) => one === kind);

/** The question about a session and what reminds of it, in order. */
const asking = ['checkIn', 'reminder1', 'reminder2'] as const satisfies readonly SessionKind[];

/** What asks about a session before a message of this kind does. */
export const askedBefore = (kind: AnyKind): readonly SessionKind[] =>
  asking.slice(
    0,
    Math.max(
      0,
      asking.findIndex((one) => one === kind),
    ),
  );

/** What reminds of a message of this kind, in order. */
export const remindersOf = (kind: AnyKind): readonly SessionKind[] =>
  asking.filter((one) => askedBefore(one).some((before) => before === kind));

/** Identity of a message: it is planned once and for ever. */
export const messageKey = (kind: AnyKind, receiver: string, subject: string): string =>
  `${kind}/${receiver}/${subject}`;

/** What a `messageKey` was made of; an address may hold a slash before its @. Empty where the key holds nothing. */
export const partsOfKey = (
  key: string,
): { readonly kind: string; readonly receiver: string; readonly subject: string } => {
  const [, kind = '', receiver = '', subject = ''] =
    /^([^/]*)(?:\/([^@]*@[^/]*|[^/]*))?(?:\/(.*))?$/su.exec(key) ?? [];
  return { kind, receiver, subject };
};

/** Where messages to the student of a pair may start: their university and the pupil's school are open. */
export const studentOpening = (directory: Directory, pair: Pair): Opening => ({
  window: directory.programme.sendWindow,
  closed: directory.closuresOf(pair),
});

/** Where messages to coordinators and teachers may start: they have no closed days. */
export const staffOpening = (directory: Directory): Opening => ({
  window: directory.programme.sendWindow,
  closed: [],
});

/** The four messages of a session. Reminders count weekdays from where the one before them was moved to. */
export const sessionTimings = (
  session: Pick<Session, 'date' | 'start' | 'end'>,
  opening: Opening,
  calendar: Directory['calendar'],
): Readonly<Record<SessionKind, Timing>> => {
  const move = (moment: Moment): Moment => moveToOpening(moment, opening, calendar);
  const afternoonOf = (day: Day): Moment => move(calendar.momentOf(day, afternoon));
  const nudge = afternoonOf(addWeekdays(session.date, -1));
  const checkIn = move(session.end);
  const reminder1 = afternoonOf(addWeekdays(calendar.dayOf(checkIn), 1));
  const reminder2 = afternoonOf(addWeekdays(calendar.dayOf(reminder1), 2));
  const worthUntil = calendar.sameTimeLater(session.end, checkInDays);
  return {
    nudge: { dueAt: nudge, worthUntil: session.start },
    checkIn: { dueAt: checkIn, worthUntil },
    reminder1: { dueAt: reminder1, worthUntil },
    reminder2: { dueAt: reminder2, worthUntil },
  };
};

/** The digests of one Monday, one for each coordinator then in the programme. */
export const digestTiming = (directory: Directory, monday: Day): Timing => {
  const { calendar } = directory;
  return {
    dueAt: moveToOpening(calendar.momentOf(monday, digestTime), staffOpening(directory), calendar),
    worthUntil: calendar.momentOf(monday, digestEnd),
  };
};

/** One message to each of some coordinators, due at the moment to tell of or when they may next be written to. */
const tellingMessages = (
  directory: Directory,
  told: { readonly kind: MessageKind; readonly subject: string; readonly at: Moment },
  receivers: Iterable<string>,
): PlannedMessage[] => {
  const { calendar } = directory;
  const dueAt = moveToOpening(told.at, staffOpening(directory), calendar);
  const worthUntil = calendar.sameTimeLater(told.at, tellingDays);
  const { kind, subject } = told;
  return [...receivers].map((receiver) => ({
    key: messageKey(kind, receiver, subject),
    kind,
    receiver,
    subject,
    dueAt,
    worthUntil,
  }));
};

/** The flag of which a `flagRaised` tells. */
export const flagOfSubject = (subject: string): string => subject.slice(0, subject.lastIndexOf('/'));

/** What tells the coordinators of a school of a flag. */
export const flagMessages = (directory: Directory, school: string, notice: FlagNotice): PlannedMessage[] =>
  tellingMessages(
    directory,
    { kind: 'flagRaised', subject: `${notice.flag}/${notice.ordinal}`, at: notice.at },
    directory.coordinatorsOf(school, directory.calendar.dayOf(notice.at)).map(({ email }) => email),
  );

/**
 * What tells the coordinators of the schools of a student's pupils that Teams refuses the student, each coordinator
 * once. None for a student who is no longer in the programme, or has no pupil any more.
 */
export const unreachableMessages = (
  directory: Directory,
  unreachable: UnreachableStudent,
): PlannedMessage[] => {
  const { student, since } = unreachable;
  const day = directory.calendar.dayOf(since);
  const person = directory.person(student, 'student');
  if (person === null || !isActiveOn(person, day)) return [];
  const coordinators = pupilsFrom(directory, student, day).flatMap(({ school }) =>
    directory.coordinatorsOf(school, day).map(({ email }) => email),
  );
  const told = { kind: 'studentUnreachable', subject: unreachableSubject(unreachable), at: since } as const;
  return tellingMessages(directory, told, new Set(coordinators));
};

/** A pause that somebody has or will have: `since` is when it began or begins. */
export interface PauseHolding {
  readonly since: Moment;
  readonly until: Day;
}

type Calendar = Directory['calendar'];

const sinceOf = ({ at, from }: Pause, calendar: Calendar): Moment =>
  from === undefined ? at : Math.max(at, calendar.momentOf(from, '00:00'));

/** A pause as it was said. */
interface Said extends PauseHolding {
  readonly at: Moment;
}

/** Whether one that had not begun gives way to what was said after it: another for later, or one of now that reaches into it. */
const givesWayTo = ({ since }: Said, later: Said, calendar: Calendar): boolean =>
  later.at < since && (later.since > later.at || calendar.momentOf(later.until, '00:00') > since);

/** The pauses that stand at a moment, in order: what came before the last end is over. */
const standing = (pauses: readonly Pause[], moment: Moment, calendar: Calendar): readonly PauseHolding[] => {
  const known = pauses.filter(({ at }) => at <= moment);
  const said = known.slice(known.findLastIndex(({ until }) => until === null) + 1).map((pause) => ({
    at: pause.at,
    since: sinceOf(pause, calendar),
    until: pause.until ?? '',
  }));
  return said.filter(
    (one, index) => !said.slice(index + 1).some((later) => givesWayTo(one, later, calendar)),
  );
};

/**
 * The pause of a student that holds at a moment: of those that have begun the one that began last, until its day begins. One
 * for later leaves that of now as it is until it begins; one of now that of later, unless it reaches into it. `pauses` are the
 * student's own, in order.
 */
export const pauseAt = (
  pauses: readonly Pause[],
  moment: Moment,
  calendar: Calendar,
): PauseHolding | null => {
  const begun = standing(pauses, moment, calendar).filter(({ since }) => since <= moment);
  const last = begun.toSorted((a, b) => a.since - b.since).at(-1);
  return last !== undefined && moment < calendar.momentOf(last.until, '00:00') ? last : null;
};

/** The pause that a student has set for later; null when they have none. */
export const pauseAhead = (
  pauses: readonly Pause[],
  moment: Moment,
  calendar: Calendar,
): PauseHolding | null => standing(pauses, moment, calendar).find(({ since }) => since > moment) ?? null;

/** Until which day a student had stopped nudges and reminders at a moment, or null when they had not. */
export const pausedUntil = (pauses: readonly Pause[], moment: Moment, calendar: Calendar): Day | null =>
  pauseAt(pauses, moment, calendar)?.until ?? null;

/** What can stop a message to a student. */
export interface StudentState {
  /** The session still stands in the roster. */
  readonly planned: boolean;
  readonly answered: boolean;
  /** The student's pauses in order. */
  readonly pauses: readonly Pause[];
}

/** Why a student's message may not be sent at a moment, or null when it may. */
export const studentVerdict = (
  message: PlannedMessage,
  state: StudentState,
  at: Moment,
  calendar: Directory['calendar'],
): ExpiryReason | null => {
  if (state.answered) return 'answered';
  if (!state.planned) return 'vanished';
  const isPaused = (moment: Moment): boolean => pausedUntil(state.pauses, moment, calendar) !== null;
  if (message.kind !== 'checkIn' && (isPaused(message.dueAt) || isPaused(at))) return 'paused';
  return at < message.worthUntil ? null : 'tooLate';
};
