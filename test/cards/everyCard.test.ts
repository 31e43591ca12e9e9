import type { RenderedCard } from '../../bot/ports';
import { cardVersion, warmCards } from '../../cards/render';
import { textsOf } from '../fakes/teamsStandIn';
import { cardProblems, nodesOf } from './cardProblems';
import { dutchIn } from './dutchWords';
import { roundSamples, roundSamplesWith } from './roundSamples';
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

/** What people wrote, in a language that is neither. */
const latin = {
  pupil: 'Aemilia',
  name: 'Claudia',
  school: 'Lyceum',
  room: 'aula',
  programme: 'Exempli',
  address: 'claudia@uni.example',
  step: 'lorem ipsum',
  note: 'dolor sit amet',
  typed: 'consectetur',
};

/** The words of a card that only Dutch texts have, without the names that the samples bring themselves. */
const dutchOn = ({ content, summary }: RenderedCard): readonly string[] =>
  [...textsOf(content), summary].flatMap((said) =>
    dutchIn(said.replaceAll(/De Haagse Hogeschool|Ronde [12]|\b[Ww]il\b/g, '')),
  );

test.each(roundSamplesWith(latin))('$name has no Dutch word in English', ({ render }) => {
  expect(dutchOn(render('en'))).toEqual([]);
  expect(dutchOn(render('nl'))).not.toEqual([]);
});
