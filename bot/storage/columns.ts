/** A value as JSON text over as many properties as it needs, since one holds 32K characters. */
import { placeOf } from './rowPlace';
import { Fault } from '../programme/failure';
import type { z } from 'zod';

import { limits } from './limits';
import type { FoundRow } from './row';

const column = (index: number): string => `data${index}`;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

function endOfPiece(text: string, start: number): number {
  const end = Math.min(text.length, start + limits.textUnits);
  const splitsPair = end < text.length && isHighSurrogate(text.charCodeAt(end - 1));
  return splitsPair ? end - 1 : end;
}

/** Ends of lines to some readers of a transaction, which is a text of many lines; to JSON they are characters like others. */
const lineEnds = /[\u0085\u2028\u2029]/g;

/** A value as JSON that stays on one line, whatever people typed. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value).replace(
    lineEnds,
    (sign) => String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The properties `data0`, `data1`, … that together hold the value. */
export function toColumns(value: unknown): Record<string, string> {
  const text = jsonText(value);
  const columns: Record<string, string> = {};
  let start = 0;
  for (let index = 0; start < text.length; index += 1) {
    const end = endOfPiece(text, start);
    columns[column(index)] = text.slice(start, end);
    start = end;
  }
  return columns;
}

function textOf(row: FoundRow): string {
  let text = '';
  for (let index = 0; ; index += 1) {
    const piece = row.columns[column(index)];
    if (typeof piece !== 'string') return text;
    text += piece;
  }
}

/** A row that does not hold what this version of the program writes; it names its partition and kind. */
export class UnreadableRow extends Fault {
  constructor(row: FoundRow, cause: unknown) {
    super(`Row ${placeOf(row)} does not hold what this version of the program writes`, { cause });
  }
}

/** What `read` makes of a row; an `UnreadableRow` when it throws. */
export function readRow<T>(row: FoundRow, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new UnreadableRow(row, cause);
  }
}

/** What could be read; null for a row that could not. Other errors are thrown on. */
export function unlessUnreadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableRow) return null;
    throw error;
  }
}

/** What these rows hold, those left out that could not be read. Other errors are thrown on. */
export const readable = <T>(rows: readonly FoundRow[], read: (row: FoundRow) => T): readonly T[] =>
  rows.map((row) => unlessUnreadable(() => read(row))).filter((found) => found !== null);

/** The value this JSON text of a row holds; an error that names the row when it is not of this shape. */
export function fromText<T>(row: FoundRow, text: unknown, shape: z.ZodType<T>): T {
  return readRow(row, () => shape.parse(JSON.parse(String(text))));
}

/** What `read` makes of the value a row holds; an error that names the row when it throws. */
export const readColumns = <T>(row: FoundRow, read: (value: unknown) => T): T =>
  readRow(row, () => read(JSON.parse(textOf(row))));

/** The value a row holds; see `fromText`. */
export function fromColumns<T>(row: FoundRow, shape: z.ZodType<T>): T {
  return fromText(row, textOf(row), shape);
}
