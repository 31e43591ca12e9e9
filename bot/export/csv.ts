/** Rows → CSV that a spreadsheet opens without running anything in it. */
import { stringify, type Options } from 'csv-stringify/sync';

/** What may stand in a cell; null is empty, a list is separated by `|` as in a programme folder. */
export type CsvCell = string | number | boolean | null | readonly string[];

/** Rows of one kind with the columns they have. */
export interface CsvTable {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

const textOf = (cell: CsvCell): string => {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.join('|') : String(cell);
};

const settings: Options = {
  record_delimiter: 'windows',
  escape_formulas: true,
  // The library quotes a cell with a whole record delimiter only; a lone CR or LF breaks rows too.
  quoted_match: /[\r\n]/,
};

/**
 * RFC 4180, by default with `,`. A cell that begins with `= + - @`, tab or CR gets a leading apostrophe, so that
 * nobody's name is run as a formula.
 */
const linesOf = (rows: readonly (readonly CsvCell[])[], delimiter: ',' | ';' = ','): string =>
  stringify(
    rows.map((row) => row.map(textOf)),
    { ...settings, delimiter },
  );

/** A whole table with its header row; see `linesOf`. */
export const csvText = ({ columns, rows }: CsvTable): string => linesOf([columns, ...rows]);

/** Rows made into text at a time. */
const rowsAtOnce = 500;

const byteOrderMark = '\uFEFF';

/**
 * The same for a spreadsheet, piece by piece: with a byte-order mark, without which it would not read the letters as
 * they are.
 */
export async function* csvPieces(
  columns: readonly string[],
  rows: AsyncIterable<readonly CsvCell[]> | Iterable<readonly CsvCell[]>,
  delimiter: ',' | ';',
): AsyncGenerator<string> {
  yield byteOrderMark + linesOf([columns], delimiter);
  let some: (readonly CsvCell[])[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < rowsAtOnce) continue;
    yield linesOf(some, delimiter);
    some = [];
  }
  if (some.length > 0) yield linesOf(some, delimiter);
}
