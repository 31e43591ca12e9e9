import { topics } from '../../bot/programme/facts';
import { tip, tipCount } from '../../cards/tips';

describe.each(['nl', 'en'] as const)('tips in %s', (language) => {
  const all = Array.from({ length: tipCount }, (_, number) => tip(language, number));

  test('are at least 24, all different, four on every topic', () => {
    expect(tipCount).toBeGreaterThanOrEqual(24);
    expect(new Set(all.map(({ text }) => text)).size).toBe(tipCount);
    for (const topic of topics) expect(all.filter((one) => one.topic === topic)).toHaveLength(4);
  });

  test('change topic every week, and begin again after the last', () => {
    for (const [index, { topic }] of all.entries()) expect(tip(language, index + 1).topic).not.toBe(topic);
    expect(tip(language, tipCount)).toEqual(tip(language, 0));
  });

  test.each([-1, -57, 2.7, 1e9])('exist for the number %d', (number) => {
    expect(tip(language, number).text).not.toBe('');
  });

  test('fit on a phone', () => {
    expect(all.filter(({ text }) => text.length > 180)).toEqual([]);
  });
});

test('both languages have the same topic in the same week', () => {
  for (let number = 0; number < tipCount; number += 1)
    expect(tip('nl', number).topic).toBe(tip('en', number).topic);
});
