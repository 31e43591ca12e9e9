/** At the end the facts hold what people were told, once; and everything derived from them equals a recount. */
import { attendanceOf, lateLimitsOf } from '../../bot/programme/attendance';
import { coversSchool } from '../../bot/programme/directory';
import { answersIn, isAnswer, type FlagNotice, type PupilFact } from '../../bot/programme/facts';
import { flagBook } from '../../bot/programme/flags/flags';
import { markedContext, standingAfter } from '../../bot/programme/kept/flag';
import { newestAnswers, sessionsOfPupil } from '../../bot/programme/sessions';
import { figuresOf, summarise } from '../../bot/programme/summary/summary';
import { messageKey } from '../../bot/programme/messages';
import { schoolIn } from '../../bot/privacy/pages';
import { allFigureKeys, columnFor, isEveryPage } from '../../bot/storage/figureRows';
import type { KeyRange } from '../../bot/storage/keys';
import { allPageKeys } from '../../bot/storage/recordRows';
import { AzureRecords } from '../../bot/storage/records';
import type { StoredFact } from '../../bot/storage/recordShape';
import type { PupilPage, StandingOf } from '../../bot/ports/storage';
import { saidOf, type Intent } from './answers';
import { factsIn, messagesIn, programmeId, rowsIn } from './facts';
import { Machine } from './machine';
import type { Parts } from './simulation';
import { storageOf } from './storage';
import { SimulatedTable, type Rows } from './table';
import type { Universe } from './universe';

/** Lets time pass until there is a result. */
const asked = async <T>(universe: Universe, question: Promise<T>): Promise<T> => {
  let answer: { readonly value: T } | null = null;
  const done = question.then((value) => (answer = { value }));
  await universe.scheduler.runUntil(universe.scheduler.now() + 3_600_000, () => answer !== null);
  return (await done).value;
};

const idsOf = ({ deliveries }: Intent): readonly string[] =>
  deliveries.flatMap(({ inbound, ids }) => ids.map((id) => `${inbound.conversationId}|${id}`));

/** A fact that a press left behind: its place among all, and the id of the activity that brought it. */
interface Left {
  readonly place: number;
  readonly activity: string;
}

/**
 * Whether a press is stored again as it may be: delivered under a new id after its student had answered otherwise, it
 * cannot be told from a change of mind (docs/decisions/0012-pressed-again.md). Under the id of before never.
 */
const mayBeAgain = (left: readonly Left[], session: string, stored: readonly StoredFact[]): boolean =>
  new Set(left.map(({ activity }) => activity)).size === left.length &&
  left
    .slice(1)
    .every(({ place }, index) =>
      stored
        .slice((left[index]?.place ?? 0) + 1, place)
        .some(({ fact }) => fact.kind === 'answer' && fact.session.id === session),
    );

/** Every answer was pressed by its student, and nothing that was refused is stored. */
const checkPresses = ({ universe, people }: Parts, stored: readonly StoredFact[]): void => {
  const byId = new Map(
    people.answers.intents.flatMap((intent) => idsOf(intent).map((id) => [id, intent] as const)),
  );
  const facts = new Map<Intent, readonly Left[]>();
  for (const [place, { fact, activity }] of stored.entries()) {
    if (fact.kind !== 'answer') continue;
    const intent = byId.get(activity);
    const fits =
      intent?.session === fact.session.id && intent.said === saidOf(fact) && intent.student === fact.by;
    if (intent === undefined || !fits)
      universe.violate(`${fact.session.id} ${saidOf(fact)} was never pressed`);
    else facts.set(intent, [...(facts.get(intent) ?? []), { place, activity }]);
  }
  for (const [intent, left] of facts) {
    const { session, said, result, beside } = intent;
    if (result === 'refused') universe.violate(`${session} ${said} was refused and is stored`);
    if (left.length > 1 && beside.size === 0 && !mayBeAgain(left, session, stored))
      universe.violate(`${session} ${said} was pressed once and is stored ${left.length} times`);
  }
};

