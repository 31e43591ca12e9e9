/**
 * Groups that share somebody at once: a slot for each so that nobody is in two places. In this order: as many members as
 * possible over all groups together, as many groups as possible with a slot, the earliest (smallest sum of starts), and
 * on a tie that remains the earliest for the first group, then for the second, and so on. Where nobody is wanted at two
 * places at one time that is, for each of them, the slot with the most members, the earliest on a tie.
 */
import { Fault } from '../programme/failure';
import { overlaps } from '../programme/rounds/overlaps';
import { unbounded, type Row, type Solve } from './solver';
import type { Slot } from '../programme/rounds/model';

/** A slot that a group could get, with its teacher and the members who can come. */
export interface Candidate {
  readonly group: string;
  readonly teacher: string;
  readonly slot: Slot;
  readonly members: readonly string[];
}

/** What each group would take if it were alone; candidates come earliest first. */
const ownBest = (candidates: readonly Candidate[]): Candidate | undefined => {
  const most = Math.max(...candidates.map(({ members }) => members.length));
  return candidates.find(({ members }) => members.length === most);
};

const peopleOf = ({ teacher, members }: Candidate): readonly string[] => [teacher, ...members];

/** Whether somebody would have to be in two places. */
export const clash = (a: Candidate, b: Candidate): boolean =>
  overlaps(a.slot, b.slot) && peopleOf(a).some((who) => peopleOf(b).includes(who));

const isFree = (chosen: readonly Candidate[]): boolean =>
  chosen.every((one, index) => chosen.slice(index + 1).every((other) => !clash(one, other)));

interface Option extends Candidate {
  /** Which of the groups. */
  readonly owner: number;
  /** Which of the group's slots, by start. */
  readonly rank: number;
}

/** Something that is done or not: an option is taken, or, with `who`, somebody of more than one group is counted on there. */
interface Deed {
  readonly option: Option;
  readonly who: string | null;
}

/** Those who are wanted by more than one of the groups. */
const sharedBy = (options: readonly Option[]): ReadonlySet<string> => {
  const owners = new Map<string, Set<number>>();
  for (const option of options)
    for (const who of peopleOf(option)) owners.set(who, (owners.get(who) ?? new Set()).add(option.owner));
  return new Set([...owners].filter(([, groups]) => groups.size > 1).map(([who]) => who));
};

const minute = 60_000;

/** Costs up to this are told apart to the last one. */
const largestCost = 50_000;

class Choosing {
  private readonly shared: ReadonlySet<string>;
  private readonly deeds: readonly Deed[];
  private readonly rows: Row[];
  /** What is decided already of each deed: it is done, or it is not; null while it is open. */
  private readonly decided: (number | null)[];
  /** The best so far: it keeps to every row. */
  private known: readonly number[] | null = null;

  constructor(
    private readonly options: readonly Option[],
    groups: number,
    private readonly solve: Solve,
  ) {
    this.shared = sharedBy(options);
    this.deeds = options.flatMap((option): readonly Deed[] => [
      { option, who: null },
      ...option.members.filter((who) => this.shared.has(who)).map((who) => ({ option, who })),
    ]);
    this.decided = this.deeds.map(() => null);
    this.rows = [
      ...Array.from({ length: groups }, (_, group) =>
        this.atMostOne(({ option, who }) => who === null && option.owner === group),
      ),
      ...options.flatMap((option) => this.within(option)),
      ...[...this.shared].flatMap((who) => this.inOnePlace(who)),
    ];
  }

  private atMostOne(isIn: (deed: Deed) => boolean): Row {
    const terms = this.deeds.flatMap((deed, column) => (isIn(deed) ? [[column, 1] as const] : []));
    return { terms, least: 0, most: 1 };
  }

  /** The members of an option who are of this group alone: whenever it is taken they are there. */
  private own({ members }: Option): number {
    return members.filter((who) => !this.shared.has(who)).length;
  }

  /** Nobody is counted on where the option is not taken, and it is not taken when nobody is left to come. */
  private within(option: Option): readonly Row[] {
    const columns = this.deeds.flatMap((deed, column) => (deed.option === option ? [column] : []));
    const [taken = 0, ...counted] = columns;
    const each = counted.map((column): Row => ({
      terms: [
        [column, 1],
        [taken, -1],
      ],
      least: -1,
      most: 0,
    }));
    if (this.own(option) > 0) return each;
    const somebody: Row = {
      terms: [[taken, 1], ...counted.map((column) => [column, -1] as const)],
      least: -unbounded,
      most: 0,
    };
    return [...each, somebody];
  }

