/** Erases somebody from a programme, beside a running bot; broken off anywhere it can be gone on with. */
import { Fault } from '../programme/failure';
import type { BegunErasure, Counts, HeldScope, Receipt, ReceiptStore } from '../ports/privacy';
import { directoryOf } from '../programme/directory';
import type { Moment, Programme } from '../programme/model';
import type { Inbox } from '../ports/inbox';
import type { Contact, ContactStore, ProgrammeStore, RecordStore } from '../ports/storage';
import { collect, inRoster, isFeedOf, isNothing, theirContacts, type InRoster } from './collected';
import { isNone, plus } from './counts';
import { heldWithout, rosterWithout, roundWithout, type Erasing } from './erased';
import { keepHours } from './keepHours';
import { rebuildAll } from './pages';
import { changeRoster, loadNow, othersOf } from './roster';
import { scopeOf } from './scope';
import { subjectOf, type Subject } from './subject';
import { reviseThings, type Changes, type Done, type ThingStores } from './things';

/** What erasing needs. */
export interface ErasePorts extends ThingStores {
  readonly programmes: ProgrammeStore;
  readonly contacts: Pick<ContactStore, 'everyone'>;
  readonly records: Pick<RecordStore, 'rebuild' | 'keepRates' | 'answersOf' | 'keepHours'>;
  readonly receipts: ReceiptStore;
  readonly inbox: Pick<Inbox, 'forget'>;
  /** Cannot be guessed. */
  readonly newId: () => string;
  /** Resolves when nobody stores any more what the roster before the last change said. */
  readonly settled: () => Promise<void>;
}

/** What an erasure came to. */
export interface Erased {
  readonly receipt: Receipt;
  /** Row keys of what this version cannot read, and so could not look into. */
  readonly unreadable: readonly string[];
  /** Ids of other programmes in which they take part: how Teams reaches them is kept for those. */
  readonly stillIn: readonly string[];
  /** Ids of programmes that cannot be read: it is kept for those too, for they may take part in them. */
  readonly perhapsIn: readonly string[];
  /** Ids of schools that name them as their contact in programme.json, which is not ours to change. */
  readonly contactOf: readonly string[];
}

/** Somebody may be writing while this goes on: gone through again until nothing is found, but not for ever. */
const mostPasses = 5;

const idLength = 12;

/** Who an erasure that was broken off is about is no longer in the roster. */
const subjectIn = (programme: Programme, who: string, begun: readonly BegunErasure[]): Subject => {
  for (const { is, id, names } of begun)
    if (is !== 'purge' && (id === who || id === who.toLowerCase())) return { is, id, names };
  return subjectOf(programme, who);
};

/** The programmes that still need to reach somebody, and those that may: they cannot be read. */
const programmesWith = async (
  store: ProgrammeStore,
  scope: HeldScope,
  subject: Subject,
): Promise<Pick<Erased, 'stillIn' | 'perhapsIn'>> => {
  const stillIn: string[] = [];
  const perhapsIn: string[] = [];
  if (subject.is === 'pupil') return { stillIn, perhapsIn };
  for await (const { id, people } of othersOf(store, scope)) {
    if (people === null) perhapsIn.push(id);
    else if (people.some(({ email }) => email === subject.id)) stillIn.push(id);
  }
  return { stillIn, perhapsIn };
};

const isEmpty = ({ changed, removed }: Done): boolean => isNone(changed) && isNone(removed);

interface Passes {
  readonly removed: Counts;
  readonly changed: Counts;
  readonly unreadable: readonly string[];
}

/** Goes through everything until a pass finds nothing any more, on top of what was done before. */
const revisePasses = async (
  ports: ThingStores & Pick<ErasePorts, 'records'>,
  programme: Programme,
  changes: Changes,
  before: Passes = { removed: {}, changed: {}, unreadable: [] },
): Promise<Passes> => {
  const scope = scopeOf(programme);
  let passes = before;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const done = await reviseThings(ports, scope, changes);
    passes = {
      removed: plus(passes.removed, done.removed),
      changed: plus(passes.changed, done.changed),
      unreadable: done.unreadable,
    };
    // After the first pass too: one that was broken off may have left pages behind its facts.
    if (pass === 0 || !isEmpty(done)) await rebuildAll(ports.records, programme);
    if (isEmpty(done)) return passes;
  }
  throw new Fault('somebody goes on writing: what is there is erased, run it again to be sure of the rest');
};

