/** A flag with what a coordinator needs to act on it. */
import { isPairOn, type Directory } from '../directory';
import { flagBook, flagContext } from './flags';
import { personName, pupilLabel } from '../labels';
import type { Flag, PupilFact } from '../facts';
import { openedAt } from './replay';
import type { Counted, Day, Moment, Pupil } from '../model';
import { recentSessions, type RecentSession } from '../recentSessions';

/** The numbers of a rule by name; null for a rule that no longer exists. */
export type RuleLookup = (
  rule: string,
) => { readonly counts: readonly Counted[]; readonly among: number } | null;

/** A flag and its surroundings, with the names the programme allows. */
export interface FlagDetails {
  /** Id of the programme: codes and days are the same in others. */
  readonly programme: string;
  readonly flag: Flag;
  readonly pupil: string;
  readonly class: string;
  readonly school: string;
  /** Name of the student who mentors the pupil now; null when nobody does. */
  readonly student: string | null;
  readonly ruleOf: RuleLookup;
  /** Name shown for an address in the history. */
  readonly nameOf: (address: string) => string;
  readonly timeZone: string;
  /** The last 8 sessions, oldest first; one that is going on once it has its answer. */
  readonly recent: readonly RecentSession[];
  /** The pupil's other flags, newest first; `since` is the day on which one was opened, or opened again. */
  readonly others: readonly (Pick<Flag, 'id' | 'level' | 'status' | 'continuedAs'> & {
    readonly since: Day;
  })[];
  /** Whom to reach at the school, in words for people; null when nobody is named. */
  readonly contact: string | null;
}

/** The rules of a programme by name. */
export const ruleLookup =
  (directory: Directory): RuleLookup =>
  (rule) =>
    directory.programme.rules.flagRules.find(({ name }) => name === rule) ?? null;

/** All flags of a pupil at a moment, withdrawn ones included. */
export const flagsOfPupil = (
  directory: Directory,
  pupil: Pupil,
  facts: readonly PupilFact[],
  now: Moment,
): readonly Flag[] => flagBook(facts, now, flagContext(directory, pupil.school)).flags;

const studentOf = (directory: Directory, pupil: Pupil, now: Moment): string | null => {
  const today = directory.calendar.dayOf(now);
  const pair = directory.pairsOfPupil(pupil.id).findLast((candidate) => isPairOn(candidate, today));
  return pair === undefined ? null : personName(directory, pair.student);
};

/** A flag of a pupil with its surroundings. */
export const flagDetails = (
  directory: Directory,
  pupil: Pupil,
  flag: Flag,
  facts: readonly PupilFact[],
  now: Moment,
): FlagDetails => {
  const school = directory.school(pupil.school);
  return {
    programme: directory.programme.id,
    flag,
    pupil: pupilLabel(directory, pupil.id),
    class: pupil.class,
    school: school?.name ?? pupil.school,
    student: studentOf(directory, pupil, now),
    ruleOf: ruleLookup(directory),
    nameOf: (address) => personName(directory, address),
    timeZone: directory.programme.timeZone,
    recent: recentSessions(directory, pupil, facts, now),
    others: flagsOfPupil(directory, pupil, facts, now)
      .filter(({ id }) => id !== flag.id)
      .toReversed()
      .map((other) => ({ ...other, since: directory.calendar.dayOf(openedAt(other)) })),
    contact: school?.contact ?? null,
  };
};
