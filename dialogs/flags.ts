/** Flags: a coordinator sees and acts on those of their schools, a student sees those of their own pupil. */
import { longestText, splitSessionId } from '../bot/programme/checkIn';
import { coversSchool, isPairOn, type Directory } from '../bot/programme/directory';
import { schoolsOf } from '../bot/programme/digestDetails';
import { flagDetails, flagsOfPupil, openFlagOf, ruleLookup } from '../bot/programme/flagDetails';
import { isUnresolved } from '../bot/programme/flagReplay';
import { pupilLabel } from '../bot/programme/labels';
import type { Day, Pupil } from '../bot/programme/model';
import type { Flag, FlagAction, FlagVerb } from '../bot/programme/facts';
import type { ActionFields, LoadedProgramme, RenderedCard } from '../bot/ports';
import type { FlagView } from '../cards/coordinatorViews';
import { asTyped } from '../cards/escape';
import { flagCard } from '../cards/flag';
import { flagListCard } from '../cards/flagList';
import { noticeCard } from '../cards/notice';
import { ownFlagsCard } from '../cards/ownFlags';
import { storing } from './notSure';
import { addToPage, nextMoment, readPage, untilStored, type ReadPage } from './pupilPage';
import { readSchools } from './schoolFacts';
import { membershipsAs, type CardDialog, type TextDialog, type Turn } from './turn';

interface OpenedFlag extends ReadPage {
  readonly loaded: LoadedProgramme;
  readonly pupil: Pupil;
  readonly flag: Flag;
}

/** A flag of a school the acting coordinator answers for; nothing is read for anybody else. */
const openFlag = async (turn: Turn, flagId: string): Promise<OpenedFlag | null> => {
  for (const { loaded, directory, person } of membershipsAs(turn, 'coordinator')) {
    const pupil = directory.pupil(splitSessionId(flagId).pupil);
    if (pupil === null || !coversSchool(person, pupil.school)) continue;
    const { page, tag } = await readPage(turn.ports, loaded.head.id, pupil.school, pupil.id);
    // What another press stored meanwhile counts, though this one began before it.
    const now = nextMoment(page, turn.now);
    const flag = flagsOfPupil(directory, pupil, page.facts, now).find(({ id }) => id === flagId);
    if (flag !== undefined) return { loaded, pupil, page, tag, flag };
  }
  return null;
};

const show = (turn: Turn, opened: OpenedFlag, rest: Pick<FlagView, 'occasion' | 'error'>): RenderedCard => {
  const { loaded, pupil, page, flag } = opened;
  const details = flagDetails(loaded.directory, pupil, flag, page.facts, turn.now);
  return flagCard({ ...details, ...rest }, turn.language);
};

const notForYou = (turn: Turn): RenderedCard => noticeCard({ notice: 'notForYou' }, turn.language);

/** `flag.show`: the flag as it stands now. */
export const showFlag: CardDialog = async (turn, data) => {
  const opened = await openFlag(turn, data['flag'] ?? '');
  return opened === null ? notForYou(turn) : show(turn, opened, { occasion: 'asked', error: null });
};

const isDone = (flag: Flag, verb: FlagVerb): boolean =>
  !isUnresolved(flag) || (verb === 'acknowledge' && flag.status === 'acknowledged');

const occasionOf = { acknowledge: 'acknowledged', note: 'note', resolve: 'resolved' } as const;

const noteError = (verb: FlagVerb, note: string): FlagView['error'] => {
  if (note.length > longestText) return { field: 'note', problem: 'tooLong', typed: note };
  if (verb !== 'acknowledge' && note === '') return { field: 'note', problem: 'missing', typed: note };
  return null;
};

/** Later than this the same words are said again on purpose. Milliseconds. */
const repeatedWithin = 3_600_000;

/** Teams delivers again and people press twice: the same note by the same person soon after it is one note. */
const isRepeatedNote = ({ page }: OpenedFlag, { contact, now }: Turn, note: string): boolean =>
  page.facts.some(
    (fact) =>
      fact.kind === 'action' &&
      fact.verb === 'note' &&
      fact.by === contact.email &&
      fact.note === note &&
      now - fact.at <= repeatedWithin,
  );

