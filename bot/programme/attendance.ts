/** What an answer counts as. */
import type { Directory } from './directory';
import type { Answer, Attendance } from './facts';
import type { LateLimits } from './model';

/** How late a pupil of a school may be: the school's own limits before the programme's. */
export const lateLimitsOf = (directory: Directory, school: string): LateLimits => {
  const { rules } = directory.programme;
  const own = directory.school(school);
  return {
    lateFrom: own?.lateFrom ?? rules.lateFrom,
    absentFrom: own?.absentFrom ?? rules.absentFrom,
  };
};

const lateness = (minutes: number, limits: LateLimits): Attendance => {
  if (minutes < limits.lateFrom) return 'present';
  return minutes < limits.absentFrom ? 'late' : 'absence';
};

/** What an answer counts as under the school's limits (docs/rules.md, Outcomes). */
export const attendanceOf = (
  answer: Pick<Answer, 'outcome' | 'minutesLate'>,
  limits: LateLimits,
): Attendance => {
  switch (answer.outcome) {
    case 'onTime':
      return 'present';
    case 'late':
      return lateness(answer.minutesLate ?? 0, limits);
    case 'absentUnnotified':
    case 'absentUnknown':
      return 'absence';
    case 'absentNotified':
      return 'missed';
    case 'studentAbsent':
    case 'schoolCancelled':
      return 'notCounted';
    default:
      return answer.outcome satisfies never;
  }
};