const rosterCounts = ({ people, pupils, pairs, groups }: InRoster): Counts =>
  Object.fromEntries(
    Object.entries({ people, pupils, pairs, groups })
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => [name, list.length]),
  );

const changesOf = (erasing: Erasing): Changes => ({
  held: heldWithout(erasing),
  round: roundWithout(erasing),
});

/**
 * What a bot has in hand of theirs may still be kept: it would be answered, and they met anew. Not of who takes part elsewhere:
 * what they said may be about that, and nothing is stored of it where they are in the roster no longer.
 */
const forgetKept = async (
  { inbox }: ErasePorts,
  { keepsContact }: Erasing,
  contacts: readonly Contact[],
): Promise<Counts> => {
  let kept = 0;
  if (keepsContact) return {};
  for (const { tenant, aadObjectId } of contacts) kept += await inbox.forget(tenant, aadObjectId, null);
  return kept === 0 ? {} : { kept };
};

const pseudonymOf = (id: string): string => `erased-${id.replaceAll('-', '').slice(0, idLength)}`;

const carryOut = async (
  ports: ErasePorts,
  programme: Programme,
  subject: Subject,
  now: Moment,
): Promise<Erased> => {
  const { id } = programme;
  const scope = scopeOf(programme);
  const { pseudonym } = await ports.receipts.begin(id, {
    ...subject,
    pseudonym: pseudonymOf(ports.newId()),
  });
  const elsewhere = await programmesWith(ports.programmes, scope, subject);
  const contacts = await theirContacts(ports.contacts, subject, scope);
  const erasing: Erasing = {
    programme: id,
    subject,
    pseudonym,
    isTheirFeed: isFeedOf(contacts),
    keepsContact: elsewhere.stillIn.length + elsewhere.perhapsIn.length > 0,
  };
  const inFiles = inRoster(subject, programme);
  const directory = directoryOf(programme);
  const today = directory.calendar.dayOf(now);
  await keepHours(ports.records, directory, inFiles.pupils, pseudonym);
  const left = await changeRoster(ports.programmes, id, (roster) => rosterWithout(erasing, roster, today));
  const passesOver = (before?: Passes): Promise<Passes> =>
    revisePasses(ports, left ?? programme, changesOf(erasing), before);
  // Before their contact goes, by which alone a next run could tell, and after it for what came meanwhile.
  const before = await forgetKept(ports, erasing, contacts);
  const most = await passesOver();
  const meanwhile = await forgetKept(ports, erasing, contacts);
  // A bot that had the roster from before may have been writing until now.
  await ports.settled();
  const passes = await passesOver(most);
  await ports.programmes.removeOutdated(id);
  const receipt: Receipt = {
    at: now,
    what: 'erased',
    of: pseudonym,
    removed: [before, meanwhile, passes.removed].reduce(plus, rosterCounts(inFiles)),
    changed: passes.changed,
  };
  await ports.receipts.end(id, { ...subject, pseudonym }, receipt);
  return { receipt, unreadable: passes.unreadable, ...elsewhere, contactOf: inFiles.contactOf };
};

/** Erases whom WHO means; `nothing` when nothing is held of them, `noProgramme` when there is no such programme. */
export const erase = async (
  ports: ErasePorts,
  programmeId: string,
  who: string,
  now: Moment,
): Promise<Erased | 'nothing' | 'noProgramme'> => {
  const stored = await loadNow(ports.programmes, programmeId);
  if (stored === null) return 'noProgramme';
  const { programme } = stored;
  const begun = await ports.receipts.begun(programmeId);
  const subject = subjectIn(programme, who, begun);
  const isBegun = begun.some(({ is, id }) => is === subject.is && id === subject.id);
  if (!isBegun && isNothing(await collect(ports, programme, subject))) return 'nothing';
  return carryOut(ports, programme, subject, now);
};
