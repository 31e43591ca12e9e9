import { attendanceOf, lateLimitsOf } from '../../bot/programme/attendance';
import { aDirectory, aSchool } from '../builders';

const limits = { lateFrom: 5, absentFrom: 20 };

describe('attendanceOf', () => {
  test.each([
    ['onTime', null, 'present'],
    ['late', 0, 'present'],
    ['late', 4, 'present'],
    ['late', 5, 'late'],
    ['late', 19, 'late'],
    ['late', 20, 'absence'],
    ['late', 600, 'absence'],
    ['absentUnnotified', null, 'absence'],
    ['absentUnknown', null, 'absence'],
    ['absentNotified', null, 'missed'],
    ['studentAbsent', null, 'notCounted'],
    ['schoolCancelled', null, 'notCounted'],
  ] as const)('%s %s counts as %s', (outcome, minutesLate, expected) => {
    expect(attendanceOf({ outcome, minutesLate }, limits)).toBe(expected);
  });
});

describe('lateLimitsOf', () => {
  test('takes the school’s own number before the programme’s, each by itself', () => {
    const directory = aDirectory({
      schools: [aSchool({ absentFrom: 15 }), aSchool({ id: 'zwc', lateFrom: 0 })],
    });
    expect(lateLimitsOf(directory, 'jdw')).toEqual({ lateFrom: 5, absentFrom: 15 });
    expect(lateLimitsOf(directory, 'zwc')).toEqual({ lateFrom: 0, absentFrom: 20 });
    expect(lateLimitsOf(directory, 'nowhere')).toEqual(limits);
  });
});
