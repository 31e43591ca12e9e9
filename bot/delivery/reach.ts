/** Who can be reached, and what follows when somebody cannot. */
import type { LoadedProgramme, Programmes } from '../ports';
import type { OutboxStore } from '../ports/outbox';
import type { Contact, ContactStore, RecordStore } from '../ports/storage';
import type { Moment } from '../programme/model';
import { inParallel } from './parallel';
import { isStorageAway } from './storageAway';

/** What reaching people needs. */
export interface ReachPorts {
  readonly contacts: ContactStore;
  readonly records: Pick<RecordStore, 'noteUnreachable'>;
  readonly outbox: Pick<OutboxStore, 'revive'>;
  readonly programmes: Pick<Programmes, 'all'>;
}

/** The contact of a receiver in one of the programme's tenants: one that can be reached before one that cannot. */
export const contactOf = async (
  contacts: ContactStore,
  loaded: LoadedProgramme,
  receiver: string,
): Promise<Contact | null> => {
  let unreachable: Contact | null = null;
  for (const tenant of loaded.directory.programme.tenants) {
    const contact = await contacts.byAddress(tenant, receiver);
    if (contact !== null && contact.unreachableSince === null) return contact;
    unreachable ??= contact;
  }
  return unreachable;
};

/** Receivers beyond which a tenant's contacts are read all together rather than one by one. */
const manyReceivers = 1_000;

/** Where everybody of a programme is: the tenant where they can be reached before one where they cannot. */
const everyTenantOf = async (
  contacts: ContactStore,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, { readonly tenant: string; readonly isReachable: boolean }>();
  for (const tenant of tenants) {
    for (const { email, unreachableSince } of await contacts.everyone(tenant)) {
      const isReachable = unreachableSince === null;
      if (found.get(email)?.isReachable !== true && (isReachable || !found.has(email)))
        found.set(email, { tenant, isReachable });
    }
  }
  return new Map([...found].map(([email, { tenant }]) => [email, tenant]));
};

/** Null when nobody is there, and for a row that cannot be read: sending to it faults alone, and is put aside. */
const tenantOf = async (
  contacts: ContactStore,
  loaded: LoadedProgramme,
  receiver: string,
): Promise<string | null> => {
  try {
    return (await contactOf(contacts, loaded, receiver))?.tenant ?? null;
  } catch (error) {
    if (isStorageAway(error)) throw error;
    return null;
  }
};

/** The tenants in which receivers are to be sent something: the programme's first for somebody unknown. */
export const tenantsOfReceivers = async (
  contacts: ContactStore,
  loaded: LoadedProgramme,
  receivers: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const { tenants } = loaded.directory.programme;
  const [first = ''] = tenants;
  const different = [...new Set(receivers)];
  if (tenants.length < 2) return new Map(different.map((receiver) => [receiver, first]));
  if (different.length > manyReceivers) {
    const everybody = await everyTenantOf(contacts, tenants);
    return new Map(different.map((receiver) => [receiver, everybody.get(receiver) ?? first]));
  }
  const found = await inParallel(different, async (receiver): Promise<[string, string]> => {
    return [receiver, (await tenantOf(contacts, loaded, receiver)) ?? first];
  });
  return new Map(found);
};

/**
 * The contact of a receiver, looked for once more when it cannot be reached: nobody is told of somebody who came back
 * just now.
 */
export const contactNow = async (
  contacts: ContactStore,
  loaded: LoadedProgramme,
  receiver: string,
): Promise<Contact | null> => {
  const contact = await contactOf(contacts, loaded, receiver);
  return contact === null || contact.unreachableSince === null
    ? contact
    : contactOf(contacts, loaded, receiver);
};

/** A student whom Teams refuses is a matter for the coordinators: the planner tells them of the notice. */
export const tellOfRefusal = async (
  { records }: ReachPorts,
  loaded: LoadedProgramme,
  student: string,
  since: Moment,
): Promise<void> => {
  if (loaded.directory.person(student, 'student') === null) return;
  await records.noteUnreachable(loaded.head.id, { student, since });
};

/**
 * Teams refused the contact: it is unreachable from now on, unless it was heard of meanwhile. That holds for the whole
 * tenant, so the coordinators of every programme there with this student are told.
 */
export const loseContact = async (
  ports: ReachPorts,
  loaded: LoadedProgramme,
  refused: Contact,
  now: Moment,
): Promise<void> => {
  const stored = await ports.contacts.byId(refused.tenant, refused.aadObjectId);
  // Somebody with another conversation by now is not the one who was refused.
  const isSame = stored?.value.conversationId === refused.conversationId;
  if (stored === null || !isSame || stored.value.unreachableSince !== null) return;
  const saved = await ports.contacts.save({ ...stored.value, unreachableSince: now }, stored.tag);
  if (saved !== 'saved') return;
  await tellOfRefusal(ports, loaded, refused.email, now);
  const others = ports.programmes
    .all()
    .filter(({ head }) => head.id !== loaded.head.id && head.tenants.includes(refused.tenant));
  for (const other of others) await tellOfRefusal(ports, other, refused.email, now);
};

/** Whoever came back while a message of theirs was stored as unreachable was not there to revive it. */
export const reviveIfBack = async (
  ports: ReachPorts,
  loaded: LoadedProgramme,
  receiver: string,
  now: Moment,
): Promise<void> => {
  const contact = await contactOf(ports.contacts, loaded, receiver);
  if (contact?.unreachableSince === null) await ports.outbox.revive(loaded.head.id, receiver, now);
};
