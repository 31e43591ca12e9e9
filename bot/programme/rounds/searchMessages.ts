/** Messages while a time is looked for: the offer to the teacher, and the poll of the members. */
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { isBefore, type Point } from './facts';
import { hearsAt } from './hearing';
import { isPolling } from './groupFold';
import { leadOf } from './lead';
import {
  about,
  thenAgain,
  isActiveAs,
  weekdaysBefore,
  type Plan,
  type RoundMessage,
  type RoundSource,
} from './planning';
import { openingOf, type GroupState, type Offer, type Place, type Poll } from './state';
import { daysOver } from './status';
import { activeStudents } from './weeks';

/** Weekdays before the day a poll closes on which it is asked again. */
const reminderWeekdays = 2;

/**
 * Under what coordinators are told that a teacher has left: once for each who did, of those who had the group one after
 * the other. Under the first of its kind they are asked about an offer.
 */
export const leavingSubject = (place: Place, before: number): string => about(place, 1, before + 2);

/** The coordinators of a round: who made it, or who answers for the members' schools when that person has left. */
export const roundCoordinators = (
  { directory }: RoundSource,
  { round, group }: Place,
  at: number,
): readonly string[] => {
  const day = directory.calendar.dayOf(at);
  if (isActiveAs(directory, round.madeBy, 'coordinator', day)) return [round.madeBy];
  const pupils = group.students.flatMap((student) => directory.pairsOfStudent(student));
  const schools = new Set(pupils.map(({ pupil }) => directory.pupil(pupil)?.school ?? ''));
  const emails = [...schools].flatMap((school) => directory.coordinatorsOf(school, day));
  return [...new Set(emails.map(({ email }) => email))];
};

/** From when on somebody leads no group any more: 0 for who never did, null while they may. */
const leadsUntil = ({ directory }: RoundSource, teacher: string): Moment | null => {
  const person = directory.person(teacher, 'teacher');
  if (person === null) return 0;
  return person.endedOn === null ? null : directory.calendar.momentOf(person.endedOn, '00:00');
};

/** From when on the question to the teacher is the coordinators' too; null when it is not. */
const theirsFrom = (source: RoundSource, { group }: Place, offer: Offer, open: Moment): Moment | null => {
  if (offer.isUndecided || offer.slots.length === 0) return open;
  const until = leadsUntil(source, group.teacher);
  return until === null ? null : Math.max(open, until);
};

/** To whom the group was handed over while its members are asked: the times are theirs to keep or to strike off. */
const askedMeanwhile = ({ directory }: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] => {
  const { group } = place;
  const { poll, offer, teacher: receiver } = group;
  const { nth, since: at } = leadOf(directory, group);
  if (poll === null || !isPolling(group) || at === 0 || at < poll.openedAt) return [];
  if (!isActiveAs(directory, receiver, 'teacher', directory.calendar.dayOf(at))) return [];
  const subject = about(place, offer?.number ?? 1, nth);
  return [plan({ kind: 'roundOffer', subject, receiver, as: 'teacher', at, worthUntil: poll.closesAt })];
};

/** Since when members count on a teacher, and until when another can take over: while they are asked, or before the meeting. */
const countedOn = ({ group }: Place): { readonly since: Moment; readonly until: Moment } | null => {
  const { meeting, poll } = group;
  if (meeting !== null) return { since: meeting.timeSet.since, until: meeting.slot.start };
  return poll !== null && isPolling(group) ? { since: poll.openedAt, until: poll.closesAt } : null;
};

/**
 * `roundOffer` to the coordinators when a teacher leaves whose group is asked for times, or has one: nobody would lead it.
 * Once for each teacher who leaves.
 */
export const leaderlessMessages = (
  source: RoundSource,
  plan: Plan,
  place: Place,
): readonly RoundMessage[] => {
  const { round, group } = place;
  const left = leadsUntil(source, group.teacher);
  const counted = countedOn(place);
  if (round.isWeekly || left === null || counted === null) return [];
  const at = Math.max(left, counted.since, group.teacherSince);
  if (at >= counted.until) return [];
  const subject = leavingSubject(place, group.teachersBefore.length);
  return roundCoordinators(source, place, at).map((receiver) =>
    plan({ kind: 'roundOffer', subject, receiver, as: 'coordinator', at, worthUntil: counted.until }),
  );
};

/**
 * `roundOffer`: slots to the teacher, those of the poll to who takes the group over during it. When too few can come, when
 * no time was found, or from the day on which the teacher takes part no longer, it is the coordinators' question too.
 */
