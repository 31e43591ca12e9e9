import * as fc from 'fast-check';
import type { Group, Pair, Person, Programme, Pupil, Weekday } from '../../bot/programme/model';
import { defaultRetention } from '../../bot/programme/retention';
import { defaultRules } from '../../bot/programme/rules';
import type { FileName } from '../../bot/roster/folderFiles';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { formatProblem } from '../../bot/roster/problems';

/** Any sound programme, written in any way the contract allows, is read back as it was. */

const text = fc
  .string({ unit: fc.constantFrom(...Array.from('abé,;"\'=+-@ |ß漢🙂')), minLength: 1, maxLength: 12 })
  .map((found) => found.replaceAll(/[\n|]+/g, ' ').trim())
  .filter((found) => found !== '');
const schools = ['jdw', 'zwc'];

const pupils: fc.Arbitrary<readonly Pupil[]> = fc
  .uniqueArray(fc.record({ id: text, firstName: text, class: text }), {
    selector: ({ id }) => id,
    maxLength: 8,
  })
  .chain((rows) =>
    fc.tuple(
      ...rows.map((row) =>
        fc
          .record({ school: fc.constantFrom(...schools), interests: fc.uniqueArray(text, { maxLength: 3 }) })
          .map((more) => ({ ...row, ...more, endedOn: null })),
      ),
    ),
  );

const staff: fc.Arbitrary<readonly Person[]> = fc
  .array(
    fc.record({ name: text, language: fc.constantFrom(null, 'nl', 'en'), schools: fc.subarray(schools) }),
    {
      maxLength: 4,
    },
  )
  .map((rows) =>
    rows.flatMap((row, index): Person[] => [
      { ...row, email: `s${index}@x.org`, role: 'coordinator', university: null, endedOn: null },
      { ...row, email: `s${index}@x.org`, role: 'teacher', university: null, schools: [], endedOn: null },
    ]),
  );

const days = fc.constantFrom<[string | null, string | null][]>(
  [null, null],
  ['2027-03-01', null],
  [null, '2027-04-01'],
  ['2027-02-28', '2027-02-28'],
);
const slot = fc.record({
  weekday: fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7),
  hour: fc.integer({ min: 0, max: 22 }),
  room: fc.option(text),
  days,
});

const programmes: fc.Arbitrary<Programme> = fc
  .tuple(
    pupils,
    staff,
    fc.infiniteStream(slot),
    fc.infiniteStream(fc.record({ name: text, fixed: fc.boolean() })),
  )
  .map(([pupilRows, staffRows, slots, names]) => {
    const students = pupilRows.map((_, index): Person => {
      const { name } = names.next().value;
      return {
        email: `é${index}@x.org`,
        name,
        role: 'student',
        language: null,
        university: 'leiden',
        schools: [],
        endedOn: null,
      };
    });
    const pairs = pupilRows.map((pupil, index): Pair => {
      const {
        weekday,
        hour,
        room,
        days: [from, until],
      } = slots.next().value;
      return { pupil: pupil.id, student: `é${index}@x.org`, weekday, ...hours(hour), room, from, until };
    });
    const people = [...staffRows, ...students];
    return {
      ...settings,
      people,
      pupils: pupilRows,
      pairs,
      groups: groupsOf(people, slots.next().value, names.next().value.fixed),
    };
  });

function groupsOf(
  people: readonly Person[],
  at: { weekday: Weekday; hour: number; room: string | null },
  fixed: boolean,
): readonly Group[] {
  const teachers = people.filter(({ role }) => role === 'teacher');
  const students = people.filter(({ role }) => role === 'student');
  const meeting = fixed ? { weekday: at.weekday, ...hours(at.hour), room: at.room } : null;
  return teachers.flatMap((teacher, index) => {
    const members = students
      .filter((_, place) => place % teachers.length === index)
      .map(({ email }) => email);
    return members.length === 0
      ? []
      : [{ id: `g;${index}`, teacher: teacher.email, students: members, meeting }];
  });
}

const hours = (hour: number) => ({
  start: `${String(hour).padStart(2, '0')}:05`,
  end: `${String(hour + 1).padStart(2, '0')}:05`,
});

const settings = {
  id: 'p',
  name: 'Programme',
  timeZone: 'Europe/Amsterdam',
  language: 'nl',
  start: '2027-02-08',
  end: '2027-07-02',
  requiredSessions: 14,
  tenants: ['t'],
  pupilLabel: 'code',
  sendWindow: { from: '09:00', to: '18:00' },
  retention: defaultRetention,
  rules: defaultRules,
  schools: schools.map((id) => ({
    id,
    name: id,
    closed: [],
    contact: null,
    lateFrom: null,
    absentFrom: null,
  })),
  universities: [
    { id: 'leiden', name: 'Leiden', closed: [{ from: '2027-03-01', to: '2027-03-02', label: null }] },
  ],
} as const;

