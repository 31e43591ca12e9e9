/** `summary`: the figures behind the coordinator's summary. */
import { answersIn } from '../programme/facts';
import { readSchools } from '../../dialogs/schoolFacts';
import type { Directory } from '../programme/directory';
import type { Pupil } from '../programme/model';
import { summarise } from '../programme/summary/summary';
import type { Figures, Summary, SummaryScope } from '../programme/summary/summary';
import type { CliPorts } from './cliPorts';
import { noteLook } from './looked';
import { done, listed, refused } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';
import { alignedRows } from './textTable';
import type { Cell } from './textTable';

const unknownName = (kind: string, name: string, there: readonly string[]): string =>
  `there is no ${kind} ${JSON.stringify(name)}; there are: ${listed([...new Set(there)].toSorted())}`;

/** What is asked for must be there, in the school and class that are asked for; a line when it is not. */
const unknownPlace = ({ programme }: Directory, options: SummaryScope): string | null => {
  const { school, class: of, pupil } = options;
  const schools = programme.schools.map(({ id }) => id);
  if (school !== null && !schools.includes(school)) return unknownName('school', school, schools);
  const there = programme.pupils.filter((one) => school === null || one.school === school);
  const classes = there.map((one) => one.class);
  if (of !== null && !classes.includes(of)) return unknownName('class', of, classes);
  const pupils = there.filter((one) => of === null || one.class === of).map(({ id }) => id);
  if (pupil !== null && !pupils.includes(pupil)) return unknownName('pupil', pupil, pupils);
  return null;
};

/** The schools that hold everything asked for. */
const schoolsToRead = (directory: Directory, { school, pupil }: SummaryScope): string[] => {
  const only = school ?? (pupil === null ? null : (directory.pupil(pupil)?.school ?? null));
  return only === null ? directory.programme.schools.map(({ id }) => id) : [only];
};

const columns = [
  'sessions',
  'answered',
  'present',
  'late',
  'absence',
  'missed',
  'notCounted',
  'unknown',
] as const satisfies readonly (keyof Figures)[];

const percentage = (rate: number | null): string => (rate === null ? '–' : `${Math.round(rate * 100)} %`);

const line = (label: string, figures: Figures): Cell[] => [
  label,
  ...columns.map((column) => figures[column]),
  percentage(figures.attendanceRate),
];

/** A table of its own, an empty line before it. */
const part = (title: string, lines: readonly Cell[][]): Cell[][] => [
  [],
  [title, ...columns, 'attendance'],
  ...lines,
];

const textOf = (summary: Summary): string =>
  alignedRows([
    ...part('programme', [line(summary.programme, summary)]).slice(1),
    ...part(
      'school',
      summary.bySchool.map((row) => line(row.school, row)),
    ),
    ...part(
      'class',
      summary.byClass.map((row) => line(`${row.school} ${row.class}`, row)),
    ),
    ...part(
      'week',
      summary.byWeek.map((row) => line(row.week, row)),
    ),
    ...part(
      'pupil',
      summary.pupils.map((row) => line(row.pupil, row)),
    ),
  ]);

/** The summary of a programme or a part of it; refused for a school, class or pupil that is not there. */
export const summary = (ports: CliPorts, programme: string, options: SummaryScope): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    const { storage, directory, now } = asked;
    const unknown = unknownPlace(directory, options);
    if (unknown !== null) return refused(unknown);
    const schools = schoolsToRead(directory, options);
    const single = options.pupil === null ? {} : { pupils: [options.pupil] };
    await noteLook(asked, { what: 'summary', schools, ...single });
    const factsOf = await readSchools(storage.records, programme, schools);
    const answersOf = (pupil: Pupil) => answersIn(factsOf(pupil.id));
    const figures = summarise(directory, answersOf, options, now);
    return done(figures, textOf(figures));
  });
