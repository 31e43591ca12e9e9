import { unresolvedFlag } from '../../bot/programme/flags/replay';
import { answeredSessions, flagBook, flagContext } from '../../bot/programme/flags/flags';
import type { Flag, PupilFact } from '../../bot/programme/facts';
import type { Moment } from '../../bot/programme/model';
import { aDirectory, aSchool, aSession, anAction, anAnswer, at } from '../builders';

const directory = aDirectory({
  schools: [aSchool({ closed: [{ from: '2027-02-20', to: '2027-02-28', label: 'Voorjaarsvakantie' }] })],
});
const context = flagContext(directory, 'jdw');
const end = at('2027-12-31T12:00:00+01:00');

const flagsOf = (facts: readonly PupilFact[], now: Moment = end): readonly Flag[] =>
  flagBook(facts, now, context).flags;

const late = (date: string): PupilFact => anAnswer(date, { outcome: 'late', minutesLate: 12 });

const absent = (date: string, moment?: string): PupilFact =>
  anAnswer(date, { outcome: 'absentUnnotified', ...(moment === undefined ? {} : { at: at(moment) }) });

describe('under a clock that stands still', () => {
  const noon = '2027-03-09T12:00:00+01:00';

  test('an answer given after a resolution at the same moment is news', () => {
    const facts = [
      absent('2027-02-09'),
      absent('2027-02-16'),
      anAction({ at: at(noon), verb: 'resolve', note: 'gebeld' }),
      absent('2027-03-09', noon),
    ];
    const { flags, notices } = flagBook(facts, at(noon), context);
    expect(flags).toMatchObject([{ status: 'open', level: 3 }]);
    expect(flags[0]?.history.map(({ what }) => what)).toEqual(['opened', 'resolved', 'reopened']);
    expect(notices.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  test('a resolution after an answer at the same moment holds for it', () => {
    const facts = [
      absent('2027-02-09'),
      absent('2027-03-09', noon),
      anAction({ at: at(noon), verb: 'resolve', note: 'gebeld' }),
    ];
    expect(flagsOf(facts, at(noon))).toMatchObject([{ status: 'resolved' }]);
  });

  test('on Monday 08:30 the digest comes before what people do then', () => {
    const monday = '2027-03-15T08:30:00+01:00';
    const facts = [
      absent('2027-02-09'),
      absent('2027-02-16'),
      anAction({ at: at(monday), verb: 'acknowledge' }),
    ];
    const [flag] = flagsOf(facts, at(monday));
    expect(flag).toMatchObject({ level: 3, status: 'acknowledged' });
    expect(flag?.history.map(({ what }) => what)).toEqual(['opened', 'raised', 'acknowledged']);
  });

  test('a session answered at the moment of the digest that raised a flag stands behind the rise', () => {
    const monday = '2027-03-15T08:30:00+01:00';
    const facts = [absent('2027-02-09'), absent('2027-02-16'), absent('2027-03-09', monday)];
    const [flag] = flagsOf(facts, at(monday));
    expect(flag?.level).toBe(3);
    expect(flag?.history.map(({ what, by, on }) => [what, by, on])).toEqual([
      ['opened', 'bot', '2027-02-16'],
      ['raised', 'bot', null],
      ['added', 'bot', '2027-03-09'],
    ]);
  });
});

const ahead = (outcome: 'studentAbsent' | 'schoolCancelled' = 'studentAbsent'): PupilFact =>
  anAnswer('2027-05-18', { outcome, at: at('2027-02-10T12:00:00+01:00') });

const standing = (facts: readonly PupilFact[], now: Moment = end) => {
  const { flags, notices } = flagBook(facts, now, context);
  return { flags, notices };
};

const withAhead = ([first, ...rest]: readonly PupilFact[], one = ahead()): readonly PupilFact[] =>
  first === undefined ? [one] : [first, one, ...rest];

describe('a session called off long ahead', () => {
  const two = [absent('2027-02-09'), absent('2027-02-16')];
  const resolved = anAction({ at: at('2027-02-17T12:00:00+01:00'), verb: 'resolve', note: 'gebeld' });
  const then = [absent('2027-02-23'), absent('2027-03-02')];

  test.each(['studentAbsent', 'schoolCancelled'] as const)(
    '%s pulls nothing before a resolution',
    (outcome) => {
      const facts = [...two, resolved, ...then];
      expect(standing(facts).flags).toMatchObject([{ status: 'open', level: 3 }]);
      expect(standing(withAhead(facts, ahead(outcome)))).toEqual(standing(facts));
    },
  );

  test('nor before the rise by the digest', () => {
    const facts = [...two, absent('2027-03-09', '2027-03-16T10:05:00+01:00')];
    const now = at('2027-03-17T12:00:00+01:00');
    expect(standing(facts, now).flags[0]?.history.map(({ what }) => what)).toEqual([
      'opened',
      'raised',
      'added',
    ]);
    expect(standing(withAhead(facts), now)).toEqual(standing(facts, now));
  });

  test('is seen once it turns out otherwise, though it was resolved in between', () => {
    const was = absent('2027-05-18', '2027-05-18T10:05:00+02:00');
    const facts = [...two, resolved, was];
    expect(standing(withAhead(facts)).flags).toMatchObject([{ status: 'open', level: 3 }]);
  });
});

describe('waiting and clearing', () => {
  const early = [absent('2027-02-09'), absent('2027-02-16')];
  const onTime = ['2027-03-02', '2027-03-09', '2027-03-16', '2027-03-23'].map((date) => anAnswer(date));

  test('level 2 rises by the digest after ten school days, whatever is answered meanwhile at that level', () => {
    const facts = [...early, anAnswer('2027-03-02'), absent('2027-03-09')];
    const [before] = flagsOf(facts, at('2027-03-15T08:29:59+01:00'));
    const [after] = flagsOf(facts, at('2027-03-15T08:30:00+01:00'));
    expect([before?.level, after?.level]).toEqual([2, 3]);
  });

  test('acknowledged in time it does not rise', () => {
    const taken = anAction({ at: at('2027-03-14T12:00:00+01:00'), verb: 'acknowledge' });
    expect(flagsOf([...early, taken])).toMatchObject([{ level: 2, status: 'acknowledged' }]);
  });

  test('level 2 is not cleared by sessions on time, level 1 is after three', () => {
    const taken = anAction({ at: at('2027-02-17T12:00:00+01:00'), verb: 'acknowledge' });
    expect(flagsOf([...early, taken, ...onTime])).toMatchObject([{ level: 2, status: 'acknowledged' }]);
    const mild = [absent('2027-02-09'), anAnswer('2027-02-16'), absent('2027-03-02')];
    expect(flagsOf([...mild, ...onTime.slice(1, 3)])).toMatchObject([{ level: 1, status: 'open' }]);
    expect(flagsOf([...mild, ...onTime.slice(1)])).toMatchObject([{ level: 1, status: 'resolved' }]);
  });

  test('the fourth session after a resolution reopens, the fifth opens a flag of its own', () => {
    const resolved = anAction({ at: at('2027-02-17T12:00:00+01:00'), verb: 'resolve', note: 'gebeld' });
    const known = [...early, resolved];
    expect(flagsOf([...known, ...onTime.slice(0, 3), absent('2027-03-23')])).toHaveLength(1);
    expect(flagsOf([...known, ...onTime, absent('2027-03-30')])).toHaveLength(2);
  });
});

describe('the school’s own limits', () => {
  test('a late session is an absence from the school’s own number on', () => {
    const strict = flagContext(aDirectory({ schools: [aSchool({ absentFrom: 10 })] }), 'jdw');
    const facts = [late('2027-02-09'), late('2027-02-16')];
    const now = at('2027-02-17T12:00:00+01:00');
    expect(unresolvedFlag(flagBook(facts, now, strict).flags)?.level).toBe(2);
    expect(flagBook(facts, now, context).flags).toEqual([]);
  });
});

describe('answeredSessions', () => {
  test('keeps the place of the first answer and the value of the newest', () => {
    const session = aSession('2027-02-09');
    const facts = [
      anAnswer('2027-02-09', { session, outcome: 'absentUnnotified', at: session.end }),
      anAnswer('2027-02-16', { outcome: 'onTime' }),
      anAnswer('2027-02-09', { session, outcome: 'onTime', at: session.end + 9e8 }),
    ];
    expect(answeredSessions(facts, context.limits)).toMatchObject([
      { date: '2027-02-09', attendance: 'present', firstAnsweredAt: session.end },
      { date: '2027-02-16', attendance: 'present' },
    ]);
  });
});
