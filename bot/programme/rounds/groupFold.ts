/** What one fact makes of a group. A fact that makes no sense where it stands changes nothing. */
import type { ZoneCalendar } from '../calendar';
import type { GroupStepFact } from './facts';
import type { RoundGroup, Slot } from './model';
import type { GroupState, Poll } from './state';

type FactOf<Kind extends GroupStepFact['kind']> = Extract<GroupStepFact, { kind: Kind }>;

/** The hour at which polls close. */
export const closingTime = '16:00';

/** A group as it begins. */
export const newGroup = ({ id, teacher, students }: RoundGroup): GroupState => ({
  id,
  teacher,
  teacherSince: 0,
  givenTo: teacher,
  teachersBefore: [],
  handOvers: [],
  handedBy: null,
  students: [...new Set(students)],
  joinedAt: new Map(),
  takenOut: [],
  offer: null,
  isOfferOpen: false,
  asked: [],
  poll: null,
  meetings: 0,
  meeting: null,
  announced: [],
  begun: null,
  caseSteps: [],
  written: null,
  report: null,
  reportedAt: null,
  reportMembers: null,
  cancelled: null,
  resumed: [],
  steps: 0,
  changes: new Map(),
});

const isSameSlot = (a: Slot, b: Slot): boolean =>
  a.id === b.id && a.start === b.start && a.end === b.end && a.room === b.room;

const isAmong = (slots: readonly Slot[], slot: Slot): boolean => slots.some((one) => isSameSlot(one, slot));

/** Whether members are asked which slots suit, and nothing has been decided. */
export const isPolling = (group: GroupState): boolean =>
  group.poll !== null && group.meeting === null && !group.isOfferOpen;

/** What the bot called off looks for a time again, once it proposes one: everybody in it had a group with a fixed time. */
const offered = (group: GroupState, fact: FactOf<'slotsProposed'>): GroupState => {
  const { at, slots, fewer = null } = fact;
  const off = group.cancelled?.by === 'bot' ? group.cancelled : null;
  const again = (one: GroupState['asked'][number]): typeof one => ({ ...one, again: one.again ?? fact });
  return {
    ...group,
    cancelled: off === null ? group.cancelled : null,
    resumed: off === null ? group.resumed : [...group.resumed, { offAt: off.at, again: fact }],
    asked: off === null ? group.asked : group.asked.map(again),
    offer: { number: (group.offer?.number ?? 0) + 1, at, slots, fewer, isUndecided: false, best: null },
    isOfferOpen: true,
  };
};

const undecided = (group: GroupState, { at, best }: FactOf<'undecided'>): GroupState => {
  if (group.poll === null || !isPolling(group)) return group;
  const number = (group.offer?.number ?? 0) + 1;
  return {
    ...group,
    offer: { number, at, slots: group.poll.slots, fewer: null, isUndecided: true, best },
    isOfferOpen: true,
  };
};

/** A teacher who only strikes slots off keeps the poll and its answers. */
const fewerSlots = (
  group: GroupState,
  poll: Poll,
  { slots, at }: Pick<FactOf<'slotsAccepted'>, 'slots' | 'at'>,
): GroupState => {
  const ids = new Set(slots.map(({ id }) => id));
  const answers = new Map(
    [...poll.answers].map(([student, suits]) => [student, suits.filter((id) => ids.has(id))] as const),
  );
  const struckAt = slots.length < poll.slots.length ? at : poll.struckAt;
  return { ...group, poll: { ...poll, slots, struckAt, answers } };
};

const isAsked = ({ asked }: GroupState): boolean => asked.at(-1)?.off === null;

/** Who called it off first counts. */
const groupCancelled = (group: GroupState, fact: FactOf<'groupCancelled'>): GroupState => {
  if (group.cancelled !== null) return group;
  const asked = group.asked.map((one) => (one.off === null ? { ...one, off: fact } : one));
  return { ...group, asked, cancelled: { at: fact.at, by: fact.by } };
};

const accepted = (group: GroupState, fact: FactOf<'slotsAccepted'>, calendar: ZoneCalendar): GroupState => {
  const { at, order, slots, answerBy } = fact;
  const { poll } = group;
  if (slots.length === 0) return group;
  if (poll !== null && isPolling(group) && slots.every((slot) => isAmong(poll.slots, slot)))
    return fewerSlots(group, poll, { slots, at });
  const closesAt = calendar.momentOf(answerBy, closingTime);
  const number = (poll?.number ?? 0) + 1;
  return {
    ...group,
    isOfferOpen: false,
    meeting: null,
    begun: null,
    asked: isAsked(group) ? group.asked : [...group.asked, { since: fact, off: null, again: null }],
    poll: {
      number,
      openedAt: at,
      order,
      answerBy,
      closesAt,
      slots,
      struckAt: null,
      answers: new Map(),
      answeredAt: new Map(),
    },
  };
};

