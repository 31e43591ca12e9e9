import { forecasts } from '../../bot/programme/forecast';
import { aDirectory, aPair, aSession, anAnswer, at } from '../builders';

const answers = [
  anAnswer('2027-02-09'),
  anAnswer('2027-02-16', { outcome: 'late', minutesLate: 10 }),
  anAnswer('2027-02-23', { outcome: 'late', minutesLate: 25 }),
  anAnswer('2027-03-02', { outcome: 'absentNotified' }),
];

describe('forecasts', () => {
  test('held is present or late; possible is what has not ended and has no answer', () => {
    expect(forecasts(aDirectory(), 'p1', answers, at('2027-03-09T09:30:00+01:00'))).toEqual([
      { pupil: 'p1', student: 'sam@leiden.example', held: 2, possible: 17, required: 14, reachable: true },
    ]);
  });

  test('an unanswered session is no longer possible once it has ended', () => {
    const [before] = forecasts(aDirectory(), 'p1', [], at('2027-03-09T09:59:59+01:00'));
    const [after] = forecasts(aDirectory(), 'p1', [], at('2027-03-09T10:00:00+01:00'));
    expect([before?.possible, after?.possible]).toEqual([17, 16]);
  });

  test('a session called off beforehand is not possible any more', () => {
    const off = anAnswer('2027-06-01', { outcome: 'schoolCancelled', at: at('2027-03-01T12:00:00+01:00') });
    expect(forecasts(aDirectory(), 'p1', [off], at('2027-03-09T12:00:00+01:00'))).toMatchObject([
      { possible: 15 },
    ]);
  });

  test.each([
    [16, true],
    [17, false],
  ])('with %i required', (requiredSessions, reachable) => {
    const now = at('2027-03-09T12:00:00+01:00');
    expect(forecasts(aDirectory({ requiredSessions }), 'p1', [], now)).toMatchObject([
      { possible: 16, reachable },
    ]);
  });

  test('every student of a pupil has a forecast; slots of one student count together', () => {
    const directory = aDirectory({
      pairs: [
        aPair({ until: '2027-03-05' }),
        aPair({ from: '2027-03-06', until: '2027-04-30', weekday: 4 }),
        aPair({ from: '2027-05-01', student: 'noor@hhs.example' }),
      ],
    });
    const held = anAnswer('2027-02-09', { session: aSession('2027-02-09') });
    expect(forecasts(directory, 'p1', [held], at('2027-02-10T12:00:00+01:00'))).toMatchObject([
      { student: 'sam@leiden.example', held: 1, possible: 11 },
      { student: 'noor@hhs.example', held: 0, possible: 9 },
    ]);
  });
});
