/** The rate of the whole programme beside a part of it. */
import type { Moment } from '../../bot/programme/model';
import {
  countRates,
  holds,
  wholeRateIn,
  type SchoolRates,
  type WholeRate,
} from '../../bot/programme/schoolRates';
import type { SummaryAsked } from '../../bot/programme/summary/asked';
import type { LoadedProgramme } from '../../bot/ports';
import type { RecordStore } from '../../bot/ports/storage';
import { readAttendance } from '../schoolFigures';
import type { DialogPorts } from '../turn';

/** Milliseconds for which what was counted holds, so that one school does not cost as much as all of them every time. */
const holdsFor = 5 * 60_000;

/** Milliseconds after which what was counted of a school is no longer shown. */
const mostAge = 24 * 60 * 60_000;

/** Pupils counted for one question. Where there are no more, nothing is older than `holdsFor`. */
const mostCounted = 1_000;

interface Kept {
  readonly at: Moment;
  readonly rates: Promise<readonly SchoolRates[] | null>;
}

/** By programme as it was imported: another import starts anew. */
const keptOf = new WeakMap<LoadedProgramme, Kept>();

const countSchool = async (
  records: RecordStore,
  loaded: LoadedProgramme,
  school: string,
  now: Moment,
): Promise<SchoolRates> => {
  const attendanceOf = await readAttendance(records, loaded, [school], now, null);
  const pupils = loaded.directory.pupilsOfSchool(school);
  return countRates(loaded.directory, school, pupils.map(attendanceOf), now);
};

/** The schools with the oldest rates, as many as may be counted for one question: one at least. */
const schoolsToCount = (
  { directory }: LoadedProgramme,
  stored: ReadonlyMap<string, SchoolRates>,
  now: Moment,
): ReadonlySet<string> => {
  const atOf = (school: string): Moment => stored.get(school)?.at ?? 0;
  const old = directory.programme.schools
    .map(({ id }) => id)
    .filter((school) => {
      const rates = stored.get(school);
      return rates === undefined || !holds(directory, rates, now - holdsFor, now);
    })
    .toSorted((a, b) => atOf(a) - atOf(b));
  const chosen = new Set<string>();
  let pupils = 0;
  for (const school of old) {
    pupils += directory.pupilsOfSchool(school).length;
    if (chosen.size > 0 && pupils > mostCounted) break;
    chosen.add(school);
  }
  return chosen;
};

/** Of a large programme a few schools are counted, the others were lately; null while some were not. */
const readLarge = async (
  records: RecordStore,
  loaded: LoadedProgramme,
  now: Moment,
): Promise<readonly SchoolRates[] | null> => {
  const { head, directory } = loaded;
  const rates = new Map((await records.rates(head.id)).map((one) => [one.school, one]));
  for (const school of schoolsToCount(loaded, rates, now)) {
    const counted = await countSchool(records, loaded, school, now);
    await records.keepRates(head.id, counted);
    rates.set(school, counted);
  }
  const present = directory.programme.schools.flatMap(({ id }) => {
    const found = rates.get(id);
    return found !== undefined && holds(directory, found, now - mostAge, now) ? [found] : [];
  });
  return present.length === directory.programme.schools.length ? present : null;
};

const readRates = (
  records: RecordStore,
  loaded: LoadedProgramme,
  now: Moment,
): Promise<readonly SchoolRates[] | null> => {
  const { schools, pupils } = loaded.directory.programme;
  return pupils.length > mostCounted
    ? readLarge(records, loaded, now)
    : Promise.all(schools.map(({ id }) => countSchool(records, loaded, id, now)));
};

const knownRates = (loaded: LoadedProgramme, now: Moment): Kept['rates'] | null => {
  const known = keptOf.get(loaded);
  return known !== undefined && Math.abs(now - known.at) < holdsFor ? known.rates : null;
};

const freshRates = (records: RecordStore, loaded: LoadedProgramme, now: Moment): Kept['rates'] => {
  const rates = readRates(records, loaded, now);
  keptOf.set(loaded, { at: now, rates });
  const forget = (): void => {
    if (keptOf.get(loaded)?.rates === rates) keptOf.delete(loaded);
  };
  // What failed, or is not complete yet, is tried again with the next question.
  rates.then((found) => (found === null ? forget() : undefined), forget);
  return rates;
};

type Range = Pick<SummaryAsked, 'from' | 'to'>;

/**
 * The rate of the whole programme in a period; null when nothing was observed, or not every school has been counted
 * within a day. Up to 1,000 pupils it is at most five minutes old; beyond that each question counts some schools, so
 * that a question costs the same however many schools there are.
 */
export const wholeRate = async (
  { records }: Pick<DialogPorts, 'records'>,
  loaded: LoadedProgramme,
  range: Range,
  now: Moment,
): Promise<WholeRate | null> => {
  const rates = await (knownRates(loaded, now) ?? freshRates(records, loaded, now));
  return rates === null ? null : wholeRateIn(rates, range, now);
};

/** The same where it is known already; null else: nothing is read for it. */
export const knownWholeRate = async (
  loaded: LoadedProgramme,
  range: Range,
  now: Moment,
): Promise<WholeRate | null> => {
  const rates = await knownRates(loaded, now);
  return rates === null ? null : wholeRateIn(rates, range, now);
};
