/** What the cards for coordinators are made from, beyond what the rules give them. */
import type { Flag, ResolveReason } from '../bot/programme/facts';
import type { FlagDetails } from '../bot/programme/flagDetails';
import type { Day, Level } from '../bot/programme/model';
import type { SummaryScope } from '../bot/programme/summary';

/** When what was asked for is not there, or is not clear. `choices` are offered as buttons. */
export interface SummaryUnclearView {
  readonly typed: string;
  readonly choices: readonly { readonly label: string; readonly scope: SummaryScope }[];
}

/** A flag, and why it is shown. */
export interface FlagView extends FlagDetails {
  /** Why this card comes: a message, an action just taken, or asked for. */
  readonly occasion: 'raised' | 'asked' | 'acknowledged' | 'note' | 'resolved' | 'alreadyDone';
  /** A note was needed and not given (`missing`, `otherMissing`) or too long, or the reason is none of the list. */
  readonly error: {
    readonly field: 'note' | 'reason';
    readonly problem: 'missing' | 'otherMissing' | 'tooLong' | 'unknownReason';
    readonly typed: string;
    /** The reason that was chosen with it. */
    readonly chosen?: ResolveReason;
  } | null;
}

/** The flags that wait for somebody, in any order. */
export interface FlagListView {
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
