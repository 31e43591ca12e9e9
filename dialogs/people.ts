/** Who somebody in Teams is: their contact there, and their roles in the programmes of their tenant. */
import { rolesAt } from '../bot/programme/access';
import type { Contact, ContactStore } from '../bot/ports/storage';
import type { Stored } from '../bot/ports/stored';
import type { Inbound, LoadedProgramme } from '../bot/ports';
import type { DialogPorts, Membership } from './turn';

/** Asks Teams for the addresses of who acts, of mail and of signing in, in any case; none when Teams does not tell. */
export type LookUpMember = () => Promise<readonly string[]>;

const isEnded = (loaded: LoadedProgramme, today: string): number =>
  loaded.directory.programme.end < today ? 1 : 0;

/** A person's present roles, in programmes of the tenant only; running programmes first. */
export const membershipsOf = (ports: DialogPorts, tenant: string, email: string): Membership[] => {
  const now = ports.clock.now();
  return ports.programmes
    .all()
    .map((loaded) => ({
      loaded,
      roles: rolesAt(loaded.directory, { tenant, email }, now),
      ended: isEnded(loaded, loaded.directory.calendar.dayOf(now)),
    }))
    .filter(({ roles }) => roles.length > 0)
    .toSorted((a, b) => a.ended - b.ended);
};

const freshContact = (inbound: Inbound, email: string): Contact => ({
  tenant: inbound.tenant,
  aadObjectId: inbound.aadObjectId,
  email,
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

/** An address that nobody else has taken. */
const movedTo = (email: string, contact: Contact): Contact => {
  const { addressTaken: _, ...kept } = contact;
  return { ...kept, email };
};

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

/** Puts back what could not reach this person and is still worth sending, in all their programmes; how much it was. */
const revive = async (ports: DialogPorts, { tenant, email }: Contact): Promise<number> => {
  const now = ports.clock.now();
  let revived = 0;
  for (const { loaded } of membershipsOf(ports, tenant, email))
    revived += await ports.outbox.revive(loaded.head.id, email, now);
  return revived;
};

const settled = (contact: Contact): Contact => {
  const { isBack: _, ...kept } = contact;
  return kept;
};

/**
 * Saves the contact of somebody who could not be reached until now, and lets what waited for them go out: after that,
 * because a sender may find them lost until then. The contact says so until it is done, so that a turn that ends in
 * between is made good by the next one.
 */
const comeBack = async (
  ports: DialogPorts,
  contact: Contact,
  tag: string | null,
): Promise<'saved' | 'conflict'> => {
  if ((await ports.contacts.save({ ...contact, isBack: true }, tag)) === 'conflict') return 'conflict';
  if ((await revive(ports, contact)) > 0) ports.wake();
  await changeContact(ports.contacts, contact.tenant, contact.aadObjectId, settled);
  return 'saved';
};

/**
 * Whoever was known under an address that is somebody else's now acts for them no longer. Before the new one is saved:
 * a turn that ends in between is made good by the next one.
 */
const takeAddress = async (
  { contacts }: DialogPorts,
  { tenant, email, aadObjectId }: Contact,
): Promise<void> => {
  const before = await contacts.byAddress(tenant, email);
  if (before === null || before.aadObjectId === aadObjectId) return;
  await changeContact(contacts, tenant, before.aadObjectId, (current) =>
    current.email === email ? { ...current, addressTaken: true } : current,
  );
};

/** The address by which a programme of their tenant knows somebody, else the first; null when Teams tells none. */
const addressOf = (ports: DialogPorts, { tenant }: Inbound, addresses: readonly string[]): string | null => {
  const told = addresses.map((address) => address.toLowerCase());
  return told.find((address) => membershipsOf(ports, tenant, address).length > 0) ?? told[0] ?? null;
};

/** Who is not known yet, or known under an address that may be another one by now: under the one that Teams tells. */
const meet = async (
  ports: DialogPorts,
  inbound: Inbound,
  lookUp: LookUpMember,
  known: Stored<Contact> | null,
): Promise<Contact | null> => {
  const email = addressOf(ports, inbound, await lookUp());
  if (email === null) return null;
  if (known?.value.email === email) return meetAgain(ports, inbound, lookUp, known);
  const contact =
    known === null ? freshContact(inbound, email) : movedTo(email, seenAgain(known.value, inbound));
  await takeAddress(ports, contact);
  const saved = await comeBack(ports, contact, known?.tag ?? null);
  return saved === 'saved' ? contact : link(ports, inbound, lookUp);
};

const meetAgain = async (
  ports: DialogPorts,
  inbound: Inbound,
  lookUp: LookUpMember,
  { value, tag }: Stored<Contact>,
): Promise<Contact | null> => {
  const contact = seenAgain(value, inbound);
  const isBack = value.unreachableSince !== null || value.isBack === true;
  if (!isBack && isSame(contact, value)) return contact;
  const saved = await (isBack ? comeBack(ports, contact, tag) : ports.contacts.save(contact, tag));
  return saved === 'saved' ? contact : link(ports, inbound, lookUp);
};

/** Whether the address that is kept may be another one by now: not asked with every turn, for Teams has to be asked. */
const isToBeAsked = (
  ports: DialogPorts,
  { event }: Inbound,
  { tenant, email, addressTaken }: Contact,
): boolean =>
  addressTaken === true || (event.kind === 'installed' && membershipsOf(ports, tenant, email).length === 0);

/** Finds or makes the contact of who acts, reachable from now on; null when Teams does not tell their address. */
export const link = async (
  ports: DialogPorts,
  inbound: Inbound,
  lookUp: LookUpMember,
): Promise<Contact | null> => {
  const known = await ports.contacts.byId(inbound.tenant, inbound.aadObjectId);
  return known === null || isToBeAsked(ports, inbound, known.value)
    ? meet(ports, inbound, lookUp, known)
    : meetAgain(ports, inbound, lookUp, known);
};

/**
 * Whether somebody went after they did this: they cannot be reached since, or it was to be forgotten. Null for who is there, or
 * has not been met, as when Teams did not tell their address. Who is somebody else by now is not told of.
 */
export const whoLeft = async (
  { contacts, inbox }: Pick<DialogPorts, 'contacts' | 'inbox'>,
  { tenant, aadObjectId, cameAt, saidAt }: Inbound,
): Promise<{ readonly contact: Contact | null } | null> => {
  const contact = (await contacts.byId(tenant, aadObjectId))?.value ?? null;
  if (contact === null) return (await inbox.isForgotten(tenant, aadObjectId, cameAt)) ? { contact } : null;
  if (contact.unreachableSince === null || contact.unreachableSince < saidAt) return null;
  return { contact: contact.addressTaken === true ? null : contact };
};

/**
 * Who is known as the sender of something that nobody did, as Teams asks for a card by itself: nothing is stored of it, for it
 * shows neither that they write nor that they can be reached. Null for whom Teams would have to be asked about.
 */
export const knownAs = async (ports: DialogPorts, inbound: Inbound): Promise<Contact | null> => {
  const stored = await ports.contacts.byId(inbound.tenant, inbound.aadObjectId);
  return stored === null || isToBeAsked(ports, inbound, stored.value) ? null : stored.value;
};
