/** Chooses a meeting time for every group that was polled (docs/rules.md, Intervision). */
import type { ChoicesWanted, Interval, NoChoiceReason, PolledGroup, SlotChoice } from '../ports/intervision';
import { overlaps } from '../programme/rounds/overlaps';
import { clash, jointChoice, type Candidate } from './jointChoice';
import type { Solve } from './solver';
import { byText } from './studentKinds';
import { fewestMembers, type Slot } from '../programme/rounds/model';

type Appointments = ChoicesWanted['appointments'];

const isFreeAt = (appointments: Appointments, who: string, slot: Slot): boolean =>
  (appointments.get(who) ?? []).every((interval) => !overlaps(interval, slot));

/** The members who can come: not who has something else by now, nor who would lead the meeting. */
const membersAt = (
  { teacher, students, available }: PolledGroup,
  slot: Slot,
  appointments: Appointments,
): readonly string[] =>
  [...new Set(students)]
    .filter((who) => who !== teacher && (available[who]?.includes(slot.id) ?? false))
    .filter((who) => isFreeAt(appointments, who, slot))
    .toSorted(byText);

/** The slots at which somebody can, the earliest first. */
const candidatesOf = (group: PolledGroup, appointments: Appointments): readonly Candidate[] =>
  group.slots
    .map((slot) => ({
      group: group.id,
      teacher: group.teacher,
      slot,
      members: membersAt(group, slot, appointments),
    }))
    .filter(({ members }) => members.length > 0)
    .toSorted((a, b) => a.slot.start - b.slot.start || byText(a.slot.id, b.slot.id));

/** A group with the slots at which somebody can, and those of them at which its teacher can too. */
interface Choosable {
  readonly group: PolledGroup;
  readonly possible: readonly Candidate[];
  readonly open: readonly Candidate[];
}

const choosable = (group: PolledGroup, appointments: Appointments): Choosable => {
  const possible = candidatesOf(group, appointments);
  return {
    group,
    possible,
    open: possible.filter(({ teacher, slot }) => isFreeAt(appointments, teacher, slot)),
  };
};

const canClash = (a: Choosable, b: Choosable): boolean =>
  a.open.some((one) => b.open.some((other) => clash(one, other)));

/** Groups that can stand in each other's way, one by way of another too, together; the others each alone. In order. */
const connected = (groups: readonly Choosable[]): readonly (readonly Choosable[])[] => {
  const left = new Set(groups);
  const parts: (readonly Choosable[])[] = [];
  for (const group of groups) {
    if (!left.delete(group)) continue;
    const part = [group];
    for (const one of part)
      for (const other of left)
        if (canClash(one, other)) {
          left.delete(other);
          part.push(other);
        }
    parts.push(part.toSorted((a, b) => byText(a.group.id, b.group.id)));
  }
  return parts;
};

const noneOf = ({ group, possible, open }: Choosable, chosen: readonly Candidate[]): SlotChoice => {
  const { teacher } = group;
  const led: readonly Interval[] = chosen
    .filter((other) => other.teacher === teacher || other.members.includes(teacher))
    .map(({ slot }) => slot);
  const reason = (): NoChoiceReason => {
    if (group.slots.length === 0) return 'nothingOffered';
    const isLeaderFree = open.some(({ slot }) => led.every((interval) => !overlaps(interval, slot)));
    return possible.length === 0 || isLeaderFree ? 'nobodyCan' : 'teacherElsewhere';
  };
  return { group: group.id, outcome: 'none', reason: reason() };
};

const choicesOf = (part: readonly Choosable[], solve: Solve): readonly SlotChoice[] => {
  const taken = jointChoice(
    part.map(({ open }) => open),
    solve,
  );
  const chosen = taken.flatMap((candidate) => candidate ?? []);
  return part.map((each, index): SlotChoice => {
    const candidate = taken[index];
    if (candidate === undefined) return noneOf(each, chosen);
    const { slot, members } = candidate;
    const outcome = members.length >= fewestMembers ? 'chosen' : 'tooFew';
    return { group: each.group.id, outcome, slot, members };
  });
};

/**
 * One choice a group, by id. Groups that could need the same person at one time, as teacher or member, are chosen
 * together; what stands already, of whomever, is kept to.
 */
export const chooseSlots = ({ groups, appointments }: ChoicesWanted, solve: Solve): readonly SlotChoice[] => {
  const ordered = groups.toSorted((a, b) => byText(a.id, b.id));
  return connected(ordered.map((group) => choosable(group, appointments)))
    .flatMap((part) => choicesOf(part, solve))
    .toSorted((a, b) => byText(a.group, b.group));
};
