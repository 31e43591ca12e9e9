/** Every round as it stands after some facts. Whatever the facts and their order, this never throws. */
import type { Directory } from '../directory';
import { groupBy } from '../groupBy';
import {
  inOrder,
  isRoundStep,
  type GroupStepFact,
  type Point,
  type RoundFact,
  type RoundStepFact,
} from './facts';
import { weekWith } from './goneWeeks';
import { newGroup, stepGroup } from './groupFold';
import type { RoundGroup, RoundId } from './model';
import type { GroupState, RoundBook, RoundState } from './state';
import { weeksOf } from './weeks';

const withStudent = (group: GroupState, student: string, at: Point | null): GroupState => ({
  ...group,
  students: [...group.students, student],
  joinedAt: at === null ? group.joinedAt : new Map([...group.joinedAt, [student, at]]),
  takenOut: group.takenOut.map((one) =>
    one.student === student && one.back === null ? { ...one, back: at } : one,
  ),
});

type Moved = Extract<RoundStepFact, { kind: 'moved' }>;

/** In a running round it is kept whom the bot took out, and whom a person moved to another group. */
const withoutStudent = (group: GroupState, fact: Moved, isRunning: boolean): GroupState => {
  const { student, by, group: to } = fact;
  const { students, joinedAt, takenOut } = group;
  const isTaken = isRunning && (by === 'bot' || to !== null) && students.includes(student);
  const since = joinedAt.get(student)?.at ?? 0;
  const taken = isTaken ? [{ student, since, out: fact, by, to, back: null }] : [];
  return {
    ...group,
    students: students.filter((one) => one !== student),
    takenOut: [...takenOut, ...taken],
  };
};

/** Where somebody was before a person moved them; the bot follows the files. */
const movedFrom = (round: RoundState, { student, by }: Moved): RoundState['movedFrom'] => {
  const from = round.groups.find(({ students }) => students.includes(student))?.id;
  if (by === 'bot' || from === undefined || round.movedFrom.has(student)) return round.movedFrom;
  return new Map([...round.movedFrom, [student, from]]);
};

const moveStudent = (round: RoundState, fact: Moved): RoundState => {
  const { student, group: to, by } = fact;
  if (to !== null && !round.groups.some(({ id }) => id === to)) return round;
  const joined = round.confirmedAt === null ? null : fact;
  const others = [...round.out].filter((one) => one !== student);
  return {
    ...round,
    edition: round.edition + 1,
    out: new Set(to === null && by !== 'bot' ? [...others, student] : others),
    movedFrom: movedFrom(round, fact),
    groups: round.groups.map((group) => {
      if (group.id === to)
        return group.students.includes(student) ? group : withStudent(group, student, joined);
      return withoutStudent(group, fact, joined !== null);
    }),
  };
};

const proposed = (round: RoundState, groups: readonly RoundGroup[]): RoundState => ({
  ...round,
  proposed: groups,
  edition: round.edition + 1,
  groups: groups.map(newGroup),
});

const stepRound = (round: RoundState, fact: RoundStepFact): RoundState => {
  switch (fact.kind) {
    case 'created':
      return round;
    case 'proposed':
      return round.confirmedAt === null ? proposed(round, fact.groups) : round;
    case 'moved':
      return moveStudent(round, fact);
    case 'confirmed':
      return { ...round, confirmedAt: round.confirmedAt ?? fact.at };
    case 'cancelled':
      return { ...round, cancelled: round.cancelled ?? { at: fact.at, by: fact.by } };
    default:
      return fact satisfies never;
  }
};

/** Of a group with a fixed time the roster says who is in it, until it has met. Who leads it may change after that too. */
const asItMet = (group: GroupState): GroupState =>
  group.begun === null ? group : { ...group, students: group.begun.members };

const begin = (facts: readonly RoundFact[]): RoundState | null => {
  const created = facts.find((fact) => fact.kind === 'created');
  if (created === undefined) return null;
  const { round: id, setup, by: madeBy } = created;
  return {
    id,
    isWeekly: false,
    setup,
    madeBy,
    confirmedAt: null,
    cancelled: null,
    proposed: [],
    edition: 0,
    out: new Set(),
    movedFrom: new Map(),
    groups: [],
  };
};

/**
 * The round as a whole first, then its groups: a fact of a group is never lost because its round's came at the same
 * moment.
 */
const foldRound = (directory: Directory, begun: RoundState, facts: readonly RoundFact[]): RoundState => {
  const whole = facts.filter(isRoundStep).reduce(stepRound, begun);
  const steps = facts.filter((fact): fact is GroupStepFact => !isRoundStep(fact));
  const stepsOf = groupBy(steps, ({ group }) => group);
  const foldGroup = (group: GroupState): GroupState => {
    const own = stepsOf.get(group.id) ?? [];
    const folded = own.reduce((state, fact) => stepGroup(state, fact, directory.calendar), group);
    const byPerson = [...groupBy(own, ({ by }) => by)].map(([by, some]) => [by, some.length] as const);
    return { ...folded, steps: own.length, changes: new Map(byPerson) };
  };
  const groups = whole.groups.map(foldGroup);
  return { ...whole, groups: whole.isWeekly ? groups.map(asItMet) : groups };
};

const byDays = (a: RoundState, b: RoundState): number => {
  const [one, other] = [a, b].map(({ setup, id }) => `${setup.from} ${setup.to} ${id}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
};

interface Folded {
  readonly facts: readonly RoundFact[];
  readonly round: RoundState | null;
}

/** The facts of rounds, by the round: an array that stays the same says that nothing was added. */
export type FactsByRound = ReadonlyMap<RoundId, readonly RoundFact[]>;

const none: readonly RoundFact[] = [];

/**
 * Makes the books of a programme, as facts are added: all rounds, weeks of groups with a fixed time included, in order
 * of their days. A round with the same facts as in the book before is the very same.
 */
export const booksOf = (directory: Directory): ((factsOf: FactsByRound) => RoundBook) => {
  const weeks = new Map(weeksOf(directory).map((week) => [week.id, week]));
  const known = new Map<RoundId, Folded>();
  const fold = (id: RoundId, facts: readonly RoundFact[]): Folded => {
    const ordered = inOrder(facts);
    const begun = begin(ordered) ?? weekWith(directory, id, weeks.get(id) ?? null, ordered);
    return { facts, round: begun === null ? null : foldRound(directory, begun, ordered) };
  };
  return (factsOf) => {
    const ids = new Set([...weeks.keys(), ...factsOf.keys()]);
    const rounds = [...ids].map((id) => {
      const facts = factsOf.get(id) ?? none;
      const before = known.get(id);
      const folded = before?.facts === facts ? before : fold(id, facts);
      known.set(id, folded);
      return folded.round;
    });
    return rounds.filter((round) => round !== null).toSorted(byDays);
  };
};

/** The book of rounds after some facts, which come in any order. */
export const roundBook = (directory: Directory, facts: readonly RoundFact[]): RoundBook =>
  booksOf(directory)(groupBy(facts, ({ round }) => round));
