/**
 * Intervision as types: rounds, their groups and slots. Plain data, made without knowing how groups are formed or
 * slots are found. See docs/rules.md, Intervision.
 */
import type { Day, Moment } from '../model';

/**
 * Unique in the programme and free of `/`. A week in which groups with a fixed time meet is a round too, known by
 * its ISO week (`2027-W10`).
 */
export type RoundId = string;

/** As in groups.csv, or made with the proposal of a round; free of `/` and the same over rounds. */
export type GroupId = string;

/** Unique among the slots a group was ever offered in a round; free of commas. */
export type SlotId = string;

/** Fewest members who can come for a slot to be taken without asking, and fewest in a group. */
export const fewestMembers = 4;
/** Most members in a group. */
export const mostMembers = 9;

/** A time at which a group could meet, or does. */
export interface Slot {
  readonly id: SlotId;
  readonly start: Moment;
  readonly end: Moment;
  readonly room: string | null;
}

/**
 * Why there is nothing to propose, or little: no working hours left from day to day, the teacher is elsewhere, days are
 * closed for too many members, or too few members are free at once.
 */
export type NoSlotReason = 'noHours' | 'teacherElsewhere' | 'closed' | 'tooFewFree';

/** Who meets with whom. Addresses in lower case; the order of the students is the order in which they bring a case. */
export interface RoundGroup {
  readonly id: GroupId;
  readonly teacher: string;
  readonly students: readonly string[];
}

/** What a coordinator asks for when making a round. */
export interface RoundSetup {
  readonly name: string;
  /** Days on which groups may meet, both included. */
  readonly from: Day;
  readonly to: Day;
  /** Length of a meeting. */
  readonly minutes: number;
  /** Members in a group, as near as can be. */
  readonly groupSize: number;
  /** Day on which polls close, at 16:00. */
  readonly answerBy: Day;
}

/** A situation without its ending, and what the bringer wants to learn. What people typed: stays in the group. */
export interface CaseText {
  readonly title: string;
  readonly situation: string;
  readonly question: string;
}

/** What the teacher says of a meeting. Replaces what was said before. */
export interface Report {
  /** Addresses of the students who were there. */
  readonly present: readonly string[];
  /** Id of a method (methods.ts), or what the teacher typed. */
  readonly method: string | null;
  readonly advice: string | null;
  readonly followUp: string | null;
}

/** Where one group of a round stands. `undecided`: too few can come, its teacher is asked. `lapsed`: the dates passed. */
export type GroupStatus =
  | 'draft'
  | 'offering'
  | 'polling'
  | 'undecided'
  | 'scheduled'
  | 'held'
  | 'closed'
  | 'cancelled'
  | 'lapsed';

/** Where a round stands, in this order; `cancelled` ends it anywhere. */
export type RoundStatus = 'draft' | 'offering' | 'polling' | 'scheduled' | 'held' | 'closed' | 'cancelled';
