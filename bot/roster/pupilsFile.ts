/**
 * pupils.csv: the mentored pupils.
 */
import type { Pupil } from '../programme/model';
import type { Table } from './csvTable';
import { oneOf } from './peopleFile';
import { quoted } from './problems';
import type { ProblemList } from './problems';
import type { SettingsFile } from './programmeFile';
import { FirstLines, RowReader } from './rowReader';

/** Columns of pupils.csv. */
export const pupilColumns = {
  required: ['pupil', 'firstName', 'school', 'class'],
  optional: ['interests', 'objection'],
};

/** The pupils, and which codes may be referred to from pairs.csv. */
export interface PupilsFile {
  readonly pupils: readonly Pupil[];
  /** Also true when the file leaves it open, so as not to report a mistake twice. */
  mayHave(pupil: string): boolean;
}

/** Reads pupils.csv; without a table no pupil is known and any may be there. */
export function readPupils(table: Table | null, settings: SettingsFile, problems: ProblemList): PupilsFile {
  const pupils: Pupil[] = [];
  const first = new FirstLines();
  for (const row of table?.rows ?? []) {
    const reader = new RowReader(row, problems);
    const pupil = readPupil(reader, settings);
    const before = pupil.id === null ? null : first.before(pupil.id, row.line);
    if (before !== null)
      reader.wrong(`pupil ${quoted(pupil.id)} is already on line ${before}, expected once`);
    if (pupil.id !== null && reader.sound) pupils.push({ ...pupil, id: pupil.id });
  }
  const open = table === null || !table.complete;
  return { pupils, mayHave: (pupil) => open || first.has(pupil) };
}

function readPupil(reader: RowReader, settings: SettingsFile) {
  const id = reader.id('pupil');
  if (id?.includes('/') === true) {
    reader.wrong(`pupil is ${quoted(id)}, expected a code without "/" (sessions are called CODE/2027-02-08)`);
  }
  const firstName = reader.text('firstName');
  const school = reader.text('school');
  if (school !== '' && settings.schools !== null && !settings.schools.has(school)) {
    reader.wrong(`school is ${quoted(school)}, expected ${oneOf(settings.schools, 'schools')}`);
  }
  const schoolClass = reader.text('class');
  const interests = reader.texts('interests');
  const objection = reader.yesOrNo('objection') ? ({ objection: true } as const) : {};
  return { id, firstName, school, class: schoolClass, interests, endedOn: null, ...objection };
}
