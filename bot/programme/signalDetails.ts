/** The students a coordinator may have to speak to, by what is the matter. */
import { addDays, mondayOf } from './calendar';
import { contactDue, contactsWith } from './contactsMade';
import { coversSchool, isActiveOn } from './directory';
import { labelAmong, personName } from './labels';
import { pauseAt } from './messages';
import type { Answer, ContactMade, Session } from './facts';
import type { Day, Moment, Pair, Person } from './model';
import { staffRefused, type StaffRefused } from './staffRefused';
import { daysTogether, lastAnsweredDay } from './sessions';
import {
  cancelledSessions,
  factsOfPairs,
  pairsWithin,
  silentWithin,
  type ReaderSource,
  type StudentFacts,
} from './studentSignals';

/** A contact as people read it: `by` is a name. */
export interface ContactDetails {
  readonly at: Moment;
  readonly by: string;
  readonly note: string | null;
}

/** One student with the pupils concerned: those they have now or will have, at the reader's schools. */
export interface SignalDetails {
  /** Address. */
  readonly student: string;
  readonly name: string;
  readonly pupils: readonly string[];
  /** Last session with an answer that has begun, or null. */
  readonly lastAnswered: Day | null;
  /** With coordinators of the reader's schools, those who left among them, in order. */
  readonly contacts: readonly ContactDetails[];
}

/** Students with something the matter; one student may stand in several lists. */
export interface SignalLists {
  /** `since` is the first session in a row without an answer. */
  readonly silent: readonly (SignalDetails & { readonly since: Day })[];
  /** `since` is the first session that the student could not come to. */
  readonly cancelling: readonly (SignalDetails & { readonly since: Day })[];
  /** `since` null never had the bot. */
  readonly unreachable: readonly (SignalDetails & { readonly since: Moment | null })[];
  readonly paused: readonly (SignalDetails & { readonly since: Moment; readonly until: Day })[];
  /** A contact is due this week or was before, the longest first. */
  readonly due: readonly (SignalDetails & { readonly since: Day })[];
  /** Teachers and coordinators whom Teams refuses. */
  readonly staff: readonly StaffRefused[];
  /** Id of the programme. */
  readonly programme: string;
  readonly timeZone: string;
}

/** What the lists are made from. */
export interface SignalSource extends ReaderSource {
  readonly contactsMade: readonly ContactMade[];
  /** Since when Teams refuses somebody: a moment, `never` had the bot, or null when they can be reached. */
  readonly unreachableSince: (person: string) => Moment | 'never' | null;
}

/** The first sessions of the student with each pupil they still meet. */
const firstSessions = ({ directory, now }: SignalSource, student: string, pairs: readonly Pair[]): Day[] => {
  const today = directory.calendar.dayOf(now);
  return [...new Set(pairs.map(({ pupil }) => pupil))].flatMap((pupil) => {
    const days = daysTogether(directory, student, pupil);
    const [first, last] = [days.at(0), days.at(-1)];
    return first === undefined || last === undefined || last < today ? [] : [first];
  });
};

/** One student with everything the lists ask about. */
interface Known {
  readonly details: SignalDetails;
  readonly facts: StudentFacts;
  readonly contactDue: Day | null;
}

/** Whether a pair meets or will meet; one that is over is of before. */
const goesOn = ({ until }: Pair, today: Day): boolean => until === null || today <= until;

/**
 * Whether who noted a contact answers for one of the reader's schools. Of who is in no file any more only that is known, that
 * it was for a school of one of the student's pupils: so where all these are the reader's.
 */
const isColleague = ({ directory, schools }: SignalSource, { by, student }: ContactMade): boolean => {
  const person = directory.person(by, 'coordinator');
  if (person !== null) return schools.some((school) => coversSchool(person, school));
  return directory
    .pairsOfStudent(student)
    .every(({ pupil }) => schools.includes(directory.pupil(pupil)?.school ?? ''));
};

const detailsOf = (
  source: SignalSource,
  { email, name }: Person,
  pairs: readonly Pair[],
  answers: readonly Answer[],
): SignalDetails => {
  const { directory, now } = source;
  const today = directory.calendar.dayOf(now);
  const going = pairs.filter((pair) => goesOn(pair, today));
  const pupils = [...new Set(going.map(({ pupil }) => pupil))];
  const made = source.contactsMade.filter(
    (contact) => contact.student === email && isColleague(source, contact),
  );
  return {
    student: email,
    name,
    pupils: pupils.map((pupil) => labelAmong(directory, pupil, pupils)),
    lastAnswered: lastAnsweredDay(answers, now),
    contacts: contactsWith(made, email, now).map(({ at, by, note }) => ({
      at,
      by: personName(directory, by),
      note,
    })),
  };
};

