import { cardChange, type KnownBefore } from '../../bot/programme/cardChange';
import type { Answer, FlagNotice, PupilFact } from '../../bot/programme/facts';
import {
  aCoordinator,
  anAction,
  anAnswer,
  aDirectory,
  aPair,
  aPerson,
  aPupil,
  aSchool,
  at,
} from '../builders';

const away = (date: string): Answer => anAnswer(date, { outcome: 'absentUnknown' });
const told: FlagNotice = { flag: 'p1/2027-03-09', ordinal: 1, at: 0, level: 2 };

const known = (facts: readonly PupilFact[], notices: readonly FlagNotice[] = []): KnownBefore => ({
  school: 'jdw',
  pupil: 'p1',
  facts,
  notices,
});
const flagged = known([away('2027-03-02'), away('2027-03-09')], [told]);

const directory = aDirectory({
  people: [aPerson(), aCoordinator(), aCoordinator({ email: 'zara@hmp.example', schools: ['zwc'] })],
});
const changeOf = (before: KnownBefore, fact: PupilFact, notices: readonly FlagNotice[] = []) =>
  cardChange(directory, before, { fact, notices }, null);

const isDigest = (key: string): boolean => key.startsWith('digest/');
/** The Mondays of the digests that a fact changes, of the one coordinator of the school. */
const mondaysOf = (change: ReturnType<typeof changeOf>): readonly string[] =>
  (change?.messages ?? []).filter(isDigest).map((key) => key.replace('digest/cora@hmp.example/', ''));
const about = (date: string, ...kinds: readonly string[]): readonly string[] =>
  kinds.map((kind) => `${kind}/sam@leiden.example/p1/${date}`);
const asked = (date: string): readonly string[] => about(date, 'checkIn', 'reminder1', 'reminder2');

/** The same session, said otherwise some days later. */
const changed = (date: string, changes: Partial<Answer> = {}): Answer =>
  anAnswer(date, { at: at(`${date}T10:05:00+01:00`) + 3 * 86_400_000, ...changes });

describe('the cards of a session', () => {
  test.each<[string, readonly PupilFact[], Answer, readonly string[] | null]>([
    ['a first answer of its student', [], away('2027-03-09'), null],
    ['the same again', [away('2027-03-09')], changed('2027-03-09', { outcome: 'absentUnknown' }), null],
    ['another answer', [away('2027-03-09')], changed('2027-03-09'), asked('2027-03-09')],
    [
      'other minutes',
      [anAnswer('2027-03-09', { outcome: 'late', minutesLate: 5 })],
      changed('2027-03-09', { outcome: 'late', minutesLate: 8 }),
      asked('2027-03-09'),
    ],
    ['a coordinator who fills it in', [], changed('2027-03-09', { reason: 'seen' }), asked('2027-03-09')],
    [
      'an answer first given on the nudge',
      [anAnswer('2027-03-09', { outcome: 'studentAbsent', at: at('2027-03-08T16:30:00+01:00') })],
      changed('2027-03-09'),
      about('2027-03-09', 'nudge', 'checkIn', 'reminder1', 'reminder2'),
    ],
    ['an answer to another session', [away('2027-03-02')], away('2027-03-09'), null],
  ])('%s', (_name, facts, fact, expected) => {
    const messages = changeOf(known(facts), fact)?.messages ?? [];
    expect(messages.filter((key) => !isDigest(key))).toEqual(expected ?? []);
  });
});

describe('the cards of flags', () => {
  const later = at('2027-03-09T12:00:00+01:00');

  test.each(['acknowledge', 'note', 'resolve'] as const)('%s changes them', (verb) => {
    const change = changeOf(flagged, anAction({ at: later, verb, note: 'x' }));
    expect(change).toMatchObject({
      pupil: 'p1',
      at: later,
      ordinal: 2,
      flags: [told.flag],
      shown: null,
    });
  });

  test('as long as nobody was told of a flag there is no card of it', () => {
    expect(
      changeOf({ ...flagged, notices: [] }, anAction({ at: later, verb: 'note', note: 'x' })),
    ).toBeNull();
  });

  test('one that waits shows the last sessions, so every answer changes it', () => {
    expect(changeOf(flagged, anAnswer('2027-03-16'))?.flags).toEqual([told.flag]);
  });

  test('one that is over changes with a correction only', () => {
    const over = known([...flagged.facts, anAction({ at: later, verb: 'resolve', note: 'x' })], [told]);
    expect(changeOf(over, anAnswer('2027-03-16'))).toBeNull();
    expect(changeOf(over, changed('2027-03-02', { at: later + 1 }))?.flags).toEqual([told.flag]);
  });

  test('one that opens again changes', () => {
    const over = known([...flagged.facts, anAction({ at: later, verb: 'resolve', note: 'x' })], [told]);
    expect(changeOf(over, away('2027-03-16'))?.flags).toEqual([told.flag]);
  });

  test('where its author was answered goes along', () => {
    const shown = { to: 'cora@hmp.example', activity: 'a1' };
    const fact = anAction({ at: later, verb: 'acknowledge' });
    expect(cardChange(directory, flagged, { fact, notices: [] }, shown)?.shown).toEqual(shown);
  });
});