/** One of the ways to write a CSV file. */
interface Style {
  readonly separator: string;
  readonly lineEnd: string;
  readonly mark: boolean;
  readonly quoteAll: boolean;
  readonly blanks: boolean;
  readonly turn: number;
  readonly weekday: number;
}
const styles: fc.Arbitrary<Style> = fc.record({
  separator: fc.constantFrom(',', ';'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  mark: fc.boolean(),
  quoteAll: fc.boolean(),
  blanks: fc.boolean(),
  turn: fc.nat(7),
  weekday: fc.nat(3),
});

const weekdayNames = [
  '1 2 3 4 5 6 7',
  'ma Di wo DO vr za zo',
  'Mon tue WED thu fri sat sun',
  'maandag Tuesday woensdag thursday vrijdag saturday zondag',
];
const weekdayText = (weekday: Weekday, style: Style) =>
  weekdayNames[style.weekday]?.split(' ')[weekday - 1] ?? '';

type Cells = Readonly<Record<string, string | null>>;

/** Columns are turned round as a wheel, so that each comes first at some time. */
function csv(columns: readonly string[], rows: readonly Cells[], style: Style): string {
  const order = [
    ...columns.slice(style.turn % columns.length),
    ...columns.slice(0, style.turn % columns.length),
  ];
  const lines = [order, ...rows.map((row) => order.map((column) => row[column] ?? ''))];
  const texts = lines.map((cells) => cells.map((cell) => field(cell, style)).join(style.separator));
  return (
    (style.mark ? '\ufeff' : '') +
    texts.join(style.blanks ? `${style.lineEnd} ${style.lineEnd}` : style.lineEnd)
  );
}

function field(cell: string, style: Style): string {
  return style.quoteAll || /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : ` ${cell} `;
}

const encode = (content: string) => new TextEncoder().encode(content);

function written(programme: Programme, style: Style): Map<FileName, Uint8Array> {
  const { people, pupils: pupilRows, pairs, groups, rules: _, ...file } = programme;
  const json = {
    ...file,
    schools: programme.schools.map(({ id, name }) => ({ id, name })),
    universities: [{ id: 'leiden', name: 'Leiden', closed: [{ from: '2027-03-01', to: '2027-03-02' }] }],
  };
  return new Map<FileName, Uint8Array>([
    ['programme.json', encode((style.mark ? '\ufeff' : '') + JSON.stringify(json, null, style.turn))],
    [
      'people.csv',
      encode(
        csv(
          ['email', 'name', 'role', 'language', 'university', 'schools'],
          people.map((row) => ({
            ...row,
            endedOn: null,
            email: row.email.toUpperCase(),
            schools: row.schools.join('|'),
          })),
          style,
        ),
      ),
    ],
    [
      'pupils.csv',
      encode(
        csv(
          ['pupil', 'firstName', 'school', 'class', 'interests'],
          pupilRows.map((row) => ({
            pupil: row.id,
            firstName: row.firstName,
            school: row.school,
            class: row.class,
            interests: row.interests.join(' | '),
          })),
          style,
        ),
      ),
    ],
    [
      'pairs.csv',
      encode(
        csv(
          ['pupil', 'student', 'weekday', 'start', 'end', 'room', 'from', 'until'],
          pairs.map((row) => ({
            ...row,
            weekday: weekdayText(row.weekday, style),
            start: row.start.replace(/^0/, ''),
          })),
          style,
        ),
      ),
    ],
    [
      'groups.csv',
      encode(
        csv(
          ['group', 'teacher', 'student', 'weekday', 'start', 'end', 'room'],
          groups.flatMap(({ id, teacher, students, meeting }) =>
            students.map((student) => ({
              group: id,
              teacher,
              student,
              ...(meeting === null ? {} : { ...meeting, weekday: weekdayText(meeting.weekday, style) }),
            })),
          ),
          style,
        ),
      ),
    ],
  ]);
}

test('a programme written in any style is read back as it was', () => {
  fc.assert(
    fc.property(programmes, styles, (programme, style) => {
      const parsed = parseFolder({ contents: written(programme, style), problems: [] });
      expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([]);
      expect(parsed.ok ? parsed.programme : null).toEqual(programme);
    }),
    { numRuns: 150 },
  );
});
