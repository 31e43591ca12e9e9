/** Who can be reached, and what follows when somebody cannot. */
import type { LoadedProgramme } from '../ports';
import type { OutboxStore } from '../outboxPorts';
import type { Contact, ContactStore, RecordStore } from '../storagePorts';
import type { Moment } from '../programme/model';

/** What reaching people needs. */
export interface ReachPorts {
  readonly contacts: ContactStore;
  readonly records: Pick<RecordStore, 'noteUnreachable'>;
  readonly outbox: Pick<OutboxStore, 'revive'>;
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

/** The tenant in which a receiver is to be sent something: the programme's first for somebody unknown. */
export const tenantOf = async (
  contacts: ContactStore,
  loaded: LoadedProgramme,
  receiver: string,
): Promise<string> => {
  const [first = '', ...others] = loaded.directory.programme.tenants;
  if (others.length === 0) return first;
  return (await contactOf(contacts, loaded, receiver))?.tenant ?? first;
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

/** Teams refused the contact: it is unreachable from now on, unless it was heard of meanwhile. */
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
  if (saved === 'saved') await tellOfRefusal(ports, loaded, refused.email, now);
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
