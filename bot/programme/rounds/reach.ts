/** Who reaches what of a group of intervision: access.ts decides, by whom the group is of at the moment. */
import { groupGrant, groupMessageGrant, type Grant, type GroupPeople } from '../access';
import type { Thing } from '../accessTable';
import type { Day, Moment } from '../model';
import { writtenCase } from './agenda';
import type { CaseText } from './model';
import { expectedAs, isAboutOne } from './notExpected';
import { subjectParts, type RoundMessage, type RoundSource } from './planning';
import { placeOf, type Place } from './state';

/** Whom a group is of in its round. */
export const peopleOf = (
  { bringers }: Pick<RoundSource, 'bringers'>,
  { round, group: { id, teacher, students } }: Place,
): GroupPeople => ({
  teacher,
  students,
  bringer: bringers.of(round.id, id)?.student ?? null,
  isConfirmed: round.confirmedAt !== null,
});

/** Who looks at a group, and when. */
export interface Reader {
  readonly email: string;
  readonly now: Moment;
}

/** Whether somebody reaches a thing of a group at a moment. */
export const reachesOf = (
  source: RoundSource,
  place: Place,
  thing: Thing,
  { email, now }: Reader,
): boolean => {
  const { directory } = source;
  const people = peopleOf(source, place);
  return groupGrant(directory, email, [thing], people, directory.calendar.dayOf(now)) !== null;
};

/** As what somebody goes to a meeting on a day, when these are the members it is for; null when they do not. */
export const goesAs = (
  source: RoundSource,
  place: Place,
  members: readonly string[],
  who: string,
  day: Day,
): 'teacher' | 'student' | null => {
  const people = { ...peopleOf(source, place), students: members };
  const role = groupGrant(source.directory, who, ['meetings'], people, day)?.person.role;
  return role === 'teacher' || role === 'student' ? role : null;
};

/** What the bringer of a case has written, for whoever may read it while it is being written. */
export const caseSeenBy = (source: RoundSource, place: Place, reader: Reader): CaseText | null =>
  reachesOf(source, place, 'caseText', reader) ? (writtenCase(source, place)?.text ?? null) : null;

/** Whom a message is about: a group in its round, or all weeks of one with a fixed time, which no round has. */
const peopleAbout = (source: RoundSource, subject: string): GroupPeople | null => {
  const { round, group } = subjectParts(subject);
  const place = placeOf(source.book, round, group);
  if (place !== null) return peopleOf(source, place);
  const given = source.directory.programme.groups.find(({ id }) => id === group);
  return given === undefined ? null : { ...given, bringer: null, isConfirmed: true };
};

/** Who was expected and is told that they are not any more, as what they were: nobody else is of that message. */
const whoWas = (
  source: RoundSource,
  message: Pick<RoundMessage, 'receiver' | 'subject'>,
): GroupPeople | null => {
  const as = expectedAs(source, message);
  const { receiver } = message;
  if (as === null) return null;
  return {
    teacher: as === 'teacher' ? receiver : '',
    students: as === 'student' ? [receiver] : [],
    bringer: null,
    isConfirmed: true,
  };
};

/** In which role somebody may have a message about a group at a moment; null when in none, or no longer. */
export const roundGrant = (
  source: RoundSource,
  message: Pick<RoundMessage, 'kind' | 'receiver' | 'subject'>,
  at: Moment,
): Grant | null => {
  const { directory } = source;
  const people = isAboutOne(source, message) ? whoWas(source, message) : peopleAbout(source, message.subject);
  return people && groupMessageGrant(directory, message, people, directory.calendar.dayOf(at));
};
