/** Decides about the messages to coordinators, and makes their cards. */
import { messageGrant, pupilWithin, schoolsWithin } from '../bot/programme/access';
import { splitSessionId } from '../bot/programme/checkIn';
import { flagDetails, flagsOfPupil } from '../bot/programme/flags/details';
import { flagOfSubject, staffOpening } from '../bot/programme/messages';
import type { Moment } from '../bot/programme/model';
import { studentOfSubject, unreachableDetails, unreachableSubject } from '../bot/programme/unreachable';
import type { Outgoing } from '../bot/ports';
import { digestCard } from '../cards/digest';
import { unreachableCard } from '../cards/unreachable';
import { readDigest } from './digest';
import { deliveredFlag } from './flags/delivered';
import { readPage } from './pupilPage';
import { readSignals } from './schoolFacts';
import { activeAs, expire, inOpening, type Sending } from './sending';

/** `flagRaised`: the flag as it stands now, unless nobody has to do anything any more. */
export const ofFlag = async (sending: Sending): Promise<Outgoing> => {
  const { ports, loaded, message, at } = sending;
  const { directory, head } = loaded;
  const flagId = flagOfSubject(message.subject);
  const pupil = directory.pupil(splitSessionId(flagId).pupil);
  if (pupil === null) return expire('vanished');
  const today = directory.calendar.dayOf(at);
  const grant = messageGrant(directory, message, today);
  if (grant === null || pupilWithin(grant, pupil.id, today) === null) return expire('ended');
  const { page } = await readPage(ports, head.id, pupil.school, pupil.id);
  const flag = flagsOfPupil(directory, pupil, page.facts, at).find(({ id }) => id === flagId);
  if (flag === undefined) return expire('vanished');
  if (flag.status === 'resolved' || flag.status === 'withdrawn') return expire('resolved');
  return inOpening(sending, staffOpening(directory), () => {
    const details = flagDetails(directory, pupil, flag, page.facts, at);
    return deliveredFlag(details, 'raised', page.facts);
  });
};

/** `digest`: its subject is the Monday. */
export const digest = async (sending: Sending): Promise<Outgoing> => {
  const { ports, loaded, message, at } = sending;
  const { directory } = loaded;
  const grant = messageGrant(directory, message, directory.calendar.dayOf(at));
  if (grant === null) return expire('ended');
  return inOpening(sending, staffOpening(directory), async () => {
    const source = await readSignals(ports, loaded, schoolsWithin(grant), at);
    const view = await readDigest(ports, loaded, source, grant.person, message.subject);
    return (language) => digestCard({ ...view, stored: null, asOf: null, isOver: false }, language);
  });
};

/** Since when Teams refuses the student of a message, if that is what the message is about; else null. */
const refusedSince = async ({ ports, loaded, message }: Sending, student: string): Promise<Moment | null> => {
  const { tenants } = loaded.directory.programme;
  const found = await Promise.all(tenants.map((tenant) => ports.contacts.byAddress(tenant, student)));
  const moments = found.flatMap((contact) => (contact === null ? [] : [contact.unreachableSince]));
  // Who can be reached in one of the programme's tenants can be reached.
  if (moments.includes(null)) return null;
  const isMeant = (since: Moment | null): boolean =>
    since !== null && unreachableSubject({ student, since }) === message.subject;
  return moments.find(isMeant) ?? null;
};

/** `studentUnreachable`: unless the student came back, or is no longer this coordinator's concern. */
export const ofUnreachable = async (sending: Sending): Promise<Outgoing> => {
  const { loaded, message, at } = sending;
  const { directory } = loaded;
  const student = studentOfSubject(message.subject);
  const today = directory.calendar.dayOf(at);
  const grant = messageGrant(directory, message, today);
  if (grant === null || activeAs(directory, student, 'student', today) === null) return expire('ended');
  const since = await refusedSince(sending, student);
  if (since === null) return expire('resolved');
  const view = unreachableDetails(directory, { student, since }, grant.person, at);
  if (view.pupils.length === 0) return expire('ended');
  return inOpening(sending, staffOpening(directory), () => (language) => unreachableCard(view, language));
};
