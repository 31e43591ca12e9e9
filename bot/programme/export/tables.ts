/** What a coordinator gets as a file: rows of sessions, pupils, flags and students of some schools. No text that people typed. */
import { isPairOn, type Directory } from '../directory';
import { answersIn, type Answer, type Attendance, type Flag, type Outcome, type PupilFact } from '../facts';
import { isUnresolved } from '../flags/replay';
import { flagBook, flagContext } from '../flags/flags';
import { forecasts } from '../forecast';
import { personName, pupilLabel } from '../labels';
import type { Day, Level, Moment, Pupil } from '../model';
import type { RoundSource } from '../rounds/planning';
import { givenAnswers, sessionsOfPupil } from '../sessions';
import { attendanceOf, lateLimitsOf } from '../attendance';
import { countedSessions, figuresOf, type CountedSession, type Figures } from '../summary/summary';

/** What the tables are made from: nothing outside of `schools` is looked at. */
export interface ExportSource {
  readonly directory: Directory;
  readonly schools: readonly string[];
  /** All facts of a pupil, in order of their moments. */
  readonly factsOf: (pupil: string) => readonly PupilFact[];
  readonly rounds: RoundSource;
  readonly now: Moment;
}

/** A pupil as every table names them. */
export interface ExportedPupil {
  readonly code: string;
  /** The label the programme allows. */
  readonly pupil: string;
  readonly class: string;
  readonly school: string;
}

/** A session, planned ones included. */
export interface ExportedSession extends ExportedPupil {
  readonly date: Day;
  readonly start: Moment;
  readonly end: Moment;
  readonly student: string;
  readonly address: string;
  /** `unknown` ended without an answer, `planned` is still to end. */
  readonly outcome: Outcome | 'unknown' | 'planned';
  readonly attendance: Attendance | null;
  readonly minutesLate: number | null;
  /** When the answer was stored. */
  readonly recordedAt: Moment | null;
}

/** A pupil with the figures of their sessions that ended. */
export interface ExportedPupilRow extends ExportedPupil, Figures {
  /** Names of those who mentor the pupil now. */
  readonly students: readonly string[];
  /** Level of the flag that waits for somebody. */
  readonly openFlag: Level | null;
  readonly held: number;
  readonly possible: number;
  readonly required: number;
  readonly reachable: boolean;
}

/** A flag with its steps, without notes. */
export interface ExportedFlag extends ExportedPupil {
  readonly flag: Flag;
  readonly acknowledged: Step | null;
  readonly resolved: Step | null;
}

/** Who did something to a flag, and when; `by` is `bot` for the bot. */
export interface Step {
  readonly by: string;
  readonly at: Moment;
}

/** The pupils of the schools, in order of the files. */
export const pupilsIn = ({ directory, schools }: ExportSource): Pupil[] =>
  schools.flatMap((school) => directory.pupilsOfSchool(school));

const named = (directory: Directory, pupil: Pupil): ExportedPupil => ({
  code: pupil.id,
  pupil: pupilLabel(directory, pupil.id),
  class: pupil.class,
  school: directory.school(pupil.school)?.name ?? pupil.school,
});

const answersUntil = ({ factsOf, now }: ExportSource, pupil: Pupil): Answer[] =>
  answersIn(factsOf(pupil.id)).filter(({ at }) => at <= now);

const sessionsOf = (source: ExportSource, pupil: Pupil): ExportedSession[] => {
  const { directory, now } = source;
  const answers = answersUntil(source, pupil);
  const given = givenAnswers(answers);
  const limits = lateLimitsOf(directory, pupil.school);
  const about = named(directory, pupil);
  return sessionsOfPupil(directory, pupil.id, answers).map((session) => {
    const { answer, since } = given.get(session.id) ?? {};
    return {
      ...about,
      date: session.date,
      start: session.start,
      end: session.end,
      student: personName(directory, session.student),
      address: session.student,
      outcome: answer?.outcome ?? (session.end <= now ? 'unknown' : 'planned'),
      attendance: answer === undefined ? null : attendanceOf(answer, limits),
      minutesLate: answer?.minutesLate ?? null,
      recordedAt: since ?? null,
    };
  });
};

/** The sessions of the schools, pupil after pupil as in the files and each by start; made as they are asked for. */
export function* exportedSessions(source: ExportSource): Generator<ExportedSession> {
  for (const pupil of pupilsIn(source)) yield* sessionsOf(source, pupil);
}

const everything = { from: null, to: null };

/** The sessions of a pupil that ended, with what was known of them. */
export const countedOf = (source: ExportSource, pupil: Pupil): CountedSession[] =>
  countedSessions(source.directory, pupil, answersUntil(source, pupil), everything, source.now);

const flagsOf = (source: ExportSource, pupil: Pupil, context = contextOf(source, pupil.school)) =>
  flagBook(source.factsOf(pupil.id), source.now, context).flags;

const contextOf = ({ directory }: ExportSource, school: string) => flagContext(directory, school);

const mentorsOf = ({ directory, now }: ExportSource, pupil: Pupil): string[] => {
  const today = directory.calendar.dayOf(now);
  const pairs = directory.pairsOfPupil(pupil.id).filter((pair) => isPairOn(pair, today));
  return [...new Set(pairs.map(({ student }) => personName(directory, student)))];
};

/** What a pupil reached over all their students together. */
const outlookOf = (source: ExportSource, pupil: Pupil) => {
  const { directory, now } = source;
  const all = forecasts(directory, pupil.id, answersUntil(source, pupil), now);
  const held = all.reduce((sum, one) => sum + one.held, 0);
  const possible = all.reduce((sum, one) => sum + one.possible, 0);
  const required = directory.programme.requiredSessions;
  return { held, possible, required, reachable: held + possible >= required };
};

/** The pupils of the schools, in order of the files. */
export function* exportedPupils(source: ExportSource): Generator<ExportedPupilRow> {
  for (const school of source.schools) {
    const context = contextOf(source, school);
    for (const pupil of source.directory.pupilsOfSchool(school)) {
      yield {
        ...named(source.directory, pupil),
        ...figuresOf(countedOf(source, pupil)),
        ...outlookOf(source, pupil),
        students: mentorsOf(source, pupil),
        openFlag: flagsOf(source, pupil, context).find(isUnresolved)?.level ?? null,
      };
    }
  }
}

/** The last of such steps since the flag was opened, or opened again: those before are of a flag that was over. */
const lastStep = ({ history }: Flag, kinds: readonly string[]): Step | null =>
  history
    .slice(history.findLastIndex(({ what }) => what === 'opened' || what === 'reopened') + 1)
    .findLast(({ what }) => kinds.includes(what)) ?? null;

/** Every flag of the pupils of the schools, withdrawn ones included; a step counts only while it still holds. */
export function* exportedFlags(source: ExportSource): Generator<ExportedFlag> {
  for (const school of source.schools) {
    const context = contextOf(source, school);
    for (const pupil of source.directory.pupilsOfSchool(school)) {
      for (const flag of flagsOf(source, pupil, context)) {
        yield {
          ...named(source.directory, pupil),
          flag,
          acknowledged: flag.status === 'open' ? null : lastStep(flag, ['acknowledged']),
          resolved: flag.status === 'resolved' ? lastStep(flag, ['resolved', 'cleared']) : null,
        };
      }
    }
  }
}
