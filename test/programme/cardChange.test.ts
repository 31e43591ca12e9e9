import { cardChange, type KnownBefore } from '../../bot/programme/cardChange';
import type { Answer, FlagNotice, PupilFact } from '../../bot/programme/facts';
import { anAction, anAnswer, aDirectory, at } from '../builders';

const away = (date: string): Answer => anAnswer(date, { outcome: 'absentUnknown' });
const told: FlagNotice = { flag: 'p1/2027-03-09', ordinal: 1, at: 0, level: 2 };

const known = (facts: readonly PupilFact[], notices: readonly FlagNotice[] = []): KnownBefore => ({
  school: 'jdw',
  pupil: 'p1',
  facts,
  notices,
});
const flagged = known([away('2027-03-02'), away('2027-03-09')], [told]);

const changeOf = (before: KnownBefore, fact: PupilFact) => cardChange(aDirectory(), before, fact, null);
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
    expect(changeOf(known(facts), fact)?.messages ?? null).toEqual(expected);
  });
});

describe('the cards of flags', () => {
  const later = at('2027-03-09T12:00:00+01:00');

  test.each(['acknowledge', 'note', 'resolve'] as const)('%s changes them', (verb) => {
    const change = changeOf(flagged, anAction({ at: later, verb, note: 'x' }));
    expect(change).toEqual({
      pupil: 'p1',
      at: later,
      ordinal: 2,
      flags: [told.flag],
      messages: [],
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
    expect(cardChange(aDirectory(), flagged, fact, shown)?.shown).toEqual(shown);
  });
});
