/** What the cards for coordinators are made from, beyond what the rules give them. */
import type { Flag, ResolveReason } from '../bot/programme/facts';
import type { FlagDetails } from '../bot/programme/flags/details';
import type { Day, Level, Moment } from '../bot/programme/model';
import type { RecentSession } from '../bot/programme/recentSessions';

/** A flag, and why it is shown. */
export interface FlagView extends FlagDetails {
  /**
   * Why this card comes: a message, an action just taken, or asked for. The last three are of a flag that is over:
   * a note was not kept, nothing was, nothing was passed on.
   */
  readonly occasion:
    | 'raised'
    | 'asked'
    | 'acknowledged'
    | 'note'
    | 'resolved'
    | 'alreadyDone'
    | 'alreadyClosed'
    | 'nothingStored'
    | 'notPassedOn';
  /**
   * A note was needed and not given (`missing`, `otherMissing`) or too long, or the reason is none of the list;
   * `overtaken`: the flag changed since the card was shown.
   */
  readonly error: {
    readonly field: 'note' | 'reason';
    readonly problem: 'missing' | 'otherMissing' | 'tooLong' | 'tooMany' | 'unknownReason' | 'overtaken';
    readonly typed: string;
    /** The reason that was chosen with it. */
    readonly chosen?: ResolveReason;
  } | null;
  /** The note that was not kept, with `alreadyClosed`: shown once more, so that its writer can take it elsewhere. */
  readonly unsaved: string;
  /** Its form was asked for and stands open; never on a message, which follows: what is typed there would be lost. */
  readonly isWriting: boolean;
  /** The moment of which this is, on a card that does not follow; null on a message, which does. */
  readonly asOf: Moment | null;
}

/** A pupil's sessions, oldest first, to choose one of which the answer is wrong. */
export interface CorrectionsView {
  /** Id of the programme. */
  readonly programme: string;
  /** Code of the pupil, for buttons. */
  readonly id: string;
  readonly pupil: string;
  readonly sessions: readonly RecentSession[];
  /** Whether the pupil had sessions before these. */
  readonly hasEarlier: boolean;
  /** There is no such session as was asked for. */
  readonly isGone: boolean;
}

/** The answer to one session, to be corrected or just corrected; without steps it has none yet. */
export interface CorrectionView extends Pick<RecentSession, 'session' | 'date' | 'steps'> {
  /** Id of the programme. */
  readonly programme: string;
  readonly id: string;
  readonly pupil: string;
  readonly class: string;
  readonly nameOf: (address: string) => string;
  readonly timeZone: string;
  /** How many answers to the session are stored. */
  readonly seen: number;
  /** `overtaken`: somebody else changed it since the card was shown. */
  readonly occasion: 'asked' | 'overtaken' | 'stored' | 'same';
  readonly error: {
    readonly problem: 'outcome' | 'minutesLate' | 'reason' | 'tooLong' | 'notBegun' | 'tooOften';
    readonly typed: { readonly outcome: string; readonly minutesLate: string; readonly reason: string };
  } | null;
}

/** The flags that wait for somebody, in any order. */
export interface FlagListView {
  /** Lines before those that are shown, highest level first. */
  readonly start: number;
  /** What was typed behind the command, for nothing of which the list is made smaller; empty for nothing. */
  readonly typed?: string;
  readonly flags: readonly {
    /** Id of the programme. */
    readonly programme: string;
    /** Said where the reader has more programmes; else null. */
    readonly programmeName?: string | null;
    readonly id: string;
    /** Asked only for those that are shown. */
    readonly label: () => string;
    readonly class: string;
    readonly school: string;
    readonly level: Level;
    readonly status: Flag['status'];
    /** The day on which it was opened, or opened again. */
    readonly since: Day;
  }[];
}
