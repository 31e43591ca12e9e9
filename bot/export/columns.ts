/** What stands in which column of which table, in the reader's language. */
import { levelWord } from '../../cards/levels';
import { reasonSentence } from '../../cards/reasons';
import { words, type TextKey } from '../../cards/words';
import type { Directory } from '../programme/directory';
import type {
  ExportedFlag,
  ExportedPupil,
  ExportedPupilRow,
  ExportedSession,
  Step,
} from '../programme/export/tables';
import type { ExportedStudent } from '../programme/export/students';
import type { ExportedMeeting } from '../programme/export/meetings';
import type { Figures } from '../programme/summary/summary';
import { ruleLookup } from '../programme/flags/details';
import { openedAt } from '../programme/flags/replay';
import { personName } from '../programme/labels';
import type { Day, Language, Level, Moment } from '../programme/model';
import type { Cell, Column, Format } from './sheet';

type ColumnName = TextKey extends infer Key
  ? Key extends `export.column.${infer Name}`
    ? Name
    : never
  : never;
type Tints = Column['tints'];

/** A column, and what stands in it of a row. */
export interface ColumnOf<Row> {
  readonly name: ColumnName;
  readonly format: Format;
  readonly width: number;
  readonly tints: Tints;
  readonly cell: (row: Row) => Cell;
}

const column = <Row>(
  name: ColumnName,
  format: Format,
  width: number,
  cell: (row: Row) => Cell,
  tints: Tints = [],
): ColumnOf<Row> => ({ name, format, width, cell, tints });

/** Who reads, and of which programme. */
export interface Reader {
  readonly directory: Directory;
  readonly language: Language;
}

const text = ({ language }: Reader, key: TextKey): string => words(language).text(key);

const level = (reader: Reader, value: Level): string =>
  words(reader.language).text('export.level', { level: value, word: levelWord(reader.language, value) });

const levelTints = (reader: Reader): Tints => [
  { text: level(reader, 2), tint: 'mild' },
  { text: level(reader, 3), tint: 'bad' },
];

const whichPupil = <Row extends ExportedPupil>(): readonly ColumnOf<Row>[] => [
  column('code', 'text', 12, ({ code }) => code),
  column('pupil', 'text', 16, ({ pupil }) => pupil),
  column('class', 'text', 8, (row) => row.class),
  column('school', 'text', 22, ({ school }) => school),
];

const figureColumns = <Row extends Figures>(): readonly ColumnOf<Row>[] => [
  column('sessions', 'number', 14, ({ sessions }) => sessions),
  column('present', 'number', 10, ({ present }) => present),
  column('late', 'number', 10, ({ late }) => late),
  column('absence', 'number', 10, ({ absence }) => absence),
  column('missed', 'number', 10, ({ missed }) => missed),
  column('notCounted', 'number', 12, ({ notCounted }) => notCounted),
  column('unknown', 'number', 12, ({ unknown }) => unknown),
  column('rate', 'share', 10, ({ attendanceRate }) => attendanceRate),
];

/** A row a session. */
export const sessionColumns = (reader: Reader): readonly ColumnOf<ExportedSession>[] => {
  const { calendar } = reader.directory;
  const at = (moment: Moment): string => `${calendar.dayOf(moment)}T${calendar.timeOf(moment)}`;
  return [
    column('date', 'day', 12, ({ date }) => date),
    column('start', 'time', 8, ({ start }) => calendar.timeOf(start)),
    column('end', 'time', 8, ({ end }) => calendar.timeOf(end)),
    ...whichPupil<ExportedSession>(),
    column('student', 'text', 22, ({ student }) => student),
    column('address', 'text', 28, ({ address }) => address),
    column('outcome', 'text', 30, ({ outcome }) => text(reader, `export.outcome.${outcome}`), [
      { text: text(reader, 'export.outcome.unknown'), tint: 'mild' },
    ]),
    column(
      'counts',
      'text',
      20,
      ({ attendance }) => (attendance === null ? null : text(reader, `export.counts.${attendance}`)),
      [
        { text: text(reader, 'export.counts.present'), tint: 'good' },
        { text: text(reader, 'export.counts.late'), tint: 'mild' },
        { text: text(reader, 'export.counts.missed'), tint: 'mild' },
        { text: text(reader, 'export.counts.absence'), tint: 'bad' },
      ],
    ),
    column('minutes', 'number', 16, ({ minutesLate }) => minutesLate),
    column('recorded', 'moment', 18, ({ recordedAt }) => (recordedAt === null ? null : at(recordedAt))),
  ];
};

