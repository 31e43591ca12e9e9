import { describe, expect, test } from '@jest/globals';
import { en } from '../../cards/texts/en';
import { nl } from '../../cards/texts/nl';
import { words } from '../../cards/words';

const sides: readonly (readonly [string, string, string])[] = Object.entries(nl).map(([key, dutch]) => [
  key,
  dutch,
  new Map<string, string>(Object.entries(en)).get(key) ?? '',
]);

/** The values that a message asks for, plurals included. */
const valuesOf = (message: string): readonly string[] =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? ''))].toSorted();

describe('the two languages', () => {
  test('name the same texts', () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted());
  });

  test.each(sides)('%s asks for the same values', (_, dutch, english) => {
    expect(english).not.toBe('');
    expect(valuesOf(english)).toEqual(valuesOf(dutch));
  });

  test('no text says "mentor" where Dutch schools would think of the class teacher', () => {
    const bare = sides.filter(([, dutch]) => /(?<!student|klassen)\bmentor\b/i.test(dutch));
    expect(bare).toEqual([]);
  });
});

describe('words', () => {
  test.each([
    [1, 'Noor was 1 minuut te laat.', 'Noor was 1 minute late.'],
    [0, 'Noor was 0 minuten te laat.', 'Noor was 0 minutes late.'],
    [12, 'Noor was 12 minuten te laat.', 'Noor was 12 minutes late.'],
  ])('count %d minutes', (minutes, dutch, english) => {
    expect(words('nl').text('outcome.late', { pupil: 'Noor', minutes })).toBe(dutch);
    expect(words('en').text('outcome.late', { pupil: 'Noor', minutes })).toBe(english);
  });

  test('leave the values of people as they are', () => {
    const pupil = "{minutes} <b>it's</b> {x, plural, other {y}} \\*";
    expect(words('nl').text('outcome.onTime', { pupil })).toBe(`${pupil} was op tijd.`);
  });

  test('refuse a message without its values', () => {
    expect(() => words('nl').text('outcome.onTime')).toThrow(/pupil/);
  });
});
