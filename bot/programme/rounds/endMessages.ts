/** Messages when a meeting does not take place: called off, or its days passed. */
import type { Moment } from '../model';
import { about, isActiveAs, type Plan, type RoundMessage, type RoundSource, type Tidings } from './planning';
import { roundCoordinators } from './searchMessages';
import { calledOff, type Place } from './state';
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

/** `roundCancelled`: to all but who did it. None while the round is a proposal, and none after the meeting. */
export const cancelMessages = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] => {
  const ended = calledOff(place);
  const { confirmedAt } = place.round;
  if (ended === null || confirmedAt === null || ended.at < confirmedAt) return [];
  // What an import takes away another one may bring back, and a third or a person take away.
  const { meetings, resumed } = place.group;
  const number = place.round.isWeekly ? meetings : resumed + 1;
  return tell(source, plan, place, ended.at, number).filter(({ receiver }) => receiver !== ended.by);
};

/** `roundCancelled` too: the days of the round passed, and the group has no time. */
export const lapseMessages = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] =>
  place.group.meeting === null && place.round.confirmedAt !== null
    ? tell(source, plan, place, daysOver(source.directory, place.round), place.group.resumed + 1)
    : [];
