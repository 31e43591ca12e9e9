/** `care.show`: whom a student can reach now. Counted by school, never by person. */
import { carePlaces } from '../bot/programme/care';
import { careCard } from '../cards/care';
import { notForYou } from './openFlag';
import { grantedIn, type CardDialog, type Turn } from './turn';

/** Coarse, so that a moment points to nobody's session. Milliseconds. */
const hour = 3_600_000;

/** That it cannot be counted holds up nobody. */
const count = async (turn: Turn, programme: string, school: string): Promise<void> => {
  const at = turn.now - (turn.now % hour);
  try {
    await turn.ports.records.addCareUse(programme, { at, school }, turn.activity);
  } catch {
    turn.ports.log.warn('care.notCounted');
  }
};

/** The contacts of the schools of the student's pupils; with `session` of that pupil's school alone. */
export const showCare: CardDialog = async (turn, data) => {
  const places = grantedIn(turn, 'care', data).flatMap(({ loaded, directory, person }) => {
    const today = directory.calendar.dayOf(turn.now);
    const found = carePlaces(directory, person.email, data['session'] ?? '', today);
    return found.map((place) => ({ ...place, programme: loaded.head.id }));
  });
  if (places.length === 0) return notForYou(turn);
  await Promise.all(places.map(({ programme, school }) => count(turn, programme, school)));
  return careCard({ places }, turn.language);
};
