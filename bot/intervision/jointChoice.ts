/**
 * One teacher's groups at once: a slot for each so that no two overlap. In this order: as many members as possible
 * over all groups together, as many groups as possible with a slot, the earliest (smallest sum of starts), and on a
 * tie that remains the earliest for the first group, then for the second, and so on. Where no two groups want the same
 * hour that is, for each of them, the slot with the most members, the earliest on a tie.
 */
import { overlaps } from '../programme/rounds/overlaps';
import { unbounded, type Row, type Solve } from './solver';
import type { Slot } from '../programme/rounds/model';

/** A slot that a group could get, with the members who can come. */
export interface Candidate {
  readonly group: string;
  readonly slot: Slot;
  readonly members: readonly string[];
}

/** What each group would take if it were alone; candidates come earliest first. */
const ownBest = (candidates: readonly Candidate[]): Candidate | undefined => {
  const most = Math.max(...candidates.map(({ members }) => members.length));
  return candidates.find(({ members }) => members.length === most);
};

const isFree = (chosen: readonly (Candidate | undefined)[]): boolean => {
  const slots = chosen.flatMap((candidate) => candidate?.slot ?? []);
  return slots.every((slot, index) => slots.slice(index + 1).every((other) => !overlaps(slot, other)));
};

interface Option extends Candidate {
  /** Which group of the teacher's. */
  readonly owner: number;
  /** Which of the group's slots, by start. */
  readonly rank: number;
}

const minute = 60_000;

/** Costs up to this are told apart to the last one. */
const largestCost = 50_000;

class Choosing {
  private readonly rows: Row[];

  constructor(
    private readonly options: readonly Option[],
    groups: number,
    private readonly solve: Solve,
  ) {
    const atMostOne = (isIn: (option: Option) => boolean): Row => ({
      terms: options.flatMap((option, column) => (isIn(option) ? [[column, 1] as const] : [])),
      least: 0,
      most: 1,
    });
    this.rows = [
      ...Array.from({ length: groups }, (_, group) => atMostOne(({ owner }) => owner === group)),
      // Of slots that overlap one another, the one that starts last lies within all others.
      ...options.map(({ slot: { start } }) =>
        atMostOne(({ slot }) => slot.start <= start && start < slot.end),
      ),
    ];
  }

  /** The best by one measure; from then on nothing is looked at that is worse by it. */
  private best(cost: (option: Option) => number): readonly number[] {
    const costs = this.options.map(cost);
    const columns = costs.map((each) => ({ least: 0, most: 1, cost: each }));
    const found = this.solve({ columns, rows: this.rows });
    if (found === null) throw new Error('the solver chose nothing though choosing nothing is a choice');
    const total = found.reduce((sum, value, column) => sum + value * (costs[column] ?? 0), 0);
    this.rows.push({ terms: costs.map((each, column) => [column, each]), least: -unbounded, most: total });
    return found;
  }

  /** More than the slots of any group: what a place in `orderCost` counts by. */
  private base(): number {
    return 2 + Math.max(...this.options.map(({ rank }) => rank));
  }

  /** How many groups are put in order at once: as many as the solver's arithmetic bears. */
  private places(): number {
    return Math.max(1, Math.floor(Math.log(largestCost) / Math.log(this.base())));
  }

  /** As digits of a number, the first group's the most significant; an earlier slot is less, none is most. */
  private orderCost({ owner, rank }: Option, from: number, places: number): number {
    const place = owner - from;
    if (place < 0 || place >= places) return 0;
    const base = this.base();
    return (rank + 1 - base) * base ** (places - 1 - place);
  }

  chosen(groups: number): readonly (Option | undefined)[] {
    const first = Math.min(...this.options.map(({ slot }) => slot.start));
    this.best(({ members }) => -members.length);
    this.best(() => -1);
    let found = this.best(({ slot }) => Math.round((slot.start - first) / minute));
    const places = this.places();
    for (let group = 0; group < groups; group += places)
      found = this.best((option) => this.orderCost(option, group, places));
    const taken = this.options.filter((_, column) => found[column] === 1);
    return Array.from({ length: groups }, (_, group) => taken.find(({ owner }) => owner === group));
  }
}

/** The choice for each group, by its candidates, the earliest first; undefined where it gets none. */
export const jointChoice = (
  groups: readonly (readonly Candidate[])[],
  solve: Solve,
): readonly (Candidate | undefined)[] => {
  const alone = groups.map(ownBest);
  if (isFree(alone)) return alone;
  const options = groups.flatMap((candidates, owner) =>
    candidates.map((candidate, rank) => ({ ...candidate, owner, rank })),
  );
  return new Choosing(options, groups.length, solve).chosen(groups.length);
};
