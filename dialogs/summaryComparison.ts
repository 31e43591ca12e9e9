/** The rate of the whole programme beside a part of it. */
import type { Moment } from '../bot/programme/model';
import { rateOfWhole } from '../bot/programme/summaryComparison';
import type { SummaryAsked } from '../bot/programme/summaryAsked';
import type { LoadedProgramme } from '../bot/ports';
import { readSchools } from './schoolFacts';
import type { DialogPorts } from './turn';

/** Milliseconds for which a rate holds, so that one school does not cost as much as all of them every time. */
const holdsFor = 5 * 60_000;

/** Periods kept for each programme. */
const mostKept = 20;

interface Kept {
  readonly at: Moment;
  readonly rate: Promise<number | null>;
}

/** By programme as it was imported: another import starts anew. */
const keptOf = new WeakMap<LoadedProgramme, Map<string, Kept>>();

const readRate = async (
  ports: Pick<DialogPorts, 'records'>,
  { head, directory }: LoadedProgramme,
  range: Pick<SummaryAsked, 'from' | 'to'>,
  now: Moment,
): Promise<number | null> => {
  const schools = directory.programme.schools.map(({ id }) => id);
  return rateOfWhole(directory, await readSchools(ports.records, head.id, schools), range, now);
};

/** The rate of the whole programme in a period, at most five minutes old; null when nothing was observed. */
export const wholeRate = async (
  ports: Pick<DialogPorts, 'records'>,
  loaded: LoadedProgramme,
  { from, to }: Pick<SummaryAsked, 'from' | 'to'>,
  now: Moment,
): Promise<number | null> => {
  const kept = keptOf.get(loaded) ?? new Map<string, Kept>();
  keptOf.set(loaded, kept);
  const key = JSON.stringify([from, to]);
  const known = kept.get(key);
  if (known !== undefined && Math.abs(now - known.at) < holdsFor) return known.rate;
  const rate = readRate(ports, loaded, { from, to }, now);
  kept.delete(key);
  kept.set(key, { at: now, rate });
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(oldest);
  rate.catch(() => kept.delete(key));
  return rate;
};
