/** The students a coordinator may have to speak to, by what is the matter. */
import { isActiveOn, type Directory } from './directory';
import { pupilLabel } from './labels';
import { pausedUntil } from './messages';
import { answersIn, type Answer, type Pause, type PupilFact } from './facts';
import type { Day, Moment, Person } from './model';
import { newestAnswers } from './sessions';
import { isCancelling, isSilent } from './studentSignals';

/** One student with the pupils concerned. */
export interface SignalDetails {
  readonly name: string;
  readonly pupils: readonly string[];
  /** Last session with an answer, or null. */
  readonly lastAnswered: Day | null;
}

/** Silent, cancelling, unreachable and paused students; one student may stand in several lists. */
export interface SignalLists {
  readonly silent: readonly SignalDetails[];
  readonly cancelling: readonly SignalDetails[];
  /** `since` null never had the bot. */
  readonly unreachable: readonly (SignalDetails & { readonly since: Moment | null })[];
  readonly paused: readonly (SignalDetails & { readonly until: Day })[];
  readonly timeZone: string;
}

/** What the lists are made from. */
export interface SignalSource {
  readonly directory: Directory;
  readonly schools: readonly string[];
  readonly factsOf: (pupil: string) => readonly PupilFact[];
  readonly pauses: readonly Pause[];
  /** Since when Teams refuses a student: a moment, `never` had the bot, or null when they can be reached. */
  readonly unreachableSince: (student: string) => Moment | 'never' | null;
  readonly now: Moment;
}

const answersOf = (source: SignalSource, student: string): Answer[] =>
  source.directory
    .pairsOfStudent(student)
    .flatMap((pair) => answersIn(source.factsOf(pair.pupil)))
    .filter((answer) => answer.session.student === student)
    .toSorted((a, b) => a.at - b.at);

const detailsOf = (
  { directory, schools }: SignalSource,
  student: Person,
  answers: readonly Answer[],
): SignalDetails => {
  const dates = [...newestAnswers(answers).values()].map((answer) => answer.session.date);
  const pupils = new Set(directory.pairsOfStudent(student.email).map((pair) => pair.pupil));
  const visible = [...pupils].filter((pupil) => schools.includes(directory.pupil(pupil)?.school ?? ''));
  return {
    name: student.name,
    pupils: visible.map((pupil) => pupilLabel(directory, pupil)),
    lastAnswered: dates.toSorted().at(-1) ?? null,
  };
};

/** Students with a pupil at one of the schools, still in the programme. */
const studentsOf = ({ directory, schools, now }: SignalSource): Person[] => {
  const today = directory.calendar.dayOf(now);
  const mentors = new Set(
    directory.programme.pairs
      .filter((pair) => schools.includes(directory.pupil(pair.pupil)?.school ?? ''))
      .filter(({ until }) => until === null || today <= until)
      .map((pair) => pair.student),
  );
  return directory.programme.people.filter(
    (person) => person.role === 'student' && mentors.has(person.email) && isActiveOn(person, today),
  );
};

/** The lists for the schools of one reader, each in order of the files. */
export const signalDetails = (source: SignalSource): SignalLists => {
  const { directory, now } = source;
  const { calendar } = directory;
  const lists = studentsOf(source).map((student) => {
    const answers = answersOf(source, student.email);
    const pauses = source.pauses.filter((pause) => pause.student === student.email);
    const until = pausedUntil(pauses, now, calendar);
    const details = detailsOf(source, student, answers);
    return { student, answers, pauses, until, details, since: source.unreachableSince(student.email) };
  });
  return {
    silent: lists
      .filter(({ student, answers, pauses }) => isSilent(directory, student.email, { answers, pauses }, now))
      .map(({ details }) => details),
    cancelling: lists
      .filter(({ student, answers, pauses }) => isCancelling(student.email, { answers, pauses }))
      .map(({ details }) => details),
    unreachable: lists.flatMap(({ details, since }) =>
      since === null ? [] : [{ ...details, since: since === 'never' ? null : since }],
    ),
    paused: lists.flatMap(({ details, until }) => (until === null ? [] : [{ ...details, until }])),
    timeZone: directory.programme.timeZone,
  };
};