/** A row a pupil, with what came of all their sessions. */
export const pupilColumns = (reader: Reader): readonly ColumnOf<ExportedPupilRow>[] => [
  ...whichPupil<ExportedPupilRow>(),
  column('student', 'text', 26, ({ students }) => students.join(', ')),
  ...figureColumns<ExportedPupilRow>(),
  column(
    'openFlag',
    'text',
    18,
    ({ openFlag }) => (openFlag === null ? null : level(reader, openFlag)),
    levelTints(reader),
  ),
  column('held', 'number', 10, ({ held }) => held),
  column('possible', 'number', 14, ({ possible }) => possible),
  column('required', 'number', 10, ({ required }) => required),
  column('reachable', 'text', 12, ({ reachable }) => text(reader, reachable ? 'export.yes' : 'export.no'), [
    { text: text(reader, 'export.no'), tint: 'bad' },
  ]),
];

/** A row a flag. */
export const flagColumns = (reader: Reader): readonly ColumnOf<ExportedFlag>[] => {
  const { directory } = reader;
  const ruleOf = ruleLookup(directory);
  const on = (step: Step | null): Day | null => step && directory.calendar.dayOf(step.at);
  const by = (step: Step | null): string | null => {
    if (step === null) return null;
    return step.by === 'bot' ? text(reader, 'flags.bot') : personName(directory, step.by);
  };
  const reasons = ({ flag }: ExportedFlag): string =>
    flag.reasons.map((reason) => reasonSentence(reader.language, reason, ruleOf)).join('; ');
  return [
    column('opened', 'day', 12, ({ flag }) => flag.openedOn),
    column('openSince', 'day', 12, ({ flag }) => directory.calendar.dayOf(openedAt(flag))),
    ...whichPupil<ExportedFlag>(),
    column('status', 'text', 14, ({ flag }) => text(reader, `export.status.${flag.status}`), [
      { text: text(reader, 'export.status.open'), tint: 'mild' },
      { text: text(reader, 'export.status.resolved'), tint: 'good' },
    ]),
    column('level', 'text', 18, ({ flag }) => level(reader, flag.level), levelTints(reader)),
    column('reasons', 'text', 60, reasons),
    column('acknowledgedOn', 'day', 16, ({ acknowledged }) => on(acknowledged)),
    column('acknowledgedBy', 'text', 20, ({ acknowledged }) => by(acknowledged)),
    column('resolvedOn', 'day', 16, ({ resolved }) => on(resolved)),
    column('resolvedBy', 'text', 20, ({ resolved }) => by(resolved)),
  ];
};

/** A row a student. */
export const studentColumns = (): readonly ColumnOf<ExportedStudent>[] => [
  column('name', 'text', 22, ({ name }) => name),
  column('email', 'text', 28, ({ address }) => address),
  column('university', 'text', 26, ({ university }) => university),
  column('pupils', 'number', 12, ({ pupils }) => pupils),
  ...figureColumns<ExportedStudent>(),
  column('cancelled', 'number', 18, ({ cancelled }) => cancelled),
  column('lastAnswered', 'day', 22, ({ lastAnswered }) => lastAnswered),
];

/** A row a student of a meeting of intervision. */
export const meetingColumns = (reader: Reader): readonly ColumnOf<ExportedMeeting>[] => {
  const { calendar } = reader.directory;
  return [
    column('date', 'day', 12, ({ date }) => date),
    column('start', 'time', 8, ({ start }) => calendar.timeOf(start)),
    column('end', 'time', 8, ({ end }) => calendar.timeOf(end)),
    column('round', 'text', 18, ({ round }) => round),
    column('group', 'text', 10, ({ group }) => group),
    column('teacher', 'text', 22, ({ teacher }) => teacher),
    column('student', 'text', 22, ({ student }) => student),
    column('address', 'text', 28, ({ address }) => address),
    column('presence', 'text', 16, ({ presence }) => text(reader, `export.presence.${presence}`), [
      { text: text(reader, 'export.presence.present'), tint: 'good' },
      { text: text(reader, 'export.presence.unknown'), tint: 'mild' },
      { text: text(reader, 'export.presence.absent'), tint: 'bad' },
    ]),
  ];
};
