/**
 * groups.csv: intervision groups that exist already, a row a member.
 */
import type { Group } from '../programme/model';
import type { Table } from './csvTable';
import { readSlot } from './pairsFile';
import type { PeopleFile } from './peopleFile';
import { quoted } from './problems';
import type { ProblemList } from './problems';
import { FirstLines, RowReader } from './rowReader';

/** Columns of groups.csv. */
export const groupColumns = {
  required: ['group', 'teacher', 'student'],
  optional: ['weekday', 'start', 'end', 'room'],
};

interface GroupRow {
  readonly id: string;
  readonly teacher: string;
  readonly student: string;
  readonly meeting: Group['meeting'];
}

/** Reads groups.csv; groups and members in the order of the file. Without a table there are none. */
export function readGroups(table: Table | null, people: PeopleFile, problems: ProblemList): readonly Group[] {
  const groups = new Map<string, { row: GroupRow; line: number; students: string[] }>();
  const placed = new FirstLines();
  for (const csvRow of table?.rows ?? []) {
    const reader = new RowReader(csvRow, problems);
    const row = readMember(reader, people, placed);
    if (row === null) continue;
    const group = groups.get(row.id);
    if (group === undefined) groups.set(row.id, { row, line: csvRow.line, students: [row.student] });
    else if (agrees(reader, row, group)) group.students.push(row.student);
  }
  return Array.from(groups.values(), ({ row, students }) => ({
    id: row.id,
    teacher: row.teacher,
    students,
    meeting: row.meeting,
  }));
}

function readMember(reader: RowReader, people: PeopleFile, placed: FirstLines): GroupRow | null {
  const id = reader.id('group');
  const [teacher, student] = [reader.address('teacher'), reader.address('student')];
  const meeting = readMeeting(reader);
  if (teacher !== null && !people.mayBe('teacher', teacher)) {
    reader.wrong(
      `${quoted(teacher)} is not a teacher in people.csv, expected the address of a teacher there`,
    );
  }
  if (student === null) return null;
  if (!people.mayBe('student', student)) {
    reader.wrong(
      `${quoted(student)} is not a student in people.csv, expected the address of a student there`,
    );
  }
  const before = placed.before(student, reader.line);
  if (before !== null) {
    reader.wrong(`${quoted(student)} is already in a group on line ${before}, expected one group a student`);
  }
  return id === null || teacher === null || !reader.sound ? null : { id, teacher, student, meeting };
}

function readMeeting(reader: RowReader): Group['meeting'] {
  const room = reader.optionalText('room');
  if (['weekday', 'start', 'end'].every((column) => reader.isEmpty(column))) {
    if (room !== null)
      reader.wrong(`room is ${quoted(room)} without a time, expected weekday, start and end too`);
    return null;
  }
  return { ...readSlot(reader), room };
}

function agrees(reader: RowReader, row: GroupRow, group: { row: GroupRow; line: number }): boolean {
  if (row.teacher !== group.row.teacher) {
    reader.wrong(
      `teacher of group ${quoted(row.id)} is ${quoted(row.teacher)}, expected ${quoted(group.row.teacher)} as on line ${group.line}`,
    );
  }
  const [found, expected] = [meetingText(row), meetingText(group.row)];
  if (found !== expected) {
    reader.wrong(
      `group ${quoted(row.id)} meets ${quoted(found)}, expected ${quoted(expected)} as on line ${group.line}`,
    );
  }
  return reader.sound;
}

function meetingText({ meeting }: GroupRow): string {
  if (meeting === null) return 'at no fixed time';
  return `on weekday ${meeting.weekday} ${meeting.start}–${meeting.end} in ${meeting.room ?? 'no room'}`;
}
