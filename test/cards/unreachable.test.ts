import { unreachableCard } from '../../cards/unreachable';
import { parseCommand } from '../../dialogs/commands';
import type { RenderedCard } from '../../bot/ports';
import { cardProblems, ofType, stringsOf } from './cardProblems';
import { someUnreachable } from './coordinatorDigestViews';

const factsOf = (card: RenderedCard) => ofType(card, 'FactSet').map((node) => node['facts']);

const texts = (card: RenderedCard): readonly string[] =>
  ofType(card, 'TextBlock').map((node) => String(node['text']));

describe('a student who cannot be reached', () => {
  test('is named, with the pupil concerned and since when', () => {
    const card = unreachableCard(someUnreachable(1), 'nl');
    expect(texts(card)[0]).toBe('Ik kan Ravi Chandra niet bereiken');
    expect(factsOf(card)).toEqual([
      [
        { title: 'Leerling', value: 'Noor (3B)' },
        { title: 'School', value: 'Johan de Witt' },
        { title: 'Sinds', value: 'maandag 8 maart, 16:00' },
      ],
    ]);
  });

  test('the pupils beyond six are counted, a school is named once', () => {
    expect(factsOf(unreachableCard(someUnreachable(9), 'en'))).toMatchObject([
      [
        { title: 'Pupils', value: expect.stringMatching(/^Noor .*Milan .* and 3 others$/) },
        { title: 'Schools', value: 'Johan de Witt and Zuiderpark College' },
        { title: 'Since', value: 'Monday 8 March, 16:00' },
      ],
    ]);
  });

  test.each([
    ['nl', 'niet meer aan', 'Vraag Ravi', '“hulp”'],
    ['en', 'no longer arrive', 'Ask Ravi', '“help”'],
  ] as const)('in %s: what it means, and what helps', (language, means, ask, help) => {
    const card = unreachableCard(someUnreachable(1), language);
    const shown = texts(card).join('\n');
    for (const part of [means, ask, help]) expect(shown).toContain(part);
    expect(card.content['fallbackText']).toContain(ask);
  });

  test.each(['nl', 'en'] as const)('the button in %s shows who else needs attention', (language) => {
    const [button] = ofType(unreachableCard(someUnreachable(1), language), 'Action.Execute');
    const [typed] = stringsOf(button?.['data']).map(([, value]) => value);
    expect(button).toMatchObject({ verb: 'command.run' });
    expect(parseCommand(typed ?? '')?.command).toBe('silent');
  });

  test('the notification names no pupil: it shows on locked phones', () => {
    const { summary } = unreachableCard(someUnreachable(3), 'nl');
    expect(summary).toBe('Ik kan studentmentor Ravi Chandra niet bereiken in Teams');
  });

  test.each(['nl', 'en'] as const)('names with markup and expressions do no harm in %s', (language) => {
    const hostile = '[x](https://evil.example) **y** ${name} {{DATE(z)}} <at>all</at>';
    const pupils = [{ label: hostile, class: hostile, school: hostile }];
    const view = { ...someUnreachable(1), name: hostile, givenName: hostile, pupils };
    const card = unreachableCard(view, language);
    expect(cardProblems(card)).toEqual([]);
    const markdown = [...texts(card), ...stringsOf(factsOf(card)).map(([, value]) => value)];
    expect(markdown.filter((text) => /(?<!\\)[[\]<>*]/.test(text))).toEqual([]);
  });
});
