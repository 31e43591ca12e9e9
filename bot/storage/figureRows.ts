/**
 * Figures as rows, in the partition of the facts: `k|school|pupil` what is kept of a pupil, written with their page,
 * `k|school|!` says that every page of the school has one, `q|school` the rates of a school.
 */
import { z } from 'zod';

import { keepPupil, type KeptPupil } from '../programme/keptPupil';
import type { FlagStanding, OpenFlag } from '../programme/keptFlag';
import { remember } from '../programme/remember';
import { keptText, type KeptSessions } from '../programme/keptSessions';
import type { SchoolRates } from '../programme/schoolRates';
import type { PupilPage } from '../storagePorts';
import { isFields } from './byHand';
import { fromColumns, jsonText, toColumns } from './columns';
import { keyOf, keysUnder } from './keys';
import type { KeyRange } from './keys';
import { limits } from './limits';
import type { FoundRow, Row } from './row';

/** No part of a key can be this: ids have it escaped. */
const everyPage = '|!';

/** The column with all there is to know of a pupil. */
export const keptColumn = 'kept';

/** The row key of a pupil's figures. */
export const figureKey = (school: string, pupil: string): string => keyOf('k', school, pupil);
/** The figures of a school, and whether they are all there. */
export const figureKeys = (school: string): KeyRange => keysUnder('k', school);
/** The figures of a programme. */
export const allFigureKeys: KeyRange = keysUnder('k');
/** The rates of a programme's schools. */
export const rateKeys: KeyRange = keysUnder('q');

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Checked by hand, as the page is: a question about a school reads hundreds, and a schema takes five times as long. */
const isSessions = (value: unknown): value is KeptSessions =>
  isFields(value) &&
  isNumber(value['first']) &&
  typeof value['said'] === 'string' &&
  keptText.test(value['said']) &&
  Array.isArray(value['ahead']) &&
  value['ahead'].every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isNumber));

const flagTexts = ['id', 'status', 'openedOn'] as const;

const isFlag = (value: unknown): value is OpenFlag =>
  isFields(value) &&
  flagTexts.every((name) => typeof value[name] === 'string') &&
  [1, 2, 3].some((level) => level === value['level']) &&
  isNumber(value['openedAt']) &&
  typeof value['isOverdue'] === 'boolean';

const isStanding = (value: unknown): value is FlagStanding =>
  isFields(value) &&
  typeof value['mark'] === 'string' &&
  (value['flag'] === null || isFlag(value['flag'])) &&
  (value['levelTwoSince'] === null || isNumber(value['levelTwoSince']));

const isKeptPupil = (value: unknown): value is KeptPupil =>
  isFields(value) &&
  typeof value['pupil'] === 'string' &&
  isNumber(value['upTo']) &&
  (value['sessions'] === null || isSessions(value['sessions'])) &&
  (value['standing'] === null || isStanding(value['standing']));

const ratesShape = z.object({
  school: z.string(),
  at: z.number(),
  mark: z.string(),
  days: z.array(z.tuple([z.number(), z.number(), z.number()])),
}) satisfies z.ZodType<SchoolRates>;

/** What is kept of a page. */
export function keptOf(page: PupilPage, flags: FlagStanding | null): KeptPupil {
  return keepPupil(page.pupil, page.facts, flags);
}

/** The row of a pupil's figures. What would not fit is left out, and read from the page. */
export function figureRow(programme: string, school: string, kept: KeptPupil): Row {
  const text = jsonText(kept);
  const fits = text.length <= limits.textUnits;
  return {
    partitionKey: keyOf(programme),
    rowKey: figureKey(school, kept.pupil),
    [keptColumn]: fits ? text : jsonText({ ...kept, sessions: null, standing: null }),
  };
}

/** The row that says that every page of a school has figures. */
export function everyPageRow(programme: string, school: string): Row {
  return { partitionKey: keyOf(programme), rowKey: keyOf('k', school) + everyPage };
}

/** Whether a row says that the figures of a school are all there. */
export const isEveryPage = ({ rowKey }: FoundRow): boolean => rowKey.endsWith(everyPage);

/** Ten schools, in about a kilobyte a pupil. */
const mostRead = 5_000;

/** Who looks at a school looks closer next: most rows are then as they were. */
const readKept = remember((text: string): KeptPupil | null => {
  try {
    const kept: unknown = JSON.parse(text);
    return isKeptPupil(kept) ? kept : null;
  } catch {
    return null;
  }
}, mostRead);

/** The figures a row holds; null when they are broken: they can be made from the page. Never to be changed. */
export function keptFrom(row: FoundRow): KeptPupil | null {
  return readKept(String(row.columns[keptColumn]));
}

/** The row of a school's rates. */
export function ratesRow(programme: string, rates: SchoolRates): Row {
  return { partitionKey: keyOf(programme), rowKey: keyOf('q', rates.school), ...toColumns(rates) };
}

/** The rates a row holds; throws when it holds something else. */
export function ratesFrom(row: FoundRow): SchoolRates {
  return fromColumns(row, ratesShape);
}
