/** What the operator looked up with the tool in which the reader stands: whoever is looked up hears of it. */
import { toolLookOf, type ToolLook } from '../bot/ports/export';
import { toldOf } from '../bot/programme/access';
import type { OperatorLook } from '../cards/studentViews';
import { isAbout, type Taken } from './taken';
import type { Turn } from './turn';

const isOfReader = ({ contact, memberships }: Turn, taken: Taken, what: ToolLook): boolean => {
  const { loaded, access } = taken;
  if (access.people !== undefined) return access.people.includes(contact.email);
  if (access.pupils !== undefined) return isAbout(contact.email, taken);
  const roles = memberships.find(({ loaded: own }) => own.head.id === loaded.head.id)?.roles ?? [];
  return roles.some((person) => {
    const reach = what === 'subject' ? null : toldOf(person, what);
    return reach === 'ownPupils' ? isAbout(contact.email, taken) : reach !== null;
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