describe('the digests of the coordinators of the school', () => {
  const tuesday = at('2027-03-16T12:00:00+01:00');
  const later = (date: string, changes: Partial<Answer> = {}): Answer =>
    anAnswer(date, { at: tuesday, ...changes });

  test.each<[string, readonly PupilFact[], Answer, readonly string[]]>([
    ['a first answer of last week', [anAnswer('2027-03-02')], later('2027-03-09'), ['2027-03-15']],
    ['a first answer of the week before', [], later('2027-03-02'), ['2027-03-08', '2027-03-15']],
    [
      'a correction of weeks ago',
      [away('2027-02-16')],
      later('2027-02-16'),
      ['2027-02-22', '2027-03-01', '2027-03-15'],
    ],
    ['the same again', [away('2027-03-09')], later('2027-03-09', { outcome: 'absentUnknown' }), []],
    ['a first answer of this week', [anAnswer('2027-03-09')], later('2027-03-16'), []],
    [
      'a correction of this week, after which its student may cancel often no more',
      [anAnswer('2027-03-09'), anAnswer('2027-03-16', { outcome: 'studentAbsent' })],
      later('2027-03-16', { at: tuesday + 1 }),
      ['2027-03-15'],
    ],
    [
      'the same again of this week',
      [anAnswer('2027-03-09'), away('2027-03-16')],
      later('2027-03-16', { outcome: 'absentUnknown', at: tuesday + 1 }),
      [],
    ],
    [
      'one of this week that may end a silence',
      [anAnswer('2027-03-02')],
      later('2027-03-16'),
      ['2027-03-15'],
    ],
  ])('%s', (_name, facts, fact, expected) => {
    expect(mondaysOf(changeOf(known(facts), fact))).toEqual(expected);
  });

  test('a flag that opens is counted otherwise, told to a coordinator or not; a note is not', () => {
    const alone = aDirectory({ people: [aPerson()] });
    const opening = { fact: away('2027-03-09'), notices: [told] };
    const change = cardChange(alone, known([away('2027-03-02')]), opening, null);
    expect(change).toMatchObject({ messages: [], flags: [], isCounted: true });
    const note = anAction({ at: tuesday, verb: 'note', note: 'x' });
    expect(changeOf(flagged, note)).not.toHaveProperty('isCounted');
  });

  test('an answer may end a silence at another school of its student, and with another pupil', () => {
    const meets = aDirectory({
      schools: [aSchool(), aSchool({ id: 'zwc' })],
      people: directory.programme.people,
      pupils: [aPupil(), aPupil({ id: 'p3', school: 'zwc' })],
      pairs: [aPair(), aPair({ pupil: 'p3', weekday: 4 })],
    });
    const happened = { fact: later('2027-03-16'), notices: [] };
    expect(cardChange(meets, known([anAnswer('2027-03-09')]), happened, null)?.messages).toEqual([
      'digest/cora@hmp.example/2027-03-15',
      'digest/zara@hmp.example/2027-03-15',
    ]);
  });

  test('a flag that opens, or is taken up, stands otherwise in that of the week; a note does not', () => {
    const before = known([anAnswer('2027-03-09')]);
    expect(mondaysOf(changeOf(before, later('2027-03-16'), [told]))).toEqual(['2027-03-15']);
    const act = (verb: 'acknowledge' | 'note') =>
      mondaysOf(changeOf(flagged, anAction({ at: tuesday, verb, note: 'x' })));
    expect(act('acknowledge')).toEqual(['2027-03-15']);
    expect(act('note')).toEqual([]);
  });
});
