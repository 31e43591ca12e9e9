import type { SummaryDetails } from '../../bot/programme/summaryDetails';
import type { RenderedCard } from '../../bot/ports';
import { summaryCard } from '../../cards/summary';
import { summaryUnclearCard } from '../../cards/summaryUnclear';
import { type Node, nodesOf, ofType } from './cardProblems';
import {
  someClass,
  someFigures,
  somePupil,
  someScope,
  someSummary,
  someWeeks,
} from './coordinatorSummaryViews';

const texts = (card: RenderedCard): readonly string[] =>
  ofType(card, 'TextBlock').map((node) => String(node['text']));

const opens = (card: RenderedCard): readonly Node[] =>
  ofType(card, 'ColumnSet').flatMap((row) => nodesOf(row['selectAction']).slice(0, 1));

const bottom = (card: RenderedCard): readonly Node[] => nodesOf(card.content['actions']);

const titles = (card: RenderedCard): readonly unknown[] => {
  const { actions } = card.content;
  return Array.isArray(actions) ? actions.map((action) => action.title) : [];
};

const nl = (view: Partial<SummaryDetails>): RenderedCard => summaryCard({ ...someSummary, ...view }, 'nl');

describe('the figures', () => {
  test('sessions and the rate as a whole percentage stand out', () => {
    const big = ofType(nl({}), 'TextBlock').filter(({ size }) => size === 'extraLarge');
    expect(big.map(({ text }) => text)).toEqual(['90%', '124']);
    expect(nl({}).summary).toBe('Overzicht Haags Mentorprogramma 2027: 124 sessies, 90% aanwezig');
  });

  test('every count has its words', () => {
    const [facts] = ofType(nl({}), 'FactSet').map((node) => node['facts']);
    expect(facts).toEqual([
      { title: 'Op tijd', value: '96' },
      { title: 'Te laat', value: '9' },
      { title: 'Niet verschenen', value: '7' },
      { title: 'Afgemeld', value: '5' },
      { title: 'Telt niet mee', value: '3 (studentmentor of school kon niet)' },
      { title: 'Nog niet ingevuld', value: '4' },
    ]);
  });

  test('without anything observed there is no rate', () => {
    const card = nl({ figures: someFigures({ unknown: 1 }), byWeek: [] });
    expect(texts(card)).toContain('nog niets om te tellen');
    expect(card.summary).toBe('Overzicht Haags Mentorprogramma 2027: 1 sessie');
  });

  test.each([
    [{}, 'Het programma tot nu toe'],
    [{ from: '2027-03-01', to: '2027-03-31' }, '1–31 maart'],
    [{ from: '2027-03-01' }, 'Vanaf 1 maart'],
    [{ to: '2027-03-31' }, 'Tot en met 31 maart'],
  ])('the period %j reads %s', (scope, line) => {
    expect(texts(nl({ scope: someScope(scope) }))).toContain(line);
  });
});

describe('a step down', () => {
  test('opens who needs attention, then the parts, then the weeks with the newest first', () => {
    expect(opens(nl({})).map((open) => open['data'])).toEqual([
      { school: 'zwc', class: '3C', pupil: 'p051' },
      { school: 'jdw', class: '3A', pupil: 'p017' },
      { school: 'jdw', class: '3A', pupil: 'p009' },
      { school: 'jdw' },
      { school: 'zwc' },
      { from: '2027-03-08', to: '2027-03-14' },
      { from: '2027-03-01', to: '2027-03-07' },
      { from: '2027-02-22', to: '2027-02-28' },
      { from: '2027-02-15', to: '2027-02-21' },
      { from: '2027-02-08', to: '2027-02-14' },
    ]);
  });

  test('says the level of an open flag in sign and word', () => {
    expect(texts(nl({}))).toContain(String.raw`● Noor \(3C\) (signaal: overdracht)`);
  });

  test('whoever has no line can be chosen, with the rest of what is asked kept', () => {
    const card = summaryCard(someClass(30), 'nl');
    const [choose] = ofType(card, 'Action.ShowCard');
    const [input] = ofType(card, 'Input.ChoiceSet');
    expect(choose?.['title']).toBe('Andere leerling');
    expect(input).toMatchObject({ id: 'pupil', value: 'p016' });
    expect(input?.['choices']).toHaveLength(15);
    expect(texts(card).join()).toContain('Er zijn nog 15 leerlingen.');
    const show = nodesOf(choose).find((node) => node['type'] === 'Action.Execute');
    expect(show).toMatchObject({ verb: 'summary.show', data: { school: 'jdw', class: '3A' } });
  });

  test('nobody to choose when everybody has a line', () => {
    expect(ofType(summaryCard(someClass(15), 'nl'), 'Action.ShowCard')).toEqual([]);
  });

  test('earlier weeks are told, with how to ask for them', () => {
    const shown = texts(nl({ byWeek: someWeeks(20) }));
    expect(shown).toContain('Er zijn nog 12 eerdere weken. Typ bijvoorbeeld: overzicht week 6.');
  });
});

