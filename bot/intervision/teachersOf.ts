/** Who leads which new group. */
import type { TeacherAvailable } from '../programme/rounds/roster';
import { byText } from './studentKinds';

/**
 * A teacher for each of some groups: always the one who leads fewest by then, the first by address on a tie. Nobody leads
 * a group of which they are a member; null where there is nobody else.
 */
export const teachersOf = (
  groups: readonly (readonly string[])[],
  teachers: readonly TeacherAvailable[],
): readonly (string | null)[] => {
  const leads = teachers.map(({ email, groups: before }) => ({ email, leads: before }));
  return groups.map((members) => {
    const [next] = leads
      .filter(({ email }) => !members.includes(email))
      .toSorted((a, b) => a.leads - b.leads || byText(a.email, b.email));
    if (next === undefined) return null;
    next.leads += 1;
    return next.email;
  });
};
