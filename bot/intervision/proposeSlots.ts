/** Proposes meeting times to teachers (docs/rules.md, Intervision). */
import type { Interval, ProposedSlot, SlotProposal, SlotsWanted } from '../intervisionPorts';
import { weekdayOf } from '../programme/calendar';
import type { Directory } from '../programme/directory';
import { overlaps } from './interval';
import { slotCandidates } from './slotCandidates';
import { byText } from './studentKinds';
import type { RoundGroup } from '../programme/rounds/model';

/** A teacher is offered at most this many (contract, Intervision 2). */
const mostSlots = 5;

const day = 24 * 60 * 60_000;

const partOf = ({ time }: ProposedSlot): 'morning' | 'afternoon' | 'evening' => {
  if (time < '12:00') return 'morning';
  return time < '17:00' ? 'afternoon' : 'evening';
};

/** Days to the nearest of some slots; 0 when there is none. */
const daysApart = (slot: ProposedSlot, others: readonly ProposedSlot[]): number =>
  others.length === 0
    ? 0
    : Math.min(...others.map(({ start }) => Math.round(Math.abs(start - slot.start) / day)));

const isHalfHour = ({ time }: ProposedSlot): boolean => time.endsWith(':00') || time.endsWith(':30');

/** What speaks against a slot beside those chosen already, the weightiest first; in the end the earliest wins. */
const against = (
  slot: ProposedSlot,
  chosen: readonly ProposedSlot[],
  offered: readonly Interval[],
): readonly number[] => {
  const countWith = (same: (other: ProposedSlot) => boolean): number => chosen.filter(same).length;
  return [
    Number(offered.some((interval) => overlaps(interval, slot))),
    slot.cannot.length,
    countWith((other) => other.day === slot.day),
    countWith((other) => weekdayOf(other.day) === weekdayOf(slot.day)),
    countWith((other) => partOf(other) === partOf(slot)),
    -daysApart(slot, chosen),
    Number(!isHalfHour(slot)),
    slot.start,
  ];
};

const compare = (a: readonly number[], b: readonly number[]): number => {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
};

const next = (
  candidates: readonly ProposedSlot[],
  chosen: readonly ProposedSlot[],
  offered: readonly Interval[],
): ProposedSlot | undefined => {
  let best: { readonly slot: ProposedSlot; readonly against: readonly number[] } | undefined;
  for (const slot of candidates) {
    if (chosen.some((other) => overlaps(other, slot))) continue;
    const reasons = against(slot, chosen, offered);
    if (best === undefined || compare(reasons, best.against) < 0) best = { slot, against: reasons };
  }
  return best?.slot;
};

/** Up to five of some slots: those that suit most members first, then spread over days and parts of the day. */
const spread = (
  candidates: readonly ProposedSlot[],
  offered: readonly Interval[],
): readonly ProposedSlot[] => {
  const chosen: ProposedSlot[] = [];
  while (chosen.length < mostSlots) {
    const slot = next(candidates, chosen, offered);
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
  const { slots, reason } = slotCandidates(directory, group, wanted);
  return { group: group.id, slots: spread(slots, offered), reason };
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
