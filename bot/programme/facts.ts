/** What happens in a programme, as facts that are stored, and the flags that follow from them. */
import type { Day, Level, Moment } from './model';

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

/** Every outcome a check-in can have (docs/rules.md, Outcomes). */
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
  /** Why the student changed it, when they said so. */
  readonly cause?: ChangeCause;
  /** Why a coordinator corrected it, in their words: what has one is a correction. */
  readonly reason?: string;
}

/** Why a student may change an answer: a list, for what they would type freely is not kept with a pupil. */
export const changeCauses = ['mispressed', 'heardLater'] as const;
/** One of them. */
export type ChangeCause = (typeof changeCauses)[number];

/** What a coordinator can do with a flag. */
export const flagVerbs = ['acknowledge', 'note', 'resolve'] as const;
/** One of them. */
export type FlagVerb = (typeof flagVerbs)[number];

/** Why a flag can be resolved; `other` is told in the note. */
export const resolveReasons = ['talkedToPupil', 'passedToSchool', 'slotChanged', 'mistake', 'other'] as const;
/** One of them. */
export type ResolveReason = (typeof resolveReasons)[number];

/** A fact: a coordinator acted on the pupil's flag that was unresolved at that moment. */
export interface FlagAction {
  readonly kind: 'action';
  readonly at: Moment;
  readonly verb: FlagVerb;
  /** Address of who did it. */
  readonly by: string;
  readonly note: string | null;
  /** Only with `resolve`; what was stored before there were reasons has none. */
  readonly reason?: ResolveReason;
}

/** What happened around one pupil, in order of `at`. */
export type PupilFact = Answer | FlagAction;

/** Whether a fact is an answer. */
export const isAnswer = (fact: PupilFact): fact is Answer => fact.kind === 'answer';

/** The answers among facts, in their order. */
export const answersIn = (facts: readonly PupilFact[]): Answer[] => facts.filter(isAnswer);

/** A fact: a student stopped nudges and reminders until the day begins, or started them again (null). */
export interface Pause {
  readonly at: Moment;
  readonly student: string;
  /** When this day begins; at once without it. */
  readonly from?: Day;
  readonly until: Day | null;
}

/** A fact: a coordinator spoke to a student, or tried to help them in another way. Concerns no pupil. */
export interface ContactMade {
  /** Address of the student. */
  readonly student: string;
  readonly at: Moment;
  /** Address of the coordinator. */
  readonly by: string;
  readonly note: string | null;
}

/** A fact: somebody used the care button for a pupil of a school. Says neither who nor about whom. */
export interface CareUse {
  /** Begin of the hour. */
  readonly at: Moment;
  readonly school: string;
}

/** What sessions of a student came to, kept for their credit when the sessions themselves had to go. */
export interface KeptHours {
  readonly student: string;
  /** Keeps apart what was kept on different occasions. */
  readonly mark: string;
  readonly count: number;
  readonly minutes: number;
}

/** `open` and `acknowledged` wait for somebody; the other two are the end, until a rule fires again. */
export type FlagStatus = 'open' | 'acknowledged' | 'resolved' | 'withdrawn';

/** A rule that fired, and on which days. */
export interface Reason {
  readonly rule: string;
  /** The counting days of the rule's window when it last fired, in order. */
  readonly dates: readonly Day[];
}

/** A step in the history of a flag; `cleared` is a resolution by the bot, `added` another reason. */
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

/** What happened to a flag, when, and by whom. */
export interface FlagEvent {
  readonly what: FlagEventKind;
  readonly at: Moment;
  /** Address of the person, or `bot`. */
  readonly by: string;
  readonly note: string | null;
  /** Why a person resolved it, when they chose one. */
  readonly reason?: ResolveReason;
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
  /** Of a withdrawn flag the id of the one that took its place; missing when none did. */
  readonly continuedAs?: string;
}

/** A flag opened, reopened or rose to level 2 or 3: its coordinators are to be told. */
export interface FlagNotice {
  readonly flag: string;
  /** Counts the notices of one flag from 1. */
  readonly ordinal: number;
  readonly at: Moment;
  readonly level: Level;
}

/** A fact came since cards were delivered that show how things stood: they are to be brought up to date. */
export interface CardChange {
  readonly pupil: string;
  readonly at: Moment;
  /** Keeps apart the facts of a pupil at one moment. */
  readonly ordinal: number;
  /** Flags whose cards are meant. */
  readonly flags: readonly string[];
  /** Keys of other messages that are meant; not all of them need have been sent. */
  readonly messages: readonly string[];
  /** Whether the flag of the pupil that waits is another one: agendas count those. */
  readonly isCounted?: true;
  /** The card in which whoever acted was answered, which shows the new state already; null when it is not known. */
  readonly shown: { readonly to: string; readonly activity: string } | null;
}

/** A student who had the bot and cannot be reached since a moment: their coordinators are to be told. */
export interface UnreachableStudent {
  /** Address in lower case. */
  readonly student: string;
  readonly since: Moment;
}

/**
 * A notice waiting to be planned: as messages to coordinators of a pupil's flag or of a student Teams refuses, or as
 * work on delivered cards.
 */
export type PendingNotice =
  | { readonly of: 'flag'; readonly pupil: string; readonly notice: FlagNotice }
  | { readonly of: 'student'; readonly unreachable: UnreachableStudent }
  | { readonly of: 'change'; readonly change: CardChange };

/** Every topic of a mentoring conversation: career orientation first, then school work. */
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
