/**
 * pairs.csv: which student meets which pupil, when and where.
 */
import type { Pair } from '../programme/model';
import type { Table } from './csvTable';
import { daysWithin, pairClashes } from './pairClashes';
import type { Clash, Span } from './pairClashes';
import type { PeopleFile } from './peopleFile';
import { ProblemList, quoted } from './problems';
import type { Problem } from './problems';
import type { SettingsFile } from './programmeFile';
import type { PupilsFile } from './pupilsFile';
import { RowReader } from './rowReader';

/** Columns of pairs.csv. */
export const pairColumns = {
  required: ['pupil', 'student', 'weekday', 'start', 'end'],
  optional: ['room', 'from', 'until'],
};

/** A pair with its line in pairs.csv. */
export interface PairRow {
  readonly pair: Pair;
  readonly line: number;
}

/** The pairs in the order of the file, and what is odd about them but can stand. */
export interface PairsFile {
  readonly rows: readonly PairRow[];
  readonly warnings: readonly Problem[];
}

/** What pairs.csv refers to. */
export interface PairReferences {
  readonly people: PeopleFile;
  readonly pupils: PupilsFile;
  readonly settings: SettingsFile;
}

/** Reads pairs.csv. A pair that meets on no day, or while its student is with another pupil, is only warned of. */
export function readPairs(table: Table | null, known: PairReferences, problems: ProblemList): PairsFile {
  const rows = (table?.rows ?? []).flatMap((row) => {
    const reader = new RowReader(row, problems);
    const pair = readPair(reader, known);
    if (pair === null || !reader.sound) return [];
    return [{ pair, line: row.line }];
  });
  const { days } = known.settings;
  if (days === null) return { rows, warnings: [] };
  const warnings = new ProblemList('pairs.csv');
  for (const { pair, line } of rows) if (isOutside(pair, days)) warnings.add(line, outsideText(pair, days));
  const lined = rows.map(({ pair, line }) => ({ ...pair, line }));
  for (const clash of pairClashes(lined, days)) {
    (clash.kind === 'pupil' ? problems : warnings).add(clash.later.line, clashText(clash));
  }
  return { rows, warnings: warnings.list() };
}

function readPair(reader: RowReader, known: PairReferences): Pair | null {
  const pupil = reader.id('pupil');
  const student = reader.address('student');
  const slot = readSlot(reader);
  const room = reader.optionalText('room');
  const [from, until] = [reader.optionalDay('from'), reader.optionalDay('until')];
  if (pupil !== null && !known.pupils.mayHave(pupil)) {
    reader.wrong(`pupil ${quoted(pupil)} is not in pupils.csv, expected the code of a pupil there`);
  }
  if (student !== null && !known.people.mayBe('student', student)) {
    reader.wrong(
      `${quoted(student)} is not a student in people.csv, expected the address of a student there`,
    );
  }
  if (pupil === null || student === null) return null;
  const pair: Pair = { pupil, student, ...slot, room, from, until };
  if (from !== null && until !== null && from > until) {
    reader.wrong(`until is ${quoted(until)}, expected a day not before from, ${from}`);
  }
  return pair;
}

/** Weekday, start and end: of a pair, or of a group that meets every week. */
export function readSlot(reader: RowReader): Pick<Pair, 'weekday' | 'start' | 'end'> {
  const weekday = reader.weekday('weekday');
  const [start, end] = [reader.time('start'), reader.time('end')];
  if (start !== '' && end !== '' && start >= end) {
    reader.wrong(`end is ${quoted(end)}, expected a time after start, ${start}`);
  }
  return { weekday, start, end };
}

function isOutside(pair: Pair, days: Span): boolean {
  const { from, until } = daysWithin(pair, days);
  return from > until;
}

function outsideText({ from, until }: Pair, { start, end }: Span): string {
  return `the pair's days, ${from ?? '…'} to ${until ?? '…'}, are outside the programme (${start} to ${end}), so it has no sessions`;
}

function clashText({ kind, earlier, later }: Clash<Pair & { readonly line: number }>): string {
  return kind === 'pupil'
    ? `pupil ${quoted(later.pupil)} already has a pair on some of these days on line ${earlier.line}, expected one pair at a time ("from" and "until" part them)`
    : `${quoted(later.student)} is with pupil ${quoted(earlier.pupil)} at this time on line ${earlier.line}, so two sessions are planned at once`;
}
