/** Everything that is held of somebody, brought together. */
import type { HeldScope } from '../ports/privacy';
import type { Group, Pair, Person, Programme, Pupil } from '../programme/model';
import type { Contact, ContactStore } from '../ports/storage';
import { scopeOf } from './scope';
import { allThings, type Thing, type ThingKind, type ThingStores } from './things';
import { concernOf, mentions, type Concern, type IsTheirFeed, type Subject } from './subject';

/** Where somebody stands in the roster, and whose contact at a school names them. */
export interface InRoster {
  readonly people: readonly Person[];
  readonly pupils: readonly Pupil[];
  readonly pairs: readonly Pair[];
  readonly groups: readonly Group[];
  /** Ids of schools. */
  readonly contactOf: readonly string[];
}

/** A thing that concerns somebody, and in what way. */
export interface Concerning {
  readonly concern: Concern;
  readonly held: Thing;
}

/** Everything that is held of somebody. */
export interface Collected {
  readonly subject: Subject;
  readonly roster: InRoster;
  readonly things: readonly Concerning[];
}

/** Where somebody stands in the roster. */
export const inRoster = (subject: Subject, programme: Programme): InRoster => {
  const { is, id } = subject;
  const isPerson = is === 'person';
  const isIn = (group: Group): boolean => group.teacher === id || group.students.includes(id);
  return {
    people: programme.people.filter(({ email }) => isPerson && email === id),
    pupils: programme.pupils.filter((pupil) => !isPerson && pupil.id === id),
    pairs: programme.pairs.filter(({ student, pupil }) => (isPerson ? student : pupil) === id),
    groups: programme.groups.filter((group) => isPerson && isIn(group)),
    contactOf: programme.schools
      .filter(({ contact }) => mentions(subject, contact))
      .map((school) => school.id),
  };
};

/** The contacts that somebody has now. */
export const theirContacts = async (
  contacts: Pick<ContactStore, 'everyone'>,
  subject: Subject,
  { tenants }: HeldScope,
): Promise<readonly Contact[]> => {
  const found: Contact[] = [];
  for (const tenant of subject.is === 'person' ? tenants : [])
    found.push(...(await contacts.everyone(tenant)).filter(({ email }) => email === subject.id));
  return found;
};

/** Tells whose a feed is, by these contacts of somebody. */
export const isFeedOf = (contacts: readonly Contact[]): IsTheirFeed => {
  const known = new Set(contacts.map(({ tenant, aadObjectId }) => JSON.stringify([tenant, aadObjectId])));
  return ({ tenant, aadObjectId }) => known.has(JSON.stringify([tenant, aadObjectId]));
};

/** Collects everything that is held of somebody. */
export const collect = async (
  stores: ThingStores & { readonly contacts: Pick<ContactStore, 'everyone'> },
  programme: Programme,
  subject: Subject,
): Promise<Collected> => {
  const scope = scopeOf(programme);
  const isTheirFeed = isFeedOf(await theirContacts(stores.contacts, subject, scope));
  const things: Concerning[] = [];
  for await (const held of allThings(stores, scope)) {
    const concern = concernOf(subject, held, isTheirFeed);
    if (concern !== null) things.push({ concern, held });
  }
  return { subject, roster: inRoster(subject, programme), things };
};

/** Whether nothing at all is held of them. A school's contact is the school's. */
export const isNothing = ({ roster, things }: Collected): boolean =>
  things.length === 0 &&
  [roster.people, roster.pupils, roster.pairs, roster.groups].every((list) => list.length === 0);

/** How many things of each kind. */
export const countsOf = (things: readonly Concerning[]): Readonly<Partial<Record<ThingKind, number>>> => {
  const counts = new Map<ThingKind, number>();
  for (const { held } of things) counts.set(held.kind, (counts.get(held.kind) ?? 0) + 1);
  return Object.fromEntries(counts);
};
