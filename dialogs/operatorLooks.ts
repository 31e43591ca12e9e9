/** What the operator looked up with the tool in which the reader stands: whoever is looked up hears of it. */
import { toolLookOf, type ToolLook } from '../bot/ports/export';
import type { Role } from '../bot/programme/model';
import type { OperatorLook } from '../cards/studentViews';
import { isAbout, type Taken } from './taken';
import type { Turn } from './turn';

/** Roles of whom a command tells: pupils' sessions name their students, what was done about a flag its coordinators. */
const rolesTold: Readonly<Record<Exclude<ToolLook, 'subject'>, readonly Role[]>> = {
  sessions: ['student'],
  forecast: ['student'],
  summary: ['student'],
  flags: ['student', 'coordinator'],
  rounds: ['student', 'teacher', 'coordinator'],
  outbox: ['student', 'teacher', 'coordinator'],
  export: ['student', 'teacher', 'coordinator'],
};

const isOfReader = ({ contact, memberships }: Turn, taken: Taken, what: ToolLook): boolean => {
  const { loaded, access } = taken;
  if (access.people !== undefined) return access.people.includes(contact.email);
  if (access.pupils !== undefined) return isAbout(contact.email, taken);
  const roles = memberships.find(({ loaded: own }) => own.head.id === loaded.head.id)?.roles ?? [];
  return roles.some(({ role }) => {
    if (what === 'subject' || !rolesTold[what].includes(role)) return false;
    return role !== 'student' || what === 'rounds' || isAbout(contact.email, taken);
  });
};

/** By command, the latest first. */
export const operatorLooks = (turn: Turn, taken: readonly Taken[]): readonly OperatorLook[] => {
  const looks = new Map<ToolLook, OperatorLook>();
  for (const one of taken) {
    const what = toolLookOf(one.access);
    if (what === null || !isOfReader(turn, one, what)) continue;
    const { timeZone } = one.loaded.directory.programme;
    looks.set(what, { what, count: (looks.get(what)?.count ?? 0) + 1, last: one.access.at, timeZone });
  }
  return [...looks.values()].toSorted((a, b) => b.last - a.last);
};
