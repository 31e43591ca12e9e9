/** Chooses a meeting time for every group that was polled (docs/rules.md, Intervision). */
import type { ChoicesWanted, Interval, NoChoiceReason, PolledGroup, SlotChoice } from '../ports/intervision';
import { overlaps } from '../programme/rounds/overlaps';
import { jointChoice, type Candidate } from './jointChoice';
import type { Solve } from './solver';
import { byText } from './studentKinds';
import { fewestMembers, type Slot } from '../programme/rounds/model';

const membersAt = ({ students, available }: PolledGroup, slot: Slot): readonly string[] =>
  [...new Set(students)].filter((email) => available[email]?.includes(slot.id) ?? false).toSorted(byText);

/** The slots at which somebody can, the earliest first. */
const candidatesOf = (group: PolledGroup): readonly Candidate[] =>
  group.slots
    .map((slot) => ({ group: group.id, slot, members: membersAt(group, slot) }))
    .filter(({ members }) => members.length > 0)
    .toSorted((a, b) => a.slot.start - b.slot.start || byText(a.slot.id, b.slot.id));

const noneOf = (group: PolledGroup, possible: readonly Candidate[]): SlotChoice => {
  const reason = (): NoChoiceReason => {
    if (group.slots.length === 0) return 'nothingOffered';
    return possible.length === 0 ? 'nobodyCan' : 'teacherElsewhere';
  };
  return { group: group.id, outcome: 'none', reason: reason() };
};

const choiceOf = (
  group: PolledGroup,
  possible: readonly Candidate[],
  chosen: Candidate | undefined,
): SlotChoice => {
  if (chosen === undefined) return noneOf(group, possible);
  const { slot, members } = chosen;
  const outcome = members.length >= fewestMembers ? 'chosen' : 'tooFew';
  return { group: group.id, outcome, slot, members };
};

const ofTeacher = (
  groups: readonly PolledGroup[],
  taken: readonly Interval[],
  solve: Solve,
): readonly SlotChoice[] => {
  const possible = groups.map(candidatesOf);
  const open = possible.map((candidates) =>
    candidates.filter(({ slot }) => !taken.some((interval) => overlaps(interval, slot))),
  );
  const chosen = jointChoice(open, solve);
  return groups.map((group, index) => choiceOf(group, possible[index] ?? [], chosen[index]));
};

/** Who is taken by what was chosen: the teacher, and the members who were counted on. */
const withChosen = (
  taken: ChoicesWanted['appointments'],
  teacher: string,
  choices: readonly SlotChoice[],
): ChoicesWanted['appointments'] => {
  const all = new Map(taken);
  for (const choice of choices) {
    if (choice.outcome === 'none') continue;
    for (const who of [teacher, ...choice.members]) all.set(who, [...(all.get(who) ?? []), choice.slot]);
  }
  return all;
};

/** What is left of a member's answers: nobody is at two meetings at one time. */
const stillFree = (group: PolledGroup, taken: ChoicesWanted['appointments']): PolledGroup => {
  const isFree = (who: string, id: string): boolean => {
    const slot = group.slots.find((one) => one.id === id);
    return slot !== undefined && !(taken.get(who) ?? []).some((interval) => overlaps(interval, slot));
  };
  const available = Object.entries(group.available).map(
    ([who, ids]) => [who, ids.filter((id) => isFree(who, id))] as const,
  );
  return { ...group, available: Object.fromEntries(available) };
};

/**
 * One choice a group, by id. The groups of each teacher are solved by themselves, one teacher after the other: who leads
 * one group and is a member of another, or a member of two, is taken by what was chosen before.
 */
export const chooseSlots = ({ groups, appointments }: ChoicesWanted, solve: Solve): readonly SlotChoice[] => {
  const ordered = groups.toSorted((a, b) => byText(a.id, b.id));
  const teachers = [...new Set(ordered.map(({ teacher }) => teacher))];
  const chosen: SlotChoice[] = [];
  let taken = appointments;
  for (const teacher of teachers) {
    const own = ordered.filter((group) => group.teacher === teacher).map((group) => stillFree(group, taken));
    const choices = ofTeacher(own, taken.get(teacher) ?? [], solve);
    chosen.push(...choices);
    taken = withChosen(taken, teacher, choices);
  }
  return chosen.toSorted((a, b) => byText(a.group, b.group));
};
