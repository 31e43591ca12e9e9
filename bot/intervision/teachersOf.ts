/** Who leads which new group. */
import type { TeacherAvailable } from '../programme/rounds/roster';
import { byText } from './studentKinds';

/** A teacher for each of so many groups: always the one who leads fewest by then, the first by address on a tie. */
export const teachersOf = (groups: number, teachers: readonly TeacherAvailable[]): readonly string[] => {
  const leads = teachers.map(({ email, groups: before }) => ({ email, leads: before }));
  return Array.from({ length: groups }, () => {
    const [next] = leads.toSorted((a, b) => a.leads - b.leads || byText(a.email, b.email));
    if (next === undefined) throw new Error('no teacher to lead a group');
    next.leads += 1;
    return next.email;
  });
};