/** The newest answer of a session is the one its student was last told of. */
const checkNewest = ({ universe, people }: Parts, stored: readonly StoredFact[]): void => {
  const newest = newestAnswers(stored.map(({ fact }) => fact).filter(isAnswer));
  for (const session of people.answers.sessions()) {
    const answer = newest.get(session);
    const found = answer === undefined ? 'nothing' : saidOf(answer);
    const possible = people.answers.possible(session);
    if (!possible.has(found))
      universe.violate(`${session} is ${found}, its student saw ${[...possible].join(' or ')}`);
  }
};

const sameFact = (a: PupilFact, b: PupilFact): boolean => {
  if (a.kind === 'answer')
    return b.kind === 'answer' && a.session.id === b.session.id && saidOf(a) === saidOf(b);
  return b.kind === 'action' && a.verb === b.verb && a.by === b.by && a.note === b.note;
};

/** The same is never stored twice in a row, of a session or of a flag. */
const checkDoubles = ({ universe }: Parts, stored: readonly StoredFact[]): void => {
  const last = new Map<string, PupilFact>();
  for (const { fact, pupil } of stored) {
    const about = fact.kind === 'answer' ? fact.session.id : pupil;
    const before = last.get(about);
    if (before !== undefined && sameFact(before, fact)) universe.violate(`${about} holds the same twice`);
    last.set(about, fact);
    // An answer may open the flag again that was acted on.
    if (fact.kind === 'answer') last.delete(pupil);
  }
};

/** The figures counted once more, from what students were told. */
const checkFigures = ({ universe, roster, people }: Parts, pages: readonly PupilPage[]): void => {
  const { directory } = roster.present;
  const now = universe.scheduler.now();
  const byPupil = new Map(pages.map((page) => [page.pupil, answersIn(page.facts)]));
  const everything = { school: null, class: null, pupil: null, from: null, to: null };
  const shown = summarise(directory, ({ id }) => byPupil.get(id) ?? [], everything, now);
  const counted = directory.programme.pupils.flatMap((pupil) =>
    sessionsOfPupil(directory, pupil.id, byPupil.get(pupil.id) ?? []).map((session) => {
      const possible = [...people.answers.possible(session.id)];
      const said =
        possible.length === 1 ? (possible[0] ?? 'nothing') : saidByFacts(byPupil.get(pupil.id), session.id);
      const [outcome, minutes] = said.split(' ');
      const attendance =
        said === 'nothing'
          ? null
          : attendanceOf(outcomeOf(outcome, minutes), lateLimitsOf(directory, pupil.school));
      return { session, pupil, answer: null, attendance };
    }),
  );
  const recount = JSON.stringify(figuresOf(counted));
  const { sessions, answered, present, late, absence, missed, notCounted, unknown, attendanceRate } = shown;
  const figures = JSON.stringify({
    sessions,
    answered,
    present,
    late,
    absence,
    missed,
    notCounted,
    unknown,
    attendanceRate,
  });
  if (figures !== recount) universe.violate(`figures ${figures} are by recount ${recount}`);
};

const saidByFacts = (answers: ReturnType<typeof answersIn> = [], session: string): string => {
  const answer = answers.findLast((one) => one.session.id === session);
  return answer === undefined ? 'nothing' : saidOf(answer);
};

const outcomeOf = (
  outcome: string | undefined,
  minutes: string | undefined,
): Parameters<typeof attendanceOf>[0] => {
  const known = [
    'onTime',
    'late',
    'absentUnnotified',
    'absentUnknown',
    'absentNotified',
    'studentAbsent',
    'schoolCancelled',
  ] as const;
  const found = known.find((one) => one === outcome);
  if (found === undefined) throw new Error(`no outcome ${outcome}`);
  return { outcome: found, minutesLate: minutes === undefined ? null : Number(minutes) };
};

