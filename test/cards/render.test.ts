import { cardTemplate, cardVersion, renderCard } from '../../cards/render';

const line = (text: string) => ({ type: 'TextBlock', text, wrap: true });

describe('renderCard', () => {
  test('adds what every card needs, and the summary where cards are not shown', () => {
    const card = renderCard(
      cardTemplate({ name: 'plain', body: [line('${text}')] }),
      { text: 'Hoi' },
      'Samen',
    );
    expect(card).toEqual({
      summary: 'Samen',
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: cardVersion,
        fallbackText: 'Samen',
        body: [line('Hoi')],
      },
    });
  });

  test('keeps a fallback text of its own', () => {
    const template = cardTemplate({ name: 'own', body: [] });
    expect(renderCard(template, { fallbackText: 'Anders' }, 'Samen').content['fallbackText']).toBe('Anders');
  });

  test('puts lists and whole elements where the template names them', () => {
    const template = cardTemplate({
      name: 'lists',
      body: [{ ...line('${text}'), $data: '${lines}' }, '${elements}'],
    });
    const data = { lines: [{ text: 'een' }, { text: 'twee' }], elements: [line('drie')] };
    expect(renderCard(template, data, 's').content['body']).toEqual(['een', 'twee', 'drie'].map(line));
  });

  test('never evaluates data, and refuses a card that would be evaluated by somebody else', () => {
    const template = cardTemplate({ name: 'careful', body: [line('${text}')] });
    expect(() => renderCard(template, { text: '${1 + 1}' }, 's')).toThrow(/"careful".*expression/);
  });

  test('shows a dash for a missing value, not the expression', () => {
    const template = cardTemplate({ name: 'missing', body: [line('Hoi ${who.name}')] });
    expect(renderCard(template, {}, 's').content['body']).toEqual([line('Hoi –')]);
  });

  test('refuses a card that Teams would not take, by name and size', () => {
    const template = cardTemplate({ name: 'big', body: [line('${text}')] });
    expect(() => renderCard(template, { text: 'é'.repeat(13_000) }, 's')).toThrow(/"big" has 26\d+ bytes/);
    expect(() => renderCard(template, { text: 'e'.repeat(13_000) }, 's')).not.toThrow();
  });

  test('renders again from the same template', () => {
    const template = cardTemplate({ name: 'again', body: [line('${text}')] });
    const texts = ['een', 'twee'].map((text) => renderCard(template, { text }, 's').content['body']);
    expect(texts).toEqual([[line('een')], [line('twee')]]);
  });
});
