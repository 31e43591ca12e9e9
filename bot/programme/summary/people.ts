/** Two other ways to look at the summary: who missed or came late, and one student's sessions. */
import { isoWeek } from '../calendar';
import { sumOf, totalOf, WeekCounts } from '../counts';
import { isPairOn, type Directory } from '../directory';
import { groupBy } from '../groupBy';
import { type Attendance, type Pause, type Session } from '../facts';
import type { Day, Pupil } from '../model';
import { labelAmong, personName, pupilLabel } from '../labels';
import type { AnsweredOn } from '../pupilAttendance';
import { sessionOn } from '../sessions';
import { cancelledSessions, factsOfPairs, pairsWithin, silentWithin } from '../studentSignals';
import { figuresOf, type CountedSession, type Figures } from './summary';
import type { SummaryAsked, WhoAsked } from './asked';
import { countedAsked, isAsked, pupilsAsked, titleOf, type FactsSource, type SummarySource } from './details';
import { schoolsRead } from './together';
import { timelineOf, type TimelineEntry } from './timeline';

/** A pupil with the sessions they missed or came late to; `scope` is what opening it asks for. */
export interface WhoLine {
  readonly label: string;
  readonly class: string;
  readonly school: string;
  /** In order. */
  readonly sessions: readonly Pick<TimelineEntry, 'date' | 'attendance' | 'minutesLate'>[];
  readonly scope: SummaryAsked;
}

/** Who missed or came late. */
export interface WhoDetails {
  readonly programme: string;
  /** Names of the reader's schools where that is one or not all of it; else empty. */
  readonly schools: readonly string[];
  readonly title: readonly string[];
  readonly scope: SummaryAsked;
  readonly who: WhoAsked;
  /** Most sessions first, then in order of the files. */
  readonly lines: readonly WhoLine[];
  /** All that have ended: where there were none, nobody could miss one. */
  readonly ended: number;
  /** Ended sessions that are still without an answer: what is not known yet. */
  readonly unknown: number;
  /** Sessions that are going on, with or without an answer: they count once they have ended. */
  readonly goingOn: number;
  readonly up: SummaryAsked;
}

const isWho: Readonly<Record<WhoAsked, (attendance: Attendance) => boolean>> = {
  missed: (attendance) => attendance === 'absence' || attendance === 'missed',
  late: (attendance) => attendance === 'late',
};

const ofStudent = (student: string | null, all: readonly CountedSession[]): readonly CountedSession[] =>
  student === null ? all : all.filter(({ session }) => session.student === student);

/** The title of what is asked for, a student's name included. */
const fullTitle = (directory: Directory, scope: SummaryAsked): string[] => [
  ...titleOf(directory, scope),
  ...(scope.student === null ? [] : [personName(directory, scope.student)]),
];

const whoLine = (
  directory: Directory,
  scope: SummaryAsked,
  { id, school, class: of }: Pupil,
  sessions: readonly AnsweredOn[],
): WhoLine => ({
  label: pupilLabel(directory, id),
  class: of,
  school: directory.school(school)?.name ?? '',
  sessions,
  scope: {
    ...scope,
    school,
    class: of,
    pupil: id,
    student: null,
    together: [],
    who: null,
    start: 0,
    laterWeeks: 0,
  },
});

/** Those of today that have begun and not ended, by the roster. */
const goingOn = (
  { directory, now }: SummarySource,
  scope: SummaryAsked,
  pupils: readonly Pupil[],
): number => {
  const today = directory.calendar.dayOf(now);
  if ((scope.from !== null && today < scope.from) || (scope.to !== null && today > scope.to)) return 0;
  return pupils
    .flatMap(({ id }) => directory.pairsOfPupil(id))
    .filter((pair) => scope.student === null || pair.student === scope.student)
    .filter((pair) => directory.meetingDays(pair).includes(today))
    .map((pair) => sessionOn(directory, pair, today))
    .filter(({ start, end }) => start <= now && now < end).length;
};

/**
 * The pupils who missed or came late, within what is asked for and what the reader may see. Where a student is asked
 * for, the source holds their sessions alone.
 */
export const whoDetails = (source: SummarySource, scope: SummaryAsked, who: WhoAsked): WhoDetails => {
  const { directory, attendanceOf } = source;
  const pupils = pupilsAsked(source, scope);
  const weeks = new WeekCounts();
  const lines = pupils.flatMap((pupil) => {
    const sessions = attendanceOf(pupil)
      .answered(scope)
      .filter(({ attendance }) => isWho[who](attendance));
    return sessions.length === 0 ? [] : [whoLine(directory, scope, pupil, sessions)];
  });
  const counts = sumOf(pupils.map((pupil) => attendanceOf(pupil).count(scope, weeks)));
  return {
    programme: directory.programme.name,
    schools: schoolsRead(directory, source.schools),
    title: fullTitle(directory, scope),
    scope,
    who,
    lines: lines.toSorted((a, b) => b.sessions.length - a.sessions.length),
    ended: totalOf(counts),
    unknown: counts.unknown,
    goingOn: goingOn(source, scope, pupils),
    up: { ...scope, who: null, start: 0, laterWeeks: 0 },
  };
};

