/** Where what is somebody's own can stand, and what stands there: for them, and so that nobody else's is read for it. */
import type { CalendarFeeds } from '../ports/calendar';
import type { AccessLog, FileLinks } from '../ports/export';
import type { Inbox } from '../ports/inbox';
import type { OutboxStore } from '../ports/outbox';
import type { LoadedProgramme } from '../ports';
import type { Held, HeldStore } from '../ports/privacy';
import { mayActOnPupils } from '../programme/access';
import type { Programme } from '../programme/model';
import type { Rounds } from '../ports/rounds';
import type { Contact, ContactStore, RecordStore } from '../ports/storage';
import type { IsTheirFeed } from './subject';
import { scopeOf } from './scope';
import type { Thing } from './things';

/** What somebody's own things are read from. */
export interface OwnThingPorts {
  readonly held: Pick<HeldStore, 'factsOf'>;
  readonly records: Pick<RecordStore, 'pages' | 'pauses' | 'contactsMade' | 'hoursKept'>;
  readonly outbox: Pick<OutboxStore, 'ofReceiver'>;
  readonly access: Pick<AccessLog, 'list'>;
  readonly links: Pick<FileLinks, 'of'>;
  readonly feeds: Pick<CalendarFeeds, 'tokenOf' | 'find'>;
  readonly contacts: Pick<ContactStore, 'byAddress'>;
  readonly rounds: Pick<Rounds, 'facts'>;
  readonly inbox: Pick<Inbox, 'of'>;
}

/** Pupils of whom a coordinator wrote something: of whichever school, for theirs may have been others then. */
const pupilsActedOn = async (
  { records }: OwnThingPorts,
  { id, schools }: Programme,
  email: string,
): Promise<readonly string[]> => {
  const found: string[] = [];
  // One school after the other: their pages are large.
  for (const school of schools)
    for (const { pupil, facts } of await records.pages(id, school.id))
      if (facts.some(({ by }) => by === email)) found.push(pupil);
  return found;
};

/** Students have facts of the pupils they were ever paired with; pairs and roles that ended stay in the roster. */
const pupilsOf = async (
  ports: OwnThingPorts,
  programme: Programme,
  email: string,
): Promise<readonly string[]> => {
  const mentored = programme.pairs.filter(({ student }) => student === email).map(({ pupil }) => pupil);
  const ownRows = programme.people.filter((one) => one.email === email);
  return mayActOnPupils(ownRows)
    ? [...mentored, ...(await pupilsActedOn(ports, programme, email))]
    : mentored;
};

/** How Teams reaches them, in each tenant: whoever had the address before is somebody else. */
const accountsOf = async (
  { contacts }: OwnThingPorts,
  programme: Programme,
  email: string,
): Promise<readonly Contact[]> => {
  const found: Contact[] = [];
  for (const tenant of scopeOf(programme).tenants) {
    const contact = await contacts.byAddress(tenant, email);
    if (contact !== null) found.push(contact);
  }
  return found;
};

async function* feedsOf({ feeds }: OwnThingPorts, accounts: readonly Contact[]): AsyncGenerator<Held> {
  for (const { tenant, aadObjectId } of accounts) {
    const token = await feeds.tokenOf(tenant, aadObjectId);
    const feed = token === null ? null : await feeds.find(token);
    if (feed !== null) yield { kind: 'feed', value: feed.value };
  }
}

async function* recordsOf(ports: OwnThingPorts, programme: Programme, email: string): AsyncGenerator<Held> {
  const { held, records, access, links } = ports;
  const { id } = programme;
  for await (const value of held.factsOf(id, await pupilsOf(ports, programme, email)))
    yield { kind: 'fact', value };
  for (const value of await records.pauses(id)) yield { kind: 'pause', value };
  for (const value of await records.contactsMade(id)) yield { kind: 'contactMade', value };
  for (const value of await records.hoursKept(id, email)) yield { kind: 'hours', value };
  for (const value of await access.list(id, 0)) yield { kind: 'access', value };
  for (const value of await links.of(id, email)) yield { kind: 'link', value };
}

/** Things among which all of somebody's are, in the order in which all are gone through. */
export interface OwnThings {
  readonly things: AsyncIterable<Thing>;
  readonly isTheirFeed: IsTheirFeed;
}

/** The things that stand where something of theirs can stand. */
export const ownThings = async (
  ports: OwnThingPorts,
  loaded: LoadedProgramme,
  email: string,
): Promise<OwnThings> => {
  const { programme } = loaded.directory;
  const accounts = await accountsOf(ports, programme, email);
  async function* things(): AsyncGenerator<Thing> {
    for (const { tenant, aadObjectId } of accounts)
      for (const value of await ports.inbox.of(tenant, aadObjectId)) yield { kind: 'kept', value };
    for (const value of await ports.outbox.ofReceiver(programme.id, email)) yield { kind: 'message', value };
    yield* recordsOf(ports, programme, email);
    yield* feedsOf(ports, accounts);
    for (const value of accounts) yield { kind: 'contact', value };
    for (const value of await ports.rounds.facts(loaded)) yield { kind: 'round', value };
  }
  const isTheirFeed: IsTheirFeed = ({ tenant, aadObjectId }) =>
    accounts.some((account) => account.tenant === tenant && account.aadObjectId === aadObjectId);
  return { things: things(), isTheirFeed };
};
