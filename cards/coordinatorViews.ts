/** What the cards for coordinators are made from. */
import type { Attendance, Flag } from '../bot/programme/facts';
import type { Day, Level, Moment } from '../bot/programme/model';
import type { RuleNumbers } from './studentViews';

/** The figures of a set of sessions. `attendanceRate` is 0–1, null when nothing was observed. */
export interface FiguresView {
  readonly sessions: number;
  readonly answered: number;
  readonly present: number;
  readonly late: number;
  readonly absence: number;
  readonly missed: number;
  readonly notCounted: number;
  readonly unknown: number;
  readonly attendanceRate: number | null;
}

/** The data of a `summary.show`; null is not asked for. */
export interface SummaryScope {
  readonly school: string | null;
  readonly class: string | null;
  readonly pupil: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
}

/** A line of the summary that can be opened; `scope` is what its button asks for. */
export interface SummaryLine {
  readonly label: string;
  readonly figures: FiguresView;
  readonly scope: SummaryScope;
}

export interface SummaryView {
  readonly programme: string;
  /** Where in the programme: the names of school, class and pupil that were asked for. */
  readonly title: readonly string[];
  readonly scope: SummaryScope;
  readonly figures: FiguresView;
  /** The next level down: schools, classes or pupils; empty for one pupil. */
  readonly parts: readonly SummaryLine[];
  readonly partsAre: 'school' | 'class' | 'pupil' | null;
  /** Pupils who need attention first, at most five, worst first; empty when the parts are pupils. */
  readonly attention: readonly (SummaryLine & { readonly level: Level | null })[];
  readonly byWeek: readonly {
    readonly week: string;
    readonly monday: Day;
    readonly figures: FiguresView;
    readonly scope: SummaryScope;
  }[];
  /** For one pupil: every session, oldest first. `attendance` null is no answer. */
  readonly timeline: readonly {
    readonly date: Day;
    readonly attendance: Attendance | null;
    readonly minutesLate: number | null;
  }[];
  /** One step up; null at the top. */
  readonly up: SummaryScope | null;
}

/** When what was asked for is not there, or is not clear. `choices` are offered as buttons. */
export interface SummaryUnclearView {
  readonly typed: string;
  readonly choices: readonly { readonly label: string; readonly scope: SummaryScope }[];
}

export interface FlagView {
  readonly flag: Flag;
  /** The label the programme allows. */
  readonly pupil: string;
  readonly class: string;
  readonly school: string;
  /** Name of the student mentor, null when the pupil has none now. */
  readonly student: string | null;
  readonly ruleOf: RuleNumbers;
  /** Name shown for an address in the history. */
  readonly nameOf: (address: string) => string;
  readonly timeZone: string;
  /** The last 8 sessions that ended, oldest first; null is no answer. */
  readonly recent: readonly { readonly date: Day; readonly attendance: Attendance | null }[];
  /** Why this card comes: a message, an action just taken, or asked for. */
  readonly occasion: 'raised' | 'asked' | 'acknowledged' | 'note' | 'resolved' | 'alreadyDone';
  /** A note was needed and not given (`missing`) or too long. */
  readonly error: {
    readonly field: 'note';
    readonly problem: 'missing' | 'tooLong';
    readonly typed: string;
  } | null;
}

export interface FlagListView {
  /** Open and acknowledged, highest level first. */
  readonly flags: readonly {
    readonly id: string;
    readonly pupil: string;
    readonly class: string;
    readonly school: string;
    readonly level: Level;
    readonly status: Flag['status'];
    readonly openedOn: Day;
  }[];
}

/** One student with what is the matter. */
export interface StudentSignal {
  readonly name: string;
  readonly pupils: readonly string[];
  /** Last session with an answer, or null. */
  readonly lastAnswered: Day | null;
}

export interface StudentSignalsView {
  readonly silent: readonly StudentSignal[];
  readonly cancelling: readonly StudentSignal[];
  readonly unreachable: readonly (StudentSignal & { readonly since: Moment | null })[];
  readonly paused: readonly (StudentSignal & { readonly until: Day })[];
  readonly timeZone: string;
}

export interface DigestView {
  readonly name: string;
  readonly programme: string;
  /** The Monday and Sunday of the week looked back on. */
  readonly from: Day;
  readonly to: Day;
  readonly lastWeek: FiguresView;
  readonly weekBefore: FiguresView;
  readonly newFlags: readonly {
    readonly id: string;
    readonly pupil: string;
    readonly class: string;
    readonly level: Level;
  }[];
  readonly waitingFlags: readonly {
    readonly id: string;
    readonly pupil: string;
    readonly class: string;
    readonly level: Level;
    readonly openedOn: Day;
  }[];
  readonly signals: StudentSignalsView;
  readonly closedThisWeek: readonly {
    readonly where: string;
    readonly from: Day;
    readonly to: Day;
    readonly label: string | null;
  }[];
}
