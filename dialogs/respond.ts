/**
 * One thing somebody did in Teams, to the cards that answer it: who is it, what do they want, one
 * conversation. Nothing is read or stored for somebody who may not.
 */
import { Fault } from '../bot/programme/failure';
import type { Language } from '../bot/programme/model';
import type { Inbound } from '../bot/ports';
import type { Contact } from '../bot/ports/storage';
import { exportEndCard } from '../cards/export';
import { noticeCard } from '../cards/notice';
import type { NoticeView } from '../cards/studentViews';
import { answerConsent } from './export';
import { NotSureStored } from './notSure';
import { claimWelcome, noteKnown, onRemoved, onUnknown, welcome } from './onboarding';
import { knownAs, link, membershipsOf, whoLeft, type LookUpMember } from './people';
import { onAction, onRefresh } from './pressed';
import { replaces, says, silence, type Reply } from './reply';
import type { DialogPorts, Turn } from './turn';
import { onText } from './typed';

const onEvent = async (turn: Turn, { event, isUnseen = false }: Inbound): Promise<Reply> => {
  switch (event.kind) {
    case 'installed':
      return says(isUnseen || (await claimWelcome(turn.ports, turn.contact, true)) ? [welcome(turn)] : []);
    case 'text':
      await claimWelcome(turn.ports, turn.contact, false);
      return says(await onText(turn, event.text));
    case 'action':
      await noteKnown(turn.ports, turn.contact);
      return onAction(turn, event.verb, event.data);
    case 'refresh':
      return onRefresh(turn, event.verb, event.data);
    case 'fileConsent':
      await noteKnown(turn.ports, turn.contact);
      return says(await answerConsent(turn, event.place, event.data));
    case 'removed':
      return silence;
    default:
      return event satisfies never;
  }
};

const defaultLanguage: Language = 'nl';

/** Whether a card is waited for in the place of another. */
const isOnCard = ({ event }: Inbound): boolean => event.kind === 'action' || event.kind === 'refresh';

/** One line to somebody who cannot be answered properly: in the place of the card, or as a message. */
const oneLine = (inbound: Inbound, view: NoticeView, shown: Language): Reply => {
  const { event } = inbound;
  if (isOnCard(inbound)) return replaces(noticeCard(view, shown));
  return event.kind === 'text' || event.kind === 'fileConsent' ? says([noticeCard(view, shown)]) : silence;
};

const onStranger = async (ports: DialogPorts, inbound: Inbound, contact: Contact): Promise<Reply> => {
  const shown = contact.language ?? defaultLanguage;
  // They may stand in it: nobody is told that nobody knows them, and what they did can be done again.
  const isTheirs = (tenants: readonly string[]): boolean =>
    tenants.length === 0 || tenants.includes(contact.tenant);
  if (ports.programmes.unreadable().some(({ tenants }) => isTheirs(tenants)))
    throw new Fault('a programme of their tenant cannot be read');
  if (isOnCard(inbound)) return oneLine(inbound, { notice: 'notForYou' }, shown);
  return says(await onUnknown(ports, contact, inbound, shown));
};

const onKnown = async (ports: DialogPorts, inbound: Inbound, contact: Contact): Promise<Reply> => {
  const memberships = membershipsOf(ports, contact.tenant, contact.email);
  const [first] = memberships;
  if (first === undefined) return onStranger(ports, inbound, contact);
  const turn: Turn = {
    ports,
    contact,
    memberships,
    language: contact.language ?? first.loaded.directory.languageOf(contact.email),
    now: ports.clock.now(),
    activity: inbound.activityId === '' ? '' : `${inbound.conversationId}|${inbound.activityId}`,
    card: inbound.event.kind === 'action' ? inbound.cardId : null,
    saidAt: inbound.saidAt,
    hasWaited: inbound.hasWaited === true,
    isAnew: inbound.isUnseen === true,
  };
  ports.spoken.note(inbound, turn.language);
  return onEvent(turn, inbound);
};

/**
 * What somebody did whose answer waited, and who has gone since: it says nothing of them now, and nothing is shown. What they
 * pressed and nobody stored counts all the same.
 */
const onLeft = async (ports: DialogPorts, inbound: Inbound, contact: Contact | null): Promise<Reply> => {
  const isToBeStored = inbound.event.kind === 'action' && inbound.isUnseen !== true;
  if (isToBeStored && contact !== null) await onKnown(ports, inbound, contact);
  return silence;
};

/**
 * The answer to an activity; a card action is always answered with a card in its place.
 * Outside the one-to-one chat nobody is looked up: whoever reads along learns nothing. Throws only for
 * faults of ours: then nothing was stored, and the caller says so kindly.
 */
export const respond =
  (ports: DialogPorts) =>
  async (inbound: Inbound, lookUp: LookUpMember): Promise<Reply> => {
    if (!inbound.isPersonal) return oneLine(inbound, { notice: 'oneToOneOnly' }, defaultLanguage);
    if (inbound.event.kind === 'removed') {
      await onRemoved(ports, inbound);
      return silence;
    }
    if (inbound.event.kind === 'refresh') {
      const known = await knownAs(ports, inbound);
      return known === null ? silence : onKnown(ports, inbound, known);
    }
    const left = inbound.hasWaited === true ? await whoLeft(ports, inbound) : null;
    if (left !== null) return onLeft(ports, inbound, left.contact);
    const linked = await link(ports, inbound, lookUp);
    return linked === null ? failed(inbound, null, defaultLanguage) : onKnown(ports, inbound, linked);
  };

/** Said when it is not known whether anything was stored: the same again is stored once. */
export const unsure = (inbound: Inbound, shown: Language): Reply => {
  const { event } = inbound;
  if (event.kind === 'refresh') return silence;
  if (event.kind === 'fileConsent')
    return says([exportEndCard({ end: 'slow', isOwn: event.data['kind'] === 'own' }, shown)]);
  if (event.kind !== 'action') return oneLine(inbound, { notice: 'unsure' }, shown);
  return replaces(noticeCard({ notice: 'pressUnsure', verb: event.verb, data: event.data }, shown));
};

/** What is shown when a turn failed, and why it did: nothing was stored if we can tell. A press can be repeated as it was. */
export const failed = (inbound: Inbound, error: unknown, shown: Language): Reply => {
  const { event } = inbound;
  if (event.kind === 'refresh') return silence;
  // What it asks was stored when its answer was made before; without an error nothing was: Teams did not tell who they are.
  const wasMade = inbound.isUnseen === true && error !== null;
  if (error instanceof NotSureStored || wasMade) return unsure(inbound, shown);
  if (event.kind !== 'action') return oneLine(inbound, { notice: 'failed' }, shown);
  return replaces(noticeCard({ notice: 'pressFailed', verb: event.verb, data: event.data }, shown));
};
