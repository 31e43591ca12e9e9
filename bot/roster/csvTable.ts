/**
 * A CSV file against the columns it should have.
 */
import { readRecords } from './csvRecords';
import type { CsvRecord } from './csvRecords';
import { decode } from './decode';
import type { FileName } from './folderFiles';
import { quoted } from './problems';
import type { ProblemList } from './problems';

/** Columns of a file by name. */
export interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** One row by column name. */
export interface Row {
  readonly line: number;
  /** The trimmed cell; empty when the row's file does not have the column. */
  cell(column: string): string;
}

/** The rows that have a cell for every column, and whether the file has no others. */
export interface Table {
  readonly file: FileName;
  readonly rows: readonly Row[];
  /** False when rows were left out: then nobody can say that something is not in the file. */
  readonly complete: boolean;
}

/** Reads a CSV file; what is wrong with its form goes to `problems`. */
export function readTable(file: FileName, bytes: Uint8Array, columns: Columns, problems: ProblemList): Table {
  const decoded = decode(bytes);
  if (!decoded.ok) {
    problems.add(decoded.line, decoded.problem);
    return { file, rows: [], complete: false };
  }
  const { records, complete } = readRecords(decoded.text, problems);
  const [header, ...body] = records;
  if (header === undefined) {
    if (complete) problems.add(1, `is empty, expected a header row: ${columns.required.join(',')}`);
    return { file, rows: [], complete: false };
  }
  const before = problems.total;
  const places = readHeader(header, columns, problems);
  if (problems.total > before) return { file, rows: [], complete: false };
  const rows = body
    .filter((record) => hasAllCells(record, header, problems))
    .map((record) => row(record, places));
  return { file, rows, complete: complete && rows.length === body.length };
}

/** Column name → place in a record. */
function readHeader(header: CsvRecord, columns: Columns, problems: ProblemList): ReadonlyMap<string, number> {
  const known = [...columns.required, ...columns.optional];
  const places = new Map<string, number>();
  if (header.fields.length === 1 || header.fields.length > mostColumns) {
    const found =
      header.fields.length === 1
        ? `one column ${quoted(header.fields[0])}`
        : `${header.fields.length} columns`;
    problems.add(
      header.line,
      `the header has ${found}, expected ${known.join(', ')}, separated by "," or ";"`,
    );
    return places;
  }
  header.fields.forEach((name, place) => {
    if (!known.includes(name)) problems.add(header.line, unknownColumn(name, place, known));
    else if (places.has(name))
      problems.add(header.line, `column ${quoted(name)} is there twice, expected once`);
    else places.set(name, place);
  });
  for (const name of columns.required.filter((required) => !places.has(required))) {
    problems.add(header.line, `column ${quoted(name)} is missing, expected ${columns.required.join(', ')}`);
  }
  return places;
}

/** More than any file of the folder has, so that a hostile header is answered in one line. */
const mostColumns = 50;

function unknownColumn(name: string, place: number, known: readonly string[]): string {
  const found = name === '' ? `column ${place + 1} has no name` : `unknown column ${quoted(name)}`;
  return `${found}, expected only ${known.join(', ')}`;
}

function hasAllCells(record: CsvRecord, header: CsvRecord, problems: ProblemList): boolean {
  const [found, expected] = [record.fields.length, header.fields.length];
  if (found === expected) return true;
  const first = quoted(record.fields[0]);
  problems.add(
    record.line,
    `the row that begins with ${first} has ${found} fields, expected ${expected} as in the header`,
  );
  return false;
}

function row(record: CsvRecord, places: ReadonlyMap<string, number>): Row {
  return {
    line: record.line,
    cell(column) {
      const place = places.get(column);
      return place === undefined ? '' : (record.fields[place] ?? '');
    },
  };
}
