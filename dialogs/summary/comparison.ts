/** The rate of the whole programme beside a part of it: read as it was counted last, never counted for a question. */
import type { Moment } from '../../bot/programme/model';
import type { SummaryAsked } from '../../bot/programme/summary/asked';
import { holds, wholeRateIn, type DayRates, type WholeRate } from '../../bot/programme/wholeRate';
import type { LoadedProgramme } from '../../bot/ports';
import type { RecordStore } from '../../bot/ports/storage';

/** Milliseconds for which what was read or counted will do. */
export const freshFor = 5 * 60_000;

/** Milliseconds after which what was counted is no longer shown. */
const mostAge = 24 * 60 * 60_000;

type Records = Pick<RecordStore, 'rates'>;
type Range = Pick<SummaryAsked, 'from' | 'to'>;

interface Read {
  readonly at: Moment;
  readonly rates: Promise<DayRates | null>;
}

// By programme as it was imported: another import starts anew.
const lastRead = new WeakMap<LoadedProgramme, Read>();
const lastAsked = new WeakMap<LoadedProgramme, Moment>();

/** When somebody last compared a part with this programme; null when nobody did. */
export const comparedAt = (loaded: LoadedProgramme): Moment | null => lastAsked.get(loaded) ?? null;

/** What this process has just counted need not be read. */
export const noteCounted = (loaded: LoadedProgramme, rates: DayRates): void => {
  lastRead.set(loaded, { at: rates.at, rates: Promise.resolve(rates) });
};

const readRates = async (
  records: Records,
  loaded: LoadedProgramme,
  now: Moment,
): Promise<DayRates | null> => {
  const rates = await records.rates(loaded.head.id);
  return rates !== null && holds(loaded.directory, rates, now - mostAge, now) ? rates : null;
};

const knownRates = (loaded: LoadedProgramme, now: Moment): Read['rates'] | null => {
  const read = lastRead.get(loaded);
  return read !== undefined && Math.abs(now - read.at) < freshFor ? read.rates : null;
};

const freshRates = (records: Records, loaded: LoadedProgramme, now: Moment): Read['rates'] => {
  const rates = readRates(records, loaded, now);
  lastRead.set(loaded, { at: now, rates });
  const forget = (): void => {
    if (lastRead.get(loaded)?.rates === rates) lastRead.delete(loaded);
  };
  // What failed, or has not been counted yet, is read again for the next question.
  rates.then((found) => (found === null ? forget() : undefined), forget);
  return rates;
};

/**
 * The rate of the whole programme in a period; null when nothing was observed, or nothing has been counted within a day.
 * One request however many schools there are: `counting.ts` counts beside the questions.
 */
export const wholeRate = async (
  { records }: { readonly records: Records },
  loaded: LoadedProgramme,
  range: Range,
  now: Moment,
): Promise<WholeRate | null> => {
  lastAsked.set(loaded, now);
  const rates = await (knownRates(loaded, now) ?? freshRates(records, loaded, now));
  return rates === null ? null : wholeRateIn(rates, range);
};

/** The same where it is known already; null else: nothing is read for it. */
export const knownWholeRate = async (
  loaded: LoadedProgramme,
  range: Range,
  now: Moment,
): Promise<WholeRate | null> => {
  const rates = await knownRates(loaded, now);
  return rates === null ? null : wholeRateIn(rates, range);
};
