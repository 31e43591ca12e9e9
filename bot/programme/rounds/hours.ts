/** A student's hours: sessions that took place, and meetings where the student was (docs/rules.md, Intervision). */
import { attendanceOf, lateLimitsOf } from '../attendance';
import type { Directory } from '../directory';
import type { Answer } from '../facts';
import type { Moment } from '../model';
import { newestAnswers } from '../sessions';
import type { MeetingHistory } from './history';
import type { RoundSource } from './planning';
import { calledOff, neverWas, membersOf, type Place } from './state';
import { activeStudents } from './weeks';

/** Hours of one study credit (EC). */
const hoursOfCredit = 28;
const minute = 60_000;

/** How often, and how long together. */
export interface Spent {
  readonly count: number;
  readonly minutes: number;
}

/** The hours of a student so far. */
export interface Hours {
  readonly sessions: Spent;
  readonly meetings: Spent;
  readonly minutes: number;
  /** Study credits: 28 hours each, not rounded. */
  readonly credits: number;
}

const spent = (times: readonly { readonly start: number; readonly end: number }[]): Spent => ({
  count: times.length,
  minutes: times.reduce((sum, { start, end }) => sum + (end - start) / minute, 0),
});

const isHeld = (directory: Directory, answer: Answer): boolean => {
  const limits = lateLimitsOf(directory, directory.pupil(answer.session.pupil)?.school ?? '');
  return ['present', 'late'].includes(attendanceOf(answer, limits));
};

/**
 * The hours of a student: sessions whose newest answer is present or late, and meetings whose report says that the
 * student was there, each as long as it was planned. `answers` may hold those of others.
 */
export const hoursOf = (
  directory: Directory,
  student: string,
  answers: readonly Answer[],
  history: MeetingHistory,
): Hours => {
  const newest = [...newestAnswers(answers).values()].filter(({ session }) => session.student === student);
  const sessions = spent(newest.filter((answer) => isHeld(directory, answer)).map(({ session }) => session));
  const attended = history.filter(({ report }) => report.present.includes(student));
  const meetings = spent(attended.map(({ meeting }) => meeting.slot));
  const minutes = sessions.minutes + meetings.minutes;
  return { sessions, meetings, minutes, credits: minutes / 60 / hoursOfCredit };
};

/** The hours with those of sessions that are no longer there themselves. */
export const withKept = ({ sessions, meetings }: Hours, kept: readonly Spent[]): Hours => {
  const all = kept.reduce(
    (sum, { count, minutes }) => ({ count: sum.count + count, minutes: sum.minutes + minutes }),
    sessions,
  );
  const minutes = all.minutes + meetings.minutes;
  return { sessions: all, meetings, minutes, credits: minutes / 60 / hoursOfCredit };
};

/**
 * The meetings of a student's groups that ended without being called off and have no report yet: they may still come
 * to count.
 */
export const meetingsWithoutReport = (
  { directory, book }: RoundSource,
  student: string,
  now: Moment,
): readonly Place[] =>
  book
    .flatMap((round) => round.groups.map((group) => ({ round, group })))
    .filter((place) => {
      const { meeting, report } = place.group;
      if (
        meeting === null ||
        report !== null ||
        meeting.slot.end > now ||
        !membersOf(place.group).includes(student)
      )
        return false;
      const day = directory.calendar.dayOf(meeting.slot.start);
      return (
        calledOff(place) === null &&
        !neverWas(place, now) &&
        activeStudents(directory, [student], day).length > 0
      );
    });