/** How a row of this range stands in storage, as one text each. */
const textsIn = (rows: Rows, keys: KeyRange, names: readonly string[]): readonly string[] =>
  rowsIn(rows, keys)
    .filter((row) => !isEveryPage(row))
    .map(({ rowKey, columns }) => JSON.stringify([rowKey, ...names.map((name) => columns[name])]));

/** Pages and figures thrown away and made again from the facts are the same. */
const checkRebuild = async ({ universe, shared, roster }: Parts, reader: Machine): Promise<void> => {
  const copy = shared.records.copy();
  const records = new AzureRecords(new SimulatedTable('copy', copy, reader, universe), reader.random);
  const { directory } = roster.present;
  const standingOf: StandingOf = ({ school, facts: ofPupil }) =>
    standingAfter(ofPupil, markedContext(directory, school));
  await asked(universe, records.rebuild(programmeId, schoolIn(directory.programme), standingOf));
  const isSame = (keys: KeyRange, ...names: readonly string[]): boolean =>
    textsIn(copy, keys, names).join() === textsIn(shared.records, keys, names).join();
  if (!isSame(allPageKeys, 'data0', 'data1')) universe.violate('pages differ from those made from the facts');
  if (!isSame(allFigureKeys, columnFor('all'), columnFor('recent')))
    universe.violate('kept figures differ from those made from the facts');
};

/** Everything of a pupil lies at their school, also what came in while an import moved them. */
const checkPlaces = ({ universe, roster }: Parts, pages: readonly PupilPage[]): void => {
  for (const { pupil, school } of pages) {
    const own = roster.present.directory.pupil(pupil)?.school;
    if (own !== school) universe.violate(`${pupil} is at ${own}, and has a page at ${school}`);
  }
};

/** What all facts of a moved pupil together give notice of, since the import. Clocks of machines may be off. */
const noticesSinceMove = (
  { roster }: Parts,
  school: string,
  all: readonly PupilFact[],
): readonly FlagNotice[] => {
  const { directory, from } = roster.present;
  const { notices } = flagBook(all, all.at(-1)?.at ?? 0, markedContext(directory, school));
  return notices.filter(({ at }) => at > from + 2_000);
};

/** Every notice of a flag became a message to each coordinator of the school, of either when the pupil was moved. */
const checkNotices = (parts: Parts, pages: readonly PupilPage[]): void => {
  const { universe, shared, roster } = parts;
  const keys = new Set(messagesIn(shared).map(({ key }) => key));
  const coordinators = roster.programme.people.filter(({ role }) => role === 'coordinator');
  const schools = roster.programme.schools.map(({ id }) => id);
  const moved = roster.moved();
  for (const { pupil, school, notices, facts: ofPupil } of pages)
    for (const { flag, ordinal } of moved.includes(pupil)
      ? noticesSinceMove(parts, school, ofPupil)
      : notices)
      for (const { email } of coordinators.filter((one) =>
        (moved.includes(pupil) ? schools : [school]).every((id) => coversSchool(one, id)),
      )) {
        const key = messageKey('flagRaised', email, `${flag}/${ordinal}`);
        if (!keys.has(key)) universe.violate(`${key} was due and never planned`);
      }
};

export const facts = async (parts: Parts): Promise<void> => {
  const { universe, shared, roster, people } = parts;
  const stored = factsIn(shared);
  checkPresses(parts, stored);
  checkNewest(parts, stored);
  checkDoubles(parts, stored);
  const reader = new Machine(universe, 'reader', 0);
  const { records } = storageOf(shared, reader, universe);
  const schools = roster.programme.schools.map(({ id }) => id);
  const pages = await asked(
    universe,
    Promise.all(schools.map((school) => records.pages(programmeId, school))),
  );
  checkPlaces(parts, pages.flat());
  checkFigures(parts, pages.flat());
  checkNotices(parts, pages.flat());
  await checkRebuild(parts, reader);
  const strangers = new Set(people.strangers.flatMap(idsOf));
  for (const { activity } of stored)
    if (strangers.has(activity)) universe.violate(`${activity} was not theirs and is stored`);
};
