/**
 * Who may see and do what: the one place that decides it. docs/security.md shows the same tables; a test compares them.
 *
 * How to use it. Every verb, every command and every kind of message has a row (accessTable.ts): without one nothing
 * answers or sends it, and the compiler says so. A conversation asks `granted(turn, thing)` (dialogs/turn.ts) and gets a
 * grant for each programme and role in which the sender reaches the thing; there is no other way to a role. Then it asks
 * about the single case, before anything is read: `schoolsWithin`, `pupilWithin`, `sessionMayBeOwn`, `groupWithin`. What is
 * sent or drawn anew asks again at that moment, by the row of its kind: `messageGrant`, of a group `groupMessageGrant`.
 * Part of a card that not all of its readers may see asks for itself: `groupGrant`.
 */
import { isSurelyNotOwn } from './checkIn';
import { coversSchool, isActiveOn, isPairOn, type Directory } from './directory';
import { accessTable, messageThings, toolTells, type Reach, type Thing, type ToldOf } from './accessTable';
import type { Day, Moment, Person, Pupil, Role } from './model';
import type { PlannedMessage } from './plannedMessage';
import type { RoundGroup } from './rounds/model';

const roles: readonly Role[] = ['student', 'teacher', 'coordinator'];

/** The roles that reach one of the things. */
export const rolesReaching = (things: readonly Thing[]): readonly Role[] =>
  roles.filter((role) => things.some((thing) => accessTable[thing][role] !== null));

/** Whether the role in which somebody reaches one thing reaches another as well. */
export const alsoReaches = ({ person }: Pick<Grant, 'person'>, thing: Thing): boolean =>
  accessTable[thing][person.role] !== null;

/** Whether somebody may have written of pupils that they do not mentor, in a role they have or had. */
export const mayActOnPupils = (people: readonly Pick<Person, 'role'>[]): boolean => {
  const acting = rolesReaching(['flags', 'answers']);
  return people.some(({ role }) => acting.includes(role));
};

/** How far a command of the operator's tool tells of somebody with a role; null: of nobody with it. */
export const toldOf = ({ role }: Pick<Person, 'role'>, command: ToldOf): Reach => toolTells[command][role];

/** Somebody in Teams: the same address in another tenant is somebody else. */
export interface Who {
  readonly tenant: string;
  readonly email: string;
}

/** A role that reaches a thing, in one programme. */
export interface Grant {
  readonly directory: Directory;
  readonly person: Person;
  readonly reach: Exclude<Reach, null>;
}

/** The roles somebody has at a moment: none once an import ended them, none in another tenant's programme. */
export const rolesAt = (directory: Directory, { tenant, email }: Who, now: Moment): readonly Person[] => {
  if (!directory.programme.tenants.includes(tenant)) return [];
  const today = directory.calendar.dayOf(now);
  return directory.rolesOf(email).filter((person) => isActiveOn(person, today));
};

/** Of somebody's roles those that reach a thing. */
export const grantsOf = (directory: Directory, people: readonly Person[], thing: Thing): readonly Grant[] =>
  people.flatMap((person) => {
    const reach: Reach = accessTable[thing][person.role];
    return reach === null ? [] : [{ directory, person, reach }];
  });

const grantsOn = (
  directory: Directory,
  email: string,
  things: readonly Thing[],
  day: Day,
): readonly Grant[] => {
  const people = directory.rolesOf(email).filter((person) => isActiveOn(person, day));
  return things.flatMap((thing) => grantsOf(directory, people, thing));
};

/** A message by what decides who may have it. */
type Received = Pick<PlannedMessage, 'kind' | 'receiver'>;

/** The role in which its receiver may have a message of this kind on a day; null when in none, or no longer. */
export const messageGrant = (directory: Directory, { kind, receiver }: Received, day: Day): Grant | null =>
  grantsOn(directory, receiver, messageThings[kind], day)[0] ?? null;

/** The schools a grant reaches, in order of the files; none unless it reaches by school or the whole programme. */
export const schoolsWithin = ({ directory, person, reach }: Grant): readonly string[] => {
  if (reach !== 'schools' && reach !== 'programme') return [];
  const ids = directory.programme.schools.map(({ id }) => id);
  return reach === 'programme' ? ids : ids.filter((id) => coversSchool(person, id));
};

/** The pupil with this id, if the grant reaches them on a day; null as well for nobody. */
export const pupilWithin = (grant: Grant, id: string, day: Day): Pupil | null => {
  const { directory, person, reach } = grant;
  const pupil = directory.pupil(id);
  if (pupil === null) return null;
  const isMentored = (): boolean =>
    directory.pairsOfStudent(person.email).some((pair) => pair.pupil === id && isPairOn(pair, day));
  const isWithin = reach === 'ownPupils' ? isMentored() : schoolsWithin(grant).includes(pupil.school);
  return isWithin ? pupil : null;
};

/** Whether a session may be the person's own, as far as the roster alone shows; false without reading anything. */
export const sessionMayBeOwn = ({ directory, person, reach }: Grant, sessionId: string): boolean =>
  reach === 'own' && person.role === 'student' && !isSurelyNotOwn(directory, person.email, sessionId);

/** A group by whom it is of. */
export interface GroupPeople extends Pick<RoundGroup, 'teacher' | 'students'> {
  /** Who brings the case to its meeting; null when nobody does. */
  readonly bringer: string | null;
  /** A group that is only proposed is known to nobody but whoever proposes it. */
  readonly isConfirmed: boolean;
}

/** Whether a group is one the grant reaches: its teacher's, its members', or any of the programme; `own` is the case of who brings it. */
export const groupWithin = (
  { person, reach }: Grant,
  { teacher, students, bringer, isConfirmed }: GroupPeople,
): boolean => {
  if (reach === 'programme') return true;
  if (!isConfirmed) return false;
  if (reach === 'own') return bringer === person.email;
  if (reach !== 'ownGroups') return false;
  return person.role === 'teacher' ? teacher === person.email : students.includes(person.email);
};

/** The role in which somebody reaches one of some things of a group on a day; null when in none, or no longer. */
export const groupGrant = (
  directory: Directory,
  email: string,
  things: readonly Thing[],
  group: GroupPeople,
  day: Day,
): Grant | null => grantsOn(directory, email, things, day).find((grant) => groupWithin(grant, group)) ?? null;

/** The role in which its receiver may have a message about a group on a day; null when in none, or no longer. */
export const groupMessageGrant = (
  directory: Directory,
  { kind, receiver }: Received,
  group: GroupPeople,
  day: Day,
): Grant | null => groupGrant(directory, receiver, messageThings[kind], group, day);
