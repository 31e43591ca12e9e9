import type { RuleLookup } from '../../bot/programme/flags/details';
import type { Counted } from '../../bot/programme/model';
import { levelSign, levelText, levelWord } from '../../cards/levels';
import { reasonSentence } from '../../cards/reasons';

const counting =
  (counts: readonly Counted[], among: number): RuleLookup =>
  () => ({ counts, among });

const twice = { rule: 'any', dates: ['2027-03-02', '2027-03-16'] };

describe('a reason is a sentence a parent could read', () => {
  test.each<[readonly Counted[], number, string, string]>([
    [
      ['absence'],
      4,
      '2× niet verschenen in de laatste 4 sessies (2 en 16 maart)',
      '2× not there in the last 4 sessions (2 and 16 March)',
    ],
    [
      ['late'],
      6,
      '2× te laat in de laatste 6 sessies (2 en 16 maart)',
      '2× late in the last 6 sessions (2 and 16 March)',
    ],
    [
      ['missed', 'absence'],
      6,
      '2× gemist (met of zonder bericht) in de laatste 6 sessies (2 en 16 maart)',
      '2× missed (with or without a message) in the last 6 sessions (2 and 16 March)',
    ],
    [
      ['missed'],
      1,
      '2× afgemeld in de laatste sessie (2 en 16 maart)',
      '2× away with a message in the last session (2 and 16 March)',
    ],
    [
      ['late', 'absence', 'missed', 'late'],
      3,
      '2× te laat of gemist (met of zonder bericht) in de laatste 3 sessies (2 en 16 maart)',
      '2× late or missed (with or without a message) in the last 3 sessions (2 and 16 March)',
    ],
  ])('that counts %j among %d', (counts, among, dutch, english) => {
    expect(reasonSentence('nl', twice, counting(counts, among))).toBe(dutch);
    expect(reasonSentence('en', twice, counting(counts, among))).toBe(english);
  });

  test('also when its rule no longer exists', () => {
    expect(reasonSentence('nl', twice, () => null)).toBe('2× gemist of te laat (2 en 16 maart)');
  });
});

describe('a level', () => {
  test('is told in words and by a sign of its own', () => {
    expect(([1, 2, 3] as const).map((level) => levelWord('nl', level))).toEqual([
      'aandacht',
      'actie',
      'overdracht',
    ]);
    expect(new Set(([1, 2, 3] as const).map(levelSign)).size).toBe(3);
    expect(levelText('en', 2)).toBe('!! Level 2: action');
  });
});
