/** `sessions`: every session with what was said of it. */
import { answersIn } from '../programme/facts';
import type { FactsOf } from '../../dialogs/schoolFacts';
import type { Directory } from '../programme/directory';
import type { Answer, Outcome as SessionOutcome } from '../programme/facts';
import type { Day, Moment, Pupil } from '../programme/model';
import { givenAnswers, sessionsOfPupil } from '../programme/sessions';
import type { CliPorts } from './cliPorts';
import { isoWriter, shortMoment } from './moments';
import { noteLook } from './looked';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme, readFacts } from './storedProgramme';
import { textTable } from './textTable';

/** Days from one to another, both included; null is open. */
export interface Period {
  readonly from: Day | null;
  readonly to: Day | null;
}

/** A session in the fields that scripts rely on; moments in ISO 8601 with the programme's offset. */
export interface SessionRow {
  readonly session: string;
  readonly pupil: string;
  readonly student: string;
  readonly school: string;
  readonly class: string;
  readonly date: Day;
  readonly start: string;
  readonly end: string;
  /** Null when there is no answer. */
  readonly outcome: SessionOutcome | null;
  readonly minutesLate: number | null;
  /** Since when this is the answer. */
  readonly recordedAt: string | null;
}

interface Timed {
  readonly at: Moment;
  readonly row: SessionRow;
}

const rowsOfPupil = (
  directory: Directory,
  pupil: Pupil,
  answers: readonly Answer[],
  iso: (moment: Moment) => string,
): Timed[] => {
  const given = givenAnswers(answers);
  return sessionsOfPupil(directory, pupil.id, answers).map((session) => {
    const { answer, since } = given.get(session.id) ?? { answer: null, since: null };
    const row: SessionRow = {
      session: session.id,
      pupil: pupil.id,
      student: session.student,
      school: pupil.school,
      class: pupil.class,
      date: session.date,
      start: iso(session.start),
      end: iso(session.end),
      outcome: answer?.outcome ?? null,
      minutesLate: answer?.minutesLate ?? null,
      recordedAt: since === null ? null : iso(since),
    };
    return { at: session.start, row };
  });
};

/** Planned and answered sessions of a period, in order of start, then of pupils as in the files. */
export const sessionRows = (directory: Directory, factsOf: FactsOf, { from, to }: Period): SessionRow[] => {
  const iso = isoWriter(directory.calendar);
  return directory.programme.pupils
    .flatMap((pupil) => rowsOfPupil(directory, pupil, answersIn(factsOf(pupil.id)), iso))
    .filter(({ row: { date } }) => (from === null || date >= from) && (to === null || date <= to))
    .toSorted((a, b) => a.at - b.at)
    .map(({ row }) => row);
};

const textOf = (rows: readonly SessionRow[]): string =>
  textTable(
    ['date', 'start', 'end', 'pupil', 'class', 'school', 'student', 'outcome', 'minutes'],
    rows.map(({ date, start, end, pupil, class: of, school, student, outcome, minutesLate }) => [
      date,
      shortMoment(start).slice(11),
      shortMoment(end).slice(11),
      pupil,
      of,
      school,
      student,
      outcome,
      minutesLate,
    ]),
    'No sessions.',
  );

/** Every session of a programme, or of some of its days. */
export const sessions = (ports: CliPorts, programme: string, period: Period): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    await noteLook(asked, { what: 'sessions' });
    const rows = sessionRows(asked.directory, await readFacts(asked), period);
    return done(rows, textOf(rows));
  });
