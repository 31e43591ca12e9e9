/** Pages and figures made again from the facts. */
import { directoryOf } from '../programme/directory';
import { markedContext, standingAfter } from '../programme/kept/flag';
import type { Programme } from '../programme/model';
import { nothingCounted } from '../programme/wholeRate';
import type { RecordStore } from '../ports/storage';

/** Where pupils are by this roster; null for whom it does not know. */
export const schoolIn = (programme: Programme): ((pupil: string) => string | null) => {
  const schools = new Map(programme.pupils.map(({ id, school }) => [id, school]));
  return (pupil) => schools.get(pupil) ?? null;
};

/**
 * Makes every page again where its pupil is now, with figures and how flags stand; what was counted of all of them is
 * counted anew. Gives the number of pupils; `unreadable` is told the key of every fact that cannot be read.
 */
export const rebuildAll = async (
  records: Pick<RecordStore, 'rebuild' | 'keepRates'>,
  programme: Programme,
  unreadable?: (row: string) => void,
): Promise<number> => {
  const directory = directoryOf(programme);
  const pupils = await records.rebuild(
    programme.id,
    schoolIn(programme),
    ({ school, facts }) => standingAfter(facts, markedContext(directory, school)),
    unreadable,
  );
  await records.keepRates(programme.id, nothingCounted);
  return pupils;
};
