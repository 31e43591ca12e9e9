/** What the cards for students, and those for everybody, are made from. Moments are shown in `timeZone`. */
import type { Day, Language, Level, Moment, Role } from '../bot/programme/model';
import type { FollowUp, Outcome, Reason, SessionId } from '../bot/programme/facts';

/** A session as a card shows it. `pupil` is the label the programme allows, never more. */
export interface SessionView {
  readonly session: SessionId;
  readonly pupil: string;
  readonly start: Moment;
  readonly end: Moment;
  readonly room: string | null;
  readonly school: string;
  readonly timeZone: string;
}

export interface NudgeView {
  readonly session: SessionView;
  /** What was agreed last time, as the student typed it. */
  readonly lastStep: string | null;
  /** Counts the sessions of the pair, so that every nudge has another tip. */
  readonly tipNumber: number;
}

export interface CheckInView {
  readonly session: SessionView;
  /** Which message this is, or `asked` when the student asked for it or chose to change an answer. */
  readonly occasion: 'checkIn' | 'reminder1' | 'reminder2' | 'asked' | 'change';
  /** Whether the session has begun; before it only studentAbsent and schoolCancelled can be said. */
  readonly begun: boolean;
  /** What was said before, when it is being changed. */
  readonly previous: { readonly outcome: Outcome; readonly minutesLate: number | null } | null;
  /** Bad input comes back with the card: what was typed stays where it was typed. */
  readonly error: { readonly field: 'minutesLate' | 'outcome'; readonly typed: string } | null;
}

export interface CheckInStoredView {
  readonly session: SessionView;
  readonly outcome: Outcome;
  readonly minutesLate: number | null;
  readonly followUp: FollowUp;
  /** The follow-up was part of what was just stored: the card says so and closes the form. */
  readonly followUpStored: boolean;
  /** Until when the answer can be changed; null when that has passed. */
  readonly changeableUntil: Moment | null;
  readonly error: { readonly field: 'topics' | 'nextStep' | 'note'; readonly typed: FollowUpTyped } | null;
}

/** The follow-up as it was typed, before anything was checked. */
export interface FollowUpTyped {
  readonly topics: string;
  readonly nextStep: string;
  readonly note: string;
  readonly case: string;
}

/** Why a check-in could not be taken; always said kindly, and nothing was stored. */
export interface CheckInRefusedView {
  readonly reason: 'notYours' | 'notBegun' | 'tooLateToChange' | 'gone';
  /** Only for a session that is the reader's own. */
  readonly session: SessionView | null;
}

export interface MyWeekView {
  readonly name: string;
  readonly timeZone: string;
  readonly from: Day;
  readonly to: Day;
  readonly sessions: readonly (SessionView & {
    readonly outcome: Outcome | null;
    readonly minutesLate: number | null;
    readonly ended: boolean;
  })[];
  /** Open check-ins of earlier weeks. */
  readonly open: readonly SessionView[];
  readonly pausedUntil: Day | null;
  /** For somebody without sessions of their own (a teacher). */
  readonly hasPairs: boolean;
}

/** A flag on the reader's own pupil, as a student may see it. */
export interface OwnFlagView {
  readonly pupil: string;
  readonly level: Level;
  readonly status: 'open' | 'acknowledged' | 'resolved' | 'withdrawn';
  readonly openedOn: Day;
  readonly reasons: readonly Reason[];
  readonly ruleOf: RuleNumbers;
}

/** The numbers of a rule by name, for its sentence. Null for a rule that no longer exists. */
export type RuleNumbers = (
  rule: string,
) => { readonly counts: readonly ('late' | 'absence' | 'missed')[]; readonly among: number } | null;

export interface WelcomeView {
  /** First word of the name in the files. */
  readonly name: string;
  readonly programme: string;
  readonly roles: readonly Role[];
}

/** Commands by the name they have in code. */
export const commandNames = [
  'help',
  'myWeek',
  'checkIn',
  'summary',
  'flags',
  'silent',
  'intervision',
  'hours',
  'export',
  'pause',
  'language',
  'privacy',
] as const;
export type CommandName = (typeof commandNames)[number];

/** A command as a button: pressing it writes `text` in the chat. */
export interface CommandButton {
  readonly command: CommandName;
  /** What is written, in the reader's language, e.g. `mijn week`. */
  readonly text: string;
}

export interface HelpView {
  readonly roles: readonly Role[];
  readonly commands: readonly CommandButton[];
}

export interface NotUnderstoodView {
  readonly typed: string;
  readonly nearest: readonly CommandButton[];
}

/** Short answers of one line or two, by occasion. */
export type NoticeView =
  | { readonly notice: 'unknownPerson'; readonly address: string }
  | { readonly notice: 'oneToOneOnly' }
  | { readonly notice: 'notForYou' }
  | { readonly notice: 'nothingOpen' }
  | { readonly notice: 'noFlags' }
  | { readonly notice: 'failed' }
  | { readonly notice: 'pressFailed'; readonly verb: string; readonly data: Readonly<Record<string, string>> }
  | { readonly notice: 'cardTooOld' }
  | { readonly notice: 'comesLater'; readonly what: 'intervision' | 'hours' | 'export' }
  | { readonly notice: 'language'; readonly language: Language }
  | { readonly notice: 'languageUnknown'; readonly typed: string }
  | { readonly notice: 'paused'; readonly until: Day }
  | { readonly notice: 'pauseOff' }
  | { readonly notice: 'pauseUnclear'; readonly typed: string };

/** What is stored about the reader, how long, and how to get at it. */
export interface PrivacyView {
  readonly address: string;
  readonly programmes: readonly string[];
  readonly roles: readonly Role[];
  readonly pairs: number;
  readonly checkIns: number;
}
