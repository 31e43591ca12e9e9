/** Messages when a meeting does not take place: called off, or its days passed. */
import type { Moment } from '../model';
import { isBefore } from './facts';
import { hearsAt } from './hearing';
import { about, isActiveAs, type Plan, type RoundMessage, type RoundSource, type Tidings } from './planning';
import { roundCoordinators } from './searchMessages';
import { calledOff, type GroupState, type Place } from './state';
import { daysOver } from './status';
import { activeStudents } from './weeks';

/** Days for which telling it is worth it; until the meeting would have begun when that is later. */
const tellingDays = 3;

type Receiver = Pick<Tidings, 'receiver' | 'as'>;

const everybody = (source: RoundSource, place: Place, at: Moment): readonly Receiver[] => {
  const { directory } = source;
  const { round, group } = place;
  const day = directory.calendar.dayOf(at);
  const students = activeStudents(directory, group.students, day);
  const teachers = isActiveAs(directory, group.teacher, 'teacher', day) ? [group.teacher] : [];
  // A week of a group with a fixed time is nobody's but theirs.
  const coordinators = round.isWeekly ? [] : roundCoordinators(source, place, at);
  return [
    ...students.map((receiver) => ({ receiver, as: 'student' }) as const),
    ...teachers.map((receiver) => ({ receiver, as: 'teacher' }) as const),
    ...coordinators.map((receiver) => ({ receiver, as: 'coordinator' }) as const),
  ];
};

const tell = (source: RoundSource, plan: Plan, place: Place, at: Moment, number: number): RoundMessage[] => {
  const start = place.group.meeting?.slot.start ?? at;
  const worthUntil = Math.max(start, source.directory.calendar.sameTimeLater(at, tellingDays));
  const subject = about(place, number);
  return everybody(source, place, at).map((receiver) =>
    plan({ ...receiver, kind: 'roundCancelled', subject, at, worthUntil }),
  );
};

/** Whether a member had heard that the bot called the group off, and was asked nothing since it looked for a time again. */
const knowsItIsOff = ({ directory }: RoundSource, group: GroupState, student: string): boolean => {
  const { resumed, asked, joinedAt, takenOut } = group;
  const first = takenOut.find((one) => one.student === student)?.since ?? joinedAt.get(student)?.at ?? 0;
  return resumed.some(
    ({ offAt, again }) =>
      first <= offAt &&
      hearsAt(directory, { receiver: student, as: 'student' }, offAt) <= again.at &&
      !asked.some(({ since }) => isBefore(again, since)),
  );
};

/**
 * `roundCancelled`: to all but who did it, and of what the bot calls off once more but members who heard nothing else since. None
 * while the round is a proposal, and none after the meeting.
 */
export const cancelMessages = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] => {
  const ended = calledOff(place);
  const { confirmedAt } = place.round;
  if (ended === null || confirmedAt === null || ended.at < confirmedAt) return [];
  // What an import takes away another one may bring back, and a third or a person take away.
  const { students, meetings, resumed } = place.group;
  const number = place.round.isWeekly ? meetings : resumed.length + 1;
  const isKnown = (receiver: string): boolean =>
    ended.by === 'bot' && students.includes(receiver) && knowsItIsOff(source, place.group, receiver);
  return tell(source, plan, place, ended.at, number).filter(
    ({ receiver }) => receiver !== ended.by && !isKnown(receiver),
  );
};

/** `roundCancelled` too: the days of the round passed, and the group has no time. */
export const lapseMessages = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] =>
  place.group.meeting === null && place.round.confirmedAt !== null
    ? tell(source, plan, place, daysOver(source.directory, place.round), place.group.resumed.length + 1)
    : [];
