/**
 * The words of the field as types. Everything here is plain data: it can be stored, compared and
 * printed as it is. See docs/rules.md for what the rules do with it.
 */

/** A calendar day, `YYYY-MM-DD`, without a zone. Sorts as text. */
export type Day = string;

/** A time on the wall, `HH:mm`, in the programme's zone. Sorts as text. */
export type WallTime = string;

/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Moment = number;

export type Language = 'nl' | 'en';
export type Role = 'student' | 'teacher' | 'coordinator';
export type PupilLabel = 'firstName' | 'initials' | 'code';

/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Days on which a school or university is closed, both ends included. */
export interface Closure {
  readonly from: Day;
  readonly to: Day;
  readonly label: string | null;
}

/** What a session can count as for a flag rule. */
export type Counted = 'late' | 'absence' | 'missed';

export type Level = 1 | 2 | 3;

/** Fires on a counting session when at least `count` of the last `among` observed sessions count. */
export interface FlagRule {
  readonly name: string;
  readonly counts: readonly Counted[];
  readonly count: number;
  readonly among: number;
  readonly level: Level;
}

/** Minutes late from which a session is late, and from which it is an absence. */
export interface LateLimits {
  readonly lateFrom: number;
  readonly absentFrom: number;
}

/** All numbers of the rules, after the programme's own overrides. */
export interface Rules extends LateLimits {
  readonly flagRules: readonly FlagRule[];
  /** Sessions on time in a row after which the bot resolves a level-1 flag. */
  readonly clearAfter: number;
  /** Observed sessions after a resolution within which a firing rule reopens the flag. */
  readonly reopenWithin: number;
  /** School days without acknowledgement after which a level-2 flag rises to 3. */
  readonly raiseAfter: number;
}

export interface School {
  readonly id: string;
  readonly name: string;
  readonly closed: readonly Closure[];
  /** Whom to reach at the school, in words for people. */
  readonly contact: string | null;
  /** This school's own limits; the programme's where null. */
  readonly lateFrom: number | null;
  readonly absentFrom: number | null;
}

export interface University {
  readonly id: string;
  readonly name: string;
  readonly closed: readonly Closure[];
}

/** One person in one role; who has several roles stands in the programme several times. */
export interface Person {
  /** In lower case: addresses compare without case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The language from the files; null is the programme's. */
  readonly language: Language | null;
  /** Students only. */
  readonly university: string | null;
  /** Coordinators only; empty is every school. */
  readonly schools: readonly string[];
  /** The last day in the programme, when an import ended it. */
  readonly endedOn: Day | null;
}

export interface Pupil {
  /** The code of the files, unique in the programme. */
  readonly id: string;
  readonly firstName: string;
  readonly school: string;
  readonly class: string;
  readonly interests: readonly string[];
  readonly endedOn: Day | null;
}

/** One student with one pupil and a weekly slot. */
export interface Pair {
  readonly pupil: string;
  /** Address of the student, lower case. */
  readonly student: string;
  readonly weekday: Weekday;
  readonly start: WallTime;
  readonly end: WallTime;
  readonly room: string | null;
  /** First and last day, both included; null is the programme's own. */
  readonly from: Day | null;
  readonly until: Day | null;
}

/** An intervision group as the files give it. */
export interface Group {
  readonly id: string;
  readonly teacher: string;
  readonly students: readonly string[];
  readonly meeting: {
    readonly weekday: Weekday;
    readonly start: WallTime;
    readonly end: WallTime;
    readonly room: string | null;
  } | null;
}

/** Messages may start at `from` and before `to`. */
export interface SendWindow {
  readonly from: WallTime;
  readonly to: WallTime;
}

/** A whole programme as imported: calendars, rules and people, no facts. */
export interface Programme {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly start: Day;
  readonly end: Day;
  readonly requiredSessions: number;
  readonly tenants: readonly string[];
  readonly pupilLabel: PupilLabel;
  readonly sendWindow: SendWindow;
  readonly rules: Rules;
  readonly schools: readonly School[];
  readonly universities: readonly University[];
  readonly people: readonly Person[];
  readonly pupils: readonly Pupil[];
  readonly pairs: readonly Pair[];
  readonly groups: readonly Group[];
}

/** `PUPIL/YYYY-MM-DD`, the day it was first planned on. */
export type SessionId = string;

/** One weekly hour of a pair. */
export interface Session {
  readonly id: SessionId;
  readonly pupil: string;
  readonly student: string;
  readonly date: Day;
  readonly start: Moment;
  readonly end: Moment;
  readonly room: string | null;
}