/** Since the first session of it. */
export interface StudentSignal {
  readonly since: Day;
}

/** One student's sessions with the pupils whom the reader may see. */
export interface StudentDetails {
  readonly name: string;
  /** Names of the school, class and pupil that were asked for with the student. */
  readonly title: readonly string[];
  /** Labels and classes of the pupils asked for whom they meet now, or met. */
  readonly pupils: readonly {
    readonly label: string;
    readonly class: string;
    readonly scope: SummaryAsked;
  }[];
  readonly scope: SummaryAsked;
  readonly figures: Figures;
  /** By week, in order; weeks without a session are left out. */
  readonly byWeek: readonly { readonly week: string; readonly figures: Figures }[];
  /** Sessions that took place, late ones included. */
  readonly held: number;
  readonly studentAbsent: number;
  readonly schoolCancelled: number;
  /** As in `stil`; null when it is not so. */
  readonly silent: StudentSignal | null;
  readonly cancelling: StudentSignal | null;
  readonly timeline: readonly TimelineEntry[];
  readonly nameOf: (address: string) => string;
  readonly timeZone: string;
  readonly up: SummaryAsked;
}

/** With the student's pauses, and the facts of all their pupils: whether they are silent hangs on those at other schools too. */
export interface StudentSource extends FactsSource {
  readonly pauses: readonly Pause[];
}

/** Ids of the pupils of a student at some schools, those whom they meet now first. */
export const pupilsOfStudent = (
  { directory, schools, now }: Pick<SummarySource, 'directory' | 'schools' | 'now'>,
  student: string,
): string[] => {
  const today = directory.calendar.dayOf(now);
  const pairs = pairsWithin(directory, schools, student).toSorted(
    (a, b) => Number(isPairOn(b, today)) - Number(isPairOn(a, today)),
  );
  return [...new Set(pairs.map(({ pupil }) => pupil))];
};

const signalFrom = ([first]: readonly Session[]): StudentSignal | null =>
  first === undefined ? null : { since: first.date };

const signalsOf = (source: StudentSource, student: string) => {
  const pairs = pairsWithin(source.directory, source.schools, student);
  return {
    silent: signalFrom(silentWithin(source, student)),
    cancelling: signalFrom(cancelledSessions(factsOfPairs(source, student, pairs))),
  };
};

/** A student's sessions that ended, by start, with what `stil` would say of them. */
export const studentDetails = (
  source: StudentSource,
  scope: SummaryAsked,
  student: string,
): StudentDetails => {
  const { directory, factsOf, now } = source;
  const all = ofStudent(student, countedAsked(source, scope)).toSorted(
    (a, b) => a.session.start - b.session.start,
  );
  const figures = figuresOf(all);
  const ids = pupilsOfStudent(source, student);
  const pupils = ids
    .flatMap((id) => directory.pupil(id) ?? [])
    .filter((pupil) => isAsked(scope, source.schools, pupil));
  const withOutcome = (outcome: string): number =>
    all.filter(({ answer }) => answer?.outcome === outcome).length;
  return {
    name: personName(directory, student),
    title: titleOf(directory, scope),
    pupils: pupils.map(({ id, school, class: of }) => ({
      label: labelAmong(directory, id, ids),
      class: of,
      scope: { ...scope, school, class: of, pupil: id, student: null, start: 0, laterWeeks: 0 },
    })),
    scope,
    figures,
    byWeek: [...groupBy(all, ({ session }) => isoWeek(session.date))].map(([week, sessions]) => ({
      week,
      figures: figuresOf(sessions),
    })),
    held: figures.present + figures.late,
    studentAbsent: withOutcome('studentAbsent'),
    schoolCancelled: withOutcome('schoolCancelled'),
    ...signalsOf(source, student),
    timeline: timelineOf(directory, all, factsOf, now, (id) =>
      pupils.length > 1 ? labelAmong(directory, id, ids) : null,
    ),
    nameOf: (address) => personName(directory, address),
    timeZone: directory.programme.timeZone,
    up: { ...scope, school: null, class: null, pupil: null, student: null, start: 0, laterWeeks: 0 },
  };
};
