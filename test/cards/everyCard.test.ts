import { cardVersion, warmCards } from '../../cards/render';
import { cardProblems, nodesOf } from './cardProblems';
import { roundSamples } from './roundSamples';
import { samples } from './samples';

const languages = ['nl', 'en'] as const;

test('the templates expand without data, to be warmed at start', () => {
  expect(() => warmCards()).not.toThrow();
});

describe.each(languages)('every card in %s', (language) => {
  test.each([...samples, ...roundSamples])('$name', ({ render }) => {
    const card = render(language);
    expect(cardProblems(card)).toEqual([]);
    expect(card.content['version']).toBe(cardVersion);
  });

  test.each([...samples, ...roundSamples])('$name has buttons short enough for a phone', ({ render }) => {
    const titles = nodesOf(render(language).content)
      .filter((node) => String(node['type']).startsWith('Action.'))
      .map((node) => String(node['title']));
    expect(titles.filter((title) => title.length > 24)).toEqual([]);
  });
});
