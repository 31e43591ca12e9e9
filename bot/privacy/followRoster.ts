/** Has everything that is kept follow the roster of an import; broken off anywhere, the next import goes on with it. */
import type { Moment, Programme } from '../programme/model';
import type { Storage } from '../ports/storage';
import { removeObjected } from './objected';
import { rebuildAll, schoolIn } from './pages';
import { redrawAbout } from './redrawn';

interface Imported {
  readonly programme: Programme;
  /** Codes of pupils of whom somebody objects only now; null when nothing of that has changed. */
  readonly newlyObjecting: readonly string[] | null;
  /** Pupils who are called otherwise, or are in another class or school, with the schools where they were and are. */
  readonly retold: { readonly pupils: readonly string[]; readonly schools: readonly string[] };
}

/**
 * Texts about pupils of whom somebody objects go, pages come to where their pupils are, and delivered cards are drawn
 * anew. What is to be done is seen from what is stored, whatever this import has changed.
 */
export const followRoster = async (
  { held, records, outbox, programmes }: Pick<Storage, 'held' | 'records' | 'outbox' | 'programmes'>,
  { programme, newlyObjecting, retold }: Imported,
  now: Moment,
): Promise<void> => {
  await removeObjected({ held, records }, programme);
  const strays = await records.strays(programme.id, schoolIn(programme));
  if (newlyObjecting !== null || strays.length > 0) await rebuildAll(records, programme);
  if (newlyObjecting === null && retold.pupils.length === 0) return;
  await redrawAbout(outbox, programme, { objecting: newlyObjecting ?? [], retold }, now);
  await programmes.objectionsDone(programme.id);
};
