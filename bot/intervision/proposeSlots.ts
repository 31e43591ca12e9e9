/** Proposes meeting times to teachers (docs/rules.md, Intervision). */
import type { Interval, ProposedSlot, SlotProposal, SlotsWanted } from '../ports/intervision';
import { weekdayOf } from '../programme/calendar';
import type { Directory } from '../programme/directory';
import { overlaps } from '../programme/rounds/overlaps';
import { slotCandidates, type PossibleSlot } from './slotCandidates';
import { byText } from './studentKinds';
import type { RoundGroup } from '../programme/rounds/model';
import { slotIdAt } from '../programme/rounds/slotId';

/** A teacher is offered at most this many (contract, Intervision 2). */
const mostSlots = 5;

const millisecondsADay = 24 * 60 * 60_000;

const partOf = ({ time }: PossibleSlot): 'morning' | 'afternoon' | 'evening' => {
  if (time < '12:00') return 'morning';
  return time < '17:00' ? 'afternoon' : 'evening';
};

/** Days to the nearest of some slots; 0 when there is none. */
const daysApart = (slot: PossibleSlot, others: readonly PossibleSlot[]): number =>
  others.length === 0
    ? 0
    : Math.min(...others.map(({ start }) => Math.round(Math.abs(start - slot.start) / millisecondsADay)));

const isHalfHour = ({ time }: PossibleSlot): boolean => time.endsWith(':00') || time.endsWith(':30');

/** The choice of one slot: those chosen before it, and what the teacher's other groups were offered. */
interface Choosing {
  readonly chosen: readonly PossibleSlot[];
  readonly offered: readonly Interval[];
}

type Measure = (slot: PossibleSlot, choosing: Choosing) => number;

const chosenWith =
  (isLike: (other: PossibleSlot, slot: PossibleSlot) => boolean): Measure =>
  (slot, { chosen }) =>
    chosen.filter((other) => isLike(other, slot)).length;

/** What speaks against a slot, the weightiest first; of those that are left in the end there is one at each start. */
const against: readonly Measure[] = [
  (slot, { offered }) => Number(offered.some((interval) => overlaps(interval, slot))),
  ({ cannot }) => cannot.length,
  ({ untold }) => untold,
  chosenWith((other, slot) => other.day === slot.day),
  chosenWith((other, slot) => weekdayOf(other.day) === weekdayOf(slot.day)),
  chosenWith((other, slot) => partOf(other) === partOf(slot)),
  (slot, { chosen }) => -daysApart(slot, chosen),
  (slot) => Number(!isHalfHour(slot)),
  ({ start }) => start,
];

const smallestBy = (
  slots: readonly PossibleSlot[],
  measure: (slot: PossibleSlot) => number,
): readonly PossibleSlot[] => {
  const values = slots.map(measure);
  const smallest = values.reduce((least, value) => Math.min(least, value), Infinity);
  return slots.filter((_, index) => values[index] === smallest);
};

const next = (candidates: readonly PossibleSlot[], choosing: Choosing): PossibleSlot | undefined => {
  let left: readonly PossibleSlot[] = candidates.filter(
    (slot) => !choosing.chosen.some((other) => overlaps(other, slot)),
  );
  for (const measure of against) left = smallestBy(left, (slot) => measure(slot, choosing));
  return left[0];
};

/** Up to five of some slots: those that suit most members first, then spread over days and parts of the day. */
const spread = (
  candidates: readonly PossibleSlot[],
  offered: readonly Interval[],
): readonly PossibleSlot[] => {
  const chosen: PossibleSlot[] = [];
  while (chosen.length < mostSlots) {
    const slot = next(candidates, { chosen, offered });
    if (slot === undefined) break;
    chosen.push(slot);
  }
  return chosen.toSorted((a, b) => a.start - b.start);
};

/** Times for one group; `offered` are those of the teacher's other groups, avoided where there are others. */
export const proposeFor = (
  directory: Directory,
  group: RoundGroup,
  wanted: SlotsWanted,
  offered: readonly Interval[],
): SlotProposal => {
  const { slots, reason, hindrance } = slotCandidates(directory, group, wanted);
  const proposed = spread(slots, offered).map(({ day, time, start, end, cannot }): ProposedSlot => ({
    id: slotIdAt(group.id, day, time),
    day,
    time,
    start,
    end,
    room: null,
    cannot,
  }));
  return { group: group.id, slots: proposed, reason, fewer: proposed.length < mostSlots ? hindrance : null };
};

/** Times for every group, by id, one after the other as they are asked for: each needs a few milliseconds. */
export function* proposeSlots(directory: Directory, wanted: SlotsWanted): Generator<SlotProposal> {
  const offered = new Map<string, readonly Interval[]>();
  for (const group of wanted.groups.toSorted((a, b) => byText(a.id, b.id))) {
    const before = offered.get(group.teacher) ?? [];
    const proposal = proposeFor(directory, group, wanted, before);
    offered.set(group.teacher, [...before, ...proposal.slots]);
    yield proposal;
  }
}
