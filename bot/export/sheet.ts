/** A table of an exported file, whatever stands in it. */

/** How a cell reads: `day` is `YYYY-MM-DD`, `time` `HH:mm`, `moment` both with a T, `share` from 0 to 1. */
export type Format = 'text' | 'number' | 'day' | 'time' | 'moment' | 'share';

/** What stands in a cell, by the format of its column; null is empty. */
export type Cell = string | number | null;

/** How a cell stands out, which also holds it in words. */
export type Tint = 'good' | 'mild' | 'bad';

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly format: Format;
  /** In characters. */
  readonly width: number;
  /** Texts of this column that stand out. */
  readonly tints: readonly { readonly text: string; readonly tint: Tint }[];
}

/** A table: its rows are made as they are asked for. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}
