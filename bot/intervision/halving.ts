/**
 * Divides students over groups by halving: first over two halves of the groups, then each half again. In every half
 * each class, school and university gets its share rounded down or up, and so it is in every group at the end. When
 * every student has pupils in one class only that is always possible: classes lie within schools, so students are
 * lines between two trees (class and school, university), and such a program has a solution in whole numbers wherever
 * it has one in fractions. With several pupils it may not be: then the rounding may be exceeded, at a cost.
 */
import { Fault } from '../programme/failure';
import type { Share, StudentKind } from './studentKinds';
import { unbounded, type Column, type Row, type Solve, type WholeProgram } from './solver';

/** Some students of one kind. */
export interface Part {
  readonly kind: StudentKind;
  readonly count: number;
}

interface Band {
  readonly least: number;
  readonly most: number;
}

/** Something shared, with the parts that have it, by their place among the columns. */
interface Sharers {
  readonly share: Share;
  readonly columns: number[];
}

const sharersOf = (parts: readonly Part[]): readonly Sharers[] => {
  const sharers = new Map<string, Sharers>();
  for (const [column, { kind }] of parts.entries()) {
    for (const share of kind.shares) {
      const known = sharers.get(share.name);
      if (known === undefined) sharers.set(share.name, { share, columns: [column] });
      else known.columns.push(column);
    }
  }
  return [...sharers.values()];
};

/** Dividing some students: how many of each part go to so many of all groups. */
class Division {
  private readonly sharers: readonly Sharers[];

  constructor(
    private readonly parts: readonly Part[],
    private readonly groups: number,
    private readonly allGroups: number,
  ) {
    this.sharers = sharersOf(parts);
  }

  /** The share of so many, rounded down and up. */
  private band(count: number): Band {
    const share = (count * this.groups) / this.allGroups;
    return { least: Math.floor(share), most: Math.ceil(share) };
  }

  private rowOf(columns: readonly number[]): Row {
    const count = columns.reduce((sum, column) => sum + (this.parts[column]?.count ?? 0), 0);
    return { terms: columns.map((column) => [column, 1]), ...this.band(count) };
  }

  private sizeRow(): Row {
    return this.rowOf([...this.parts.keys()]);
  }

  /** Every share rounded down or up, and nothing else. */
  exact(): WholeProgram {
    return {
      columns: this.parts.map(({ count }) => ({ ...this.band(count), cost: 0 })),
      rows: [this.sizeRow(), ...this.sharers.map(({ columns }) => this.rowOf(columns))],
    };
  }

  /** The same, but all except the size may be exceeded, at a cost; there always is one. */
  nearest(): WholeProgram {
    const soft = [
      ...this.parts.map((_, column) => ({ row: this.rowOf([column]), cost: 1 })),
      ...this.sharers.map(({ share, columns }) => ({ row: this.rowOf(columns), cost: share.cost })),
    ];
    const beyond = soft.flatMap(({ cost }): Column[] => [
      { least: 0, most: unbounded, cost },
      { least: 0, most: unbounded, cost },
    ]);
    const rows = soft.map(({ row }, index): Row => {
      const under = this.parts.length + 2 * index;
      return { ...row, terms: [...row.terms, [under, 1], [under + 1, -1]] };
    });
    const columns = this.parts.map(({ count }) => ({ least: 0, most: count, cost: 0 }));
    return { columns: [...columns, ...beyond], rows: [this.sizeRow(), ...rows] };
  }
}

const isThere = ({ count }: Part): boolean => count > 0;

/** Divides students over so many groups: what each group gets of each kind. */
export const halve = (parts: readonly Part[], groups: number, solve: Solve): readonly (readonly Part[])[] => {
  if (groups === 1) return [parts];
  const half = Math.floor(groups / 2);
  const division = new Division(parts, half, groups);
  const found = solve(division.exact()) ?? solve(division.nearest());
  if (found === null) throw new Fault('the solver divided no students though they can always be divided');
  const first = parts.map((part, column) => ({ ...part, count: found[column] ?? 0 }));
  const second = parts.map((part, column) => ({ ...part, count: part.count - (found[column] ?? 0) }));
  return [
    ...halve(first.filter(isThere), half, solve),
    ...halve(second.filter(isThere), groups - half, solve),
  ];
};
