/** Gives people the address of their calendar feed, and readers of that address the feed as it is now. */
import { Fault } from '../programme/failure';
import { createHash } from 'node:crypto';
import type {
  CalendarDesk,
  CalendarFeeds,
  CalendarFile,
  Delivered,
  Feed,
  FeedOwner,
} from '../ports/calendar';
import type { Clock, LoadedProgramme, Programmes } from '../ports';
import { grantsOf, rolesAt } from '../programme/access';
import { sessionEntries, type CalendarEntry } from '../programme/calendarEntries';
import { answersIn } from '../programme/facts';
import type { Person } from '../programme/model';
import { meetingEntries } from '../programme/rounds/meetingEntries';
import type { Rounds } from '../ports/rounds';
import type { Contact, ContactStore, RecordStore } from '../ports/storage';
import type { Stored } from '../ports/stored';
import { icalendar } from './icalendar';
import { named, revise, type NamedEntry, type Revision } from './revisions';

/** What the desk is made of. */
export interface CalendarPorts {
  readonly programmes: Programmes;
  readonly contacts: Pick<ContactStore, 'byId'>;
  readonly records: Pick<RecordStore, 'page'>;
  readonly rounds: Pick<Rounds, 'of'>;
  readonly feeds: CalendarFeeds;
  readonly clock: Clock;
  readonly newToken: () => string;
  /** Where the bot is reached, without `/` at the end; null when nobody said. */
  readonly address: string | null;
}

/** Times a feed is read anew when another reader changed it meanwhile. */
const mostConflicts = 5;

const tagOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 27);

/** A programme of the tenant in which the person takes part today, with what they do there. */
interface Part {
  readonly loaded: LoadedProgramme;
  readonly roles: readonly Person[];
}

const partsOf = (ports: CalendarPorts, contact: Contact): readonly Part[] =>
  ports.programmes
    .all()
    .map((loaded) => ({ loaded, roles: rolesAt(loaded.directory, contact, ports.clock.now()) }))
    .filter(({ roles }) => roles.length > 0);

const sessionsIn = async (
  { records }: CalendarPorts,
  { loaded: { head, directory }, roles }: Part,
  email: string,
): Promise<readonly CalendarEntry[]> => {
  // Who was a student, and still is something else, has no sessions any more.
  if (grantsOf(directory, roles, 'checkIns').length === 0) return [];
  const pupils = [...new Set(directory.pairsOfStudent(email).map(({ pupil }) => pupil))];
  const pages = await Promise.all(
    pupils.map((pupil) => records.page(head.id, directory.pupil(pupil)?.school ?? '', pupil)),
  );
  const answers = pages.flatMap((page) => (page === null ? [] : answersIn(page.value.facts)));
  return sessionEntries(directory, email, answers);
};

const meetingsIn = async (
  { rounds }: CalendarPorts,
  { loaded, roles }: Part,
  email: string,
): Promise<readonly CalendarEntry[]> => {
  if (grantsOf(loaded.directory, roles, 'meetings').length === 0) return [];
  return meetingEntries((await rounds.of(loaded)).source, email);
};

const entriesIn = async (ports: CalendarPorts, part: Part, email: string): Promise<readonly NamedEntry[]> => {
  const [sessions, meetings] = await Promise.all([
    sessionsIn(ports, part, email),
    meetingsIn(ports, part, email),
  ]);
  return [...sessions, ...meetings].map((entry) => named(part.loaded.head.id, entry));
};

/** A feed as it was found, with what its owner's calendar holds now. */
interface Look {
  readonly stored: Stored<Feed>;
  readonly contact: Contact;
  readonly entries: readonly NamedEntry[];
  readonly loaded: LoadedProgramme;
}

const look = async (ports: CalendarPorts, token: string): Promise<Look | null> => {
  const stored = await ports.feeds.find(token);
  if (stored === null || stored.value.isOff === true) return null;
  const { tenant, aadObjectId } = stored.value;
  const contact = (await ports.contacts.byId(tenant, aadObjectId))?.value ?? null;
  if (contact === null || contact.addressTaken === true) return null;
  const own = partsOf(ports, contact);
  const [first] = own;
  if (first === undefined) return null;
  const entries = await Promise.all(own.map((one) => entriesIn(ports, one, contact.email)));
  return { stored, contact, entries: entries.flat(), loaded: first.loaded };
};

/** Keeps what is delivered before it goes out, so that the next change gets a higher number. */
const keep = async (ports: CalendarPorts, token: string, { stored }: Look, delivered: readonly Delivered[]) =>
  ports.feeds.keep(token, { ...stored.value, delivered }, stored.tag);

const fileOf = ({ contact, loaded }: Look, { entries }: Revision): CalendarFile => {
  const language = contact.language ?? loaded.directory.languageOf(contact.email);
  const text = icalendar(entries, language);
  return { text, tag: tagOf(text) };
};

const makeFile = async (ports: CalendarPorts, token: string): Promise<CalendarFile | null> => {
  for (let attempt = 0; attempt < mostConflicts; attempt += 1) {
    const found = await look(ports, token);
    if (found === null) return null;
    const revision = revise(found.entries, found.stored.value.delivered, ports.clock.now());
    if (!revision.isNew || (await keep(ports, token, found, revision.delivered)) === 'kept') {
      return fileOf(found, revision);
    }
  }
  throw new Fault(`not read: the feed changed ${mostConflicts} times in a row`);
};

/** Makes the desk. */
export const calendarDesk = (ports: CalendarPorts): CalendarDesk => {
  const { feeds, address } = ports;
  const addressed = (token: string): string => `${address ?? ''}/calendar/${token}.ics`;

  /** The token of somebody's feed, and the feed where it is on. */
  const present = async ({ tenant, aadObjectId }: FeedOwner) => {
    const token = await feeds.tokenOf(tenant, aadObjectId);
    const feed = token === null ? null : await feeds.find(token);
    return { token, feed: feed?.value.isOff === true ? null : feed };
  };

  /** The token of somebody's feed: the one there is, or a new one. */
  const tokenOf = async (owner: FeedOwner): Promise<string> => {
    const { token: before, feed } = await present(owner);
    if (before !== null && feed !== null) return before;
    const token = ports.newToken();
    const moved = await feeds.move(owner.tenant, owner.aadObjectId, before, token);
    return moved === 'moved' ? token : tokenOf(owner);
  };

  const switchOff = async (owner: FeedOwner): Promise<void> => {
    const { token, feed } = await present(owner);
    if (token === null || feed === null) return;
    const kept = await feeds.keep(token, { ...feed.value, isOff: true }, feed.tag);
    if (kept === 'conflict') await switchOff(owner);
  };

  const renewed = async (owner: FeedOwner): Promise<string> => {
    const { tenant, aadObjectId } = owner;
    const token = ports.newToken();
    const moved = await feeds.move(tenant, aadObjectId, await feeds.tokenOf(tenant, aadObjectId), token);
    return moved === 'moved' ? token : renewed(owner);
  };

  return {
    isOffered: address !== null,
    addressOf: async (owner) => (address === null ? null : addressed(await tokenOf(owner))),
    renew: async (owner) => (address === null ? null : addressed(await renewed(owner))),
    isOn: async (owner) => (await present(owner)).feed !== null,
    switchOff,
    file: (token) => makeFile(ports, token),
  };
};
