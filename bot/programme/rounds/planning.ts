/** How a message of intervision is planned: when it is due for its receiver, and how two of them follow each other. */
import { addWeekdays, moveToOpening, type Opening, type ZoneCalendar } from '../calendar';
import { isActiveOn, isPairOn, type Directory } from '../directory';
import { messageKey, staffOpening } from '../messages';
import type { Day, Moment, Pair, Role } from '../model';
import type { PlannedMessage, RoundKind } from '../plannedMessage';
import { remember } from '../remember';
import type { Bringers } from './bringers';
import type { GroupId, RoundId } from './model';
import type { Place, RoundBook } from './state';
import { studentClosures } from './weeks';

/** A message of intervision. Its subject is the round and the group, from the second time on with numbers. */
export type RoundMessage = PlannedMessage<RoundKind>;

/** What messages of intervision follow from. */
export interface RoundSource {
  readonly directory: Directory;
  readonly book: RoundBook;
  readonly bringers: Bringers;
}

/** What intervision has to tell somebody, at the moment at which it comes up. */
export interface Tidings {
  readonly kind: RoundKind;
  readonly receiver: string;
  /** As what they receive it: students have closed days. */
  readonly as: Role;
  readonly subject: string;
  readonly at: Moment;
  readonly worthUntil: Moment;
}

/** The hour of everything that comes some weekdays before a meeting. */
export const afternoon = '16:00';

/** 16:00 some weekdays before the day of a moment. */
export const weekdaysBefore = (calendar: ZoneCalendar, moment: Moment, count: number): Moment =>
  calendar.momentOf(addWeekdays(calendar.dayOf(moment), -count), afternoon);

/**
 * `ROUND/GROUP`, and from the second offer, poll or meeting on `ROUND/GROUP/NUMBER`. A key is there once for ever, so who
 * gets the case or the group back, or hears of another teacher, is told under `ROUND/GROUP/NUMBER/NTH`, from the second time on.
 */
export const subjectOf = (round: RoundId, group: GroupId, number: number, nth = 1): string => {
  const parts = [...(number > 1 || nth > 1 ? [number] : []), ...(nth > 1 ? [nth] : [])];
  return [round, group, ...parts].join('/');
};

/** Round, group and numbers of a subject. */
export const subjectParts = (
  subject: string,
): {
  readonly round: RoundId;
  readonly group: GroupId;
  readonly number: number;
  readonly nth: number;
} => {
  const [round = '', group = '', number = '1', nth = '1'] = subject.split('/');
  return { round, group, number: Number(number), nth: Number(nth) };
};

/** The subject of something about a group. */
export const about = ({ round, group }: Place, number: number, nth = 1): string =>
  subjectOf(round.id, group.id, number, nth);

/** Whether somebody takes part in a role on a day. */
export const isActiveAs = (directory: Directory, email: string, role: Role, day: Day): boolean => {
  const person = directory.person(email, role);
  return person !== null && isActiveOn(person, day);
};

/** Where messages to a student may start: their university is open, and the schools of the pupils they have that day. */
export const roundOpening = (directory: Directory, receiver: string, as: Role, day: Day): Opening =>
  as === 'student'
    ? { window: directory.programme.sendWindow, closed: studentClosures(directory, receiver, day) }
    : staffOpening(directory);

/** Plans messages, and remembers what many of them share. */
export type Plan = (tidings: Tidings) => RoundMessage;

/** Names that are equal for students with the same closed days on a day. Mostly it is the same on every day. */
const closuresNames = (directory: Directory): ((student: string, day: Day) => string) => {
  const nameOf = (student: string, pairs: readonly Pair[]): string => {
    const schools = pairs.map(({ pupil }) => directory.pupil(pupil)?.school ?? '');
    const university = directory.person(student, 'student')?.university ?? '';
    return JSON.stringify([university, ...new Set(schools.toSorted())]);
  };
  const always = remember((student: string): string => {
    const pairs = directory.pairsOfStudent(student);
    return pairs.some(({ from, until }) => from !== null || until !== null) ? '' : nameOf(student, pairs);
  });
  return (student, day) =>
    always(student) ||
    nameOf(
      student,
      directory.pairsOfStudent(student).filter((pair) => isPairOn(pair, day)),
    );
};

/** Plans messages of a programme: due when they come up, or at the next opening. */
export const planIn = (directory: Directory): Plan => {
  const { calendar } = directory;
  const moved = new Map<string, Moment>();
  const closuresName = closuresNames(directory);
  const move = ({ receiver, as, at }: Tidings): Moment => {
    const day = calendar.dayOf(at);
    const key = as === 'student' ? `${at} ${closuresName(receiver, day)}` : String(at);
    const dueAt = moved.get(key) ?? moveToOpening(at, roundOpening(directory, receiver, as, day), calendar);
    moved.set(key, dueAt);
    return dueAt;
  };
  return (tidings) => {
    const { kind, receiver, subject, worthUntil } = tidings;
    return {
      key: messageKey(kind, receiver, subject),
      kind,
      receiver,
      subject,
      dueAt: move(tidings),
      worthUntil,
    };
  };
};

/**
 * A message and the one that repeats it: the first is worth sending until the second takes over, and the second is
 * left out when they would arrive together.
 */
export const thenAgain = (first: RoundMessage, second: RoundMessage | null): readonly RoundMessage[] => {
  if (second === null || second.dueAt <= first.dueAt) return [first];
  return [{ ...first, worthUntil: Math.min(first.worthUntil, second.dueAt) }, second];
};
