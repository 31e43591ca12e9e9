/** Who brings the case to which meeting, over all rounds in order of their meetings. */
import type { Directory } from '../directory';
import { groupBy } from '../groupBy';
import type { Moment } from '../model';
import type { GroupId, RoundId } from './model';
import { afterTrade, afterTurn, inTurn, type Ledger, type Turn } from './rotation';
import { calledOff, type CaseStepFact, type Meeting, type Place, type RoundBook } from './state';
import { activeStudents } from './weeks';

/** Who brings the case to a meeting. */
export interface Bringing {
  /** Null when nobody is left who did not pass it on. */
  readonly student: string | null;
  /** Since when, where it is another than by the rotation; else 0. */
  readonly since: Moment;
  /** Counts the times that this student got the case of this meeting, from 1: it may come back. */
  readonly turn: number;
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

interface Choice {
  readonly student: string | null;
  readonly since: Moment;
  readonly passed: ReadonlySet<string>;
  /** How often each student got the case. */
  readonly turns: ReadonlyMap<string, number>;
}

const turnsOf = ({ turns }: Choice, student: string): number => turns.get(student) ?? 0;

const given = (choice: Choice, student: string, since: Moment): Choice => {
  if (student === choice.student) return { ...choice, since };
  return {
    ...choice,
    student,
    since,
    turns: new Map([...choice.turns, [student, turnsOf(choice, student) + 1]]),
  };
};

const choose = (choice: Choice, fact: CaseStepFact): Choice => {
  const { at: since } = fact;
  switch (fact.kind) {
    case 'caseAssigned':
      if (fact.student === choice.student) return choice;
      // The first is the rotation's, known beforehand; later somebody else gets it who did not expect it.
      return given(choice, fact.student, choice.student === null ? choice.since : since);
    case 'casePassed':
      return { ...given(choice, fact.to, since), passed: new Set([...choice.passed, fact.student]) };
    case 'caseVolunteered':
      return given(choice, fact.student, since);
    case 'caseTraded':
      return given(choice, fact.other, since);
    default:
      return fact satisfies never;
  }
};

/** What the rotation knows before a meeting. */
interface Rotation {
  readonly ledger: Map<string, Turn>;
  /** Students who traded their places, by group, in order. */
  readonly trades: Map<GroupId, readonly (readonly [string, string])[]>;
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

const undecided: Choice = { student: null, since: 0, passed: new Set(), turns: new Map() };

/** What was chosen for a meeting before a moment. */
const choiceAt = ({ group }: Met, before = Infinity): Choice =>
  group.caseSteps.filter(({ at }) => at < before).reduce(choose, undecided);

/** Who has a later meeting's case before a moment: it was given to them, or they have written it. */
const aheadOf = (met: Met, before: number): string | null => {
  const { written } = met.group;
  return choiceAt(met, before).student ?? (written !== null && written.at < before ? written.student : null);
};

/**
 * The ledger, with the turns that were given out for later meetings of the group before everybody had one: theirs are
 * still to come, but nobody is in turn twice meanwhile. What was given out once the meeting had begun changes nothing
 * of it any more.
 */
const withTurnsAhead = (
  ledger: Ledger,
  members: readonly string[],
  later: readonly Met[],
  { meeting }: Met,
): Ledger => {
  const waiting = members.filter((member) => ledger.get(member)?.isDone !== true).length;
  const before = later.slice(0, (waiting === 0 ? members.length : waiting) - 1);
  const ahead = new Set(
    before.map((met) => aheadOf(met, meeting.slot.start)).filter((student) => student !== null),
  );
  if (ahead.size === 0) return ledger;
  const turns = members.map((member): [string, Turn | undefined] => [
    member,
    ahead.has(member) ? { isDone: true, last: Number.MAX_SAFE_INTEGER } : ledger.get(member),
  ]);
  return new Map(turns.flatMap(([member, turn]) => (turn === undefined ? [] : [[member, turn]])));
};

const bringingAt = (met: Met, members: readonly string[], ledger: Ledger): Bringing => {
  const { group } = met;
  const written = group.written?.student ?? null;
  const choice = choiceAt(met);
  const { student, since, passed } = choice;
  const decided = student ?? written;
  const stands = decided !== null && (group.report !== null || members.includes(decided));
  const bringer = stands ? decided : (inTurn(ledger, members, passed)[0] ?? null);
  const without = new Set(bringer === null ? passed : [...passed, bringer]);
  return {
    student: bringer,
    since: stands && student !== null ? since : 0,
    // Whom the rotation gives it anew gets another turn, which is to be stored yet.
    turn: bringer === null ? 1 : Math.max(1, turnsOf(choice, bringer) + (bringer === student ? 0 : 1)),
    isAssigned: stands && student !== null,
    members,
    mayBring: inTurn(ledger, members, passed).filter((member) => member !== bringer),
    mayTakeBack: inTurn(ledger, members, new Set()).filter((one) => passed.has(one) && one !== bringer),
    next: inTurn(ledger, members, without)[0] ?? null,
  };
};

/** Whether a case was brought, as far as is known: not by somebody who was not there. */
const isBrought = ({ group }: Met, bringer: string): boolean =>
  group.report === null || group.report.present.includes(bringer);

/** Puts into the rotation what a meeting changes in it: with thousands of meetings no copy can be made for each. */
const enter = (
  { ledger, trades }: Rotation,
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
  if (student !== null && isBrought(met, student)) learn(afterTurn(ledger, members, student, count));
};

/** Who brings the case to each meeting that stands, past and to come. */
export const bringersOf = (directory: Directory, book: RoundBook): Bringers => {
  const found = new Map<string, Bringing>();
  const rotation: Rotation = { ledger: new Map(), trades: new Map() };
  const meetings = meetingsOf(book);
  const ofGroup = groupBy(meetings, ({ group }) => group.id);
  const passed = new Map<GroupId, number>();
  for (const [count, met] of meetings.entries()) {
    const members = membersAt(directory, met, rotation);
    const place = (passed.get(met.group.id) ?? 0) + 1;
    passed.set(met.group.id, place);
    const later = (ofGroup.get(met.group.id) ?? []).slice(place, place + members.length);
    const bringing = bringingAt(met, members, withTurnsAhead(rotation.ledger, members, later, met));
    found.set(`${met.round.id}/${met.group.id}`, bringing);
    enter(rotation, met, bringing, count);
  }
  return { of: (round, group) => found.get(`${round}/${group}`) ?? null };
};
