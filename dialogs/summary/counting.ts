/** Counts whole programmes to compare with, beside everything else a process does: no question waits for it. */
import { failure } from '../../bot/programme/failure';
import type { Moment } from '../../bot/programme/model';
import { holds, RateCounts, type DayRates } from '../../bot/programme/wholeRate';
import type { LoadedProgramme, Log } from '../../bot/ports';
import type { RecordStore } from '../../bot/ports/storage';
import { readAttendance } from '../schoolFigures';
import { comparedAt, freshFor, noteCounted } from './comparison';

/** Milliseconds between two counts of a programme with which nobody compares meanwhile. */
const atLeastEvery = 12 * 60 * 60_000;

/** What counting needs. */
export interface CountingPorts {
  readonly records: RecordStore;
  readonly log: Log;
}

/** Keeps what was counted of programmes fresh. */
export interface Counting {
  /** Counts those whose turn it is at a moment of the programme's clock, unless it is still at it. Never throws. */
  look(programmes: readonly LoadedProgramme[], now: Moment): void;
  /** Resolves when everything that was to be counted has been. */
  idle(): Promise<void>;
}

/** School after school, so that whatever else is asked for waits for one of them at most. */
const countProgramme = async (
  records: RecordStore,
  loaded: LoadedProgramme,
  now: Moment,
): Promise<DayRates> => {
  const { directory } = loaded;
  const counts = new RateCounts();
  for (const { id } of directory.programme.schools) {
    const attendanceOf = await readAttendance(records, loaded, [id], now, null);
    for (const pupil of directory.pupilsOfSchool(id)) counts.add(attendanceOf(pupil));
  }
  return counts.rates(directory, now);
};

/** Another process may have counted it lately. */
const keepFresh = async (
  records: RecordStore,
  loaded: LoadedProgramme,
  { now, notBefore }: { readonly now: Moment; readonly notBefore: Moment },
): Promise<void> => {
  const { id } = loaded.head;
  const stored = await records.rates(id);
  if (stored !== null && holds(loaded.directory, stored, notBefore, now)) return;
  const counted = await countProgramme(records, loaded, now);
  await records.keepRates(id, counted);
  noteCounted(loaded, counted);
};

/**
 * A programme is counted twice a day, and again when somebody compared with it and the last count is five minutes old: so
 * there is something to compare with from the first question on, and the next one finds it fresh.
 */
export const keepCounting = ({ records, log }: CountingPorts): Counting => {
  const lookedAt = new WeakMap<LoadedProgramme, Moment>();
  let running: Promise<void> | null = null;

  /** How old the last count may be. */
  const mostAge = (loaded: LoadedProgramme): number => {
    const compared = comparedAt(loaded);
    const looked = lookedAt.get(loaded);
    return compared !== null && looked !== undefined && compared >= looked ? freshFor : atLeastEvery;
  };

  const count = async (programmes: readonly LoadedProgramme[], now: Moment): Promise<void> => {
    for (const loaded of programmes) {
      const looked = lookedAt.get(loaded);
      const age = mostAge(loaded);
      if (looked !== undefined && Math.abs(now - looked) < age) continue;
      lookedAt.set(loaded, now);
      try {
        await keepFresh(records, loaded, { now, notBefore: now - age + 1 });
      } catch (error) {
        lookedAt.delete(loaded);
        log.error('comparison not counted', { programme: loaded.head.id, ...failure(error) });
      }
    }
  };

  return {
    look: (programmes, now) => {
      running ??= count(programmes, now).finally(() => {
        running = null;
      });
    },
    idle: async () => running ?? undefined,
  };
};
