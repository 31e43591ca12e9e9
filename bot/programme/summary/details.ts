/** The summary as a coordinator reads it: one level, its parts, and who needs attention first. */
import { dayOfNumber, isoWeek } from '../calendar';
import { sumOf, totalOf, WeekCounts, type Counts } from '../counts';
import type { Directory } from '../directory';
import { groupBy } from '../groupBy';
import { personName, pupilLabel } from '../labels';
import { answersIn, type PupilFact } from '../facts';
import type { Day, Level, Moment, Pupil } from '../model';
import type { PupilAttendance } from '../pupilAttendance';
import type { WholeRate } from '../wholeRate';
import { countedSessions, figuresFrom, type CountedSession, type Figures } from './summary';
import type { SummaryAsked } from './asked';
import {
  commonAsked,
  commonOf,
  isIn,
  schoolsNamed,
  schoolsRead,
  titleTogether,
  whereLabel,
} from './together';
import { timelineOf, type TimelineEntry } from './timeline';

/** A line that can be opened; `scope` is what opening it asks for. */
export interface SummaryPart {
  readonly label: string;
  readonly figures: Figures;
  readonly scope: SummaryAsked;
}

/** One card of the summary. */
export interface SummaryDetails {
  readonly programme: string;
  /** Names of the reader's schools where that is one or not all of it; else empty. */
  readonly schools: readonly string[];
  /** Names of the school, class and pupil that were asked for. */
  readonly title: readonly string[];
  readonly scope: SummaryAsked;
  readonly figures: Figures;
  /** The next level down: schools, classes or pupils, or what is looked at together; empty for one pupil. */
  readonly parts: readonly SummaryPart[];
  readonly partsAre: 'school' | 'class' | 'pupil' | 'together' | null;
  /** Pupils who need attention first, at most five, worst first; empty for one pupil. */
  readonly attention: readonly (SummaryPart & { readonly level: Level | null })[];
  readonly byWeek: readonly {
    readonly week: string;
    readonly monday: Day;
    readonly figures: Figures;
  }[];
  /** For one pupil: every session, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** The rate of the whole programme in the same period, to compare with; null when there is none to tell. */
  readonly wholeRate: WholeRate | null;
  /** Name shown for the address of who gave an answer. */
  readonly nameOf: (address: string) => string;
  readonly timeZone: string;
  /** One step up; null at the top. */
  readonly up: SummaryAsked | null;
}

/** What a summary is made from. */
export interface SummarySource {
  readonly directory: Directory;
  /** Schools the reader may see, in order of the files. */
  readonly schools: readonly string[];
  readonly attendanceOf: (pupil: Pupil) => PupilAttendance;
  readonly now: Moment;
}

/** What single sessions are shown from. */
export interface FactsSource extends Omit<SummarySource, 'attendanceOf'> {
  readonly factsOf: (pupil: string) => readonly PupilFact[];
}

/** Pupils named as needing attention. */
const mostAttention = 5;

/** Whether a pupil belongs to what is asked for, within the schools of the reader. */
export const isAsked = (scope: SummaryAsked, schools: readonly string[], pupil: Pupil): boolean =>
  schools.includes(pupil.school) &&
  isIn(scope, pupil) &&
  (scope.together.length === 0 || scope.together.some((where) => isIn(where, pupil)));

/** Those who can be asked for: of a student the pupils they ever had, of one school its own. */
const candidates = (
  { directory, schools }: Pick<SummarySource, 'directory' | 'schools'>,
  scope: SummaryAsked,
): readonly Pupil[] => {
  if (scope.student !== null) {
    const own = new Set(directory.pairsOfStudent(scope.student).map(({ pupil }) => pupil));
    return [...own].flatMap((id) => directory.pupil(id) ?? []);
  }
  const named = scope.school === null ? schoolsNamed(scope.together) : [scope.school];
  const only = named.length === 0 && schools.length === 1 ? schools : named;
  return only.length === 0 ? directory.programme.pupils : only.flatMap((id) => directory.pupilsOfSchool(id));
};

/** The pupils asked for, in order of the files; nobody else's are gone through. */
export const pupilsAsked = (
  source: Pick<SummarySource, 'directory' | 'schools'>,
  scope: SummaryAsked,
): Pupil[] => candidates(source, scope).filter((pupil) => isAsked(scope, source.schools, pupil));

/** The ended sessions that are asked for, by pupil in order of the files. */
export const countedAsked = (source: FactsSource, scope: SummaryAsked): CountedSession[] =>
  pupilsAsked(source, scope).flatMap((pupil) =>
    countedSessions(source.directory, pupil, answersIn(source.factsOf(pupil.id)), scope, source.now),
  );

/** For one pupil: every session, oldest first; nothing for more of them. */
export const pupilTimeline = (source: FactsSource, scope: SummaryAsked): readonly TimelineEntry[] =>
  scope.pupil === null
    ? []
    : timelineOf(source.directory, countedAsked(source, scope), source.factsOf, source.now, () => null);

/** A pupil with the sessions that are asked for: one at least. */
interface Counted {
  readonly pupil: Pupil;
  readonly counts: Counts;
}

const countAsked = (source: SummarySource, scope: SummaryAsked, weeks: WeekCounts): Counted[] =>
  pupilsAsked(source, scope)
    .map((pupil) => ({ pupil, counts: source.attendanceOf(pupil).count(scope, weeks) }))
    .filter(({ counts }) => totalOf(counts) > 0);

