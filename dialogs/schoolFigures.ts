/** Reads the attendance of schools from what is kept of their pupils: as much for two hundred weeks as for one. */
import type { Directory } from '../bot/programme/directory';
import type { KeptPupil } from '../bot/programme/kept/pupil';
import { keepPupil } from '../bot/programme/kept/pupil';
import { dayNumber } from '../bot/programme/calendar';
import { recentFrom } from '../bot/programme/kept/sessions';
import type { Day, Moment, Pupil } from '../bot/programme/model';
import {
  attendanceFromFacts,
  attendanceFromKept,
  isKept,
  type PupilAttendance,
} from '../bot/programme/pupilAttendance';
import type { LoadedProgramme } from '../bot/ports';
import type { Reach, RecordStore } from '../bot/ports/storage';
import { readSchools, type FactsOf } from './schoolFacts';

/** A pupil's attendance at the moment it was asked for. */
export type AttendanceOf = (pupil: Pupil) => PupilAttendance;

/** So many pages are read one by one; for more the school's pages are read together. */
const mostAlone = 10;

interface KeptAt {
  readonly school: string;
  readonly kept: KeptPupil;
}

const readKept = async (
  records: RecordStore,
  programme: string,
  schools: readonly string[],
  reach: Reach,
): Promise<ReadonlyMap<string, KeptAt>> => {
  const read = await Promise.all(schools.map((school) => records.figures(programme, school, reach)));
  const figures = new Map<string, KeptAt>();
  for (const [index, school] of schools.entries())
    for (const kept of read[index] ?? []) figures.set(kept.pupil, { school, kept });
  return figures;
};

/** The facts of those of whom too little is kept: changed rules, older versions, a clock that was put back. */
const readLacking = async (
  records: RecordStore,
  programme: string,
  lacking: readonly KeptAt[],
): Promise<FactsOf> => {
  if (lacking.length > mostAlone) {
    return readSchools(records, programme, [...new Set(lacking.map(({ school }) => school))]);
  }
  const pages = await Promise.all(
    lacking.map(({ school, kept }) => records.page(programme, school, kept.pupil)),
  );
  const facts = new Map(
    pages.flatMap((page) => (page === null ? [] : [[page.value.pupil, page.value.facts] as const])),
  );
  return (pupil) => facts.get(pupil) ?? [];
};

/** What is kept of a pupil of whom nothing is stored. */
const nothingKept = (pupil: string): KeptPupil =>
  keepPupil(pupil, [], { mark: '', flag: null, levelTwoSince: null });

/** One pupil after the other, each worked out once. */
const eachOnce = (attendanceOf: AttendanceOf): AttendanceOf => {
  const known = new Map<string, PupilAttendance>();
  return (pupil) => {
    const found = known.get(pupil.id) ?? attendanceOf(pupil);
    known.set(pupil.id, found);
    return found;
  };
};

const reachOf = ({ calendar }: Directory, from: Day | null, now: Moment): Reach =>
  from !== null && dayNumber(from) >= recentFrom(dayNumber(calendar.dayOf(now))) ? 'recent' : 'all';

/**
 * The attendance of the pupils of some schools: one short row a pupil, and the pages of those of whom too little is kept.
 * Not to be asked about sessions before `from`: then it throws. Null is from the first.
 */
export const readAttendance = async (
  records: RecordStore,
  { head, directory }: LoadedProgramme,
  schools: readonly string[],
  now: Moment,
  from: Day | null,
): Promise<AttendanceOf> => {
  const kept = await readKept(records, head.id, schools, reachOf(directory, from, now));
  const isEnough = (one: KeptAt): boolean => {
    const pupil = directory.pupil(one.kept.pupil);
    return pupil === null || isKept(directory, pupil, one.kept, now, from);
  };
  const lacking = [...kept.values()].filter((one) => !isEnough(one));
  const factsOf = await readLacking(records, head.id, lacking);
  const isLacking = new Set(lacking.map((one) => one.kept.pupil));
  return eachOnce((pupil) =>
    isLacking.has(pupil.id)
      ? attendanceFromFacts(directory, pupil, factsOf(pupil.id), now, null)
      : attendanceFromKept(directory, pupil, kept.get(pupil.id)?.kept ?? nothingKept(pupil.id), now),
  );
};

/** The attendance of pupils whose facts were read; with a student's address of that student's sessions alone. */
export const attendanceIn = (
  directory: Directory,
  factsOf: FactsOf,
  now: Moment,
  student: string | null,
): AttendanceOf =>
  eachOnce((pupil) => attendanceFromFacts(directory, pupil, factsOf(pupil.id), now, student));
