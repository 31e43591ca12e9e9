/** Has everything that is kept follow the roster of an import; broken off anywhere, the next import goes on with it. */
import type { Moment, Programme } from '../programme/model';
import type { Storage } from '../ports/storage';
import { removeObjected } from './objected';
import { rebuildAll, schoolIn } from './pages';
import { isNobody, redrawAbout, type About } from './redrawn';
import { retellGroups } from './retoldGroups';
import { welcomeBack, type Back } from './welcomeBack';

interface Imported {
  readonly programme: Programme;
  /** Codes of pupils of whom somebody objects only now; null when nothing of that has changed. */
  readonly newlyObjecting: readonly string[] | null;
  readonly retold: About;
  readonly back: Back & { readonly students: readonly string[] };
}

/** Where everything is kept, and time as it passes. */
interface FollowPorts extends Pick<Storage, 'held' | 'records' | 'outbox' | 'programmes' | 'rounds'> {
  /** The programme's time. */
  readonly now: () => Promise<Moment>;
  /** Waits until no bot stores or draws anything by the roster before. */
  readonly settled: () => Promise<void>;
}

/**
 * Texts about pupils of whom somebody objects go, pages come to where their pupils are, and delivered cards are drawn
 * anew, those of who is back too, and those that say who is in their groups. What is to be done is seen from what is stored, whatever this import has changed.
 */
export const followRoster = async (
  { held, records, outbox, programmes, rounds, now, settled }: FollowPorts,
  { programme, newlyObjecting, retold, back }: Imported,
): Promise<void> => {
  const isAnybodyBack = [back.people, back.members, back.students].some(({ length }) => length > 0);
  const isDrawn = newlyObjecting !== null || !isNobody(retold) || isAnybodyBack;
  // On the machine's clock: that of the programme may stand still, or run ahead of the bots.
  if (isDrawn) await settled();
  await removeObjected({ held, records }, programme);
  const strays = await records.strays(programme.id, schoolIn(programme));
  if (newlyObjecting !== null || strays.length > 0) await rebuildAll(records, programme);
  if (!isDrawn) return;
  const drawnAt = await now();
  await redrawAbout(outbox, programme, { objecting: newlyObjecting ?? [], retold }, drawnAt);
  await welcomeBack(outbox, programme.id, back, drawnAt);
  await retellGroups({ outbox, rounds }, programme, back.students, drawnAt);
  await programmes.objectionsDone(programme.id);
};
