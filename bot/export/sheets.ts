/** The tables of an export: which rows stand in each, of one school after the other. */
import { words } from '../../cards/words';
import { exportKinds, type ExportKind } from '../ports/export';
import {
  exportedFlags,
  exportedPupils,
  exportedSessions,
  type ExportSource,
} from '../programme/export/tables';
import { studentTallies, type ExportedStudent } from '../programme/export/students';
import { exportedMeetings, type MeetingSource } from '../programme/export/meetings';
import type { Language } from '../programme/model';
import {
  flagColumns,
  meetingColumns,
  pupilColumns,
  sessionColumns,
  studentColumns,
  type ColumnOf,
  type Reader,
} from './columns';
import type { Cell, Sheet } from './sheet';

/** What a file is made from: of one school at a time everything is read as its rows are asked for. */
export interface ExportReading extends MeetingSource {
  readonly of: (school: string) => Promise<ExportSource>;
}

async function* bySchool<Row>(
  reading: ExportReading,
  rowsOf: (source: ExportSource) => Iterable<Row>,
): AsyncGenerator<Row> {
  for (const school of reading.schools) yield* rowsOf(await reading.of(school));
}

async function* studentsOf(reading: ExportReading): AsyncGenerator<ExportedStudent> {
  const tallies = studentTallies();
  for (const school of reading.schools) tallies.add(await reading.of(school));
  yield* tallies.rows(reading.directory);
}

async function* cellsOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly ColumnOf<Row>[],
): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows) yield columns.map(({ cell }) => cell(row));
}

const sheetOf = <Row>(
  language: Language,
  kind: SheetKind,
  columns: readonly ColumnOf<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Sheet => ({
  name: words(language).text(`export.sheet.${kind}`),
  columns: columns.map(({ name, format, width, tints }) => ({
    name: words(language).text(`export.column.${name}`),
    format,
    width,
    tints,
  })),
  rows: cellsOf(rows, columns),
});

/** A table that can also be had alone. */
export type SheetKind = Exclude<ExportKind, 'xlsx'>;

/** One table. */
export const exportSheet = (reading: ExportReading, kind: SheetKind, language: Language): Sheet => {
  const reader: Reader = { directory: reading.directory, language };
  switch (kind) {
    case 'sessions':
      return sheetOf(language, kind, sessionColumns(reader), bySchool(reading, exportedSessions));
    case 'pupils':
      return sheetOf(language, kind, pupilColumns(reader), bySchool(reading, exportedPupils));
    case 'flags':
      return sheetOf(language, kind, flagColumns(reader), bySchool(reading, exportedFlags));
    case 'students':
      return sheetOf(language, kind, studentColumns(), studentsOf(reading));
    case 'meetings':
      return sheetOf(language, kind, meetingColumns(reader), exportedMeetings(reading));
    default:
      return kind satisfies never;
  }
};

/** All tables, in order of the workbook. */
export const exportSheets = (reading: ExportReading, language: Language): readonly Sheet[] =>
  exportKinds.flatMap((kind) => (kind === 'xlsx' ? [] : [exportSheet(reading, kind, language)]));
