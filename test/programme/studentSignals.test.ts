import type { Answer, Outcome, Pause } from '../../bot/programme/facts';
import { cancelledSessions, silentSessions } from '../../bot/programme/studentSignals';
import { aDirectory, aPair, aSchool, anAnswer, at } from '../builders';

const student = 'sam@leiden.example';
const tuesdays = [
  '2027-02-09',
  '2027-02-16',
  '2027-02-23',
  '2027-03-02',
  '2027-03-09',
  '2027-03-16',
  '2027-03-23',
];

const answeredOn = (...dates: readonly string[]): Answer[] => dates.map((date) => anAnswer(date));
const silentAt = (
  moment: string,
  answers: readonly Answer[],
  pauses: readonly Pause[] = [],
  directory = aDirectory(),
): boolean =>
  silentSessions(directory, { pairs: directory.pairsOfStudent(student), answers, pauses }, at(moment))
    .length > 0;

describe('silentSessions', () => {
  test.each([
    ['nothing was asked yet', '2027-02-09T09:00:00+01:00', [], false],
    [
      'in the first four weeks one session is not enough before its last reminder',
      '2027-02-12T15:59:59+01:00',
      [],
      false,
    ],
    [
      'in the first four weeks one session is enough after its last reminder',
      '2027-02-12T16:00:00+01:00',
      [],
      true,
    ],
    ['an answer after it makes it good', '2027-02-19T16:00:00+01:00', ['2027-02-16'], false],
    [
      'the fourth week still is one of the first four',
      '2027-03-05T16:00:00+01:00',
      tuesdays.slice(0, 3),
      true,
    ],
    ['after four weeks one session is not enough', '2027-03-12T16:00:00+01:00', tuesdays.slice(0, 4), false],
    ['after four weeks two in a row are', '2027-03-19T16:00:00+01:00', tuesdays.slice(0, 4), true],
    ['not before the last reminder of the second', '2027-03-19T15:59:59+01:00', tuesdays.slice(0, 4), false],
    [
      'an answered one between them breaks the row',
      '2027-03-26T16:00:00+01:00',
      [...tuesdays.slice(0, 4), '2027-03-16'],
      false,
    ],
    [
      'an answer to the older of the two breaks the row',
      '2027-03-19T16:00:00+01:00',
      tuesdays.slice(0, 5),
      false,
    ],
  ])('%s', (_, moment, answered, expected) => {
    expect(silentAt(moment, answeredOn(...answered))).toBe(expected);
  });

  test('begins with the first of all the sessions in a row', () => {
    for (const answered of [0, 2, 4]) {
      const pairs = aDirectory().pairsOfStudent(student);
      const facts = { pairs, answers: answeredOn(...tuesdays.slice(0, answered)), pauses: [] };
      const [since] = silentSessions(aDirectory(), facts, at('2027-03-27T12:00:00+01:00'));
      expect(since?.date).toBe(tuesdays[answered]);
    }
  });

  test('a session whose last reminder could no longer be sent speaks when it could no longer', () => {
    const closed = [{ from: '2027-03-17', to: '2027-03-28', label: null }];
    const directory = aDirectory({ schools: [aSchool({ closed })] });
    const answers = answeredOn(...tuesdays.slice(0, 4));
    expect(silentAt('2027-03-23T09:59:59+01:00', answers, [], directory)).toBe(false);
    expect(silentAt('2027-03-23T10:00:00+01:00', answers, [], directory)).toBe(true);
  });

  test('sessions with paused reminders do not count, and do not break a row', () => {
    const paused: Pause = { at: at('2027-03-15T12:00:00+01:00'), student, until: '2027-03-22' };
    const answers = answeredOn(...tuesdays.slice(0, 4));
    expect(silentAt('2027-03-19T16:00:00+01:00', answers, [paused])).toBe(false);
    expect(silentAt('2027-03-26T16:00:00+01:00', answers, [paused])).toBe(true);
  });

  test('four weeks count for every pair by itself', () => {
    const second = aPair({ pupil: 'p2', weekday: 3, from: '2027-05-01' });
    const directory = aDirectory({ pairs: [aPair({ until: '2027-04-30' }), second] });
    const dates = directory.meetingDays(aPair({ until: '2027-04-30' }));
    expect(silentAt('2027-05-10T16:00:00+02:00', answeredOn(...dates), [], directory)).toBe(true);
  });

  test('a pair whose slot changed goes on: it is not new again', () => {
    const [before, now] = [aPair({ until: '2027-04-30' }), aPair({ weekday: 3, from: '2027-05-01' })];
    const directory = aDirectory({ pairs: [before, now] });
    const answers = answeredOn(...directory.meetingDays(before));
    expect(silentAt('2027-05-10T16:00:00+02:00', answers, [], directory)).toBe(false);
    expect(silentAt('2027-05-17T16:00:00+02:00', answers, [], directory)).toBe(true);
  });

  test('a session called off ahead does not speak for those before it', () => {
    const ahead = anAnswer('2027-05-18', { outcome: 'studentAbsent', at: at('2027-02-08T12:00:00+01:00') });
    expect(silentAt('2027-02-12T16:00:00+01:00', [ahead])).toBe(true);
    const begun = '2027-05-18T09:00:00+02:00';
    expect([silentAt(begun, [ahead]), silentAt('2027-05-18T08:59:59+02:00', [ahead])]).toEqual([false, true]);
  });

  test('a session that an import took away does not count', () => {
    const directory = aDirectory({ pairs: [aPair({ from: '2027-03-01' })] });
    expect(silentAt('2027-02-26T16:00:00+01:00', [], [], directory)).toBe(false);
  });
});

const outcomesInOrder = (...outcomes: readonly Outcome[]): Answer[] =>
  outcomes.map((outcome, index) =>
    anAnswer(`2027-0${index < 4 ? 3 : 4}-${String(2 + (index % 4) * 7).padStart(2, '0')}`, { outcome }),
  );

describe('cancelledSessions', () => {
  test.each<[string, readonly Outcome[], boolean]>([
    ['two of six', ['studentAbsent', 'studentAbsent', 'onTime', 'onTime', 'onTime', 'onTime'], false],
    ['three of six', ['studentAbsent', 'onTime', 'studentAbsent', 'onTime', 'onTime', 'studentAbsent'], true],
    [
      'the first of three is the seventh from the end',
      ['studentAbsent', 'onTime', 'studentAbsent', 'onTime', 'onTime', 'onTime', 'studentAbsent'],
      false,
    ],
    [
      'cancelled by the school is left out',
      ['studentAbsent', 'schoolCancelled', 'studentAbsent', 'onTime', 'onTime', 'onTime', 'studentAbsent'],
      true,
    ],
    [
      'three are enough though no more were answered',
      ['studentAbsent', 'studentAbsent', 'studentAbsent'],
      true,
    ],
  ])('%s', (_, outcomes, expected) => {
    expect(cancelledSessions({ answers: outcomesInOrder(...outcomes) }).length > 0).toBe(expected);
  });

  test('a changed answer counts as changed, and sessions stand in their own order', () => {
    const three = outcomesInOrder('studentAbsent', 'studentAbsent', 'studentAbsent');
    const changed = anAnswer('2027-03-02', { outcome: 'onTime', at: at('2027-05-01T12:00:00+02:00') });
    expect(cancelledSessions({ answers: three.toReversed() })[0]?.date).toBe('2027-03-02');
    expect(cancelledSessions({ answers: [...three.toReversed(), changed] })).toEqual([]);
  });
});
