/** Cards that no fact makes out of date: a digest raises flags by itself, and an import changes whom they are about. */
import { failure } from '../programme/failure';
import type { LoadedProgramme, Log } from '../ports';
import type { PlanMark } from '../ports/outbox';
import type { RecordStore } from '../ports/storage';
import { mondayOf } from '../programme/calendar';
import { digestMoments } from '../programme/digests';
import type { CardChange } from '../programme/facts';
import { flagsOfPupil } from '../programme/flags/details';
import { idsOf } from '../programme/flags/takeOver';
import { isStanding, markedContext, openFlagAt, standingAfter } from '../programme/kept/flag';
import type { FlagStanding } from '../programme/kept/flag';
import type { KeptPupil } from '../programme/kept/pupil';
import { messageKey } from '../programme/messages';
import type { Moment, Pupil } from '../programme/model';
import { isStorageAway } from './storageAway';

/** What is read for it: of every school one short row a pupil. */
export interface FlagsAtLargePorts {
  readonly records: Pick<RecordStore, 'figures' | 'page'>;
  readonly log: Log;
}

/** Cards that are out of date. */
type Cards = Pick<CardChange, 'flags' | 'messages'>;

const none: Cards = { flags: [], messages: [] };

/** A pupil's flag that waits, as what is kept of it says, or as their facts do where that no longer holds. */
const standingOf = async (
  { records }: FlagsAtLargePorts,
  { head, directory }: LoadedProgramme,
  pupil: Pupil,
  { standing }: KeptPupil,
): Promise<FlagStanding> => {
  const context = markedContext(directory, pupil.school);
  if (standing !== null && isStanding(standing, context)) return standing;
  const page = await records.page(head.id, pupil.school, pupil.id);
  return standingAfter(page?.value.facts ?? [], context);
};

/** Under which ids people were told of a flag that waits: it may have taken the place of another. */
const toldAs = async (
  { records }: FlagsAtLargePorts,
  { head, directory }: LoadedProgramme,
  pupil: Pupil,
  flag: string,
): Promise<readonly string[]> => {
  const page = await records.page(head.id, pupil.school, pupil.id);
  const { facts = [] } = page?.value ?? {};
  const flags = flagsOfPupil(directory, pupil, facts, facts.at(-1)?.at ?? 0);
  return [flag, ...idsOf(flags, flag)];
};

/** What is found out about each pupil of whom something is stored. */
const ofPupils = async (
  ports: FlagsAtLargePorts,
  loaded: LoadedProgramme,
  find: (pupil: Pupil, kept: KeptPupil, standing: FlagStanding) => readonly (string | undefined)[],
): Promise<readonly string[]> => {
  const found = new Set<string>();
  for (const { id } of loaded.directory.programme.schools) {
    for (const kept of await ports.records.figures(loaded.head.id, id, 'recent')) {
      const pupil = loaded.directory.pupil(kept.pupil);
      if (pupil === null) continue;
      const standing = await standingOf(ports, loaded, pupil, kept);
      for (const flag of new Set(find(pupil, kept, standing)))
        if (flag !== undefined) for (const told of await toldAs(ports, loaded, pupil, flag)) found.add(told);
    }
  }
  return [...found];
};

/** Flags that the digests after one moment, up to another, raised to the highest level. */
const raised = async (
  ports: FlagsAtLargePorts,
  loaded: LoadedProgramme,
  after: Moment,
  now: Moment,
): Promise<Cards> => {
  const { directory } = loaded;
  const first = digestMoments(directory).find((moment) => moment > after && moment <= now);
  if (first === undefined) return none;
  const flags = await ofPupils(ports, loaded, (pupil, { upTo }, standing) => {
    // A fact since then has made the cards out of date by itself.
    if (upTo >= first) return [];
    const levelAt = (moment: Moment) =>
      openFlagAt(standing, upTo, moment, markedContext(directory, pupil.school))?.level;
    return levelAt(first - 1) === levelAt(now) ? [] : [standing.flag?.id];
  });
  return { flags, messages: [] };
};

/** Everything that waits may name its pupil, class, school or student otherwise, or be for others, since an import. */
const imported = async (ports: FlagsAtLargePorts, loaded: LoadedProgramme, now: Moment): Promise<Cards> => {
  const { people } = loaded.directory.programme;
  const monday = mondayOf(loaded.directory.calendar.dayOf(now));
  const coordinators = new Set(people.flatMap(({ email, role }) => (role === 'coordinator' ? [email] : [])));
  return {
    flags: await ofPupils(ports, loaded, (_pupil, kept, { flag }) => [kept.standing?.flag?.id, flag?.id]),
    messages: [...coordinators].map((email) => messageKey('digest', email, monday)),
  };
};

/**
 * Cards that are out of date since the last plan, beside those that a fact says so of. A fault here must keep no message
 * from being sent: it is told in the log, and these cards wait for the next thing that happens to them.
 */
export const outdatedAtLarge = async (
  ports: FlagsAtLargePorts,
  loaded: LoadedProgramme,
  mark: PlanMark | null,
  now: Moment,
): Promise<Cards> => {
  if (mark === null) return none;
  try {
    return mark.version === loaded.head.version
      ? await raised(ports, loaded, mark.upTo, now)
      : await imported(ports, loaded, now);
  } catch (error) {
    if (isStorageAway(error)) throw error;
    ports.log.error('cards not looked at', { programme: loaded.head.id, ...failure(error) });
    return none;
  }
};