const knownOf = (source: SignalSource, student: Person): Known => {
  const { directory, schools } = source;
  const pairs = pairsWithin(directory, schools, student.email);
  const facts = factsOfPairs(source, student.email, pairs);
  const details = detailsOf(source, student, pairs, facts.answers);
  const contactDays = details.contacts.map(({ at }) => directory.calendar.dayOf(at));
  return {
    details,
    facts,
    contactDue: contactDue(firstSessions(source, student.email, pairs), contactDays),
  };
};

/** Students with a pupil at one of the schools, still in the programme, in order of the files. */
export const studentsOf = ({
  directory,
  schools,
  now,
}: Pick<SignalSource, 'directory' | 'schools' | 'now'>): Person[] => {
  const today = directory.calendar.dayOf(now);
  const mentors = new Set(
    directory.programme.pairs
      .filter((pair) => schools.includes(directory.pupil(pair.pupil)?.school ?? ''))
      .filter((pair) => goesOn(pair, today))
      .map((pair) => pair.student),
  );
  return directory.programme.people.filter(
    (person) => person.role === 'student' && mentors.has(person.email) && isActiveOn(person, today),
  );
};

/** The pupils at other schools whom students of these schools meet: whether they are silent hangs on them too. */
export const pupilsElsewhere = (source: Pick<SignalSource, 'directory' | 'schools' | 'now'>): string[] => {
  const { directory, schools } = source;
  const met = studentsOf(source).flatMap(({ email }) => directory.pairsOfStudent(email));
  const isElsewhere = (pupil: string): boolean => !schools.includes(directory.pupil(pupil)?.school ?? '');
  return [...new Set(met.map(({ pupil }) => pupil))].filter(isElsewhere);
};

/** The longest ago first. */
const bySince = (a: { readonly since: Day }, b: { readonly since: Day }): number =>
  a.since < b.since ? -1 : Number(a.since > b.since);

/** The students for whom sessions were found, with the day of the first of them. */
const sinceSession = (
  known: readonly Known[],
  find: (one: Known) => readonly Session[],
): (SignalDetails & { readonly since: Day })[] =>
  known.flatMap((one) => {
    const [first] = find(one);
    return first === undefined ? [] : [{ ...one.details, since: first.date }];
  });

const pausedOf = ({ directory, now }: SignalSource, { details, facts }: Known): SignalLists['paused'] => {
  const pause = pauseAt(facts.pauses, now, directory.calendar);
  return pause === null ? [] : [{ ...details, since: pause.since, until: pause.until }];
};

/** The lists for the schools of one reader, of all students or one, each in order of the files or of its days. */
export const signalDetails = (
  source: SignalSource,
  students: readonly Person[] = studentsOf(source),
): SignalLists => {
  const { directory, now } = source;
  const { id, timeZone } = directory.programme;
  const known = students.map((student) => knownOf(source, student));
  const weekEnd = addDays(mondayOf(directory.calendar.dayOf(now)), 6);
  return {
    silent: sinceSession(known, ({ details }) => silentWithin(source, details.student)).toSorted(bySince),
    cancelling: sinceSession(known, ({ facts }) => cancelledSessions(facts)),
    unreachable: known.flatMap(({ details }) => {
      const refused = source.unreachableSince(details.student);
      return refused === null ? [] : [{ ...details, since: refused === 'never' ? null : refused }];
    }),
    paused: known.flatMap((one) => pausedOf(source, one)),
    due: known
      .flatMap(({ details, contactDue: day }) =>
        day !== null && day <= weekEnd ? [{ ...details, since: day }] : [],
      )
      .toSorted(bySince),
    staff: staffRefused(source),
    programme: id,
    timeZone,
  };
};

/** One student as the lists know them: what is the matter, if anything, and who they are. */
export interface StudentMatters extends SignalDetails {
  readonly matters: SignalLists;
  readonly contactDue: Day | null;
}

/** One student of the reader's schools; null for anybody else. */
export const studentMatters = (source: SignalSource, student: string): StudentMatters | null => {
  const person = studentsOf(source).find(({ email }) => email === student);
  if (person === undefined) return null;
  const { details, contactDue: due } = knownOf(source, person);
  return { ...details, matters: signalDetails(source, [person]), contactDue: due };
};
