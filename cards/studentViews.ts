/** What the cards for students, and those for everybody, are made from. Moments are shown in `timeZone`. */
import type { FlagStatus, FollowUp, Outcome, Reason } from '../bot/programme/facts';
import type { RuleLookup } from '../bot/programme/flags/details';
import type { ExportKind, LookKind, ToolLook } from '../bot/ports/export';
import type { Day, Language, Level, Moment, Role } from '../bot/programme/model';
import type { RetentionStage } from '../bot/programme/retention';
import type { SessionDetails } from '../bot/programme/sessionDetails';
import type { WeekMeetingsView } from './weekMeetings';

/** From when until when there are no reminders; `from` null is from now on. */
export interface PauseDays {
  readonly from: Day | null;
  readonly until: Day;
}

/** The message before a session. */
export interface NudgeView {
  readonly session: SessionDetails;
  /** What was agreed last time, as the student typed it. */
  readonly lastStep: string | null;
  /** Counts the sessions of the pair, so that every nudge has another tip. */
  readonly tipNumber: number;
}

/** The question how a session went. */
export interface CheckInView {
  readonly session: SessionDetails;
  /** Which message this is, or `asked` when the student asked for it or chose to change an answer. */
  readonly occasion: 'checkIn' | 'reminder1' | 'reminder2' | 'asked' | 'change';
  /** Whether the session has begun; before it only studentAbsent and schoolCancelled can be said. */
  readonly begun: boolean;
  /** Whether reminders can be paused: not once the programme is over. */
  readonly canPause: boolean;
  /** What was said before, when it is being changed. */
  readonly previous: {
    readonly outcome: Outcome;
    readonly minutesLate: number | null;
    /** It is a coordinator's correction; never whose, nor why. */
    readonly corrected: boolean;
  } | null;
  /** How many answers to the session are stored. */
  readonly seen: number;
  /** Bad input comes back with the card: what was typed stays where it was typed. */
  readonly error: { readonly field: 'minutesLate' | 'outcome' | 'reason'; readonly typed: string } | null;
}

/** What was stored of a session, and what may be added. */
export interface CheckInStoredView {
  readonly session: SessionDetails;
  readonly outcome: Outcome;
  readonly minutesLate: number | null;
  readonly followUp: FollowUp;
  /** How many answers to the session are stored. */
  readonly seen: number;
  /** The follow-up was part of what was just stored: the card says so and closes the form. */
  readonly followUpStored: boolean;
  /** A coordinator corrected it; never who, nor why. */
  readonly corrected: boolean;
  /** Until when the answer can be changed; null when that has passed. */
  readonly changeableUntil: Moment | null;
  /** Whether a next step and a note are asked for. */
  readonly asksText: boolean;
  readonly error: { readonly field: keyof FollowUpTyped; readonly typed: FollowUpTyped } | null;
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
  /** `calledOff`: not begun either, and said to be off, so that nobody will ask. */
  readonly reason: 'notYours' | 'notBegun' | 'calledOff' | 'tooLateToChange' | 'changedTooOften' | 'gone';
  /** Only for a session that is the reader's own. */
  readonly session: SessionDetails | null;
}

/** A week of one student or teacher, Monday to Sunday. */
export interface MyWeekView {
  readonly name: string;
  readonly timeZone: string;
  readonly from: Day;
  readonly to: Day;
  readonly sessions: readonly (SessionDetails & {
    readonly outcome: Outcome | null;
    readonly minutesLate: number | null;
    readonly begun: boolean;
    readonly ended: boolean;
  })[];
  /** Open check-ins of earlier weeks. */
  readonly open: readonly SessionDetails[];
  /** One of now, one for later, both or none. */
  readonly pauses: readonly PauseDays[];
  /** What still waits for somebody, of the reader's own pupils. */
  readonly flags: readonly OwnFlagView[];
  readonly intervision: WeekMeetingsView;
  /** For somebody without sessions of their own (a teacher). */
  readonly hasPairs: boolean;
  /** Whether the reader can have their appointments in a calendar. */
  readonly hasCalendar: boolean;
}

/** A flag on the reader's own pupil, as a student may see it. */
export interface OwnFlagView {
  readonly pupil: string;
  readonly level: Level;
  readonly status: FlagStatus;
  /** Whether another one of the list took its place. */
  readonly isContinued: boolean;
  /** The day on which it was opened, or opened again. */
  readonly since: Day;
  readonly reasons: readonly Reason[];
  readonly ruleOf: RuleLookup;
}

/** The first meeting. */
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
  'care',
  'silent',
  'intervision',
  'hours',
  'export',
  'pause',
  'language',
  'privacy',
] as const;
/** The name of a command. */
export type CommandName = (typeof commandNames)[number];

