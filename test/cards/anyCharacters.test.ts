/** Names may hold any characters: what Teams or a template would evaluate is shown, and nothing evaluates it. */
import { cardsWith } from './coordinatorCardsWith';
import { stringsOf } from './cardProblems';
import { studentSamples } from './samples';
import { ordinary, type PeoplesText } from './samplesData';

const name = 'Zo ${x} {{y}} $${1+1}';

const withName: PeoplesText = { ...ordinary, pupil: name, name, school: name, room: name, programme: name };

const cards = [
  ...studentSamples(withName).map(({ name: card, render }) => [card, render] as const),
  ...cardsWith(name).map(([card, render]) => [card, render] as const),
];

const withoutData = (key: string, value: unknown): unknown => (key === 'data' ? undefined : value);

describe.each(['nl', 'en'] as const)('in %s', (language) => {
  test.each(cards)('%s shows a name as it is and lets nobody evaluate it', (_, render) => {
    const { content, summary } = render(language);
    const seen: unknown = JSON.parse(JSON.stringify({ content, summary }, withoutData));
    const shown = stringsOf(seen).map(([, text]) => text);
    expect(shown.filter((text) => /\$\{|\{\{|\}\}/.test(text))).toEqual([]);
    const named = shown.filter((text) => text.includes('Zo '));
    const visible = named.map((text) => text.replaceAll(/[\u2060\\]/g, ''));
    expect(visible.filter((text) => !text.includes(name))).toEqual([]);
  });
});

test('the name stands on most cards', () => {
  const naming = cards.filter(([, render]) => JSON.stringify(render('nl')).includes('Zo $'));
  expect(naming.length).toBeGreaterThan(cards.length / 2);
});