const answered = (group: GroupState, fact: FactOf<'available'>): GroupState => {
  const { at, student, slots } = fact;
  const { poll } = group;
  if (poll === null || !isPolling(group) || at >= poll.closesAt) return group;
  const suits = poll.slots.map(({ id }) => id).filter((id) => slots.includes(id));
  const answers = new Map([...poll.answers, [student, suits]]);
  const answeredAt = new Map([...poll.answeredAt, [student, fact]]);
  return { ...group, poll: { ...poll, answers, answeredAt } };
};

const isSameTime = (a: Slot, b: Slot): boolean => a.start === b.start && a.end === b.end;

const meetingAt = (
  group: GroupState,
  slot: Slot,
  { at: since, order, by }: Pick<GroupStepFact, 'at' | 'order' | 'by'>,
  isOfRoster = false,
): GroupState => {
  const before = group.meeting;
  if (before !== null && isSameSlot(before.slot, slot)) return group;
  const set = { number: group.meetings + 1, since, order };
  const timeSet = before !== null && isSameTime(before.slot, slot) ? before.timeSet : set;
  const meeting = { ...set, slot, timeSet, by, before, isOfRoster };
  return { ...group, isOfferOpen: false, meetings: set.number, meeting, begun: null };
};

const chosen = (group: GroupState, fact: FactOf<'slotChosen'>): GroupState => {
  const slot = group.poll?.slots.find(({ id }) => id === fact.slot);
  return slot === undefined ? group : meetingAt(group, slot, fact);
};

/** A group that meets at a time the roster gives. */
export const meetingAlways = (group: GroupState, slot: Slot): GroupState =>
  meetingAt(group, slot, { at: 0, order: 0, by: 'bot' }, true);

/**
 * The first time is the one that people know, whatever the roster gives by now; another one is told by the invitation for
 * all weeks. What somebody set for this week stands. Who heard that the week was off hears that it is on again.
 */
const announced = (group: GroupState, fact: FactOf<'announced'>): GroupState => {
  const { at, slot, teacher, members, left = [] } = fact;
  const offAt = group.cancelled?.by === 'bot' ? group.cancelled.at : null;
  const known = { ...group, announced: [...group.announced, { at, slot, teacher, members, left, offAt }] };
  if (offAt !== null) return meetingAt({ ...known, meeting: null, cancelled: null }, slot, fact);
  if (group.meeting !== null && group.meeting.by !== 'bot') return known;
  if (group.announced.length > 0) return meetingAt(known, slot, fact, true);
  return meetingAlways({ ...known, meetings: 0, meeting: null }, slot);
};

/** It met then and there, led by whom it was led by, whatever the roster gives by now; somebody else may be given it later. */
const begun = (group: GroupState, { slot, teacher, members }: FactOf<'begun'>): GroupState => {
  const { meeting } = group;
  const first = { number: 1, since: 0, order: 0 };
  const met =
    meeting !== null && isSameSlot(meeting.slot, slot)
      ? meeting
      : { ...first, timeSet: first, by: 'bot', before: null, isOfRoster: true, ...meeting, slot };
  return {
    ...group,
    meetings: Math.max(group.meetings, 1),
    meeting: met,
    teacher,
    begun: { teacher, members },
  };
};

const handOverOf = (
  { teacher }: GroupState,
  { at, order, by, from = teacher }: FactOf<'handedOver'>,
): GroupState['handOvers'][number] => ({ at, order, by, from });

/** The group after a fact. */
export const stepGroup = (group: GroupState, fact: GroupStepFact, calendar: ZoneCalendar): GroupState => {
  switch (fact.kind) {
    case 'slotsProposed':
      return offered(group, fact);
    case 'slotsAccepted':
      return accepted(group, fact, calendar);
    case 'available':
      return answered(group, fact);
    case 'undecided':
      return undecided(group, fact);
    case 'slotChosen':
      return chosen(group, fact);
    case 'shifted':
      return meetingAt(group, fact.slot, fact);
    case 'groupCancelled':
      return groupCancelled(group, fact);
    case 'handedOver':
      return {
        ...group,
        teacher: fact.teacher,
        teacherSince: fact.at,
        givenTo: fact.by === 'bot' ? fact.teacher : group.givenTo,
        teachersBefore: [...group.teachersBefore, fact.from ?? group.teacher],
        handOvers: [...group.handOvers, handOverOf(group, fact)],
        handedBy: fact.by,
      };
    case 'caseAssigned':
    case 'casePassed':
    case 'caseVolunteered':
    case 'caseTraded':
      return { ...group, caseSteps: [...group.caseSteps, fact] };
    case 'caseWritten':
      return { ...group, written: { student: fact.student, at: fact.at, text: fact.text } };
    case 'announced':
      return announced(group, fact);
    case 'begun':
      return begun(group, fact);
    case 'attended': {
      const { present, method, advice, followUp, members = null } = fact;
      const report = { present, method, advice, followUp };
      return { ...group, report, reportedAt: fact.at, reportMembers: members };
    }
    default:
      return fact satisfies never;
  }
};
