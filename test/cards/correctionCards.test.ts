import { cardProblems, nodesOf, stringsOf } from './cardProblems';
import { correctionCardsWith } from './correctionSamples';

const texts = [
  null,
  '**b** [l](https://evil.example) ${pupil} {{DATE(1)}} `x`',
  'x'.repeat(5000),
  '😀'.repeat(900),
  '\ud83d\n\u202e',
];

describe.each(['nl', 'en'] as const)('in %s', (language) => {
  describe.each(texts.map((text) => [text?.slice(0, 12) ?? 'ordinary', text] as const))(
    'with %j',
    (_, text) => {
      test.each(correctionCardsWith(text).map(({ name, render }) => [name, render] as const))(
        '%s',
        (__, render) => {
          const card = render(language);
          expect(cardProblems(card).filter((problem) => !/Input|value matches/.test(problem))).toEqual([]);
          const shown = nodesOf(card.content).filter((node) => node['type'] === 'TextBlock');
          const marked = shown
            .flatMap((node) => stringsOf(node))
            .map(([, value]) => value.replace(/\\./g, ''));
          expect(marked.filter((value) => /\*\*|\]\(|`/.test(value))).toEqual([]);
        },
      );
    },
  );
});