const figuresOfAll = (all: readonly Counted[]): Figures =>
  figuresFrom(sumOf(all.map(({ counts }) => counts)));

type Step = Pick<SummaryDetails, 'parts' | 'partsAre'>;

const partsOf = (source: SummarySource, scope: SummaryAsked, all: readonly Counted[]): Step => {
  const { directory, schools } = source;
  const line = (label: string, members: readonly Counted[], change: Partial<SummaryAsked>): SummaryPart => ({
    label,
    figures: figuresOfAll(members),
    scope: { ...scope, ...change },
  });
  if (scope.pupil !== null) return { parts: [], partsAre: null };
  if (scope.together.length > 0) {
    const common = commonOf(scope.together);
    return {
      partsAre: 'together',
      parts: scope.together.map((where) =>
        line(
          whereLabel(directory, where, common),
          all.filter(({ pupil }) => isIn(where, pupil)),
          { together: [], ...where },
        ),
      ),
    };
  }
  if (scope.class !== null) {
    return {
      partsAre: 'pupil',
      parts: all.map((one) => line(pupilLabel(directory, one.pupil.id), [one], { pupil: one.pupil.id })),
    };
  }
  if (scope.school !== null || schools.length === 1) {
    const school = scope.school ?? schools[0] ?? null;
    const classes = [...groupBy(all, ({ pupil }) => pupil.class)].toSorted(([a], [b]) => a.localeCompare(b));
    return {
      partsAre: 'class',
      parts: classes.map(([name, members]) => line(name, members, { school, class: name })),
    };
  }
  const bySchool = [...groupBy(all, ({ pupil }) => pupil.school)];
  return {
    partsAre: 'school',
    parts: bySchool.map(([id, members]) => line(directory.school(id)?.name ?? id, members, { school: id })),
  };
};

/** Absent and late sessions weigh most; a flag weighs more than any of them. */
const weightOf = ({ absence, missed, late }: Counts, level: Level | null): number =>
  (level ?? 0) * 1000 + absence * 3 + missed * 2 + late;

const worriesIn = ({ absence, missed, late }: Counts): number => absence + missed + late;

const attentionOf = (source: SummarySource, scope: SummaryAsked, all: readonly Counted[]) =>
  all
    .filter(({ counts }) => worriesIn(counts) > 0)
    .map(({ pupil, counts }) => {
      const level = source.attendanceOf(pupil).openFlag()?.level ?? null;
      return { pupil, counts, level, weight: weightOf(counts, level) };
    })
    .filter(({ level, counts }) => level !== null || worriesIn(counts) > 1)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostAttention)
    .map(({ pupil, counts, level }) => ({
      label: whereLabel(
        source.directory,
        { school: pupil.school, class: pupil.class, pupil: pupil.id },
        commonAsked(scope, source.schools),
      ),
      figures: figuresFrom(counts),
      level,
      scope: { ...scope, together: [], school: pupil.school, class: pupil.class, pupil: pupil.id },
    }));

const weekOf = (number: number, counts: Counts): SummaryDetails['byWeek'][number] => {
  const monday = dayOfNumber(number);
  return { week: isoWeek(monday), monday, figures: figuresFrom(counts) };
};

/** One step up: from pupil to class to school to everything, and last of all from a period to the whole programme. */
const upFrom = (scope: SummaryAsked, schools: readonly string[]): SummaryAsked | null => {
  if (scope.together.length > 0) return { ...scope, ...commonOf(scope.together), together: [] };
  if (scope.pupil !== null) return { ...scope, pupil: null };
  if (scope.class !== null) return { ...scope, class: null };
  if (scope.school !== null && schools.length > 1) return { ...scope, school: null };
  return scope.from !== null || scope.to !== null ? { ...scope, from: null, to: null } : null;
};

/** Names of the school, class and pupil that are asked for, from large to small. */
export const titleOf = (directory: Directory, scope: SummaryAsked): string[] => {
  if (scope.together.length > 0) return titleTogether(directory, scope.together);
  return [
    scope.school === null ? null : (directory.school(scope.school)?.name ?? scope.school),
    scope.class,
    scope.pupil === null ? null : pupilLabel(directory, scope.pupil),
  ].filter((part) => part !== null);
};

/** The summary of what the reader asked for, within the schools they may see; `timeline` is one pupil's. */
export const summaryDetails = (
  source: SummarySource,
  scope: SummaryAsked,
  wholeRate: WholeRate | null,
  timeline: readonly TimelineEntry[],
): SummaryDetails => {
  const { directory, schools } = source;
  const weeks = new WeekCounts();
  const all = countAsked(source, scope, weeks);
  const open = { ...scope, start: 0, laterWeeks: 0 };
  const step = partsOf(source, open, all);
  return {
    programme: directory.programme.name,
    schools: schoolsRead(directory, schools),
    title: titleOf(directory, scope),
    scope,
    figures: figuresOfAll(all),
    ...step,
    attention: step.partsAre === null ? [] : attentionOf(source, open, all),
    byWeek: weeks.weeks().map(([monday, counts]) => weekOf(monday, counts)),
    timeline,
    wholeRate,
    nameOf: (address) => personName(directory, address),
    timeZone: directory.programme.timeZone,
    up: upFrom(open, schools),
  };
};
