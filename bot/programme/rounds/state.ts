/** How a round stands: what its facts come to (book.ts makes it). */
import type { Day, Moment } from '../model';
import type { GroupStepFact, Point } from './facts';
import type {
  CaseText,
  GroupId,
  NoSlotReason,
  Report,
  RoundGroup,
  RoundId,
  RoundSetup,
  Slot,
  SlotId,
} from './model';

/** What the teacher is asked to decide about, and since when. */
export interface Offer {
  /** Counts the questions to the teacher of this group in this round, from 1. */
  readonly number: number;
  readonly at: Moment;
  /** Slots to change or accept; those of the poll when too few could come. */
  readonly slots: readonly Slot[];
  /** What was most in the way where fewer than five were found; null when nothing was, or nobody knows. */
  readonly fewer: NoSlotReason | null;
  /** Too few can come: take the best one, or offer anew. */
  readonly isUndecided: boolean;
  readonly best: SlotId | null;
}

/** The question to the members which slots suit. */
export interface Poll {
  /** Counts the polls of this group in this round, from 1. */
  readonly number: number;
  readonly openedAt: Moment;
  /** Place of its opening among the facts of the round. */
  readonly order: number;
  readonly answerBy: Day;
  /** `answerBy` at 16:00. */
  readonly closesAt: Moment;
  readonly slots: readonly Slot[];
  /** When its teacher last struck slots off; null when there are as many as at first. */
  readonly struckAt: Moment | null;
  /** The slots that suit, by address of who answered. */
  readonly answers: ReadonlyMap<string, readonly SlotId[]>;
  /** When they answered last. */
  readonly answeredAt: ReadonlyMap<string, Point>;
}

/**
 * Which of the settings of a meeting it is, counted from 1, since when it stands, and the place of that among the facts of the
 * round; 0 for one that the roster has.
 */
export interface MeetingSet {
  readonly number: number;
  readonly since: Moment;
  readonly order: number;
}

/** When a poll was opened. */
export const openingOf = ({ openedAt: at, order }: Poll): Point => ({ at, order });

/** When a meeting was set so. */
export const setAt = ({ since: at, order }: MeetingSet): Point => ({ at, order });

/** When and where the group meets. Whatever changes is a new setting, of which everybody is told once. */
export interface Meeting extends MeetingSet {
  readonly slot: Slot;
  /** Who set it like this; `bot` where a poll or the roster did. */
  readonly by: string;
  /** When and where it was to be until then, and before that; null when there was none. */
  readonly before: Meeting | null;
  /** The one that set the time: another place alone asks and reminds of nothing again. */
  readonly timeSet: MeetingSet;
  /** It is the roster's, told by the invitation for all weeks; else somebody, or a poll, set it for this one. */
  readonly isOfRoster: boolean;
}

/** A case somebody wrote down. */
export interface WrittenCase {
  readonly student: string;
  readonly at: Moment;
  /** Null once it has been removed. */
  readonly text: CaseText | null;
}

/** Facts by which it changes who brings the case. */
export type CaseStepFact = Extract<
  GroupStepFact,
  { kind: 'caseAssigned' | 'casePassed' | 'caseVolunteered' | 'caseTraded' }
>;

/** A time that the roster gave with who was to lead the meeting and whom it was for, and since when that is known. */
export interface Announced {
  readonly at: Moment;
  readonly slot: Slot;
  readonly teacher: string;
  readonly members: readonly string[];
  /** Who was of the group then, and took part no longer. */
  readonly left: readonly string[];
  /** Since when it had been off until then, as the roster had it no longer; null when it was on. */
  readonly offAt: Moment | null;
}

/** Who called something off, and when; `bot` where the roster has the meeting no longer. */
export interface Ended {
  readonly at: Moment;
  readonly by: string;
}

/** Who was there to lead a meeting when it began, and whom it was for. */
export interface Begun {
  readonly teacher: string;
  readonly members: readonly string[];
}

