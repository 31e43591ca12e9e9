/** What each stage of retention makes of what is held (docs/rules.md, Privacy). */
import type { Held, HeldScope } from '../ports/privacy';
import type { Programme } from '../programme/model';
import type { RetentionStage } from '../programme/retention';
import type { ContactStore, ProgrammeStore } from '../ports/storage';
import { heldWithoutText, roundWithoutText } from './freeText';
import { othersOf } from './roster';
import type { Changes } from './things';

/** A stage at work. */
export interface Stage extends Changes {
  readonly roster: (programme: Programme) => Programme;
  /** Whether the facts of intervision go altogether. */
  readonly clearsRounds: boolean;
}

/** Tells of somebody in Teams whether another programme of the tenant still needs to reach them. */
export type IsNeededElsewhere = (owner: { readonly tenant: string; readonly aadObjectId: string }) => boolean;

/**
 * Reads who is needed elsewhere; whoever is in no programme at all is not. Everybody is where a programme of the tenant
 * cannot be read.
 */
export const neededElsewhere = async (
  stores: { readonly programmes: ProgrammeStore; readonly contacts: Pick<ContactStore, 'everyone'> },
  scope: HeldScope,
): Promise<IsNeededElsewhere> => {
  const addresses = new Map(scope.tenants.map((tenant) => [tenant, new Set<string>()]));
  const unread = new Set<string>();
  for await (const { tenants, people } of othersOf(stores.programmes, scope))
    for (const tenant of tenants) {
      if (people === null) unread.add(tenant);
      for (const { email } of people ?? []) addresses.get(tenant)?.add(email);
    }
  const needed = new Set<string>();
  for (const [tenant, known] of addresses) {
    for (const { email, aadObjectId } of await stores.contacts.everyone(tenant))
      if (known.has(email)) needed.add(JSON.stringify([tenant, aadObjectId]));
  }
  return ({ tenant, aadObjectId }) => unread.has(tenant) || needed.has(JSON.stringify([tenant, aadObjectId]));
};

const asItIs = (programme: Programme): Programme => programme;

/** Hours, and how people are reached to tell them, outlast the names of pupils; what waits may be about another programme. */
const outlastsNames = (held: Held, isNeeded: IsNeededElsewhere): boolean =>
  held.kind === 'kept' ? isNeeded(held.value) : ['hours', 'contact', 'feed', 'access'].includes(held.kind);

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

const outlastsHours = (held: Held, isNeeded: IsNeededElsewhere): boolean =>
  held.kind === 'access' ||
  ((held.kind === 'contact' || held.kind === 'feed' || held.kind === 'kept') && isNeeded(held.value));

/** The stage of this name. */
export const stageOf = (stage: RetentionStage, isNeeded: IsNeededElsewhere): Stage => {
  switch (stage) {
    case 'freeText':
      return { held: heldWithoutText, round: roundWithoutText, roster: asItIs, clearsRounds: false };
    case 'names':
      return {
        held: (held) => (outlastsNames(held, isNeeded) ? withoutPupils(held) : null),
        round: roundWithoutText,
        roster: (programme) => ({ ...programme, pupils: [], pairs: [] }),
        clearsRounds: false,
      };
    case 'hours':
      return {
        held: (held) => (outlastsHours(held, isNeeded) ? withoutPeople(held) : null),
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
