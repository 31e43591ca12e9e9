import {
  changeableUntil,
  isSurelyNotOwn,
  ownSession,
  parseFollowUp,
  parseSaid,
  refusalOf,
  splitSessionId,
} from '../../bot/programme/checkIn';
import { outcomes } from '../../bot/programme/facts';
import { aDirectory, aPair, aSession, anAnswer, at } from '../builders';

const directory = aDirectory();
const session = aSession('2027-03-09');

const refusal = (answered: number, outcome: (typeof outcomes)[number], now: string) =>
  refusalOf(directory, session, answered, outcome, at(now));

const own = (student: string, id: string, answers = [anAnswer('2027-03-09')], where = directory) => {
  const found = ownSession(where, student, id, answers);
  return typeof found === 'string' ? found : found.id;
};

describe('parseSaid', () => {
  test.each(outcomes.filter((outcome) => outcome !== 'late'))(
    '%s needs no minutes and keeps none',
    (outcome) => {
      expect(parseSaid(outcome, '7')).toEqual({ outcome, minutesLate: null });
    },
  );

  test.each([
    ['0', 0],
    ['7', 7],
    [' 12 ', 12],
    ['007', 7],
    ['1000', 1000],
  ])('late with %j', (text, minutes) => {
    expect(parseSaid('late', text)).toEqual({ outcome: 'late', minutesLate: minutes });
  });

  test.each([[''], ['-1'], ['7.5'], ['7,5'], ['acht'], ['1e2'], ['7 min'], ['99999'], ['٧'], ['NaN']])(
    'late with %j is not taken',
    (text) => {
      expect(parseSaid('late', text)).toEqual({ wrong: 'minutesLate' });
    },
  );

  test.each([[''], ['ontime'], ['toString'], ['present']])('outcome %j is unknown', (outcome) => {
    expect(parseSaid(outcome, '')).toEqual({ wrong: 'outcome' });
  });
});

describe('parseFollowUp', () => {
  const nothing = { topics: '', nextStep: '', note: '', case: '' };

  test('nothing typed is nothing added', () => {
    expect(parseFollowUp(nothing)).toEqual({ topics: [], nextStep: null, note: null, case: false });
  });

  test('topics once each, texts without the blanks around them', () => {
    const typed = { topics: 'work, motives,work,', nextStep: ' open dag ', note: '  ', case: 'true' };
    expect(parseFollowUp(typed)).toEqual({
      topics: ['work', 'motives'],
      nextStep: 'open dag',
      note: null,
      case: true,
    });
  });

  test.each([
    ['an unknown topic', { topics: 'work,health' }, 'topics'],
    ['a topic of Object', { topics: 'constructor' }, 'topics'],
    ['a next step of 501 characters', { nextStep: 'x'.repeat(501) }, 'nextStep'],
    ['a note of 501 characters', { note: 'x'.repeat(501) }, 'note'],
    ['neither yes nor no for a case', { case: 'maybe' }, 'case'],
    ['yes in other letters', { case: 'True' }, 'case'],
  ])('%s is refused', (_, change, wrong) => {
    expect(parseFollowUp({ ...nothing, ...change })).toEqual({ wrong });
  });

  test('no case and an empty one are no', () => {
    expect(parseFollowUp({ ...nothing, case: 'false' })).toMatchObject({ case: false });
    expect(parseFollowUp({ ...nothing, case: '' })).toMatchObject({ case: false });
  });

  test('500 characters are taken', () => {
    expect(parseFollowUp({ ...nothing, note: 'x'.repeat(500) })).toMatchObject({ note: 'x'.repeat(500) });
  });
});

describe('refusalOf', () => {
  test.each(outcomes)('%s a moment before the start', (outcome) => {
    const beforehand = outcome === 'studentAbsent' || outcome === 'schoolCancelled';
    expect(refusal(0, outcome, '2027-03-09T08:59:59.999+01:00')).toBe(beforehand ? null : 'notBegun');
    expect(refusal(0, outcome, '2027-03-09T09:00:00+01:00')).toBeNull();
  });

  test('a first answer has no limit, a changed one has 30 days on the wall clock after the end', () => {
    expect(changeableUntil(directory, session)).toBe(at('2027-04-08T10:00:00+02:00'));
    expect(refusal(1, 'onTime', '2027-04-08T09:59:59.999+02:00')).toBeNull();
    expect(refusal(1, 'onTime', '2027-04-08T10:00:00+02:00')).toBe('tooLateToChange');
    expect(refusal(0, 'onTime', '2027-12-31T10:00:00+01:00')).toBeNull();
  });

  test('thirty answers are enough', () => {
    expect(refusal(29, 'onTime', '2027-03-09T10:00:00+01:00')).toBeNull();
    expect(refusal(30, 'onTime', '2027-03-09T10:00:00+01:00')).toBe('changedTooOften');
  });
});

describe('ownSession', () => {
  test('finds a planned one and an answered one that the roster no longer has', () => {
    expect(own('sam@leiden.example', 'p1/2027-03-16')).toBe('p1/2027-03-16');
    const moved = aDirectory({ pairs: [aPair({ weekday: 5 })] });
    expect(own('sam@leiden.example', 'p1/2027-03-09', undefined, moved)).toBe('p1/2027-03-09');
    expect(own('sam@leiden.example', 'p1/2027-03-16', undefined, moved)).toBe('gone');
  });

  test.each([['p1/2027-03-10'], ['p1/2027-13-45'], ['p2/2027-03-09'], ['p1'], [''], ['p1/2027-08-03']])(
    '%j is no session',
    (id) => {
      expect(own('sam@leiden.example', id, [])).toBe('gone');
    },
  );

  test('is nobody else’s, answered or not', () => {
    expect(own('noor@hhs.example', 'p1/2027-03-09')).toBe('notYours');
    expect(own('noor@hhs.example', 'p1/2027-03-16')).toBe('notYours');
  });

  test('is not taken over with the pair: who answered it keeps it', () => {
    const taken = aDirectory({ pairs: [aPair({ student: 'noor@hhs.example' })] });
    expect(own('noor@hhs.example', 'p1/2027-03-09', undefined, taken)).toBe('notYours');
  });
});

describe('the roster alone shows that a session is not the student’s', () => {
  const [sam, noor] = ['sam@leiden.example', 'noor@hhs.example'];
  const handedOver = aDirectory({
    pairs: [aPair({ until: '2027-03-09' }), aPair({ student: noor, from: '2027-03-10' })],
  });
  test.each([
    ['of a pupil that never was theirs', 'lea@hhs.example', '2027-03-09', true],
    ['from before a hand-over', noor, '2027-03-09', true],
    ['after a hand-over', noor, '2027-03-16', false],
    ['of the student before, who may have answered it', sam, '2027-03-16', false],
    ['before everybody, when nobody else had it', noor, '2027-03-08', false],
  ])('%s: %s on %s is %s', (_, student, day, expected) => {
    expect(isSurelyNotOwn(handedOver, student, `p1/${day}`)).toBe(expected);
  });
});

test('a pupil’s code may hold slashes', () => {
  expect(splitSessionId('3A/12/2027-03-09')).toEqual({ pupil: '3A/12', date: '2027-03-09' });
});
