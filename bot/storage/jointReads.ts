/**
 * Reads of one partition that are asked for in the same breath go out together: neighbours in one query instead of
 * a request each. A wave of messages asks for many contacts and pages at once; who asks alone notices nothing.
 */
import { kindOfKey } from './rowPlace';
import type { KeyRange } from './keys';
import type { FoundRow } from './row';
import { all } from './table';
import type { Table } from './table';

/** One row, or the few rows of a range. */
interface Wanted {
  readonly keys: KeyRange;
  /** Reads it by a request of its own. */
  readonly alone: () => Promise<readonly FoundRow[]>;
  readonly resolve: (rows: readonly FoundRow[] | Promise<readonly FoundRow[]>) => void;
  readonly reject: (error: unknown) => void;
}

/** Comes before every character of a key: no key lies between a key and the key with this behind it. */
const justAfter = '!';
/** So many rows of others may be read to save a request. */
const mostForOne = 16;
/** Rows asked for at a time, for each that is wanted. */
const rowsForEach = 4;
const smallestPage = 24;
const largestPage = 1000;

/** What a query gave, and the key below which nothing is left to read. */
interface Part {
  readonly rows: readonly FoundRow[];
  readonly knownBelow: string;
}

const last = (wanted: readonly Wanted[]): string =>
  wanted.reduce((to, { keys }) => (keys.to > to ? keys.to : to), '');

const rowsIn = ({ keys }: Wanted, rows: readonly FoundRow[]): readonly FoundRow[] =>
  rows.filter(({ rowKey }) => rowKey >= keys.from && rowKey < keys.to);

/** Reads of one table. */
export class JointReads {
  readonly #table: Table;
  readonly #waiting = new Map<string, Wanted[]>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** The row with these keys, or null. */
  async get(partitionKey: string, rowKey: string): Promise<FoundRow | null> {
    const keys = { from: rowKey, to: rowKey + justAfter };
    const alone = async (): Promise<readonly FoundRow[]> => {
      const row = await this.#table.get(partitionKey, rowKey);
      return row === null ? [] : [row];
    };
    const [row = null] = await this.#want(partitionKey, keys, alone);
    return row;
  }

  /** All rows of a range that holds few of them, in order of key. */
  within(partitionKey: string, keys: KeyRange): Promise<readonly FoundRow[]> {
    return this.#want(partitionKey, keys, () => all(this.#table.range(partitionKey, keys)));
  }

  #want(partition: string, keys: KeyRange, alone: Wanted['alone']): Promise<readonly FoundRow[]> {
    return new Promise((resolve, reject) => {
      // Rows of other kinds lie between those of one kind and those of another.
      const place = `${kindOfKey(keys.from)} ${partition}`;
      const waiting = this.#waiting.get(place) ?? [];
      waiting.push({ keys, alone, resolve, reject });
      if (waiting.length > 1) return;
      this.#waiting.set(place, waiting);
      // Not at once: whoever was woken at the same time asks before this goes on.
      void Promise.resolve().then(() => {
        this.#waiting.delete(place);
        return this.#go(partition, waiting);
      });
    });
  }

  /** Never rejects: what goes wrong is for those who asked. */
  async #go(partition: string, wanted: readonly Wanted[]): Promise<void> {
    let rest: readonly Wanted[] = wanted.toSorted((a, b) => (a.keys.from < b.keys.from ? -1 : 1));
    const atOnce = Math.min(largestPage, Math.max(smallestPage, rest.length * rowsForEach));
    try {
      while (rest.length > 1) {
        const { rows, knownBelow } = await this.#part(partition, rest, atOnce);
        const known = new Set(rest.filter(({ keys }) => keys.to <= knownBelow));
        for (const one of known) one.resolve(rowsIn(one, rows));
        rest = rest.filter((one) => !known.has(one));
        if (rows.length > known.size * mostForOne) break;
      }
    } catch (error) {
      for (const { reject } of rest) reject(error);
      return;
    }
    // Too far apart, or too much in one range.
    for (const { alone, resolve } of rest) resolve(alone());
  }

  /** One page from the first key that is wanted on. */
  async #part(partition: string, wanted: readonly Wanted[], atOnce: number): Promise<Part> {
    const to = last(wanted);
    const from = wanted[0]?.keys.from ?? to;
    const rows: FoundRow[] = [];
    for await (const row of this.#table.range(partition, { from, to }, { atOnce })) {
      rows.push(row);
      if (rows.length >= atOnce) return { rows, knownBelow: row.rowKey + justAfter };
    }
    return { rows, knownBelow: to };
  }
}