export const outcomes = [
  'onTime',
  'late',
  'absentUnnotified',
  'absentUnknown',
  'absentNotified',
  'studentAbsent',
  'schoolCancelled',
] as const;

/** What the student said of a session. */
export type Outcome = (typeof outcomes)[number];

/** What an outcome counts as; `notCounted` is nobody's and invisible to pupil rules. */
export type Attendance = 'present' | 'late' | 'absence' | 'missed' | 'notCounted';

/** A fact: somebody said how a session went. A second one for the same session is a changed answer. */
export interface Answer {
  readonly kind: 'answer';
  readonly at: Moment;
  /** Address of who said it. */
  readonly by: string;
  /** The session as it stood then, so that it stays whatever a later import says. */
  readonly session: Session;
  readonly outcome: Outcome;
  /** Only with `late`. */
  readonly minutesLate: number | null;
}

export const flagVerbs = ['acknowledge', 'note', 'resolve'] as const;
export type FlagVerb = (typeof flagVerbs)[number];

/** A fact: a coordinator acted on the pupil's flag that was unresolved at that moment. */
export interface FlagAction {
  readonly kind: 'action';
  readonly at: Moment;
  readonly verb: FlagVerb;
  /** Address of who did it. */
  readonly by: string;
  readonly note: string | null;
}

/** What happened around one pupil, in order of `at`. */
export type PupilFact = Answer | FlagAction;

/** A fact: a student stopped nudges and reminders until the day begins, or started them again (null). */
export interface Pause {
  readonly at: Moment;
  readonly student: string;
  readonly until: Day | null;
}

export type FlagStatus = 'open' | 'acknowledged' | 'resolved' | 'withdrawn';

export interface Reason {
  readonly rule: string;
  /** The counting days of the rule's window when it last fired, in order. */
  readonly dates: readonly Day[];
}

export type FlagEventKind =
  | 'opened'
  | 'added'
  | 'raised'
  | 'acknowledged'
  | 'note'
  | 'resolved'
  | 'cleared'
  | 'reopened'
  | 'withdrawn';

export interface FlagEvent {
  readonly what: FlagEventKind;
  readonly at: Moment;
  /** Address of the person, or `bot`. */
  readonly by: string;
  readonly note: string | null;
  /** The session that brought it about; null for what people or the calendar did. */
  readonly on: Day | null;
}

/** A pupil's repeated absence or lateness, with reasons. Known by pupil and `openedOn`. */
export interface Flag {
  /** `PUPIL/YYYY-MM-DD` of the session that opened it. */
  readonly id: string;
  readonly pupil: string;
  readonly openedOn: Day;
  readonly status: FlagStatus;
  readonly level: Level;
  readonly reasons: readonly Reason[];
  readonly history: readonly FlagEvent[];
}

/** A flag opened, reopened or rose to level 2 or 3: its coordinators are to be told. */
export interface FlagNotice {
  readonly flag: string;
  /** Counts the notices of one flag from 1. */
  readonly ordinal: number;
  readonly at: Moment;
  readonly level: Level;
}

export const topics = [
  'motives',
  'qualities',
  'work',
  'steering',
  'network',
  'homework',
  'planning',
] as const;

/** What a mentoring conversation was about. */
export type Topic = (typeof topics)[number];

/** What a student may add to an answer. Free text; never a reason for absence. */
export interface FollowUp {
  readonly topics: readonly Topic[];
  readonly nextStep: string | null;
  readonly note: string | null;
  /** The student would bring this to intervision. */
  readonly case: boolean;
}

export const messageKinds = ['nudge', 'checkIn', 'reminder1', 'reminder2', 'flagRaised', 'digest'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** A message the bot is to start. Its content is made when it is sent. */
export interface PlannedMessage {
  /** `KIND/RECEIVER/SUBJECT`, unique for ever. */
  readonly key: string;
  readonly kind: MessageKind;
  /** Address in lower case. */
  readonly receiver: string;
  /** Session, day of the digest, or flag and ordinal. */
  readonly subject: string;
  /** After moving into the send window. */
  readonly dueAt: Moment;
  /** Worth sending while a moment is before this one. */
  readonly worthUntil: Moment;
}

/** Why a planned message was not sent. */
export type ExpiryReason = 'tooLate' | 'answered' | 'paused' | 'vanished' | 'resolved' | 'ended';
