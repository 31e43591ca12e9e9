/** Has everything that is kept follow the roster of an import; broken off anywhere, the next import goes on with it. */
import type { Moment, Programme } from '../programme/model';
import type { Storage } from '../ports/storage';
import { removeObjected } from './objected';
import { rebuildAll, schoolIn } from './pages';
import { isNobody, redrawAbout, type About } from './redrawn';
import { welcomeBack, type Back } from './welcomeBack';

interface Imported {
  readonly programme: Programme;
  /** Codes of pupils of whom somebody objects only now; null when nothing of that has changed. */
  readonly newlyObjecting: readonly string[] | null;
  readonly retold: About;
  readonly back: Back;
}

/**
 * Texts about pupils of whom somebody objects go, pages come to where their pupils are, and delivered cards are drawn
 * anew, those of who is back too. What is to be done is seen from what is stored, whatever this import has changed.
 */
export const followRoster = async (
  { held, records, outbox, programmes }: Pick<Storage, 'held' | 'records' | 'outbox' | 'programmes'>,
  { programme, newlyObjecting, retold, back }: Imported,
  now: Moment,
): Promise<void> => {
  await removeObjected({ held, records }, programme);
  const strays = await records.strays(programme.id, schoolIn(programme));
  if (newlyObjecting !== null || strays.length > 0) await rebuildAll(records, programme);
  const isAnybodyBack = back.people.length > 0 || back.members.length > 0;
  if (newlyObjecting === null && isNobody(retold) && !isAnybodyBack) return;
  await redrawAbout(outbox, programme, { objecting: newlyObjecting ?? [], retold }, now);
  await welcomeBack(outbox, programme.id, back, now);
  await programmes.objectionsDone(programme.id);
};
