/** Reads what happened at the schools a coordinator answers for. */
import type { Directory } from '../bot/programme/directory';
import type { Moment } from '../bot/programme/model';
import type { PupilFact } from '../bot/programme/facts';
import { pupilsElsewhere, type SignalSource } from '../bot/programme/signalDetails';
import type { ContactStore, RecordStore } from '../bot/ports/storage';
import type { LoadedProgramme } from '../bot/ports';

/** Facts of the pupils of some schools, by pupil; nothing of a pupil is an empty list. */
export type FactsOf = (pupil: string) => readonly PupilFact[];

/** All pages of some schools: one row a pupil. */
export const readSchools = async (
  records: RecordStore,
  programme: string,
  schools: readonly string[],
): Promise<FactsOf> => {
  const pages = await Promise.all(schools.map((school) => records.pages(programme, school)));
  const facts = new Map(pages.flat().map((page) => [page.pupil, page.facts]));
  return (pupil) => facts.get(pupil) ?? [];
};

/** Facts of single pupils, each at the school that the roster names. */
const readPupils = async (
  records: RecordStore,
  { directory, head }: LoadedProgramme,
  pupils: readonly string[],
): Promise<FactsOf> => {
  const pages = await Promise.all(
    pupils.map((pupil) => records.page(head.id, directory.pupil(pupil)?.school ?? '', pupil)),
  );
  const facts = new Map(
    pages.flatMap((page) => (page === null ? [] : [[page.value.pupil, page.value.facts]])),
  );
  return (pupil) => facts.get(pupil) ?? [];
};

/** Since when each student cannot be reached: the first tenant that reaches them counts. */
const reachability = async (
  contacts: ContactStore,
  directory: Directory,
): Promise<SignalSource['unreachableSince']> => {
  const everyone = await Promise.all(directory.programme.tenants.map((tenant) => contacts.everyone(tenant)));
  const since = new Map<string, Moment | null>();
  for (const contact of everyone.flat()) {
    if (since.get(contact.email) !== null) since.set(contact.email, contact.unreachableSince);
  }
  return (student) => {
    const known = since.get(student);
    return known === undefined ? 'never' : known;
  };
};

/** Everything the student lists and the digest are made from. */
export const readSignals = async (
  ports: { readonly records: RecordStore; readonly contacts: ContactStore },
  loaded: LoadedProgramme,
  schools: readonly string[],
  now: Moment,
): Promise<SignalSource> => {
  const { directory, head } = loaded;
  const elsewhere = pupilsElsewhere({ directory, schools, now });
  const [ofSchools, ofOthers, pauses, contactsMade, unreachableSince] = await Promise.all([
    readSchools(ports.records, head.id, schools),
    readPupils(ports.records, loaded, elsewhere),
    ports.records.pauses(head.id),
    ports.records.contactsMade(head.id),
    reachability(ports.contacts, directory),
  ]);
  const others = new Set(elsewhere);
  const factsOf: FactsOf = (pupil) => (others.has(pupil) ? ofOthers : ofSchools)(pupil);
  return { directory, schools, factsOf, pauses, contactsMade, unreachableSince, now };
};
