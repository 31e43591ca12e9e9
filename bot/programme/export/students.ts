/** Students as a table for coordinators, counted over one school after the other. */
import { noCounts, type Counts } from '../counts';
import type { Directory } from '../directory';
import { personName } from '../labels';
import type { Day, Moment, Person } from '../model';
import { lastAnsweredDay } from '../sessions';
import { figuresFrom, type CountedSession, type Figures } from '../summary/summary';
import { countedOf, pupilsIn, type ExportSource } from './tables';

/** A student, counted over their sessions with pupils of these schools. */
export interface ExportedStudent extends Figures {
  readonly name: string;
  readonly address: string;
  readonly university: string;
  readonly pupils: number;
  /** Sessions the student could not come to. */
  readonly cancelled: number;
  readonly lastAnswered: Day | null;
}

interface Tally {
  readonly pupils: Set<string>;
  readonly counts: Counts;
  cancelled: number;
  lastAnswered: Day | null;
}

const universityOf = ({ programme }: Directory, person: Person | null): string =>
  programme.universities.find(({ id }) => id === person?.university)?.name ?? '';

/** Students, counted over one school after the other. */
export interface StudentTallies {
  /** Everything of these schools; each school once. */
  add(source: ExportSource): void;
  /** The students by name; who mentored there before is among them. */
  rows(directory: Directory): readonly ExportedStudent[];
}

const rowOf = (directory: Directory, address: string, tally: Tally): ExportedStudent => ({
  name: personName(directory, address),
  address,
  university: universityOf(directory, directory.person(address, 'student')),
  pupils: tally.pupils.size,
  ...figuresFrom(tally.counts),
  cancelled: tally.cancelled,
  lastAnswered: tally.lastAnswered,
});

const count = (tally: Tally, { attendance, answer }: CountedSession, now: Moment): void => {
  tally.counts[attendance ?? 'unknown'] += 1;
  if (answer?.outcome === 'studentAbsent') tally.cancelled += 1;
  const day = answer === null ? null : lastAnsweredDay([answer], now);
  if (day !== null && day > (tally.lastAnswered ?? '')) tally.lastAnswered = day;
};

/** Nobody counted yet. Of what was read for a school nothing is needed for the next. */
export const studentTallies = (): StudentTallies => {
  const tallies = new Map<string, Tally>();
  const tallyOf = (student: string): Tally => {
    const known = tallies.get(student);
    const tally = known ?? { pupils: new Set(), counts: noCounts(), cancelled: 0, lastAnswered: null };
    tallies.set(student, tally);
    return tally;
  };
  return {
    add: (source) => {
      for (const pupil of pupilsIn(source)) {
        for (const { student } of source.directory.pairsOfPupil(pupil.id))
          tallyOf(student).pupils.add(pupil.id);
        for (const counted of countedOf(source, pupil))
          count(tallyOf(counted.session.student), counted, source.now);
      }
    },
    rows: (directory) =>
      [...tallies]
        .map(([address, tally]) => rowOf(directory, address, tally))
        .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
  };
};
