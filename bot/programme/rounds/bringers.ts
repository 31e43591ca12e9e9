/** Who brings the case to which meeting, over all rounds in order of their meetings. */
import type { Directory } from '../directory';
import { groupBy } from '../groupBy';
import type { Moment } from '../model';
import type { GroupId, RoundId } from './model';
import { choiceAt, turnsOf } from './caseChoice';
import { afterTrade, afterTurn, type Ledger, type Turn } from './rotation';
import { amongWhom, candidates, insteadOf, turnsWith, type Turns } from './turnsAhead';
import { calledOff, type Meeting, type Place, type RoundBook } from './state';
import { activeStudents } from './weeks';

/** Who brings the case to a meeting. */
export interface Bringing {
  /** Null when nobody is left who did not pass it on. */
  readonly student: string | null;
  /** Since when, where it is another than by the rotation; else 0. */
  readonly since: Moment;
  /** Counts the times that this student got the case of this meeting, from 1: it may come back. */
  readonly nth: number;
  /** Whether it is stored whose turn it is. */
  readonly isAssigned: boolean;
  /** In the order of the rotation. */
  readonly members: readonly string[];
  /** Those who may bring it instead: nobody twice before everyone once. In order. */
  readonly mayBring: readonly string[];
  /** Those who passed it on and are in turn all the same: they may take it back, but nobody gives it to them. */
  readonly mayTakeBack: readonly string[];
  /** Who is next when the student passes it on; null when nobody is. */
  readonly next: string | null;
}

/** Who brings the case to each meeting. */
export interface Bringers {
  of(round: RoundId, group: GroupId): Bringing | null;
}

interface Met extends Place {
  readonly meeting: Meeting;
}

const byStart = (a: Met, b: Met): number =>
  a.meeting.slot.start - b.meeting.slot.start ||
  (`${a.round.id}/${a.group.id}` < `${b.round.id}/${b.group.id}` ? -1 : 1);

const meetingsOf = (book: RoundBook): readonly Met[] =>
  book
    .flatMap((round) => round.groups.map((group) => ({ round, group, meeting: group.meeting })))
    .flatMap(({ round, group, meeting }) => (meeting === null ? [] : [{ round, group, meeting }]))
    .filter((met) => calledOff(met) === null && met.round.confirmedAt !== null)
    .toSorted(byStart);

/** The members with the two who traded in each other's place. */
const swapped = (members: readonly string[], one: string, other: string): readonly string[] =>
  members.map((member) => (member === one ? other : member === other ? one : member));

/** What the rotation knows before a meeting. */
interface Rotation {
  readonly ledger: Map<string, Turn>;
  /** Students who traded their places, by group, in order. */
  readonly trades: Map<GroupId, readonly (readonly [string, string])[]>;
  /** Who brought the case to the last meeting, by group. */
  readonly newest: Map<GroupId, string>;
}

const membersAt = (
  directory: Directory,
  { group, meeting }: Met,
  { trades }: Rotation,
): readonly string[] => {
  const assigned = group.caseSteps.findLast((fact) => fact.kind === 'caseAssigned');
  const day = directory.calendar.dayOf(meeting.slot.start);
  // What has begun is history: an import that comes later changes nothing of who could have been there.
  const then = group.reportMembers ?? group.begun?.members ?? null;
  if (then !== null) return [...new Set(then)];
  const present = activeStudents(directory, group.students, day);
  const members = group.report === null ? present : (assigned?.members ?? present);
  return (trades.get(group.id) ?? []).reduce<readonly string[]>(
    (order, [one, other]) => swapped(order, one, other),
    [...new Set(members)],
  );
};

const bringerAt = (
  met: Met,
  members: readonly string[],
  turns: Turns,
  newest: string | null,
): string | null => {
  const { begun, report, written } = met.group;
  const { student, isTaken, passed } = choiceAt(met.group);
  const decided = student ?? written?.student ?? null;
  if (decided !== null && report !== null) return decided;
  const stands = decided !== null && members.includes(decided);
  const bringer = stands ? decided : (candidates(turns, members, passed)[0] ?? null);
  const isFirm = stands && (begun !== null || isTaken || written?.student === decided);
  if (bringer === null || isFirm) return bringer;
  const among = stands ? amongWhom(met.group, members, bringer) : members;
  return insteadOf(bringer, turns, among, passed, newest) ?? bringer;
};

const bringingAt = (met: Met, members: readonly string[], turns: Turns, newest: string | null): Bringing => {
  const choice = choiceAt(met.group);
  const { student, since, passed } = choice;
  const bringer = bringerAt(met, members, turns, newest);
  const isAssigned = bringer !== null && bringer === student;
  const without = new Set(bringer === null ? passed : [...passed, bringer]);
  return {
    student: bringer,
    since: isAssigned ? since : 0,
    // Whom the rotation gives it anew gets another turn, which is to be stored yet.
    nth: bringer === null ? 1 : Math.max(1, turnsOf(choice, bringer) + (isAssigned ? 0 : 1)),
    isAssigned,
    members,
    mayBring: candidates(turns, members, passed).filter((member) => member !== bringer),
    mayTakeBack: candidates(turns, members, new Set()).filter((one) => passed.has(one) && one !== bringer),
    next: candidates(turns, members, without)[0] ?? null,
  };
};

/** Whether a case was brought, as far as is known: not by somebody who was not there. */
const isBrought = ({ group }: Met, bringer: string): boolean =>
  group.report === null || group.report.present.includes(bringer);

/** Puts into the rotation what a meeting changes in it: with thousands of meetings no copy can be made for each. */
const enter = (
  { ledger, trades, newest }: Rotation,
  met: Met,
  { student, members }: Bringing,
  count: number,
): void => {
  const learn = (turns: Ledger): void => turns.forEach((turn, member) => ledger.set(member, turn));
  for (const fact of met.group.caseSteps) {
    // With somebody who is no member there is nothing to trade.
    const isTrade =
      fact.kind === 'caseTraded' && members.includes(fact.student) && members.includes(fact.other);
    if (!isTrade) continue;
    learn(afterTrade(ledger, fact.student, fact.other));
    trades.set(met.group.id, [...(trades.get(met.group.id) ?? []), [fact.student, fact.other]]);
  }
  if (student === null || !isBrought(met, student)) return;
  newest.set(met.group.id, student);
  learn(afterTurn(ledger, members, student, count));
};

/** Who brings the case to each meeting that stands, past and to come. */
export const bringersOf = (directory: Directory, book: RoundBook): Bringers => {
  const found = new Map<string, Bringing>();
  const rotation: Rotation = { ledger: new Map(), trades: new Map(), newest: new Map() };
  const meetings = meetingsOf(book);
  const ofGroup = groupBy(meetings, ({ group }) => group.id);
  const passed = new Map<GroupId, number>();
  for (const [count, met] of meetings.entries()) {
    const members = membersAt(directory, met, rotation);
    const place = (passed.get(met.group.id) ?? 0) + 1;
    passed.set(met.group.id, place);
    const later = (ofGroup.get(met.group.id) ?? []).slice(place, place + members.length);
    const groups = later.map(({ group }) => group);
    const turns = turnsWith(rotation.ledger, members, groups, met.meeting.slot.start);
    const bringing = bringingAt(met, members, turns, rotation.newest.get(met.group.id) ?? null);
    found.set(`${met.round.id}/${met.group.id}`, bringing);
    enter(rotation, met, bringing, count);
  }
  return { of: (round, group) => found.get(`${round}/${group}`) ?? null };
};