/** A command as a button: pressing it writes `text` in the chat. */
export interface CommandButton {
  readonly command: CommandName;
  /** What is written, in the reader's language, e.g. `mijn week`. */
  readonly text: string;
}

/** What somebody with these roles can do. */
export interface HelpView {
  readonly roles: readonly Role[];
  readonly commands: readonly CommandButton[];
}

/** A text that is no command, with the nearest ones. */
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
  /** `count` check-ins are open besides those shown, from before them. */
  | { readonly notice: 'moreOpen'; readonly count: number }
  | { readonly notice: 'noFlags' }
  | { readonly notice: 'failed' }
  | { readonly notice: 'pressFailed'; readonly verb: string; readonly data: Readonly<Record<string, string>> }
  | { readonly notice: 'unsure' }
  | { readonly notice: 'pressUnsure'; readonly verb: string; readonly data: Readonly<Record<string, string>> }
  | { readonly notice: 'cardTooOld' }
  /** In the place of a card that its reader may no longer see. */
  | { readonly notice: 'cardClosed' }
  | { readonly notice: 'language'; readonly language: Language }
  | { readonly notice: 'languageUnknown'; readonly typed: string }
  /** `also` is the other pause of the reader, when they have two: one of now, and one for later. */
  | ({ readonly notice: 'paused'; readonly also?: PauseDays } & PauseDays)
  /** What was typed as the end, `until`, does not lie after the beginning; `offer` is what may be meant. */
  | {
      readonly notice: 'pauseTurned';
      readonly from: Day;
      readonly until: Day;
      readonly offer: { readonly from: Day; readonly until: Day };
    }
  | { readonly notice: 'pauseOff' }
  | { readonly notice: 'pauseToday' }
  /** They changed it so often within a day that it stays as it is. */
  | { readonly notice: 'pauseTooMany' }
  /** `asked` is how it was understood, `end` the programme's last day, `until` what the longest pause is typed with. */
  | {
      readonly notice: 'pauseTooLong';
      readonly asked: Day;
      readonly from: Day | null;
      readonly end: Day;
      readonly until: Day;
    }
  /** Since when was said, and not until when; `until` is what the longest pause is typed with. */
  | { readonly notice: 'pauseNoEnd'; readonly from: Day; readonly end: Day; readonly until: Day }
  /** Every programme is over; `end` is the last day of the last. */
  | { readonly notice: 'pauseOver'; readonly end: Day }
  | { readonly notice: 'pauseUnclear'; readonly typed: string }
  /** Nobody is called so whom the reader may see. */
  | { readonly notice: 'studentUnknown'; readonly typed: string };

/** A file that somebody took. */
export interface FileTaken {
  readonly at: Moment;
  readonly timeZone: string;
  /** Name. */
  readonly by: string;
  readonly kind: ExportKind;
}

/** Looks of coordinators at one thing of one school; nobody is named. */
export interface LooksAt {
  readonly what: LookKind;
  readonly school: string;
  readonly count: number;
  readonly last: Moment;
  readonly timeZone: string;
}

/** Looks of the operator by one command of the tool. */
export interface OperatorLook {
  readonly what: ToolLook;
  readonly count: number;
  readonly last: Moment;
  readonly timeZone: string;
}

/** The days on which what a programme keeps of people goes. */
export type KeptUntil = { readonly programme: string } & Readonly<Record<RetentionStage, Day>>;

/** What is stored about the reader, how long, and how to get at it. */
export interface PrivacyView {
  readonly address: string;
  readonly programmes: readonly string[];
  readonly roles: readonly Role[];
  /** What is kept of a student; null for who is none. */
  readonly mentoring: { readonly pairs: number; readonly checkIns: number } | null;
  /** Files of the last `filesSince` days in which the reader stands, oldest first; null when they stand in none. */
  readonly filesAbout: readonly FileTaken[] | null;
  /** Files the reader took in those days; null for who takes none. */
  readonly filesTaken: readonly FileTaken[] | null;
  /** How often coordinators looked at pupils of the reader in those days, the latest first; null without pupils. */
  readonly looks: readonly LooksAt[] | null;
  /** What the operator looked up in those days in which the reader stands, the latest first. */
  readonly operatorLooks: readonly OperatorLook[];
  readonly filesSince: number;
  /** When what is kept goes, programme by programme. */
  readonly keeps: readonly KeptUntil[];
  /** Whether the reader gets reminders, which they can stop for a while. */
  readonly hasReminders: boolean;
  /** Whether the reader can have their sessions in a calendar. */
  readonly hasCalendar: boolean;
  /** Whether there is a link by which whoever has it can read that calendar. */
  readonly hasCalendarLink: boolean;
}
