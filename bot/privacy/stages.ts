/** What each stage of retention makes of what is held (docs/rules.md, Privacy). */
import type { KeptActivity } from '../ports/inbox';
import type { Held, HeldScope } from '../ports/privacy';
import type { Programme } from '../programme/model';
import type { RetentionStage } from '../programme/retention';
import type { ContactStore, ProgrammeStore } from '../ports/storage';
import { heldWithoutText, roundWithoutText } from './freeText';
import { othersOf } from './roster';
import { isPressedIn } from './subject';
import type { Changes } from './things';

/** A stage at work. */
export interface Stage extends Changes {
  readonly roster: (programme: Programme) => Programme;
  /** Whether the facts of intervision go altogether. */
  readonly clearsRounds: boolean;
}

/** Somebody in Teams. */
interface Owner {
  readonly tenant: string;
  readonly aadObjectId: string;
}

/** What another programme of a tenant still needs. */
export interface Elsewhere {
  /** How Teams reaches somebody: they take part there, or it cannot be read. */
  needs(owner: Owner): boolean;
  /** What waits of somebody: they take part there, or nobody knows yet in which one they do. */
  mayNeed(owner: Owner): boolean;
}

const keyOfOwner = ({ tenant, aadObjectId }: Owner): string => JSON.stringify([tenant, aadObjectId]);

/** The addresses that other programmes have in each tenant, and the tenants of those that cannot be read. */
const othersIn = async (store: ProgrammeStore, scope: HeldScope) => {
  const addresses = new Map(scope.tenants.map((tenant) => [tenant, new Set<string>()]));
  const unread = new Set<string>();
  for await (const { tenants, people } of othersOf(store, scope))
    for (const tenant of tenants) {
      if (people === null) unread.add(tenant);
      for (const { email } of people ?? []) addresses.get(tenant)?.add(email);
    }
  return { addresses, unread };
};

/** Reads who is needed elsewhere; whoever is in no programme at all is not. */
export const neededElsewhere = async (
  stores: { readonly programmes: ProgrammeStore; readonly contacts: Pick<ContactStore, 'everyone'> },
  scope: HeldScope,
): Promise<Elsewhere> => {
  const { addresses, unread } = await othersIn(stores.programmes, scope);
  const met = new Set<string>();
  const needed = new Set<string>();
  for (const [tenant, known] of addresses) {
    for (const contact of await stores.contacts.everyone(tenant)) {
      met.add(keyOfOwner(contact));
      if (known.has(contact.email)) needed.add(keyOfOwner(contact));
    }
  }
  const needs = (owner: Owner): boolean => unread.has(owner.tenant) || needed.has(keyOfOwner(owner));
  const isAlone = (tenant: string): boolean => (addresses.get(tenant)?.size ?? 0) === 0;
  return {
    needs,
    mayNeed: (owner) => needs(owner) || !(met.has(keyOfOwner(owner)) || isAlone(owner.tenant)),
  };
};

const asItIs = (programme: Programme): Programme => programme;

/** What waits, unless it is about no other programme: it goes within two days by itself. */
const outlasts = (kept: KeptActivity, { programme }: HeldScope, elsewhere: Elsewhere): boolean =>
  !isPressedIn(kept, programme) && elsewhere.mayNeed(kept);

/** Hours, and how people are reached to tell them, outlast the names of pupils. */
const outlastsNames = (held: Held, scope: HeldScope, elsewhere: Elsewhere): boolean =>
  held.kind === 'kept'
    ? outlasts(held.value, scope, elsewhere)
    : ['hours', 'contact', 'feed', 'access'].includes(held.kind);

/** Who looked outlasts at whom. */
const withoutPupils = (held: Held): Held => {
  const isOfPupils = held.kind === 'access' && (held.value.pupils ?? []).length > 0;
  return isOfPupils ? { ...held, value: { ...held.value, pupils: [] } } : held;
};

/** Who looked outlasts at which people, too. */
const withoutPeople = (held: Held): Held => {
  const isOfPeople = held.kind === 'access' && (held.value.people ?? []).length > 0;
  return isOfPeople ? { ...held, value: { ...held.value, people: [] } } : held;
};

const outlastsHours = (held: Held, scope: HeldScope, elsewhere: Elsewhere): boolean => {
  if (held.kind === 'kept') return outlasts(held.value, scope, elsewhere);
  const isHowReached = held.kind === 'contact' || held.kind === 'feed';
  return held.kind === 'access' || (isHowReached && elsewhere.needs(held.value));
};

/** The stage of this name. */
export const stageOf = (stage: RetentionStage, scope: HeldScope, elsewhere: Elsewhere): Stage => {
  switch (stage) {
    case 'freeText':
      return { held: heldWithoutText, round: roundWithoutText, roster: asItIs, clearsRounds: false };
    case 'names':
      return {
        held: (held) => (outlastsNames(held, scope, elsewhere) ? withoutPupils(held) : null),
        round: roundWithoutText,
        roster: (programme) => ({ ...programme, pupils: [], pairs: [] }),
        clearsRounds: false,
      };
    case 'hours':
      return {
        held: (held) => (outlastsHours(held, scope, elsewhere) ? withoutPeople(held) : null),
        round: (fact) => fact,
        roster: (programme) => ({ ...programme, people: [], pupils: [], pairs: [], groups: [] }),
        clearsRounds: true,
      };
    case 'access':
      return {
        held: (held) => (held.kind === 'access' ? null : held),
        round: (fact) => fact,
        roster: asItIs,
        clearsRounds: false,
      };
    default:
      return stage satisfies never;
  }
};
