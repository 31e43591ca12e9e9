/** Meeting times chosen by trying everything, and one group after the other: to compare with. Knows docs/rules.md only. */
import type { PolledGroup, SlotChoice } from '../../bot/ports/intervision';
import type { Slot } from '../../bot/programme/rounds/model';

const overlap = (a: Slot, b: Slot): boolean => a.start < b.end && b.start < a.end;

/** A slot for each group, null where it gets none. */
type Picks = readonly (Slot | null)[];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Every choice for some groups by which nobody leads two meetings at one time. */
const allPicks = (groups: readonly PolledGroup[]): readonly Picks[] =>
  groups.reduce<readonly Picks[]>(
    (before, group, index) =>
      before.flatMap((picks) =>
        [null, ...group.slots]
          .filter((slot) =>
            picks.every(
              (other, at) =>
                slot === null ||
                other === null ||
                groups[at]?.teacher !== groups[index]?.teacher ||
                !overlap(slot, other),
            ),
          )
          .map((slot) => [...picks, slot]),
      ),
    [[]],
  );

/** The meetings somebody could be at as a member, by their place among the groups. */
const wantedAt = (groups: readonly PolledGroup[], picks: Picks, who: string): readonly number[] => {
  const led = picks.filter((slot, at) => slot !== null && groups[at]?.teacher === who);
  return groups.flatMap((group, at) => {
    const slot = picks[at] ?? null;
    if (slot === null || group.teacher === who || !group.students.includes(who)) return [];
    const isFree = led.every((other) => other === null || !overlap(slot, other));
    return isFree && group.available[who]?.includes(slot.id) === true ? [at] : [];
  });
};

/** Every way in which somebody can be at some of those, one at a time. */
const waysOf = (picks: Picks, wanted: readonly number[]): readonly (readonly number[])[] =>
  wanted.reduce<readonly (readonly number[])[]>(
    (ways, at) => [
      ...ways,
      ...ways
        .filter((way) =>
          way.every((other) => {
            const [a, b] = [picks[at] ?? null, picks[other] ?? null];
            return a === null || b === null || !overlap(a, b);
          }),
        )
        .map((way) => [...way, at]),
    ],
    [[]],
  );

/** The most members over all meetings, each of which has one at least; null when that cannot be. */
const mostMembers = (groups: readonly PolledGroup[], picks: Picks): number | null => {
  // By which meetings have somebody, as bits: the most members so far.
  let best = new Map([[0, 0]]);
  for (const who of new Set(groups.flatMap(({ students }) => students))) {
    const next = new Map<number, number>();
    for (const way of waysOf(picks, wantedAt(groups, picks, who)))
      for (const [met, members] of best) {
        const then = way.reduce((bits, at) => bits | (1 << at), met);
        next.set(then, Math.max(next.get(then) ?? -1, members + way.length));
      }
    best = next;
  }
  const all = picks.reduce((bits, slot, at) => (slot === null ? bits : bits | (1 << at)), 0);
  return best.get(all) ?? null;
};

/** The rule of docs/rules.md as numbers, of which the smallest first difference wins. */
const ranking = (members: number, picks: Picks): readonly number[] => [
  -members,
  -picks.filter((slot) => slot !== null).length,
  sum(picks.map((slot) => slot?.start ?? 0)),
  ...picks.map((slot) => slot?.start ?? Infinity),
];

/** Whether a ranking is the better one. */
export const smaller = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0);
};

/** How good choices are, in the order of their groups. */
export const rankingOf = (choices: readonly SlotChoice[]): readonly number[] =>
  ranking(
    sum(choices.map((choice) => (choice.outcome === 'none' ? 0 : choice.members.length))),
    choices.map((choice) => (choice.outcome === 'none' ? null : choice.slot)),
  );

/** The best there is, by trying everything. */
export const bestRanking = (groups: readonly PolledGroup[]): readonly number[] =>
  allPicks(groups)
    .flatMap((picks) => {
      const members = mostMembers(groups, picks);
      return members === null ? [] : [ranking(members, picks)];
    })
    .reduce((best, next) => (smaller(next, best) ? next : best));

/** One group after the other as they come, each the slot with the most members who are free, the earliest on a tie. */
export const oneByOne = (groups: readonly PolledGroup[]): readonly number[] => {
  const busy = new Map<string, Slot[]>();
  const isFree = (who: string, slot: Slot): boolean =>
    (busy.get(who) ?? []).every((other) => !overlap(slot, other));
  let members = 0;
  const picks = groups.map((group): Slot | null => {
    const [best] = group.slots
      .filter((slot) => isFree(group.teacher, slot))
      .map((slot) => ({
        slot,
        there: group.students.filter(
          (who) =>
            who !== group.teacher && group.available[who]?.includes(slot.id) === true && isFree(who, slot),
        ),
      }))
      .filter(({ there }) => there.length > 0)
      .toSorted((a, b) => b.there.length - a.there.length || a.slot.start - b.slot.start);
    if (best === undefined) return null;
    for (const who of [group.teacher, ...best.there]) busy.set(who, [...(busy.get(who) ?? []), best.slot]);
    members += best.there.length;
    return best.slot;
  });
  return ranking(members, picks);
};
