/** Tables for people at a terminal: plain text, aligned, without colour. */

/** What may stand in a cell; numbers stand to the right, null is left empty. */
export type Cell = string | number | boolean | null;

/** Typed text as one line at a terminal: it must not move the cursor of whoever reads it, nor break its row. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');

const textOf = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return printable(String(cell));
};

/** Characters as people count them, near enough for names in Latin script. */
const lengthOf = (text: string): number => Array.from(text).length;

const padded = (cell: Cell, width: number): string => {
  const text = textOf(cell);
  const space = ' '.repeat(Math.max(0, width - lengthOf(text)));
  return typeof cell === 'number' ? space + text : text + space;
};

/** Rows without a header, columns two spaces apart; a line each, ending in a line break. */
export const alignedRows = (rows: readonly (readonly Cell[])[]): string => {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [place, cell] of row.entries()) {
      widths[place] = Math.max(widths[place] ?? 0, lengthOf(textOf(cell)));
    }
  }
  const line = (row: readonly Cell[]): string =>
    row
      .map((cell, place) => padded(cell, widths[place] ?? 0))
      .join('  ')
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
};

/** A table with a header; one honest line when it has no rows. */
export const textTable = (
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  whenEmpty: string,
): string => (rows.length === 0 ? `${whenEmpty}\n` : alignedRows([columns, ...rows]));
