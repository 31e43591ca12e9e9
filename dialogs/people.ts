/** Who somebody in Teams is: their contact there, and their roles in the programmes of their tenant. */
import { isActiveOn } from '../bot/programme/directory';
import type { Contact, ContactStore, Stored } from '../bot/storagePorts';
import type { Inbound, LoadedProgramme } from '../bot/ports';
import type { DialogPorts, Membership } from './turn';

/** Asks Teams for the address of who acts; null when Teams does not tell. */
export type LookUpMember = () => Promise<{ readonly email: string } | null>;

const isEnded = (loaded: LoadedProgramme, today: string): number =>
  loaded.directory.programme.end < today ? 1 : 0;

/** A person's present roles, in programmes of the tenant only; running programmes first. */
export const membershipsOf = (ports: DialogPorts, tenant: string, email: string): Membership[] => {
  const now = ports.clock.now();
  return ports.programmes
    .all()
    .filter(({ head }) => head.tenants.includes(tenant))
    .map((loaded) => {
      const today = loaded.directory.calendar.dayOf(now);
      const roles = loaded.directory.rolesOf(email).filter((person) => isActiveOn(person, today));
      return { loaded, roles, ended: isEnded(loaded, today) };
    })
    .filter(({ roles }) => roles.length > 0)
    .toSorted((a, b) => a.ended - b.ended);
};

const freshContact = (inbound: Inbound, email: string): Contact => ({
  tenant: inbound.tenant,
  aadObjectId: inbound.aadObjectId,
  email: email.toLowerCase(),
  conversationId: inbound.conversationId,
  serviceUrl: inbound.serviceUrl,
  botId: inbound.botId,
  userId: inbound.userId,
  language: null,
  unreachableSince: null,
  welcomedAt: null,
});

/** The contact as it is after something came in: newest address of the conversation, reachable again. */
const seenAgain = (contact: Contact, inbound: Inbound): Contact => ({
  ...contact,
  conversationId: inbound.conversationId,
  serviceUrl: inbound.serviceUrl,
  botId: inbound.botId,
  userId: inbound.userId,
  unreachableSince: null,
});

const isSame = (a: Contact, b: Contact): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Changes a contact until nobody else changed it in between; `change` must be repeatable. */
export const changeContact = async (
  contacts: ContactStore,
  tenant: string,
  aadObjectId: string,
  change: (contact: Contact) => Contact,
): Promise<Contact | null> => {
  const stored = await contacts.byId(tenant, aadObjectId);
  if (stored === null) return null;
  const changed = change(stored.value);
  if (isSame(stored.value, changed)) return changed;
  const result = await contacts.save(changed, stored.tag);
  return result === 'saved' ? changed : changeContact(contacts, tenant, aadObjectId, change);
};

/** Who came in, and what changed by it. */
export interface Linked {
  readonly contact: Contact;
  /** They could not be reached before this. */
  readonly isBack: boolean;
}

const meet = async (ports: DialogPorts, inbound: Inbound, lookUp: LookUpMember): Promise<Linked | null> => {
  const member = await lookUp();
  if (member === null) return null;
  const contact = freshContact(inbound, member.email);
  const saved = await ports.contacts.save(contact, null);
  return saved === 'saved' ? { contact, isBack: true } : link(ports, inbound, lookUp);
};

const meetAgain = async (
  ports: DialogPorts,
  inbound: Inbound,
  lookUp: LookUpMember,
  { value, tag }: Stored<Contact>,
): Promise<Linked | null> => {
  const contact = seenAgain(value, inbound);
  const isBack = value.unreachableSince !== null;
  if (isSame(contact, value) || (await ports.contacts.save(contact, tag)) === 'saved') {
    return { contact, isBack };
  }
  const again = await link(ports, inbound, lookUp);
  return again === null ? null : { ...again, isBack: isBack || again.isBack };
};

/** Finds or makes the contact of who acts; null when Teams does not tell their address. */
export const link = async (
  ports: DialogPorts,
  inbound: Inbound,
  lookUp: LookUpMember,
): Promise<Linked | null> => {
  const known = await ports.contacts.byId(inbound.tenant, inbound.aadObjectId);
  return known === null ? meet(ports, inbound, lookUp) : meetAgain(ports, inbound, lookUp, known);
};
