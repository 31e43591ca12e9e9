/** Rows → CSV text that a spreadsheet opens without running anything in it. */
import { stringify } from 'csv-stringify/sync';

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

/**
 * RFC 4180 with `,` and a header row. A cell that begins with `= + - @`, tab or CR gets a leading
 * apostrophe, so that nobody's note is run as a formula.
 */
export const csvText = ({ columns, rows }: CsvTable): string =>
  stringify(
    rows.map((row) => row.map(textOf)),
    {
      header: true,
      columns: [...columns],
      record_delimiter: 'windows',
      escape_formulas: true,
      // The library quotes a cell with a whole record delimiter only; a lone CR or LF breaks rows too.
      quoted_match: /[\r\n]/,
    },
  );
