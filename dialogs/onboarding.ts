/** The first meeting: one welcome an installation, one kind word to somebody no programme knows. */
import { givenName } from '../bot/programme/labels';
import type { Language } from '../bot/programme/model';
import type { Contact } from '../bot/ports/storage';
import type { Inbound, RenderedCard } from '../bot/ports';
import { noticeCard } from '../cards/notice';
import { welcomeCard } from '../cards/welcome';
import { changeContact, membershipsOf } from './people';
import { rolesIn, type DialogPorts, type Turn } from './turn';

/** Teams tells of one installation more than once, some of it late. Milliseconds. */
const sameInstallation = 120_000;

const asKnown = (contact: Contact): Contact => {
  const { unknownAt: _, ...kept } = contact;
  return kept;
};

/** Somebody a programme knows did something: should it know them no longer one day, they hear of it anew. */
export const noteKnown = async (
  ports: DialogPorts,
  { tenant, aadObjectId, unknownAt }: Contact,
): Promise<void> => {
  if (unknownAt !== undefined) await changeContact(ports.contacts, tenant, aadObjectId, asKnown);
};

/** Whether this contact still has to be welcomed; says so only once, however many ask at the same time. */
export const claimWelcome = async (
  ports: DialogPorts,
  contact: Contact,
  isInstall: boolean,
): Promise<boolean> => {
  if (contact.welcomedAt !== null && contact.unknownAt === undefined && !isInstall) return false;
  const now = ports.shared.now();
  let isFirst = false;
  await changeContact(ports.contacts, contact.tenant, contact.aadObjectId, (current) => {
    const { welcomedAt, unknownAt } = current;
    // What the same installation was told before an import named them was no welcome.
    const isAnother = unknownAt !== undefined || now - (welcomedAt ?? now) > sameInstallation;
    isFirst = welcomedAt === null || (isInstall && isAnother);
    return isFirst || isInstall ? { ...asKnown(current), welcomedAt: now } : asKnown(current);
  });
  return isFirst;
};

/** The same of the word that no programme knows them: whose part has ended was welcomed, and hears of it once as well. */
const claimUnknown = async (ports: DialogPorts, contact: Contact, isInstall: boolean): Promise<boolean> => {
  if (contact.unknownAt !== undefined && !isInstall) return false;
  const now = ports.shared.now();
  let isFirst = false;
  await changeContact(ports.contacts, contact.tenant, contact.aadObjectId, (current) => {
    const { unknownAt, welcomedAt } = current;
    isFirst = unknownAt === undefined || (isInstall && now - unknownAt > sameInstallation);
    if (!isFirst && !isInstall) return current;
    return { ...current, unknownAt: now, welcomedAt: isInstall ? now : (welcomedAt ?? now) };
  });
  return isFirst;
};

/** Leaves word for the coordinators of a student whom no message can reach: the planner tells them of it. */
const noteUnreachable = async (ports: DialogPorts, contact: Contact): Promise<void> => {
  const { tenant, email, unreachableSince: since } = contact;
  if (since === null) return;
  for (const { loaded, roles } of membershipsOf(ports, tenant, email)) {
    const isStudent = roles.some(({ role }) => role === 'student');
    if (isStudent) await ports.records.noteUnreachable(loaded.head.id, { student: email, since });
  }
};

/**
 * The app was removed: messages would be refused, and the next installation is welcomed again. The coordinators are
 * told now: by the next message, up to a week later, it would no longer be news. The loop is not woken for it: who
 * adds the app again at once is back before anybody is told. One that waited says nothing of who added it again meanwhile.
 */
export const onRemoved = async (ports: DialogPorts, inbound: Inbound): Promise<void> => {
  const { tenant, aadObjectId, cameAt, saidAt, hasWaited = false } = inbound;
  let isBack = false;
  const contact = await changeContact(ports.contacts, tenant, aadObjectId, (current) => {
    isBack = hasWaited && current.welcomedAt !== null && current.welcomedAt > cameAt;
    if (isBack) return current;
    return { ...asKnown(current), welcomedAt: null, unreachableSince: current.unreachableSince ?? saidAt };
  });
  // Whoever was not met yet must not be met by the installation that still waits.
  if (contact === null) return void (await ports.inbox.forget(tenant, aadObjectId, cameAt));
  if (!isBack) await noteUnreachable(ports, contact);
};

/** The welcome of a known person. */
export const welcome = (turn: Turn): RenderedCard => {
  const [first] = turn.memberships;
  const directory = first?.loaded.directory;
  return welcomeCard(
    {
      name: directory === undefined ? '' : givenName(directory, turn.contact.email),
      programme: directory?.programme.name ?? '',
      roles: rolesIn(turn),
    },
    turn.language,
  );
};

/** What somebody hears whom no programme of their tenant knows, or knows any more: once an installation, then nothing. */
export const onUnknown = async (
  ports: DialogPorts,
  contact: Contact,
  { event, isUnseen = false }: Inbound,
  language: Language,
): Promise<readonly RenderedCard[]> => {
  const isFirst = isUnseen || (await claimUnknown(ports, contact, event.kind === 'installed'));
  return isFirst ? [noticeCard({ notice: 'unknownPerson', address: contact.email }, language)] : [];
};