/** One group in a round. */
export interface GroupState {
  readonly id: GroupId;
  readonly teacher: string;
  /** Since when the teacher has it; 0 for the first one. */
  readonly teacherSince: Moment;
  /** Whom the roster gave it last, or who had it first: another is somebody to whom a person handed it over. */
  readonly givenTo: string;
  /** Who had it before, in order. */
  readonly teachersBefore: readonly string[];
  /** From whom it was taken, when and by whom, in order; `bot` for the roster. */
  readonly handOvers: readonly (Point & { readonly from: string; readonly by: string })[];
  /** Who gave it to its teacher, `bot` for the roster; null for the first one. */
  readonly handedBy: string | null;
  /** Whoever is not in the programme any more included: `membersOn` leaves them out. */
  readonly students: readonly string[];
  /** When they joined, of those who joined after the round was confirmed. */
  readonly joinedAt: ReadonlyMap<string, Point>;
  /**
   * Who was taken out of it since the round was confirmed, since when they had been in it (0 from the start), by whom, and when
   * they came back; in order. By the bot, as they had a group with a fixed time by then, or by a person, to another group.
   */
  readonly takenOut: readonly {
    readonly student: string;
    readonly since: Moment;
    readonly out: Point;
    readonly by: string;
    /** Null where the bot took them out. */
    readonly to: GroupId | null;
    readonly back: Point | null;
  }[];
  /** The newest question to the teacher, answered or not. */
  readonly offer: Offer | null;
  readonly isOfferOpen: boolean;
  /** Since when its members were asked for times, when it was called off, and when it looked for a time again; in order. */
  readonly asked: readonly {
    readonly since: Point;
    readonly off: Point | null;
    readonly again: Point | null;
  }[];
  /** The newest poll, over or not. */
  readonly poll: Poll | null;
  /** How often a meeting was set, one that a new poll undid included. */
  readonly meetings: number;
  readonly meeting: Meeting | null;
  /** What the roster gave a group with a fixed time in this week, in order; none before it is near. */
  readonly announced: readonly Announced[];
  /** Null until the meeting has begun. */
  readonly begun: Begun | null;
  /** In order. */
  readonly caseSteps: readonly CaseStepFact[];
  readonly written: WrittenCase | null;
  readonly report: Report | null;
  /** When the report that stands was given. */
  readonly reportedAt: Moment | null;
  /** The members for whom the report was made; null while there is none, or when it does not say. */
  readonly reportMembers: readonly string[] | null;
  readonly cancelled: Ended | null;
  /** When the bot had called it off, and it looked for a time again after that; in order. */
  readonly resumed: readonly { readonly offAt: Moment; readonly again: Point }[];
  /** How much has happened in it: under a clock that stands still nothing else tells of two states which came later. */
  readonly steps: number;
  /** How often each person changed something in it, by address. */
  readonly changes: ReadonlyMap<string, number>;
}

/** Whom the meeting of a group was for, once it has begun; before that whom it has now. */
export const membersOf = ({ begun, students }: GroupState): readonly string[] => begun?.members ?? students;

/** A round, or a week of the groups with a fixed time. */
export interface RoundState {
  readonly id: RoundId;
  /** Made of groups with a fixed time: there is no poll. */
  readonly isWeekly: boolean;
  readonly setup: RoundSetup;
  /** Address of the coordinator who made it; `bot` for a week. */
  readonly madeBy: string;
  /** Null while it is a proposal; 0 for a week. */
  readonly confirmedAt: Moment | null;
  readonly cancelled: Ended | null;
  /** The groups as they were proposed last, before anybody was moved by hand. */
  readonly proposed: readonly RoundGroup[];
  /** Counts what was proposed or moved: by it a card says which proposal it shows. */
  readonly edition: number;
  /** Students whom a person took out of all groups, and put into none. */
  readonly out: ReadonlySet<string>;
  /** The group out of which a person moved a student, the first one. */
  readonly movedFrom: ReadonlyMap<string, GroupId>;
  readonly groups: readonly GroupState[];
}

/** All rounds of a programme, in order of their days. */
export type RoundBook = readonly RoundState[];

/** A group in its round. */
export interface Place {
  readonly round: RoundState;
  readonly group: GroupState;
}

/** A group in a round by their ids; null when there is none. */
export const placeOf = (book: RoundBook, roundId: RoundId, groupId: GroupId): Place | null => {
  const round = book.find(({ id }) => id === roundId);
  const group = round?.groups.find(({ id }) => id === groupId);
  return round === undefined || group === undefined ? null : { round, group };
};

/** Whether nothing is known of a meeting but that the roster gives its time now: it was not announced, and did not begin. */
export const isOnlyInRoster = ({ round, group }: Place): boolean =>
  round.isWeekly &&
  group.meeting?.isOfRoster === true &&
  group.announced.length === 0 &&
  group.caseSteps.length === 0 &&
  group.begun === null &&
  group.report === null;

/** Whether a time that the roster gives was past when an import first gave it, as far as anything is known. */
export const neverWas = (place: Place, now: Moment): boolean =>
  isOnlyInRoster(place) && (place.group.meeting?.slot.start ?? now) <= now;

/**
 * Whether the meeting of a group, or its whole round, was called off, and by whom; null when it stands. What has a
 * report took place, and so did what was over when the round was called off.
 */
export const calledOff = ({ round, group }: Place): Ended | null => {
  const ended = group.cancelled ?? round.cancelled;
  const isOver = ended !== null && group.meeting !== null && ended.at >= group.meeting.slot.end;
  return group.report !== null || isOver ? null : ended;
};
