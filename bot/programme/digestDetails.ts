/** What the Monday digest tells one coordinator. */
import { addDays } from './calendar';
import { careCounts, type CareCount } from './care';
import { digestTime } from './digests';
import type { Directory } from './directory';
import { flagsOfPupil } from './flags/details';
import { givenName, pupilLabel } from './labels';
import { answersIn, type CareUse, type Flag } from './facts';
import { isUnresolved, openedAt } from './flags/replay';
import { isOverdue } from './kept/flag';
import type { Closure, Day, Moment, Person } from './model';
import { signalDetails, studentsOf, type SignalLists, type SignalSource } from './signalDetails';
import { countedSessions, figuresOf, type Figures } from './summary/summary';

/** `pupil` is the label the programme allows, `since` the day on which it was opened, or opened again. */
interface DigestFlag extends Pick<Flag, 'id' | 'level' | 'status'> {
  /** Id of the programme. */
  readonly programme: string;
  readonly pupil: string;
  readonly class: string;
  /** Name of the school; null for who answers for no other. */
  readonly school: string | null;
  readonly since: Day;
  /** Raised to level 3 because nobody acknowledged it for so many school days. */
  readonly isOverdue: boolean;
}

/** Last week against the week before, flags, students, and what is closed this week. */
export interface DigestDetails {
  readonly name: string;
  readonly programme: string;
  /** Monday and Sunday of the week looked back on. */
  readonly from: Day;
  readonly to: Day;
  readonly lastWeek: Figures;
  readonly weekBefore: Figures;
  /** Opened or reopened since the digest of the Monday before and not resolved, highest level first. */
  readonly newFlags: readonly DigestFlag[];
  /** Open for longer, and nobody acknowledged them; highest level first. */
  readonly waitingFlags: readonly DigestFlag[];
  /** How many of longer ago somebody is working on. */
  readonly acknowledgedFlags: number;
  /** School days after which a flag of level 2 that nobody acknowledged is overdue. */
  readonly raiseAfter: number;
  readonly signals: SignalLists;
  /** Uses of the care button last week, by school; never whose. */
  readonly careCounts: readonly CareCount[];
  readonly closedThisWeek: readonly (Closure & { readonly where: string })[];
}

const figuresBetween = (source: SignalSource, from: Day, to: Day): Figures =>
  figuresOf(
    source.schools
      .flatMap((school) => source.directory.pupilsOfSchool(school))
      .flatMap((pupil) => {
        const answers = answersIn(source.factsOf(pupil.id));
        return countedSessions(source.directory, pupil, answers, { from, to }, source.now);
      }),
  );

const unresolvedFlags = ({ directory, schools, factsOf, now }: SignalSource): (DigestFlag & Flag)[] =>
  schools
    .flatMap((school) => directory.pupilsOfSchool(school))
    .flatMap((pupil) =>
      flagsOfPupil(directory, pupil, factsOf(pupil.id), now)
        .filter(isUnresolved)
        .map((flag) => ({
          ...flag,
          programme: directory.programme.id,
          pupil: pupilLabel(directory, pupil.id),
          class: pupil.class,
          school: schools.length === 1 ? null : (directory.school(pupil.school)?.name ?? pupil.school),
          since: directory.calendar.dayOf(openedAt(flag)),
          isOverdue: isOverdue(flag),
        })),
    )
    .toSorted((a, b) => b.level - a.level);

/** The days of the coordinator's schools, and of the universities their students come from. */
const closuresIn = (source: SignalSource, from: Day, to: Day): DigestDetails['closedThisWeek'] => {
  const { schools, universities } = source.directory.programme;
  const studentsAt = new Set(studentsOf(source).map(({ university }) => university));
  const places = [
    ...schools.filter(({ id }) => source.schools.includes(id)),
    ...universities.filter(({ id }) => studentsAt.has(id)),
  ];
  return places.flatMap(({ name, closed }) =>
    closed
      .filter((closure) => closure.from <= to && closure.to >= from)
      .map((closure) => ({ where: name, ...closure })),
  );
};

/** The first moment that a digest of a Monday tells of: that Monday a week earlier begins. */
export const digestFrom = ({ calendar }: Directory, monday: Day): Moment =>
  calendar.momentOf(addDays(monday, -7), '00:00');

/** The digest of a Monday for one coordinator; `source` holds the schools they answer for. */
export const digestDetails = (
  source: SignalSource,
  coordinator: Person,
  monday: Day,
  careUses: readonly CareUse[],
): DigestDetails => {
  const { directory, schools } = source;
  const from = addDays(monday, -7);
  const lastWeek = { from: digestFrom(directory, monday), to: directory.calendar.momentOf(monday, '00:00') };
  const flags = unresolvedFlags(source);
  const digestBefore = directory.calendar.momentOf(from, digestTime);
  const isNew = (flag: Flag): boolean => openedAt(flag) >= digestBefore;
  const older = flags.filter((flag) => !isNew(flag));
  return {
    name: givenName(directory, coordinator.email),
    programme: directory.programme.name,
    from,
    to: addDays(monday, -1),
    lastWeek: figuresBetween(source, from, addDays(monday, -1)),
    weekBefore: figuresBetween(source, addDays(monday, -14), addDays(monday, -8)),
    newFlags: flags.filter((flag) => isNew(flag)),
    waitingFlags: older.filter(({ status }) => status === 'open'),
    acknowledgedFlags: older.filter(({ status }) => status === 'acknowledged').length,
    raiseAfter: directory.programme.rules.raiseAfter,
    signals: signalDetails(source),
    careCounts: careCounts(directory, schools, careUses, lastWeek),
    closedThisWeek: closuresIn(source, monday, addDays(monday, 6)),
  };
};
