import type { CsvCell, CsvTable } from '../export/csv';

/** A table whose columns are named once and picked from each row. */
export const tableOf = <Column extends string>(
  kind: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, CsvCell>>[],
): CsvTable => ({ kind, columns, rows: rows.map((row) => columns.map((column) => row[column])) });
