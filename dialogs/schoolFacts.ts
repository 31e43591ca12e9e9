/** Reads what happened at the schools a coordinator answers for. */
import type { Directory } from '../bot/programme/directory';
import type { Moment, Pair } from '../bot/programme/model';
import type { PupilFact } from '../bot/programme/facts';
import type { SignalSource } from '../bot/programme/signalDetails';
import type { ContactStore, PupilPage, RecordStore } from '../bot/ports/storage';
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

/** The pages of pupils at other schools whose student also has one at these: few, and read one by one. */
const readElsewhere = async (
  records: RecordStore,
  directory: Directory,
  schools: readonly string[],
): Promise<readonly PupilPage[]> => {
  const isHere = (pair: Pair): boolean => schools.includes(directory.pupil(pair.pupil)?.school ?? '');
  const { id: programme, pairs } = directory.programme;
  const students = new Set(pairs.filter(isHere).map((pair) => pair.student));
  const elsewhere = [...students].flatMap((student) =>
    directory.pairsOfStudent(student).filter((pair) => !isHere(pair)),
  );
  const pages = await Promise.all(
    [...new Set(elsewhere.map((pair) => pair.pupil))].map((id) =>
      records.page(programme, directory.pupil(id)?.school ?? '', id),
    ),
  );
  return pages.flatMap((page) => (page === null ? [] : [page.value]));
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
  const [factsHere, elsewhere, pauses, contactsMade, unreachableSince] = await Promise.all([
    readSchools(ports.records, head.id, schools),
    readElsewhere(ports.records, directory, schools),
    ports.records.pauses(head.id),
    ports.records.contactsMade(head.id),
    reachability(ports.contacts, directory),
  ]);
  const factsElsewhere = new Map(elsewhere.map((page) => [page.pupil, page.facts]));
  const factsOf: FactsOf = (pupil) => factsElsewhere.get(pupil) ?? factsHere(pupil);
  return { directory, schools, factsOf, pauses, contactsMade, unreachableSince, now };
};
