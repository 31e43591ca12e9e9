/** `privacy`: what is stored about the reader. */
import type { RenderedCard } from '../bot/ports';
import { privacyCard } from '../cards/privacy';
import { studentSessions } from './studentSessions';
import { membershipsAs, rolesIn, type TextDialog } from './turn';

/** Counts of what is kept, and who to turn to. */
export const privacy: TextDialog = async (turn): Promise<readonly RenderedCard[]> => {
  const sessions = await studentSessions(turn);
  const pairs = membershipsAs(turn, 'student').flatMap(({ directory, person }) =>
    directory.pairsOfStudent(person.email),
  );
  const view = {
    address: turn.contact.email,
    programmes: turn.memberships.map(({ loaded }) => loaded.directory.programme.name),
    roles: rolesIn(turn),
    pairs: pairs.length,
    checkIns: sessions.filter(({ answer }) => answer !== null).length,
  };
  return [privacyCard(view, turn.language)];
};
