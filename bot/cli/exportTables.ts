/** What is exported of a programme: a table for every kind. */
import { answersIn } from '../programme/facts';
import type { FactsOf } from '../../dialogs/schoolFacts';
import type { Group, Programme } from '../programme/model';
import type { CheckInRecord } from '../ports/storage';
import type { CsvTable } from '../export/csv';
import { roundTables } from './exportRounds';
import { tableOf } from './exportTable';
import { flagRows } from './flags';
import type { FlagRow } from './flags';
import { isoWriter } from './moments';
import { messageRows } from './outbox';
import { sessionRows } from './sessions';
import { readFacts } from './storedProgramme';
import type { Asked } from './storedProgramme';

const rosterTables = ({ people, pupils, pairs, groups }: Programme): CsvTable[] => [
  tableOf('people', ['email', 'name', 'role', 'language', 'university', 'schools', 'endedOn'], people),
  tableOf(
    'pupils',
    ['pupil', 'firstName', 'school', 'class', 'interests', 'endedOn', 'objection'],
    pupils.map((pupil) => ({
      ...pupil,
      pupil: pupil.id,
      objection: pupil.objection === true ? 'yes' : null,
    })),
  ),
  tableOf('pairs', ['pupil', 'student', 'weekday', 'start', 'end', 'room', 'from', 'until'], pairs),
  tableOf(
    'groups',
    ['group', 'teacher', 'student', 'weekday', 'start', 'end', 'room'],
    groups.flatMap(memberRows),
  ),
];

const memberRows = ({ id, teacher, students, meeting }: Group) => {
  const { weekday, start, end, room } = meeting ?? { weekday: null, start: null, end: null, room: null };
  return students.map((student) => ({ group: id, teacher, student, weekday, start, end, room }));
};

/** Free text is kept apart from the pages, so it is read pupil by pupil, some at a time. */
const pupilsAtOnce = 16;

const readCheckIns = async ({ storage, directory }: Asked, factsOf: FactsOf): Promise<CheckInRecord[]> => {
  const { id, pupils } = directory.programme;
  const answered = pupils.filter((pupil) => answersIn(factsOf(pupil.id)).length > 0);
  const records: CheckInRecord[] = [];
  for (let first = 0; first < answered.length; first += pupilsAtOnce) {
    const some = answered.slice(first, first + pupilsAtOnce);
    const read = await Promise.all(some.map((pupil) => storage.records.checkIns(id, pupil.id, '')));
    records.push(...read.flat());
  }
  return records;
};

const checkInTable = async (asked: Asked, factsOf: FactsOf): Promise<CsvTable> => {
  const iso = isoWriter(asked.directory.calendar);
  const records = await readCheckIns(asked, factsOf);
  return tableOf(
    'checkIns',
    [
      'session',
      'pupil',
      'student',
      'at',
      'by',
      'outcome',
      'minutesLate',
      'topics',
      'nextStep',
      'note',
      'case',
      'cause',
      'reason',
    ],
    records.map(({ answer, followUp }) => ({
      ...followUp,
      session: answer.session.id,
      pupil: answer.session.pupil,
      student: answer.session.student,
      at: iso(answer.at),
      by: answer.by,
      outcome: answer.outcome,
      minutesLate: answer.minutesLate,
      cause: answer.cause ?? null,
      reason: answer.reason ?? null,
    })),
  );
};

const flagTables = (rows: readonly FlagRow[]): CsvTable[] => [
  tableOf(
    'flags',
    ['flag', 'pupil', 'school', 'class', 'status', 'level', 'reasons', 'openedOn'],
    rows.map((row) => ({
      ...row,
      reasons: row.reasons.map(({ rule, dates }) => `${rule} ${dates.join(' ')}`),
    })),
  ),
  tableOf(
    'flagHistory',
    ['flag', 'at', 'what', 'by', 'note'],
    rows.flatMap(({ flag, history }) => history.map((event) => ({ flag, ...event }))),
  ),
];

const pauseTable = async ({ storage, directory }: Asked): Promise<CsvTable> => {
  const pauses = await storage.records.pauses(directory.programme.id);
  return tableOf(
    'pauses',
    ['student', 'at', 'from', 'until'],
    pauses.map(({ student, at, from = null, until }) => ({
      student,
      at: directory.calendar.iso(at),
      from,
      until,
    })),
  );
};

const contactTable = async ({ storage, directory }: Asked): Promise<CsvTable> => {
  const made = await storage.records.contactsMade(directory.programme.id);
  return tableOf(
    'contacts',
    ['student', 'at', 'by', 'note'],
    made.map((one) => ({ ...one, at: directory.calendar.iso(one.at) })),
  );
};

/** The hour and the school, which is all that is known. */
const careTable = async ({ storage, directory }: Asked): Promise<CsvTable> => {
  const uses = await storage.records.careUses(directory.programme.id, 0);
  return tableOf(
    'careUses',
    ['school', 'at'],
    uses.map(({ school, at }) => ({ school, at: directory.calendar.iso(at) })),
  );
};

const sessionColumns = [
  'session',
  'pupil',
  'student',
  'school',
  'class',
  'date',
  'start',
  'end',
  'outcome',
  'minutesLate',
  'recordedAt',
] as const;
const messageColumns = [
  'key',
  'kind',
  'receiver',
  'status',
  'dueAt',
  'sentAt',
  'attempts',
  'reason',
] as const;

/** Every kind of a programme: its roster, what happened, and what was sent. Settings stay in programme.json. */
export const exportTables = async (asked: Asked): Promise<CsvTable[]> => {
  const { directory, now } = asked;
  const factsOf = await readFacts(asked);
  const sessions = sessionRows(directory, factsOf, { from: null, to: null });
  const messages = await messageRows(asked, null);
  return [
    ...rosterTables(directory.programme),
    tableOf('sessions', sessionColumns, sessions),
    await checkInTable(asked, factsOf),
    ...flagTables(flagRows(directory, directory.programme.pupils, factsOf, now)),
    await pauseTable(asked),
    await contactTable(asked),
    await careTable(asked),
    ...(await roundTables(asked)),
    tableOf('messages', messageColumns, messages),
  ];
};
