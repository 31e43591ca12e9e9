/** What the cards of intervision have in common. Names are people's own, unescaped; moments are shown in `timeZone`. */
import type { Day } from '../../bot/programme/model';
import type { Slot } from '../../bot/programme/rounds/model';

/** Somebody with the name the files give; never a pupil. */
export interface Named {
  readonly email: string;
  readonly name: string;
}

/** Which group in which round a button is about. */
export interface GroupRef {
  readonly programme: string;
  readonly round: string;
  readonly group: string;
}

/** A group in its round. */
export interface GroupView extends GroupRef {
  /** Null for a week of a group with a fixed time. */
  readonly roundName: string | null;
  /** Days on which it may meet. */
  readonly from: Day;
  readonly to: Day;
  readonly teacher: Named;
  /** The teacher takes part no longer: nobody leads the group until somebody takes it over. */
  readonly isTeacherGone: boolean;
  readonly members: readonly Named[];
  readonly timeZone: string;
}

/** When a group meets, and who brings the case. */
export interface MeetingView {
  readonly slot: Slot;
  /** Null when nobody is left who did not pass it on. */
  readonly bringer: Named | null;
}

/** In what way a card comes to its reader: by itself, again, because they asked, or as the answer to what they did. */
export type Occasion = 'sent' | 'again' | 'asked' | 'stored';
