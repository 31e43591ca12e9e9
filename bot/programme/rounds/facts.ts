/** What happens in intervision, as facts that are stored; everything else follows from them (book.ts). */
import type { Day, Moment } from '../model';
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

/** When something happened, and where among the others: of two of one moment that says which came first. */
export interface Point {
  readonly at: Moment;
  /**
   * Place among the facts of its round in the order in which they were stored: decides between facts of the same
   * moment, as under a clock that stands still.
   */
  readonly order: number;
}

/** When, where among the others, and by whom. */
interface Happened extends Point {
  /** Address in lower case, or `bot`. */
  readonly by: string;
  readonly round: RoundId;
}

/** What happens to a round as a whole. */
export type RoundStep =
  | { readonly kind: 'created'; readonly setup: RoundSetup }
  /** The groups, whether they existed before or were formed; a second proposal replaces the first. */
  | { readonly kind: 'proposed'; readonly groups: readonly RoundGroup[] }
  /** To a group, or out of all of them (null): by the coordinator in the proposal, later of joiners and leavers. */
  | { readonly kind: 'moved'; readonly student: string; readonly group: GroupId | null }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'cancelled' };

/** What happens in one group of a round, or in a group with a fixed time in a week. */
export type GroupStep =
  /** Slots to choose from, for the teacher to change or accept. */
  | {
      readonly kind: 'slotsProposed';
      readonly slots: readonly Slot[];
      /** Why there are fewer than five; older offers do not say. */
      readonly fewer?: NoSlotReason | null | undefined;
    }
  /** The teacher's slots: the poll is open, until `answerBy` 16:00 (`pollDay` says which day that should be). */
  | { readonly kind: 'slotsAccepted'; readonly slots: readonly Slot[]; readonly answerBy: Day }
  /** The slots that suit a member; replaces what they said before. */
  | { readonly kind: 'available'; readonly student: string; readonly slots: readonly SlotId[] }
  /** Fewer than four can come to the best slot, or there is none: teacher and coordinator are asked. */
  | { readonly kind: 'undecided'; readonly best: SlotId | null }
  /** By the bot, or by a teacher who takes it although few can come. */
  | { readonly kind: 'slotChosen'; readonly slot: SlotId }
  /** To another time or room, without a new poll. */
  | { readonly kind: 'shifted'; readonly slot: Slot }
  | { readonly kind: 'groupCancelled' }
  /** `from`, when a person did it: of a group with a fixed time the roster may say another by now. Older ones do not say. */
  | { readonly kind: 'handedOver'; readonly teacher: string; readonly from?: string | undefined }
  /** Whose turn it is by the rotation, and among whom: kept, so that a later roster does not change the past. */
  | { readonly kind: 'caseAssigned'; readonly student: string; readonly members: readonly string[] }
  /** `text` is null once it has been removed, as retention asks; that there was a case stays. */
  | { readonly kind: 'caseWritten'; readonly student: string; readonly text: CaseText | null }
  | { readonly kind: 'casePassed'; readonly student: string; readonly to: string }
  | { readonly kind: 'caseVolunteered'; readonly student: string }
  /** `other` brings it this time, `student` takes the place of `other` in the rotation. */
  | { readonly kind: 'caseTraded'; readonly student: string; readonly other: string }
  /**
   * A meeting that the roster gives is near: when it is, who leads it and whom it is for, so that people who count on it
   * are told when the next roster has it no longer. Again when the roster gives another time, place, teacher or members.
   */
  | {
      readonly kind: 'announced';
      readonly slot: Slot;
      readonly teacher: string;
      readonly members: readonly string[];
      /** Whom the roster has in the group, and who take part no longer by then; when there are any. */
      readonly left?: readonly string[] | undefined;
    }
  /** The meeting begins, with who leads it and whom it is for: kept, so that no later roster changes what has been. */
  | {
      readonly kind: 'begun';
      readonly slot: Slot;
      readonly teacher: string;
      readonly members: readonly string[];
    }
  /** `members`: who could have been there, as the roster was then; older reports do not say. */
  | ({ readonly kind: 'attended'; readonly members?: readonly string[] | undefined } & Report);

/** A fact about a round as a whole. */
export type RoundStepFact = Happened & RoundStep;
/** A fact about one group in a round. */
export type GroupStepFact = Happened & { readonly group: GroupId } & GroupStep;
/** One thing that happened in intervision. */
export type RoundFact = RoundStepFact | GroupStepFact;

const roundSteps: readonly string[] = [
  'created',
  'proposed',
  'moved',
  'confirmed',
  'cancelled',
] satisfies readonly RoundStep['kind'][];

/** Whether a fact is about its round as a whole. */
export const isRoundStep = (fact: RoundFact): fact is RoundStepFact => roundSteps.includes(fact.kind);

/** Whether a fact says where a teacher is at some time: of such facts one follows another, over all rounds. */
export const booksTime = ({ kind }: RoundFact | RoundStep | GroupStep): boolean =>
  kind === 'slotChosen' || kind === 'shifted' || kind === 'handedOver';

/** Whether one thing of a round came before another: nothing that happened is told of by its moment alone. */
export const isBefore = (one: Point, other: Point): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

const byText = (a: RoundFact, b: RoundFact): number => {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : Number(one > other);
};

/** Facts in the order in which they happened, whatever the order in which they come. */
export const inOrder = (facts: readonly RoundFact[]): RoundFact[] =>
  facts.toSorted((a, b) => a.at - b.at || a.order - b.order || byText(a, b));
