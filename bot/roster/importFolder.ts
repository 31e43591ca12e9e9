/**
 * A programme folder into the store, whole or not at all.
 */
import type { ProgrammeHead, ProgrammeStore } from '../ports/storage';
import { zoneCalendar } from '../programme/calendar';
import type { Day, Moment, Programme } from '../programme/model';
import { retentionDay, stagesDue } from '../programme/retention';
import { UnreadableProgramme } from '../programme/unreadable';
import { mergeProgramme } from './merge';
import type { Imported, Merged } from './merge';
import { quoted, type Problem } from './problems';
import { parseFolder } from './parseProgramme';
import { readFolder } from './readFolder';
import { backWith, isAnybodyBack, type Back } from './back';
import { isRetold, retoldBy, type Retold } from './retold';

/** How to import; who is missing ends on the day of `now` in the programme's zone. */
export interface ImportOptions {
  readonly now: Moment;
  /** Check and compare only. */
  readonly dryRun: boolean;
  readonly endMissing: boolean;
  /** Store even when retention then has something go at once. */
  readonly purge: boolean;
  /** Called when everything is checked and storing begins, and as it goes on. */
  readonly onProgress: (done: number, total: number) => void;
}

interface StoredProgramme {
  readonly head: ProgrammeHead;
  /** Null when it cannot be read: then the files are all there is. */
  readonly programme: Programme | null;
}

/** Another import of the same programme came first so often that something else is wrong. */
const mostTries = 5;

/**
 * Reads, checks and compares a folder, and stores the outcome unless nothing changed or `dryRun`. Another
 * import at the same time makes this one compare again; throws when that does not end, and when storage fails.
 */
export async function importFolder(
  dir: string,
  programmes: ProgrammeStore,
  options: ImportOptions,
): Promise<FolderImported> {
  const parsed = parseFolder(await readFolder(dir));
  if (!parsed.ok) return parsed;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const result = await tryOnce(parsed, programmes, options);
    if (result !== 'conflict') return result;
  }
  throw new Error(
    `programme ${parsed.programme.id} is being imported elsewhere too, try again when that is done`,
  );
}

/** What follows from an import, beside what is stored of it. */
interface Following {
  /** Of which pupils somebody objects only since; null when nothing of that has changed. */
  readonly newlyObjecting: readonly string[] | null;
  readonly retold: Retold;
  readonly back: Back;
}

/** What became of a folder. */
type FolderImported = Extract<Merged, { ok: false }> | (Extract<Merged, { ok: true }> & Following);

async function tryOnce(
  imported: Imported,
  programmes: ProgrammeStore,
  options: ImportOptions,
): Promise<FolderImported | 'conflict'> {
  const stored = await readStored(programmes, imported.programme.id);
  if (stored === 'conflict') return stored;
  const result = merge(stored, imported, options);
  if (!result.ok) return result;
  const { programme, changed } = result;
  const following = followingFrom(stored, programme, options.now);
  if (!changed || options.dryRun) return { ...result, ...following };
  options.onProgress(0, rowsOf(programme));
  const written = await programmes.replace(
    programme,
    stored?.head.version ?? null,
    options.onProgress,
    following.newlyObjecting !== null || isRetold(following.retold) || isAnybodyBack(following.back),
  );
  return written === 'conflict' ? written : { ...result, ...following };
}

function followingFrom(stored: StoredProgramme | null, programme: Programme, now: Moment): Following {
  const isOpen = stored?.head.objectionsOpen === true;
  const today = zoneCalendar(programme.timeZone).dayOf(now);
  const before = stored?.programme ?? null;
  return {
    newlyObjecting: newObjections(stored, programme),
    retold: retoldBy(before, programme, { isOpen, today }),
    back: backWith(before, programme, { isOpen, today }),
  };
}

/** All of them where an import was broken off before everything that follows from them was done. */
function newObjections(stored: StoredProgramme | null, programme: Programme): readonly string[] | null {
  const now = objecting(programme);
  const before = objecting(stored?.programme ?? null);
  if (stored?.head.objectionsOpen === true) return now;
  return now.join('\n') === before.join('\n') ? null : now.filter((id) => !before.includes(id));
}

/** Null when the programme is new; `conflict` when its version was replaced between the two looks. */
async function readStored(store: ProgrammeStore, id: string): Promise<StoredProgramme | null | 'conflict'> {
  const head = (await store.list()).find((candidate) => candidate.id === id);
  if (head === undefined) return null;
  try {
    const programme = await store.load(head);
    return programme === null ? 'conflict' : { head, programme };
  } catch (error) {
    if (error instanceof UnreadableProgramme) return { head, programme: null };
    throw error;
  }
}

function merge(
  stored: StoredProgramme | null,
  imported: Imported,
  { now, endMissing, purge }: ImportOptions,
): Merged {
  const today = zoneCalendar(imported.programme.timeZone).dayOf(now);
  const before = stored?.programme ?? null;
  if (before === null) {
    const missing = { people: [], pupils: [], pairs: [] };
    const { programme } = imported;
    const unread = stored === null ? [] : [unreadWarning(programme)];
    const warnings = [...unread, ...overWarnings(programme, today), ...imported.warnings];
    return { ok: true, programme, warnings, missing, changed: true };
  }
  const problems = [
    ...purgedProblems(before, imported.programme, today),
    ...(purge ? [] : purgingProblems(before, imported.programme, today)),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return mergeProgramme(before, imported, today, endMissing);
}

/** Names that were removed, as they had to be, do not come back with the files of before. */
function purgedProblems(stored: Programme, files: Programme, today: Day): readonly Problem[] {
  const day = retentionDay(files, 'names');
  const isPurged = stored.pupils.length === 0 && files.pupils.length > 0 && day <= today;
  if (!isPurged) return [];
  const problem = `the pupils of ${quoted(files.id)} were removed, for names go on ${day} (${files.retention.namesDays} days after "end"); expected a programme that has not been purged, or a later "end"`;
  return [{ file: 'programme.json', line: 1, problem }];
}

/** A running bot purges within seconds, and what is removed does not come back: last year's folder must not do that. */
function purgingProblems(stored: Programme, files: Programme, today: Day): readonly Problem[] {
  const before = stagesDue(stored, today);
  const due = stagesDue(files, today).filter((stage) => !before.includes(stage));
  if (due.length === 0) return [];
  const days = due.map((stage) => `${stage} since ${retentionDay(files, stage)}`).join(', ');
  const problem = `with "end" ${files.end} retention has what is stored of ${quoted(files.id)} go at once (${days}); expected a later "end" or longer "retention", or --purge if it is to go`;
  return [{ file: 'programme.json', line: 1, problem }];
}

function unreadWarning({ id }: Programme): Problem {
  const problem = `what is stored of ${quoted(id)} cannot be read, so nothing of it is kept but answers and messages: the files take its place`;
  return { file: 'programme.json', line: 1, problem };
}

function overWarnings(files: Programme, today: Day): readonly Problem[] {
  const day = retentionDay(files, 'names');
  if (day > today) return [];
  const problem = `names go on ${day} (${files.retention.namesDays} days after "end"), which is over: a running bot removes them`;
  return [{ file: 'programme.json', line: 1, problem }];
}

function rowsOf({ people, pupils, pairs, groups }: Programme): number {
  return people.length + pupils.length + pairs.length + groups.length;
}

/** The codes of pupils of whom somebody objects. */
function objecting(programme: Programme | null): readonly string[] {
  const pupils = programme?.pupils ?? [];
  return pupils.flatMap(({ id, objection }) => (objection === true ? [id] : [])).toSorted();
}