describe('a step up', () => {
  test.each([
    ['class', someClass(3), 'Terug naar Johan de Witt', { school: 'jdw' }],
    ['pupil', somePupil, 'Terug naar 3A', { school: 'jdw', class: '3A' }],
    [
      'school',
      { ...someSummary, title: ['Zuiderpark'], scope: someScope({ school: 'zwc' }), up: someScope() },
      'Terug naar alles',
      {},
    ],
    [
      'week',
      { ...someSummary, scope: someScope({ from: '2027-03-01', to: '2027-03-07' }), up: someScope() },
      'Hele periode',
      {},
    ],
  ])('from a %s', (_, view, title, data) => {
    expect(bottom(summaryCard(view, 'nl'))[0]).toMatchObject({ title, verb: 'summary.show', data });
  });

  test('there is none from the top', () => {
    expect(titles(nl({}))).toEqual(['Signalen']);
  });
});

const nothingKnown = (week: ReturnType<typeof someWeeks>[number]) => ({
  ...week,
  figures: someFigures({ unknown: 14 }),
});

describe('the chart', () => {
  test('stacks what the weeks counted, and falls back to the same in words', () => {
    const [chart] = ofType(nl({ byWeek: someWeeks(2) }), 'Chart.VerticalBar.Grouped');
    expect(chart?.['data']).toMatchObject([
      {
        legend: 'Op tijd',
        values: [
          { x: '6', y: 10 },
          { x: '7', y: 11 },
        ],
      },
      {
        legend: 'Te laat',
        values: [
          { x: '6', y: 0 },
          { x: '7', y: 1 },
        ],
      },
      {
        legend: 'Niet verschenen',
        values: [
          { x: '6', y: 0 },
          { x: '7', y: 1 },
        ],
      },
      {
        legend: 'Afgemeld',
        values: [
          { x: '6', y: 1 },
          { x: '7', y: 1 },
        ],
      },
    ]);
    expect(JSON.stringify(chart?.['fallback'])).toContain('week 7: 86%');
  });

  test.each([
    ['a single week', { ...someSummary, byWeek: someWeeks(1) }],
    ['weeks of which nothing is known yet', { ...someSummary, byWeek: someWeeks(3).map(nothingKnown) }],
    ['a pupil, whose sessions are listed', somePupil],
  ])('is left out for %s', (_, view) => {
    expect(ofType(summaryCard(view, 'nl'), 'Chart.VerticalBar.Grouped')).toEqual([]);
  });
});

test('a pupil has every session in sign and words', () => {
  const facts = ofType(summaryCard(somePupil, 'nl'), 'FactSet').at(-1)?.['facts'];
  expect(facts).toEqual([
    { title: 'di 9 feb', value: '✓ op tijd' },
    { title: 'di 16 feb', value: '△ 7 minuten te laat' },
    { title: 'di 2 mrt', value: '✗ niet verschenen' },
    { title: 'di 9 mrt', value: '✗ 25 minuten te laat, telt als niet verschenen' },
    { title: 'di 16 mrt', value: '□ afgemeld' },
    { title: 'di 23 mrt', value: '– telt niet mee' },
    { title: 'di 30 mrt', value: '? nog niet ingevuld' },
  ]);
});

describe('what is not clear', () => {
  const choices = Array.from({ length: 8 }, (_, index) => ({
    label: `Sara ${index}`,
    scope: someScope({ pupil: `p${index}` }),
  }));

  test('offers at most five and everything, and says how many more there are', () => {
    const card = summaryUnclearCard({ typed: 'sara', choices }, 'en');
    expect(titles(card)).toEqual(['Sara 0', 'Sara 1', 'Sara 2', 'Sara 3', 'Sara 4', 'Whole summary']);
    expect(texts(card)).toContain('There are 3 more. Type a little more of the name.');
  });

  test('without choices it says what can be typed', () => {
    const shown = texts(summaryUnclearCard({ typed: 'xyz', choices: [] }, 'nl'));
    expect(shown).toContain('Dat kon ik niet vinden: “xyz”.');
    expect(shown.join()).toContain('overzicht 3A week 10');
  });
});
