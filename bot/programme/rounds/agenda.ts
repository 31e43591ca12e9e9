/** What a meeting is about: the agenda of teacher and members (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { lastFollowUp, type MeetingHistory } from './history';
import { timedSteps, type MethodId, type TimedStep } from './methods';
import type { CaseText, Slot } from './model';
import { weekdaysBefore, type RoundSource } from './planning';
import type { Place, WrittenCase } from './state';
import { groupStatus } from './status';

/** The agenda of a meeting. No pupil is named in it, as no case may. */
export interface Agenda {
  readonly slot: Slot;
  readonly method: MethodId;
  readonly steps: readonly TimedStep[];
  /** What was agreed the last time this group met. */
  readonly followUp: string | null;
  /** Address of who brings the case, and the case when it has been written and is still kept. */
  readonly bringer: string | null;
  readonly case: CaseText | null;
  /** Open flags on the pupils of the members, for the teacher; null for members. */
  readonly openFlags: number | null;
}

/** What who brings the case has written; null while that is nothing. */
export const writtenCase = (source: RoundSource, { round, group }: Place): WrittenCase | null => {
  const { written } = group;
  if (written === null) return null;
  return written.student === source.bringers.of(round.id, group.id)?.student ? written : null;
};

/** The agenda of a group's meeting by some method; null while it has none. Flags are counted by who asks. */
export const agendaOf = (
  source: RoundSource,
  history: MeetingHistory,
  place: Place,
  method: MethodId,
  openFlags: number | null,
): Agenda | null => {
  const { meeting } = place.group;
  if (meeting === null) return null;
  const bringer = source.bringers.of(place.round.id, place.group.id)?.student ?? null;
  const { slot } = meeting;
  return {
    slot,
    method,
    steps: timedSteps(method, slot.start, slot.end),
    followUp: lastFollowUp(history, place),
    bringer,
    case: writtenCase(source, place)?.text ?? null,
    openFlags,
  };
};

/** Who said that the time of a meeting suits them, who said it does not, and who said nothing of it. In order. */
export interface Expected {
  readonly coming: readonly string[];
  readonly notComing: readonly string[];
  readonly unknown: readonly string[];
}

/** Who is expected at a meeting, by the poll; after a shift, or without a poll, nobody has said anything. */
export const expectedAt = (source: RoundSource, { round, group }: Place): Expected => {
  const members = source.bringers.of(round.id, group.id)?.members ?? group.students;
  const slot = group.poll?.slots.find(
    ({ start, end }) => start === group.meeting?.slot.start && end === group.meeting.slot.end,
  );
  const suits = (member: string): boolean | null => {
    const answer = group.poll?.answers.get(member);
    return slot === undefined || answer === undefined ? null : answer.includes(slot.id);
  };
  return {
    coming: members.filter((member) => suits(member) === true),
    notComing: members.filter((member) => suits(member) === false),
    unknown: members.filter((member) => suits(member) === null),
  };
};

/** Whether members may see the agenda: from 16:00 on the weekday before the meeting, and until the group has closed. */
export const isAgendaTime = (directory: Directory, place: Place, now: Moment): boolean => {
  const { meeting } = place.group;
  if (meeting === null) return false;
  const status = groupStatus(directory, place, now);
  const isDue = now >= weekdaysBefore(directory.calendar, meeting.slot.start, 1);
  return isDue && (status === 'scheduled' || status === 'held');
};
