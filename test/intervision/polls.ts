/** Polled groups: builders, and any that fast-check makes. Hours count from a Monday at nine. */
import * as fc from 'fast-check';
import type { ChoicesWanted, PolledGroup } from '../../bot/ports/intervision';
import type { Slot } from '../../bot/programme/rounds/model';

const monday = Date.parse('2027-03-01T09:00:00+01:00');
const hour = 60 * 60_000;

/** An hour that starts so many hours after Monday nine. */
export const slotAt = (id: string, hours: number, length = 1): Slot => ({
  id,
  start: monday + hours * hour,
  end: monday + (hours + length) * hour,
  room: null,
});

/** `a1` to `a9` for group `a`, of whom the first so many can come to each slot, by its id. */
export const polled = (
  id: string,
  teacher: string,
  slots: readonly (readonly [hours: number, members: number])[],
): PolledGroup => {
  const members = Array.from({ length: 9 }, (_, index) => `${id}${index + 1}`);
  const offered = slots.map(([hours], index) => slotAt(`${id}-${index}`, hours));
  const suiting = (member: number): readonly string[] =>
    offered.filter((_, index) => member < (slots[index]?.[1] ?? 0)).map((slot) => slot.id);
  return {
    id,
    teacher,
    students: members,
    slots: offered,
    available: Object.fromEntries(members.map((email, index) => [email, suiting(index)])),
  };
};

export const choicesOf = (
  groups: readonly PolledGroup[],
  appointments: ChoicesWanted['appointments'] = new Map(),
): ChoicesWanted => ({ groups, appointments });

const anySlots = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 9 })), {
  maxLength: 4,
});

/** Up to so many groups of two teachers who want the same few hours. */
export const anyPolls = (most: number): fc.Arbitrary<readonly PolledGroup[]> =>
  fc
    .array(fc.tuple(fc.constantFrom('theo@x', 'tine@x'), anySlots), { maxLength: most })
    .map((all) => all.map(([teacher, slots], index) => polled(`g${index}`, teacher, slots)));

const anyName = fc.constantFrom('ann', 'bas', 'cem', 'dia', 'eva', 'fay');

/** Up to so many groups of three teachers, with members in several of them, some of whom lead another. */
export const anySharedPolls = (most: number): fc.Arbitrary<readonly PolledGroup[]> =>
  fc
    .array(
      fc.record({
        teacher: fc.constantFrom('theo@x', 'tine@x', 'ann'),
        hours: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
        members: fc.uniqueArray(fc.tuple(anyName, fc.nat(7)), {
          maxLength: 5,
          selector: ([name]) => name,
        }),
      }),
      { maxLength: most },
    )
    .map((all) =>
      all.map(({ teacher, hours, members }, index) => {
        const id = `g${index}`;
        // Half hours: times that overlap one another without being the same.
        const slots = hours.map((half, at) => slotAt(`${id}-${at}`, half / 2));
        const suiting = (bits: number): readonly string[] =>
          slots.filter((_, at) => (bits & (1 << at)) !== 0).map((slot) => slot.id);
        return {
          id,
          teacher,
          students: members.map(([name]) => name),
          slots,
          available: Object.fromEntries(members.map(([name, bits]) => [name, suiting(bits)])),
        };
      }),
    );
