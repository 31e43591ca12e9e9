/**
 * Figures as rows, in the partition of the facts: `k|school|pupil` what is kept of a pupil, written with their page,
 * `k|school|!` says that every page of the school has one, `q|` the rates of the programme.
 */
import { z } from 'zod';

import { keepPupil, recentOnly, type KeptPupil } from '../programme/kept/pupil';
import type { FlagStanding } from '../programme/kept/flag';
import { remember } from '../programme/remember';
import type { DayRates } from '../programme/wholeRate';
import type { PupilPage, Reach } from '../ports/storage';
import { fromColumns, toColumns } from './columns';
import { figureText, figuresIn } from './figureText';
import { keyOf, keysUnder } from './keys';
import type { KeyRange } from './keys';
import { limits } from './limits';
import { olderFiguresIn } from './olderFigures';
import type { FoundRow, Row } from './row';

/** No part of a key can be this: ids have it escaped. */
const everyPage = '|!';

/**
 * A question reads one of two columns: a property costs as much as a hundred characters. The one has everything, the
 * other leaves out what lies before the last half year, and so is as long after two hundred weeks as after that.
 */
const columns = { all: 'kept', recent: 'recent' } as const satisfies Readonly<Record<Reach, string>>;

/** The column that a question reads. */
export const columnFor = (reach: Reach): string => columns[reach];

/** The row key of a pupil's figures. */
export const figureKey = (school: string, pupil: string): string => keyOf('k', school, pupil);
/** The figures of a school, and whether they are all there. */
export const figureKeys = (school: string): KeyRange => keysUnder('k', school);
/** The figures of a programme. */
export const allFigureKeys: KeyRange = keysUnder('k');
/** The row key of a programme's rates. */
export const ratesKey = keyOf('q', '');

const ratesShape = z.object({
  at: z.number(),
  mark: z.string(),
  days: z.array(z.tuple([z.number(), z.number(), z.number()])),
}) satisfies z.ZodType<DayRates>;

/** What is kept of a page. */
export function keptOf(page: PupilPage, flags: FlagStanding | null): KeptPupil {
  return keepPupil(page.pupil, page.facts, flags);
}

/** The row of a pupil's figures. What would not fit is left out, and read from the page. */
export function figureRow(programme: string, school: string, kept: KeptPupil): Row {
  const text = figureText(kept);
  const fits = text.length <= limits.textUnits;
  const held = fits ? kept : { ...kept, sessions: null, standing: null };
  return {
    partitionKey: keyOf(programme),
    rowKey: figureKey(school, kept.pupil),
    [columns.all]: fits ? text : figureText(held),
    [columns.recent]: figureText(recentOnly(held)),
  };
}

/** The row that says that every page of a school has figures. */
export function everyPageRow(programme: string, school: string): Row {
  return { partitionKey: keyOf(programme), rowKey: keyOf('k', school) + everyPage };
}

/** Whether a row says that the figures of a school are all there. */
export const isEveryPage = ({ rowKey }: FoundRow): boolean => rowKey.endsWith(everyPage);

/** The version before wrote JSON. */
const isOlder = (text: string): boolean => text.startsWith('{');

/** Whether a row that says that there is more before has it. */
const isWhole = ({ sessions }: KeptPupil): boolean =>
  sessions === null || (sessions.since === null) === (sessions.before === null);

/** Ten schools, in about half a kilobyte a pupil. */
const mostRead = 5_000;

/** Who looks at a school looks closer next: most rows are then as they were. */
const read = remember((text: string): KeptPupil | null => {
  try {
    return isOlder(text) ? olderFiguresIn(text) : figuresIn(text);
  } catch {
    return null;
  }
}, mostRead);

/** The figures a row holds; null when they are broken: they can be made from the page. Never to be changed. */
export function keptFrom(row: FoundRow, reach: Reach): KeptPupil | null {
  const text = row.columns[columns[reach]];
  const kept = typeof text === 'string' ? read(text) : null;
  return kept === null || (reach === 'all' && !isWhole(kept)) ? null : kept;
}

/** The row of a programme's rates. */
export function ratesRow(programme: string, rates: DayRates): Row {
  return { partitionKey: keyOf(programme), rowKey: ratesKey, ...toColumns(rates) };
}

/** The rates a row holds; throws when it holds something else. */
export function ratesFrom(row: FoundRow): DayRates {
  return fromColumns(row, ratesShape);
}
