import { remember } from '../../bot/programme/remember';
import { cardVersion, warmCards } from '../../cards/render';
import { cardProblems, nodesOf, stringsOf } from './cardProblems';
import { roundSamples, roundSamplesWith } from './roundSamples';
import { samples, studentSamples } from './samples';
import type { PeoplesText } from './samplesData';

const languages = ['nl', 'en'] as const;

const hostile = [
  '**bold** _italic_ [link](https://evil.example) <b>html</b> <at>all</at> # head ~~gone~~ | table',
  '${pupil} ${$root.x} $${{nested}} {{DATE(2027-03-16T08:00:00Z, SHORT)}} }} $${',
  '`code` ``` fence `${1+1}` \\ back\\slash \\`',
  '\u202Eesrever\u202C \u2066isolate\u2069 \u0000\u0007\u001b[31m \u200bzero',
  '👩‍👩‍👧‍👦 🧑🏽‍🎓 \ud83d half \udc4d',
  '- list\n# head\r\n> quote\u2028* star\t+ plus',
  '1. first {x, plural, other {y}} {0} \'quoted\' "double"',
  'x'.repeat(5000),
  '*'.repeat(5000),
  '😀'.repeat(2500),
  '語'.repeat(5000),
  '\n'.repeat(5000),
];

const everywhere = (text: string): PeoplesText => ({
  pupil: text,
  name: text,
  school: text,
  room: text,
  programme: text,
  address: text,
  step: text,
  note: text,
  typed: text,
});

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

/** What markdown would still read as markup, once escapes and the cards' own bold are taken out. */
const markup = (text: string): string =>
  text
    .replace(/\\./g, '')
    .replace(/^\*\*[^*]*\*\*/, '')
    .replace(/[^*_[\]<>`#~|\\]/g, '');

const readsMarkdown = new Set(['text', 'value']);

describe.each(languages)('text of people comes out harmless in %s', (language) => {
  /** Each card once, for all that is asked of it. */
  const renderedWith = remember((text: string) =>
    [...studentSamples(everywhere(text)), ...roundSamplesWith(everywhere(text))].map(({ name, render }) => ({
      name,
      card: render(language),
    })),
  );

  test.each(hostile.map((text) => [text.slice(0, 40), text]))('%j', (_, text) => {
    for (const { name, card } of renderedWith(text)) {
      const strings = stringsOf({ ...card.content, summary: card.summary });
      const problems = cardProblems(card).filter((problem) => !/without text|empty fact/.test(problem));
      expect([name, problems]).toEqual([name, []]);
      const unseen = strings.filter(([, value]) =>
        /(?!\u200d|\n|\u2060[{}])[\p{Cc}\p{Cf}\p{Cs}]/u.test(value),
      );
      expect([name, unseen]).toEqual([name, []]);
    }
  });

  test.each(hostile.map((text) => [text.slice(0, 40), text]))('%j is no markup', (_, text) => {
    for (const { name, card } of renderedWith(text)) {
      const shown = nodesOf(card.content).filter(
        (node) => node['type'] === 'TextBlock' || (!('type' in node) && 'title' in node),
      );
      const marked = shown
        .flatMap((node) => stringsOf(node).filter(([property]) => readsMarkdown.has(property)))
        .filter(([, value]) => markup(value) !== '');
      expect([name, marked]).toEqual([name, []]);
    }
  });
});
