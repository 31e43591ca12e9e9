/**
 * CSV text → records with the line each begins on. Knows quoting and separators, nothing of columns.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { Options } from 'csv-parse/sync';
import type { ProblemList } from './problems';

/** One record; a quoted field may make it several lines long. */
export interface CsvRecord {
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** Trimmed. */
  readonly fields: readonly string[];
}

/** Records of a file, and whether these are all: after some mistakes the rest cannot be told. */
export interface CsvRecords {
  readonly records: readonly CsvRecord[];
  readonly complete: boolean;
}

/** The most records read of a file; 5,000 pairs are a large programme. */
const mostRecords = 200_000;
/** The longest record read, in characters. */
const longestRecord = 100_000;

/**
 * Reads RFC 4180 with `,` or `;`. Blank records are left out. A misplaced quote is a problem on its line and
 * reading goes on at the next; after a quote that never closes, and past the limits, it stops.
 */
export function readRecords(text: string, problems: ProblemList): CsvRecords {
  const bytes = Buffer.from(text);
  const reading: Reading = { bytes, separator: separatorOf(text), records: [], rows: 0, at: 0, line: 1 };
  let complete = true;
  while (reading.at < bytes.length) {
    const stop = readOn(reading, problems);
    complete &&= stop === 'end';
    if (stop !== 'resume') break;
  }
  return { records: reading.records, complete };
}

interface Reading {
  readonly bytes: Buffer;
  readonly separator: string;
  readonly records: CsvRecord[];
  /** Rows met so far, also those of which every field is empty. */
  rows: number;
  /** Where the next record begins, and its line. */
  at: number;
  line: number;
}

type Stop = 'end' | 'resume' | 'broken';

const lineFeed = 10;
const carriageReturn = 13;
const whiteSpace: ReadonlySet<number> = new Set([9, lineFeed, 11, 12, carriageReturn, 32]);

function readOn(reading: Reading, problems: ProblemList): Stop {
  const offset = reading.at;
  try {
    parse(reading.bytes.subarray(offset), {
      ...format,
      delimiter: reading.separator,
      on_record: (fields: string[], { bytes }) => take(reading, fields, offset + bytes),
    });
    return 'end';
  } catch (error) {
    if (error instanceof CsvError) return afterError(error, reading, offset, problems);
    if (!(error instanceof TooMany)) throw error;
    problems.add(reading.line, `has more than ${mostRecords} rows, expected at most ${mostRecords}`);
    return 'broken';
  }
}

const format: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
  max_record_size: longestRecord,
};

/** Thrown to leave the parser, which has no other way to be stopped from inside. */
class TooMany extends Error {}

function take(reading: Reading, fields: readonly string[], end: number): null {
  moveTo(reading, firstInk(reading.bytes, reading.at));
  reading.rows += 1;
  if (reading.rows > mostRecords) throw new TooMany();
  const trimmed = fields.map((field) => field.trim());
  if (trimmed.some((field) => field !== '')) reading.records.push({ line: reading.line, fields: trimmed });
  moveTo(reading, end);
  return null;
}

function moveTo(reading: Reading, end: number): void {
  reading.line += lineBreaks(reading.bytes, reading.at, end);
  reading.at = end;
}

function afterError(error: CsvError, reading: Reading, offset: number, problems: ProblemList): Stop {
  // The parser counts a quoted \r\n as two lines; the bytes up to the field at fault can be relied on.
  moveTo(
    reading,
    firstInk(reading.bytes, offset + (typeof error['bytes'] === 'number' ? error['bytes'] : 0)),
  );
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    problems.add(reading.line, neverClosed);
    return 'broken';
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    problems.add(reading.line, tooLong);
    return 'broken';
  }
  problems.add(reading.line, misplacedQuote);
  moveTo(reading, nextLine(reading.bytes, reading.at));
  return 'resume';
}

const neverClosed = 'opens a quote that is never closed, expected a closing " before the end of the file';
const tooLong = `is part of a row of more than ${longestRecord} characters, expected a shorter one; is a quote left open?`;
const misplacedQuote =
  'has a " in the middle of a field, expected the whole field in quotes and each " within it doubled, for example "Jan ""JJ"" de Boer"';

/** The parser does not count the blank lines before a record. */
function firstInk(bytes: Buffer, start: number): number {
  let index = start;
  while (whiteSpace.has(bytes[index] ?? 0)) index += 1;
  return index;
}

function nextLine(bytes: Buffer, start: number): number {
  for (let index = start; index < bytes.length; index += 1) {
    if (endsLine(bytes, index)) return index + 1;
  }
  return bytes.length;
}

function lineBreaks(bytes: Buffer, start: number, end: number): number {
  let breaks = 0;
  for (let index = start; index < end; index += 1) if (endsLine(bytes, index)) breaks += 1;
  return breaks;
}

/** `\r\n` ends a line at its `\n`. */
function endsLine(bytes: Buffer, index: number): boolean {
  const byte = bytes[index];
  return byte === lineFeed || (byte === carriageReturn && bytes[index + 1] !== lineFeed);
}

/** Whichever of the two stands more often in the header row, outside quotes. */
function separatorOf(text: string): ',' | ';' {
  let balance = 0;
  let inside = false;
  for (const character of text.trimStart()) {
    if (character === '"') inside = !inside;
    else if (inside) continue;
    else if (character === '\n' || character === '\r') break;
    else if (character === ';') balance += 1;
    else if (character === ',') balance -= 1;
  }
  return balance > 0 ? ';' : ',';
}