  /** Of times that overlap one another, the one that starts last lies within all others. */
  private inOnePlace(person: string): readonly Row[] {
    const isTheirs = ({ option, who }: Deed): boolean =>
      who === person || (who === null && option.teacher === person);
    const starts = new Set(this.deeds.filter(isTheirs).map(({ option }) => option.slot.start));
    return [...starts].map((start) =>
      this.atMostOne(
        (deed) => isTheirs(deed) && deed.option.slot.start <= start && start < deed.option.slot.end,
      ),
    );
  }

  /** The best by one measure. Where the search for it ends with nothing what is known stands: it was the best by those before. */
  private bestBy(costs: readonly number[]): readonly number[] {
    const columns = costs.map((cost, column) => {
      const decided = this.decided[column] ?? null;
      return { least: decided ?? 0, most: decided ?? 1, cost };
    });
    const found = this.solve({ columns, rows: this.rows }) ?? this.known;
    if (found === null) throw new Fault('the solver chose nothing though choosing nothing is a choice');
    this.known = found;
    return found;
  }

  /** The same; from then on nothing is looked at that is worse by it. */
  private best(cost: (deed: Deed) => number): readonly number[] {
    const costs = this.deeds.map(cost);
    const found = this.bestBy(costs);
    const total = found.reduce((sum, value, column) => sum + value * (costs[column] ?? 0), 0);
    this.rows.push({ terms: costs.map((each, column) => [column, each]), least: -unbounded, most: total });
    return found;
  }

  /** The same by something that only counts for an option that is taken. */
  private bestTaken(cost: (option: Option) => number): readonly number[] {
    return this.best(({ option, who }) => (who === null ? cost(option) : 0));
  }

  /** More than the slots of any group: what a place in `orderCost` counts by. */
  private base(): number {
    return 2 + Math.max(...this.options.map(({ rank }) => rank));
  }

  /** How many groups are put in order at once: as many as the solver's arithmetic bears. */
  private places(): number {
    return Math.max(1, Math.floor(Math.log(largestCost) / Math.log(this.base())));
  }

  /** The best for some groups in order; then what each of them gets is decided, for no other is as good. */
  private decideInOrder(from: number, places: number): void {
    const found = this.bestBy(
      this.deeds.map(({ option, who }) => (who === null ? this.orderCost(option, from, places) : 0)),
    );
    for (const [column, { option, who }] of this.deeds.entries())
      if (who === null && option.owner >= from && option.owner < from + places)
        this.decided[column] = found[column] ?? 0;
  }

  /** As digits of a number, the first group's the most significant; an earlier slot is less, none is most. */
  private orderCost({ owner, rank }: Option, from: number, places: number): number {
    const place = owner - from;
    if (place < 0 || place >= places) return 0;
    const base = this.base();
    return (rank + 1 - base) * base ** (places - 1 - place);
  }

  chosen(groups: number): readonly (Candidate | undefined)[] {
    const first = Math.min(...this.options.map(({ slot }) => slot.start));
    this.best(({ option, who }) => (who === null ? -this.own(option) : -1));
    this.bestTaken(() => -1);
    this.bestTaken(({ slot }) => Math.round((slot.start - first) / minute));
    const places = this.places();
    for (let group = 0; group < groups; group += places) this.decideInOrder(group, places);
    // Who could be counted on in either of two groups is so in the first.
    const found = this.best(({ option, who }) => (who === null ? 0 : option.owner));
    const done = this.deeds.filter((_, column) => found[column] === 1);
    const isThere = (option: Option, member: string): boolean =>
      !this.shared.has(member) || done.some((deed) => deed.option === option && deed.who === member);
    return Array.from({ length: groups }, (_, group) => {
      const option = done.find((deed) => deed.who === null && deed.option.owner === group)?.option;
      return option && { ...option, members: option.members.filter((member) => isThere(option, member)) };
    });
  }
}

/** The choice for each group, by its candidates, the earliest first; undefined where it gets none. */
export const jointChoice = (
  groups: readonly (readonly Candidate[])[],
  solve: Solve,
): readonly (Candidate | undefined)[] => {
  const alone = groups.map(ownBest);
  if (isFree(alone.flatMap((candidate) => candidate ?? []))) return alone;
  const options = groups.flatMap((candidates, owner) =>
    candidates.map((candidate, rank) => ({ ...candidate, owner, rank })),
  );
  return new Choosing(options, groups.length, solve).chosen(groups.length);
};
