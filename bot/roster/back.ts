/** Who takes part again since an import, or is of a group again, so that what was delivered to them, or left out meanwhile, follows. */
import { isActiveOn } from '../programme/directory';
import type { Day, Group, Person, Programme } from '../programme/model';

/** Who is back, by address. */
export interface Back {
  /** Whose part had ended. */
  readonly people: readonly string[];
  /** Who is of a group with a fixed time that was there before, and was not of it. */
  readonly members: readonly { readonly email: string; readonly group: string }[];
  /** Coordinators, when somebody is back who leads groups: they may have been told that nobody leads these. */
  readonly told: readonly string[];
  /** Students who take part no longer, or again: cards of the others in their groups name them, or do not. */
  readonly students: readonly string[];
}

const partOf = ({ email, role }: Person): string => `${role} ${email}`;

const peopleBack = (before: Programme, programme: Programme, today: Day): readonly Person[] => {
  const ended = new Set(before.people.filter((person) => !isActiveOn(person, today)).map(partOf));
  return programme.people.filter((person) => isActiveOn(person, today) && ended.has(partOf(person)));
};

const activeStudents = ({ people }: Programme, today: Day): ReadonlySet<string> =>
  new Set(
    people.flatMap((person) =>
      person.role === 'student' && isActiveOn(person, today) ? [person.email] : [],
    ),
  );

/** Who is new is in no group yet. */
const studentsChanged = (before: Programme, programme: Programme, today: Day): readonly string[] => {
  const [were, are] = [activeStudents(before, today), activeStudents(programme, today)];
  return before.people
    .filter(({ role, email }) => role === 'student' && were.has(email) !== are.has(email))
    .map(({ email }) => email);
};

const membersOf = ({ teacher, students }: Group): readonly string[] => [teacher, ...students];

const membersBack = (before: Programme, programme: Programme): Back['members'] =>
  programme.groups.flatMap((group) => {
    const known = before.groups.find(({ id }) => id === group.id);
    if (known === undefined || group.meeting === null) return [];
    const others = new Set(membersOf(known));
    return membersOf(group)
      .filter((email) => !others.has(email))
      .map((email) => ({ email, group: group.id }));
  });

/** Who is back with an import. `isOpen`: one before it was broken off, and nobody knows whom that brought back, so everybody. */
export const backWith = (
  before: Programme | null,
  programme: Programme,
  { isOpen, today }: { readonly isOpen: boolean; readonly today: Day },
): Back => {
  if (before === null) return { people: [], members: [], told: [], students: [] };
  const active = programme.people.filter((person) => isActiveOn(person, today));
  const back = isOpen ? active : peopleBack(before, programme, today);
  const hasLead = back.some(({ role }) => role === 'teacher');
  return {
    people: [...new Set(back.map(({ email }) => email))],
    members: isOpen ? [] : membersBack(before, programme),
    students: isOpen
      ? programme.people.flatMap(({ role, email }) => (role === 'student' ? [email] : []))
      : studentsChanged(before, programme, today),
    told: active.flatMap(({ role, email }) => (hasLead && role === 'coordinator' ? [email] : [])),
  };
};

/** Whether anything follows from it. */
export const isAnybodyBack = ({ people, members, students }: Back): boolean =>
  people.length > 0 || members.length > 0 || students.length > 0;