const storeAction = (
  turn: Turn,
  opened: OpenedFlag,
  verb: FlagVerb,
  note: string,
): Promise<'stored' | 'conflict'> => {
  const fact: FlagAction = {
    kind: 'action',
    at: nextMoment(opened.page, turn.now),
    verb,
    by: turn.contact.email,
    note: note === '' ? null : note,
  };
  return addToPage(turn, opened.loaded.head.id, opened, { fact, followUp: null, notices: [] });
};

const actOnce = async (turn: Turn, verb: FlagVerb, data: ActionFields): Promise<RenderedCard | null> => {
  const opened = await openFlag(turn, data['flag'] ?? '');
  if (opened === null) return notForYou(turn);
  if (opened.page.activities.includes(turn.activity)) {
    return show(turn, opened, { occasion: occasionOf[verb], error: null });
  }
  if (isDone(opened.flag, verb)) return show(turn, opened, { occasion: 'alreadyDone', error: null });
  const note = asTyped(data['note'] ?? '').trim();
  const error = noteError(verb, note);
  if (error !== null) return show(turn, opened, { occasion: 'asked', error });
  if (verb === 'note' && isRepeatedNote(opened, turn, note)) {
    return show(turn, opened, { occasion: 'note', error: null });
  }
  if ((await storeAction(turn, opened, verb, note)) === 'conflict') return null;
  // It is stored: whoever hears that this failed must not hear that nothing was.
  const after = await storing(openFlag(turn, opened.flag.id));
  return after === null ? notForYou(turn) : show(turn, after, { occasion: occasionOf[verb], error: null });
};

const act =
  (verb: FlagVerb): CardDialog =>
  (turn, data) =>
    untilStored(() => actOnce(turn, verb, data));

/** `flag.acknowledge`; who comes second sees what the first did. */
export const acknowledgeFlag: CardDialog = act('acknowledge');
/** `flag.note`; needs a note, and takes one on an unresolved flag only. */
export const noteFlag: CardDialog = act('note');
/** `flag.resolve`; needs a note that says what was done. */
export const resolveFlag: CardDialog = act('resolve');

const coordinatorFlags = async (turn: Turn): Promise<RenderedCard> => {
  const rows = [];
  for (const { loaded, directory, person } of membershipsAs(turn, 'coordinator')) {
    const schools = schoolsOf(directory, person);
    const factsOf = await readSchools(turn.ports.records, loaded.head.id, schools);
    for (const pupil of schools.flatMap((school) => directory.pupilsOfSchool(school))) {
      const flag = openFlagOf(directory, pupil, factsOf(pupil.id), turn.now);
      if (flag === null) continue;
      const school = directory.school(pupil.school)?.name ?? pupil.school;
      rows.push({ ...flag, pupil: pupilLabel(directory, pupil.id), class: pupil.class, school });
    }
  }
  return flagListCard({ flags: rows }, turn.language);
};

/** The pupils a student mentors on the day; those of before are no longer theirs to see. */
const presentPupils = (directory: Directory, student: string, today: Day): ReadonlySet<string> =>
  new Set(
    directory
      .pairsOfStudent(student)
      .filter((pair) => isPairOn(pair, today))
      .map(({ pupil }) => pupil),
  );

const studentFlags = async (turn: Turn): Promise<RenderedCard> => {
  const flags = [];
  for (const { loaded, directory, person } of membershipsAs(turn, 'student')) {
    for (const id of presentPupils(directory, person.email, directory.calendar.dayOf(turn.now))) {
      const pupil = directory.pupil(id);
      if (pupil === null) continue;
      const { page } = await readPage(turn.ports, loaded.head.id, pupil.school, id);
      const own = flagsOfPupil(directory, pupil, page.facts, turn.now);
      flags.push(
        ...own.map((flag) => ({ ...flag, pupil: pupilLabel(directory, id), ruleOf: ruleLookup(directory) })),
      );
    }
  }
  if (flags.length === 0) return noticeCard({ notice: 'noFlags' }, turn.language);
  return ownFlagsCard({ flags: flags.toReversed() }, turn.language);
};

/** `signalen`: what waits for a coordinator; for a student the flags of their own pupil. */
export const flags: TextDialog = async (turn) => {
  const isCoordinator = membershipsAs(turn, 'coordinator').length > 0;
  return [await (isCoordinator ? coordinatorFlags(turn) : studentFlags(turn))];
};
