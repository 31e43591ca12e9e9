/** Takes out what people typed about pupils of whom somebody objects: from now on there are figures of them only. */
import type { Programme } from '../programme/model';
import type { ErasePorts } from './erase';
import { heldWithoutText } from './freeText';
import { rebuildAll } from './pages';
import { scopeOf } from './scope';

/** Removes those texts, and says from how many facts; nothing is read when nobody objects. May be repeated. */
export const removeObjected = async (
  { held, records }: Pick<ErasePorts, 'held' | 'records'>,
  programme: Programme,
): Promise<number> => {
  const objecting = new Set(
    programme.pupils.filter(({ objection }) => objection === true).map(({ id }) => id),
  );
  if (objecting.size === 0) return 0;
  const scope = scopeOf(programme);
  const { changed } = await held.revise(scope, (one) =>
    one.kind === 'fact' && objecting.has(one.value.pupil) ? heldWithoutText(one) : one,
  );
  const { fact = 0 } = changed;
  if (fact > 0) await rebuildAll(records, programme);
  return fact;
};