export const offerMessages = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] => {
  const { directory } = source;
  const { round, group } = place;
  const { offer } = group;
  if (round.confirmedAt === null) return [];
  if (offer === null || !group.isOfferOpen) return askedMeanwhile(source, plan, place);
  const open = Math.max(offer.at, round.confirmedAt);
  const { nth, since } = leadOf(directory, group);
  const at = Math.max(open, since);
  const common = {
    kind: 'roundOffer',
    subject: about(place, offer.number),
    worthUntil: daysOver(directory, round),
  } as const;
  const hasTeacher = isActiveAs(directory, group.teacher, 'teacher', directory.calendar.dayOf(at));
  const subject = about(place, offer.number, nth);
  const teachers = hasTeacher
    ? [{ ...common, subject, at, receiver: group.teacher, as: 'teacher' } as const]
    : [];
  const theirs = theirsFrom(source, place, offer, open);
  const isTold = theirs !== null && theirs < common.worthUntil;
  const coordinators = !isTold
    ? []
    : roundCoordinators(source, place, theirs)
        // Who leads the group and coordinates has it once.
        .filter((receiver) => !hasTeacher || receiver !== group.teacher)
        .map((receiver) => ({ ...common, at: theirs, receiver, as: 'coordinator' }) as const);
  return [...teachers, ...coordinators].map(plan);
};

/**
 * When somebody was put back into a group, who was in it at a moment and could hear since that they were out. At that very moment
 * too: under a clock that stands still one follows the other.
 */
export const backSince = (
  directory: Directory,
  { takenOut }: GroupState,
  student: string,
  from: Point | null,
): readonly Point[] =>
  takenOut.flatMap(({ student: receiver, out, back }) => {
    if (receiver !== student || back === null || from === null || isBefore(out, from)) return [];
    return hearsAt(directory, { receiver, as: 'student' }, out.at) <= back.at ? [back] : [];
  });

/** How many times more than by who leads it a member is told of a meeting: once for each return, past all they had heard before. */
export const timesBack = (
  directory: Directory,
  group: GroupState,
  student: string,
  from: Point | null,
): number => {
  const back = backSince(directory, group, student, from);
  const joined = group.joinedAt.get(student);
  // As its teacher they were invited too, and told that it is another's.
  const hasLed =
    joined !== undefined && group.handOvers.some((one) => one.from === student && isBefore(one, joined));
  const last = back.at(-1) ?? (hasLed ? joined : undefined);
  if (last === undefined) return 0;
  return back.length + group.handOvers.filter((one) => isBefore(one, last)).length;
};

/** The same of a group whose members are asked for times. */
export const cameBack = (directory: Directory, group: GroupState, student: string): readonly Point[] =>
  backSince(directory, group, student, group.poll === null ? null : openingOf(group.poll));

/** Which time it is that a poll asks somebody, from 1: anew once they are back. */
export const nthAsked = (directory: Directory, group: GroupState, student: string): number =>
  1 + cameBack(directory, group, student).length;

const pollMessagesTo = (
  { directory }: RoundSource,
  plan: Plan,
  place: Place,
  poll: Poll,
  student: string,
): readonly RoundMessage[] => {
  const { calendar } = directory;
  const at = Math.max(poll.openedAt, place.group.joinedAt.get(student)?.at ?? 0);
  const reminderAt = weekdaysBefore(calendar, poll.closesAt, reminderWeekdays);
  const common = {
    receiver: student,
    as: 'student',
    subject: about(place, poll.number, nthAsked(directory, place.group, student)),
    worthUntil: poll.closesAt,
  } as const;
  const asked = plan({ ...common, kind: 'roundPoll', at });
  const isReminded = reminderAt > at && !poll.answers.has(student);
  const again = isReminded ? plan({ ...common, kind: 'roundPollReminder', at: reminderAt }) : null;
  return thenAgain(asked, again);
};

/**
 * `roundPoll`, `roundPollReminder`: to the members who have not answered. Who answered before an import took them out is asked
 * anew too, as nothing else tells that they are back; what they answered stands until they answer otherwise.
 */
export const pollMessages = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] => {
  const { poll, students } = place.group;
  if (poll === null || !isPolling(place.group)) return [];
  const { directory } = source;
  const waiting = students.filter((student) => {
    const answered = poll.answeredAt.get(student);
    const isAnew = cameBack(directory, place.group, student).some(
      (back) => answered !== undefined && isBefore(answered, back),
    );
    return isAnew || answered === undefined;
  });
  const members = activeStudents(directory, waiting, directory.calendar.dayOf(poll.openedAt));
  return members.flatMap((student) => pollMessagesTo(source, plan, place, poll, student));
};
