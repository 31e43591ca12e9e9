/** `care.show`: whom a student can reach now. Counted by school, never by person. */
import { carePlaces, coordinatorNames } from '../bot/programme/care';
import { careCard } from '../cards/care';
import { notForYou } from './flags/open';
import { grantedIn, type CardDialog, type Turn } from './turn';

/** Coarse, so that a moment points to nobody's session. Milliseconds. */
const hour = 3_600_000;

/** That it cannot be counted holds up nobody. Those of one hour without an id count as one: nothing else would name nobody. */
const count = async (turn: Turn, programme: string, school: string): Promise<void> => {
  const at = turn.now - (turn.now % hour);
  try {
    await turn.ports.records.addCareUse(programme, { at, school }, turn.activity);
  } catch {
    turn.ports.log.warn('care.notCounted');
  }
};

/**
 * The contacts of the schools of the student's pupils; with `session` of that pupil's school alone. Who has no pupil
 * is told what to do all the same.
 */
export const showCare: CardDialog = async (turn, data) => {
  const grants = grantedIn(turn, 'care', data);
  if (grants.length === 0) return notForYou(turn);
  const places = grants.flatMap(({ loaded, directory, person }) => {
    const today = directory.calendar.dayOf(turn.now);
    const found = carePlaces(directory, person.email, data['session'] ?? '', today);
    return found.map((place) => ({ ...place, programme: loaded.head.id }));
  });
  await Promise.all(places.map(({ programme, school }) => count(turn, programme, school)));
  const coordinators = grants.flatMap(({ directory }) =>
    coordinatorNames(directory, directory.calendar.dayOf(turn.now)),
  );
  return careCard({ places, coordinators }, turn.language);
};
