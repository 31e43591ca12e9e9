/** What conversations ask of the solvers of intervision: forming groups, proposing and choosing meeting times. */
import type { Directory } from '../programme/directory';
import type { Day, Moment, WallTime } from '../programme/model';
import type { GroupId, NoSlotReason, RoundGroup, Slot } from '../programme/rounds/model';
import type { StudentToPlace, TeacherAvailable } from '../programme/rounds/roster';

/** Everything from which groups are formed; the order of students and teachers makes no difference. */
export interface GroupsWanted {
  readonly students: readonly StudentToPlace[];
  readonly teachers: readonly TeacherAvailable[];
  /** How many students a group should have, as near as can be. */
  readonly groupSize: number;
  /** Fewest and most students in a group; 4 and 9 where absent. */
  readonly least?: number;
  readonly most?: number;
  /** Ids are this and two digits or more: `r1-` gives `r1-g01`. */
  readonly prefix: string;
}

/** Why somebody has no group: nobody leads, too few students for one group, or sizes that do not add up. */
export type UnplacedReason = 'noTeacher' | 'tooFewStudents' | 'sizesDoNotFit';

/** How many of one school or university are in a group: in the group with fewest and in the one with most. */
export interface SpreadOf {
  readonly id: string;
  readonly students: number;
  readonly fewest: number;
  readonly most: number;
}

/** How good a proposal is, in numbers that can be told. */
export interface GroupQuality {
  readonly groups: number;
  readonly smallest: number;
  readonly largest: number;
  readonly schools: readonly SpreadOf[];
  readonly universities: readonly SpreadOf[];
  /** The largest `most - fewest` above; 0 or 1 is as even as can be. */
  readonly schoolDifference: number;
  readonly universityDifference: number;
  /** Groups a teacher leads, those before included. */
  readonly teachers: readonly { readonly email: string; readonly before: number; readonly groups: number }[];
  /** Pairs of students in one group whose pupils are in the same class. */
  readonly sameClass: number;
  /** Fewer are impossible, by counting per class. */
  readonly sameClassLeast: number;
}

/** Groups for all students, theirs in order of address, with everybody who has none. */
export interface GroupProposal {
  readonly groups: readonly RoundGroup[];
  readonly unplaced: readonly { readonly email: string; readonly reason: UnplacedReason }[];
  readonly quality: GroupQuality;
}

/** From its start up to, not including, its end. */
export interface Interval {
  readonly start: Moment;
  readonly end: Moment;
}

/** A time at which a group could meet. Its id is of group, day and time alone, whatever else is proposed. */
export interface ProposedSlot extends Slot {
  readonly day: Day;
  readonly time: WallTime;
  /** Members who cannot, in order of address; empty wherever there is a time that suits all. */
  readonly cannot: readonly { readonly email: string; readonly because: 'closed' | 'busy' }[];
}

/** Everything from which times are proposed. */
export interface SlotsWanted {
  readonly groups: readonly RoundGroup[];
  /** First and last day, both included. */
  readonly from: Day;
  readonly to: Day;
  readonly minutes: number;
  /** Nothing is proposed before this moment: until then answers come in. */
  readonly notBefore: Moment;
  /** Appointments besides sessions and groups with a fixed time, by address: meetings of other rounds. */
  readonly appointments: ReadonlyMap<string, readonly Interval[]>;
}

/** Times for one group; the reason where there are none. */
export interface SlotProposal {
  readonly group: GroupId;
  readonly slots: readonly ProposedSlot[];
  readonly reason: NoSlotReason | null;
  /** What was most in the way where there are fewer than five; null otherwise. */
  readonly fewer: NoSlotReason | null;
}

/** A group that was polled. */
export interface PolledGroup extends RoundGroup {
  readonly slots: readonly Slot[];
  /** Ids of the slots that suit, by address; who has not answered is absent. */
  readonly available: Readonly<Record<string, readonly string[]>>;
}

/** Everything from which times are chosen. */
export interface ChoicesWanted {
  readonly groups: readonly PolledGroup[];
  /** When teachers are taken already, by address. */
  readonly appointments: ReadonlyMap<string, readonly Interval[]>;
}

/** What a group gets: a slot, a slot with fewer than four about which people decide, or none with the reason. */
export type SlotChoice =
  | {
      readonly group: GroupId;
      readonly outcome: 'chosen' | 'tooFew';
      readonly slot: Slot;
      readonly members: readonly string[];
    }
  | { readonly group: GroupId; readonly outcome: 'none'; readonly reason: NoChoiceReason };

/** Nothing was offered, no member can at any time offered, or the teacher is elsewhere whenever members can. */
export type NoChoiceReason = 'nothingOffered' | 'nobodyCan' | 'teacherElsewhere';

/** A group that somebody may join. */
export interface GroupToJoin {
  readonly id: GroupId;
  readonly students: readonly StudentToPlace[];
}

/** Where a student who joins later goes. */
export type LateJoinerPlace =
  | { readonly placed: true; readonly group: GroupId; readonly why: 'already' | 'ownSchool' | 'otherSchool' }
  | { readonly placed: false; readonly why: 'noRoom' | 'noGroups' };

/** The solvers behind one door. Everything is deterministic: the same input gives the same answer, in any order. */
export interface Intervision {
  /** How good groups are that exist, whoever formed them; teachers with the groups they lead besides these. */
  qualityOf(wanted: Pick<GroupsWanted, 'students' | 'teachers'>, groups: readonly RoundGroup[]): GroupQuality;
  /** Where somebody goes who has no group yet. */
  placeLateJoiner(student: StudentToPlace, groups: readonly GroupToJoin[]): LateJoinerPlace;
  /** Solves beside the event loop; rejects when the solver breaks. */
  formGroups(wanted: GroupsWanted): Promise<GroupProposal>;
  /** At most five slots for every group, in the order of the groups' ids; other work may go on meanwhile. */
  proposeSlots(directory: Directory, wanted: SlotsWanted): Promise<readonly SlotProposal[]>;
  /** One choice a group, in the order of the groups' ids. Solves beside the event loop. */
  chooseSlots(wanted: ChoicesWanted): Promise<readonly SlotChoice[]>;
}
