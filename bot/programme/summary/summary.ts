/** Attendance figures over any set of sessions that have ended (docs/rules.md, Summary). */
import { attendanceOf, lateLimitsOf } from '../attendance';
import { isoWeek } from '../calendar';
import { noCounts, type Counts } from '../counts';
import type { Directory } from '../directory';
import type { Answer, Attendance, Session } from '../facts';
import type { Day, Moment, Pupil } from '../model';
import { newestAnswers, sessionsOfPupil } from '../sessions';

/** Counts of sessions. `present` is on time; `notCounted` is studentAbsent and schoolCancelled. */
export interface Figures {
  readonly sessions: number;
  readonly answered: number;
  readonly present: number;
  readonly late: number;
  readonly absence: number;
  readonly missed: number;
  readonly notCounted: number;
  readonly unknown: number;
  /** (present + late) / (present + late + absence + missed), not rounded; null when nothing was observed. */
  readonly attendanceRate: number | null;
}

/** One session, with what it counts as; null is no answer. */
export interface CountedSession {
  readonly session: Session;
  readonly pupil: Pupil;
  readonly answer: Answer | null;
  readonly attendance: Attendance | null;
}

/** The figures of some counts. */
export const figuresFrom = (counts: Counts): Figures => {
  const came = counts.present + counts.late;
  const observed = came + counts.absence + counts.missed;
  const answered = observed + counts.notCounted;
  // By name: a list of weeks and classes has hundreds, and spreading takes several times as long.
  return {
    sessions: answered + counts.unknown,
    answered,
    present: counts.present,
    late: counts.late,
    absence: counts.absence,
    missed: counts.missed,
    notCounted: counts.notCounted,
    unknown: counts.unknown,
    attendanceRate: observed === 0 ? null : came / observed,
  };
};

/** The figures of some counted sessions. */
export const figuresOf = (counted: readonly CountedSession[]): Figures => {
  const counts = noCounts();
  for (const { attendance } of counted) counts[attendance ?? 'unknown'] += 1;
  return figuresFrom(counts);
};

/** What to look at; null is everything. Days are included at both ends. */
export interface SummaryScope {
  readonly school: string | null;
  readonly class: string | null;
  readonly pupil: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
}

const isAskedPupil = (options: SummaryScope, pupil: Pupil): boolean =>
  (options.school === null || pupil.school === options.school) &&
  (options.class === null || pupil.class === options.class) &&
  (options.pupil === null || pupil.id === options.pupil);

/** Some of a pupil's sessions, by start, each with its newest answer at `now`. */
export const sessionsWith = (
  directory: Directory,
  pupil: Pupil,
  answers: readonly Answer[],
  now: Moment,
  isAsked: (session: Session, isAnswered: boolean) => boolean,
): CountedSession[] => {
  const limits = lateLimitsOf(directory, pupil.school);
  const newest = newestAnswers(answers.filter((answer) => answer.at <= now));
  return sessionsOfPupil(directory, pupil.id, answers)
    .filter((session) => isAsked(session, newest.has(session.id)))
    .map((session) => {
      const answer = newest.get(session.id) ?? null;
      return { session, pupil, answer, attendance: answer === null ? null : attendanceOf(answer, limits) };
    });
};

/** A pupil's ended sessions in a range, by start: what the figures count. */
export const countedSessions = (
  directory: Directory,
  pupil: Pupil,
  answers: readonly Answer[],
  range: Pick<SummaryScope, 'from' | 'to'>,
  now: Moment,
): CountedSession[] =>
  sessionsWith(
    directory,
    pupil,
    answers,
    now,
    ({ date, end }) =>
      end <= now && (range.from === null || date >= range.from) && (range.to === null || date <= range.to),
  );

const grouped = <K extends object>(
  counted: readonly CountedSession[],
  keyOf: (session: CountedSession) => K,
): (K & Figures)[] => {
  const groups = new Map<string, { key: K; members: CountedSession[] }>();
  for (const session of counted) {
    const key = keyOf(session);
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? { key, members: [] };
    group.members.push(session);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ key, members }) => ({ ...key, ...figuresOf(members) }));
};

/** The figures behind the coordinator's summary, in the fields that scripts rely on. */
export interface Summary extends Figures {
  readonly programme: string;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly bySchool: readonly (Figures & { readonly school: string })[];
  readonly byClass: readonly (Figures & { readonly school: string; readonly class: string })[];
  readonly byWeek: readonly (Figures & { readonly week: string })[];
  readonly pupils: readonly (Figures & {
    readonly pupil: string;
    readonly school: string;
    readonly class: string;
  })[];
}

/**
 * The summary at `now`. `answersOf` gives all answers of a pupil in order of their moments.
 * Groups without an ended session are left out; weeks are in order, the rest in order of the files.
 */
export const summarise = (
  directory: Directory,
  answersOf: (pupil: Pupil) => readonly Answer[],
  options: SummaryScope,
  now: Moment,
): Summary => {
  const counted = directory.programme.pupils
    .filter((pupil) => isAskedPupil(options, pupil))
    .flatMap((pupil) => countedSessions(directory, pupil, answersOf(pupil), options, now));
  return {
    programme: directory.programme.id,
    from: options.from,
    to: options.to,
    ...figuresOf(counted),
    bySchool: grouped(counted, ({ pupil }) => ({ school: pupil.school })),
    byClass: grouped(counted, ({ pupil }) => ({ school: pupil.school, class: pupil.class })),
    byWeek: grouped(counted, ({ session }) => ({ week: isoWeek(session.date) })).toSorted((a, b) =>
      a.week < b.week ? -1 : 1,
    ),
    pupils: grouped(counted, ({ pupil }) => ({ pupil: pupil.id, school: pupil.school, class: pupil.class })),
  };
};
