/** What the reports of meetings come to: who was there, per group, round and student (docs/rules.md, Intervision). */
import type { GroupId, Report } from './model';
import type { RoundSource } from './planning';
import type { Meeting, Place, RoundState } from './state';

/** How many of those who could be at a meeting were. */
export interface Turnout {
  readonly present: number;
  readonly members: number;
}

/** A meeting that took place, with what the teacher said of it. */
export interface ReportedMeeting extends Place {
  readonly meeting: Meeting;
  readonly report: Report;
  /** The members then, and whoever else was there. */
  readonly members: readonly string[];
}

/** The meetings that have a report, in order of when they began. */
export type MeetingHistory = readonly ReportedMeeting[];

const reported = ({ bringers }: RoundSource, { round, group }: Place): readonly ReportedMeeting[] => {
  const { meeting, report } = group;
  if (meeting === null || report === null) return [];
  const then = bringers.of(round.id, group.id)?.members ?? group.students;
  return [{ round, group, meeting, report, members: [...new Set([...then, ...report.present])] }];
};

/** Every meeting with a report, in order of when they began. */
export const meetingHistory = (source: RoundSource): MeetingHistory =>
  source.book
    .flatMap((round) => round.groups.flatMap((group) => reported(source, { round, group })))
    .toSorted((a, b) => a.meeting.slot.start - b.meeting.slot.start || (a.group.id < b.group.id ? -1 : 1));

const isAt = (roundId: string, groupId: GroupId) => (met: ReportedMeeting) =>
  met.round.id === roundId && met.group.id === groupId;

/** How many came to the meeting of a group; null while there is no report. */
export const groupTurnout = (history: MeetingHistory, { round, group }: Place): Turnout | null => {
  const met = history.find(isAt(round.id, group.id));
  return met === undefined ? null : { present: met.report.present.length, members: met.members.length };
};

/** How many came, over the groups of a round that have a report; null while none has. */
export const roundTurnout = (history: MeetingHistory, round: Pick<RoundState, 'id'>): Turnout | null => {
  const met = history.filter((one) => one.round.id === round.id);
  const sum = (count: (one: ReportedMeeting) => number): number =>
    met.reduce((total, one) => total + count(one), 0);
  if (met.length === 0) return null;
  return {
    present: sum(({ report }) => report.present.length),
    members: sum(({ members }) => members.length),
  };
};

/**
 * Who missed the meeting of a group and, of the meetings with a report, the one before it that they were a member
 * for. None while there is no report.
 */
export const missedTwice = (history: MeetingHistory, { round, group }: Place): readonly string[] => {
  const index = history.findIndex(isAt(round.id, group.id));
  const met = history[index];
  if (met === undefined) return [];
  const earlier = history.slice(0, index);
  const missedBefore = (student: string): boolean => {
    const before = earlier.findLast(({ members }) => members.includes(student));
    return before !== undefined && !before.report.present.includes(student);
  };
  return met.members.filter((student) => !met.report.present.includes(student) && missedBefore(student));
};

/** What a group agreed on last, before its meeting in a round; null when there was nothing. */
export const lastFollowUp = (history: MeetingHistory, { group }: Place): string | null => {
  const { meeting } = group;
  const earlier = history.filter(
    (met) => met.group.id === group.id && met.meeting.slot.start < (meeting?.slot.start ?? Infinity),
  );
  return earlier.at(-1)?.report.followUp ?? null;
};
