/** Tables → an XLSX workbook, written row by row: neither the rows nor the file are ever in memory whole. */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate as breath } from 'node:timers/promises';
import type { WorkbookWriter, WorksheetWriter } from '@cj-tech-master/excelts';
import type { Cell, Column, Format, Sheet, Tint } from './sheet';

const formats = {
  text: '@',
  number: '0',
  day: 'dd-mm-yyyy',
  time: 'hh:mm',
  moment: 'dd-mm-yyyy hh:mm',
  share: '0%',
} as const satisfies Record<Format, string>;

/** Light enough for black letters. */
const tints = { good: 'FFE2F0D9', mild: 'FFFFF2CC', bad: 'FFF8CBAD' } as const satisfies Record<Tint, string>;

const dayLength = 86_400_000;
/** Days from the first of a spreadsheet to 1970. */
const epoch = 25_569;

/** What is written in no cell: XML has no place for it. */
const unwritable = /[\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}]/gu;
/** The library's buffer, of 64 KB, takes no row that is longer: ten such cells fit, each letter written out. */
const longestCell = 1_000;

/** A day, or a time of a day, as the number that a spreadsheet keeps it as: without a zone, so it reads as it was written. */
const serialOf = (cell: string, format: Format): number => {
  if (format === 'time') return Date.parse(`1970-01-01T${cell}Z`) / dayLength;
  return Date.parse(format === 'day' ? `${cell}T00:00Z` : `${cell}Z`) / dayLength + epoch;
};

const valueOf = (cell: Cell, format: Format): Cell => {
  if (typeof cell !== 'string') return cell;
  if (format === 'day' || format === 'time' || format === 'moment') return serialOf(cell, format);
  return cell.slice(0, longestCell).replaceAll(unwritable, '');
};

/** `A`, `Z`, `AA`. */
const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letterOf(Math.floor(index / 26) - 1) + letterOf(index % 26);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Colours follow what stands in the cell, also after somebody changed it there. */
const addTints = (sheet: WorksheetWriter, columns: readonly Column[], lastRow: number): void => {
  for (const [index, column] of columns.entries()) {
    const letter = letterOf(index);
    const rules = column.tints.map(({ text, tint }, order) => ({
      type: 'expression' as const,
      priority: order + 1,
      formulae: [`$${letter}2=${quoted(text)}`],
      style: {
        fill: { type: 'pattern' as const, pattern: 'solid' as const, bgColor: { argb: tints[tint] } },
      },
    }));
    if (rules.length > 0) sheet.addConditionalFormatting({ ref: `${letter}2:${letter}${lastRow}`, rules });
  }
};

const addHeader = (sheet: WorksheetWriter, columns: readonly Column[]): void => {
  sheet.columns = columns.map(({ format, width }) => ({ width, style: { numFmt: formats[format] } }));
  const header = sheet.addRow(columns.map(({ name }) => name));
  header.font = { bold: true };
  header.commit();
};

/** The library packs what it is given in its own time and keeps what waits: this tells when that is done. */
const packingOf = ({ zip }: WorkbookWriter): (() => Promise<void>) => {
  const add = zip.add.bind(zip);
  let packed = Promise.resolve();
  zip.add = (file) => {
    const push = file.push.bind(file);
    file.push = (...given) => (packed = push(...given));
    add(file);
  };
  return () => packed;
};

/** Rows after which whoever reads may catch up, and others get their turn. */
const rowsInARow = 100;

/** Where a workbook goes, and how far it is. */
interface Course {
  readonly workbook: WorkbookWriter;
  readonly out: PassThrough;
  readonly packed: () => Promise<void>;
}

/** Waits until what was written is packed and read. False when nobody reads any more. */
const isRead = async ({ out, packed }: Course): Promise<boolean> => {
  await breath();
  await packed();
  if (out.writableNeedDrain && !out.destroyed) {
    const over = new AbortController();
    const { signal } = over;
    await Promise.race([once(out, 'drain', { signal }), once(out, 'close', { signal })]).finally(() => {
      over.abort();
    });
  }
  return !out.destroyed;
};

const addSheet = async (course: Course, sheet: Sheet): Promise<boolean> => {
  const { name, columns, rows } = sheet;
  const written = course.workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  addHeader(written, columns);
  let last = 1;
  for await (const row of rows) {
    written.addRow(row.map((cell, index) => valueOf(cell, columns[index]?.format ?? 'text'))).commit();
    last += 1;
    if (last % rowsInARow === 0 && !(await isRead(course))) return false;
  }
  written.autoFilter = `A1:${letterOf(columns.length - 1)}${last}`;
  if (last > 1) addTints(written, columns, last);
  written.commit();
  return isRead(course);
};

const write = async (out: PassThrough, sheets: readonly Sheet[]): Promise<void> => {
  // Loaded with the first workbook: it takes 0.2 s, which every run of the tool would pay too.
  const library = await import('@cj-tech-master/excelts');
  const workbook = new library.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
    creator: 'mentormaat',
  });
  const course: Course = { workbook, out, packed: packingOf(workbook) };
  for (const sheet of sheets) if (!(await addSheet(course, sheet))) return;
  await workbook.commit();
};

/** The bytes of a workbook with these tables, each with a header that stays in sight and filters. Throws what a row throws. */
export async function* workbookChunks(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const out = new PassThrough();
  write(out, sheets).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  try {
    for await (const chunk of out) yield Buffer.from(chunk);
  } finally {
    out.destroy();
  }
}
