import type { SummaryDetails } from '../../../bot/programme/summary/details';
import type { RenderedCard } from '../../../bot/ports';
import { summaryCard } from '../../../cards/summary/summary';
import { summaryStudentCard } from '../../../cards/summary/student';
import { summaryUnclearCard } from '../../../cards/summary/unclear';
import { summaryWhoCard } from '../../../cards/summary/who';
import { cardProblems, type Node, nodesOf, ofType } from '../cardProblems';
import {
  someClass,
  someEntry,
  someFigures,
  somePupil,
  someScope,
  someStudent,
  someSummary,
  someWeeks,
  someWho,
} from '../coordinatorSummaryViews';

const texts = (card: RenderedCard): readonly string[] =>
  ofType(card, 'TextBlock').map((node) => String(node['text']));

const opens = (card: RenderedCard): readonly Node[] =>
  ofType(card, 'ColumnSet').flatMap((row) => nodesOf(row['selectAction']).slice(0, 1));

const bottom = (card: RenderedCard): readonly Node[] =>
  nodesOf(card.content['actions']).filter(({ type }) => type === 'Action.Execute');

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
    [{ from: '2027-03-01', to: '2027-03-31' }, '1–31 maart 2027'],
    [{ from: '2026-12-28', to: '2027-01-03' }, '28 december 2026 – 3 januari 2027'],
    [{ from: '2027-03-01' }, 'Vanaf 1 maart 2027'],
    [{ to: '2027-03-31' }, 'Tot en met 31 maart 2027'],
  ])('the period %j reads %s', (scope, line) => {
    expect(texts(nl({ scope: someScope(scope) }))).toContain(line);
  });
});

describe('a step down', () => {
  const programme = 'hmp-2027';

  test('opens who needs attention, then the parts, then the weeks with the newest first', () => {
    expect(opens(nl({})).map((open) => open['data'])).toEqual([
      { programme, school: 'zwc', class: '3C', pupil: 'p051' },
      { programme, school: 'jdw', class: '3A', pupil: 'p017' },
      { programme, school: 'jdw', class: '3A', pupil: 'p009' },
      { programme, school: 'jdw' },
      { programme, school: 'zwc' },
      { programme, from: '2027-03-08', to: '2027-03-14' },
      { programme, from: '2027-03-01', to: '2027-03-07' },
      { programme, from: '2027-02-22', to: '2027-02-28' },
      { programme, from: '2027-02-15', to: '2027-02-21' },
      { programme, from: '2027-02-08', to: '2027-02-14' },
    ]);
  });

  test('says the level of an open flag in sign and word', () => {
    expect(texts(nl({}))).toContain(String.raw`!!! Noor \(3C\) · signaal: overdracht`);
  });

  test('earlier weeks are told, with how to ask for them', () => {
    const shown = texts(nl({ byWeek: someWeeks(20) }));
    expect(shown).toContain('Er zijn nog 12 eerdere weken. Typ bijvoorbeeld: overzicht week 6.');
  });
});

const dataOf = ({ data }: Node, field: string): unknown =>
  Object.entries(typeof data === 'object' && data !== null ? data : {}).find(([key]) => key === field)?.[1];

/** Walks from a card to the next as long as there is one, and returns what each page opens. */
const walk = (cardAt: (start: number) => RenderedCard, forward: string): readonly (readonly unknown[])[] => {
  const pages: (readonly unknown[])[] = [];
  let start: number | null = 0;
  while (start !== null) {
    const card: RenderedCard = cardAt(start);
    expect(cardProblems(card)).toEqual([]);
    pages.push(opens(card).map((open) => dataOf(open, 'pupil')));
    const next: Node | undefined = bottom(card).find(({ title }) => title === forward);
    start = next === undefined ? null : Number(dataOf(next, 'start'));
  }
  return pages;
};

const classAt = (start: number, suffix = ''): RenderedCard =>
  summaryCard(
    { ...someClass(300, suffix), byWeek: [], scope: someScope({ school: 'jdw', class: '3A', start }) },
    'nl',
  );

describe('a long list', () => {
  test.each([
    ['usual names', ''],
    ['names so long that fewer fit', ' van den Hoogenhuyze-Ouwerkerk en nog veel langer dan dat'],
  ])('shows each of 300 pupils once from page to page, with %s', (_, suffix) => {
    const pages = walk((start) => classAt(start, suffix), 'Volgende');
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flat()).toEqual(
      Array.from({ length: 300 }, (_pupil, index) => `p${String(index + 1).padStart(3, '0')}`),
    );
  });

  test('says where it is, and keeps what was asked for on the way back', () => {
    const card = classAt(15);
    expect(texts(card)).toContain('16–30 van 300');
    expect(bottom(card)[0]).toMatchObject({ title: 'Vorige', data: { school: 'jdw', class: '3A' } });
    expect(bottom(card)[1]).toMatchObject({ title: 'Volgende', data: { start: 30 } });
  });

  test('beyond its end is its last page', () => {
    expect(texts(classAt(9000))).toContain('286–300 van 300');
  });

  test('has figures and weeks on its first page only', () => {
    expect(ofType(classAt(0), 'FactSet')).toHaveLength(1);
    expect(ofType(classAt(15), 'FactSet')).toEqual([]);
  });

  test('leaves room on the first page for who needs attention and for eight weeks', () => {
    const attention = [...someSummary.attention, ...someSummary.attention].slice(0, 5);
    const view = { ...someClass(20), attention, byWeek: someWeeks(20) };
    expect(opens(summaryCard(view, 'nl'))).toHaveLength(5 + 10 + 8);
    expect(opens(summaryCard({ ...view, scope: { ...view.scope, start: 10 } }, 'nl'))).toHaveLength(10);
  });

  test('that fits on one page has no buttons to others', () => {
    expect(titles(summaryCard(someClass(15), 'nl'))).toEqual([
      'Terug naar Johan de Witt',
      'Wie miste?',
      'Signalen',
    ]);
  });

  test('of sessions is read from its end', () => {
    const timeline = Array.from({ length: 30 }, (_, index) =>
      someEntry(`2027-0${index < 28 ? 2 : 3}-${String((index % 28) + 1).padStart(2, '0')}`, 'present'),
    );
    const newest = summaryCard({ ...somePupil, timeline }, 'nl');
    expect(JSON.stringify(newest)).not.toContain('za 6 feb');
    expect(bottom(newest)[0]).toMatchObject({ title: 'Eerder', data: { start: 24 } });
    const earlier = summaryCard({ ...somePupil, timeline, scope: { ...somePupil.scope, start: 24 } }, 'nl');
    expect(ofType(earlier, 'FactSet').at(-1)?.['facts']).toHaveLength(6);
    expect(bottom(earlier)[0]).toMatchObject({ title: 'Later' });
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
    expect(titles(nl({}))).toEqual(['Wie miste?', 'Signalen']);
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

/** Weeks in which so many of a hundred sessions were missed. */
const weeks = (...missed: readonly number[]): SummaryDetails['byWeek'] =>
  someWeeks(missed.length).map((one, index) => ({
    ...one,
    figures: someFigures({ present: 100 - (missed[index] ?? 0), missed: missed[index] ?? 0 }),
  }));

describe('the line of 10%', () => {
  test('is drawn beside what was missed', () => {
    const [chart] = ofType(nl({ byWeek: weeks(5, 12) }), 'Chart.Line');
    expect(chart?.['data']).toMatchObject([
      {
        legend: 'Gemist (%)',
        values: [
          { x: '2027-02-08', y: 5 },
          { x: '2027-02-15', y: 12 },
        ],
      },
      { legend: '10%-lijn', values: [{ y: 10 }, { y: 10 }] },
    ]);
    expect(chart?.['fallback']).toMatchObject({ text: 'Gemist per week' });
  });

  test.each([
    [[5, 10], 'In geen enkele week is meer dan 10% gemist.'],
    [[5, 11], 'Meer dan 10% gemist in week 7.'],
    [[20, 11, 0], 'Meer dan 10% gemist in de weken 6 en 7.'],
    [
      [20, 20, 20, 20, 20, 20, 20],
      'Meer dan 10% gemist in 7 weken, het laatst in de weken 7, 8, 9, 10, 11 en 12.',
    ],
  ])('weeks that missed %j: %s', (missed, line) => {
    expect(texts(nl({ byWeek: weeks(...missed) }))).toContain(line);
  });
});

test('a part is compared with the whole programme', () => {
  const countedAt = Date.parse('2027-03-15T09:07:00+01:00');
  expect(texts(nl({ wholeRate: { rate: 0.844, countedAt } }))).toContain(
    'Ter vergelijking: in het hele programma is 84% aanwezig (geteld ma 15 mrt, 09:07).',
  );
  expect(texts(nl({})).join()).not.toContain('Ter vergelijking');
});

/** A day that stays on one line. */
const unbroken = (day: string): string => day.replaceAll(' ', '\u00a0');

test('a pupil has every session in sign and words', () => {
  const facts = ofType(summaryCard(somePupil, 'nl'), 'FactSet').at(-1)?.['facts'];
  expect(facts).toEqual([
    { title: unbroken('di 9 feb'), value: '✓ op tijd' },
    { title: unbroken('di 16 feb'), value: '△ 7 minuten te laat' },
    { title: unbroken('di 2 mrt'), value: '✗ niet verschenen' },
    { title: unbroken('di 9 mrt'), value: '✗ 25 minuten te laat, telt als niet verschenen' },
    { title: unbroken('di 16 mrt'), value: '□ afgemeld' },
    { title: unbroken('di 23 mrt'), value: '– telt niet mee' },
    { title: unbroken('di 30 mrt'), value: '? nog niet ingevuld' },
  ]);
});

test('a pupil’s answers can be corrected from their sessions', () => {
  const correct = bottom(summaryCard(somePupil, 'nl')).find(({ title }) => title === 'Antwoord corrigeren');
  expect(correct).toMatchObject({ verb: 'checkIn.corrections', data: { pupil: 'p017' } });
  expect(titles(summaryCard({ ...somePupil, timeline: [] }, 'nl'))).not.toContain('Antwoord corrigeren');
});

test('a changed answer is told with who changed it, when and why', () => {
  const shown = texts(summaryCard(somePupil, 'nl')).join('|');
  expect(shown).toContain('Gewijzigde antwoorden');
  expect(shown).toMatch(/9 maart: ✓ op tijd werd ✗ 25 minuten te laat.* · Cora Bakker/);
  expect(shown).toContain('Gebeld met school.');
});

describe('who missed', () => {
  test('names pupils with class, school and days, and what is not known yet', () => {
    const card = summaryWhoCard(someWho(2), 'nl');
    expect(texts(card)).toEqual(
      expect.arrayContaining([
        'Wie miste een sessie?',
        '2 leerlingen',
        'Yara (3A, Johan de Witt)',
        'ma 8 feb: ✗ niet verschenen · ma 15 feb: □ afgemeld',
        'Van 3 sessies is nog niet ingevuld hoe het ging.',
      ]),
    );
    expect(card.summary).toBe('Wie miste een sessie? 2 leerlingen');
  });

  test('says how often before, when there are many', () => {
    expect(texts(summaryWhoCard(someWho(1, 9), 'nl')).join()).toContain('en 5× eerder');
  });

  test('nobody is said in words', () => {
    const card = summaryWhoCard({ ...someWho(0), who: 'late', unknown: 0 }, 'en');
    expect(texts(card)).toContain('Nobody, as far as it was filled in.');
    expect(card.summary).toBe('Who was late? Nobody');
  });

  test('shows each of 300 pupils once from page to page', () => {
    const suffix = ' van den Hoogenhuyze-Ouwerkerk en nog veel langer dan dat';
    const view = someWho(300, 9, suffix);
    const pages = walk(
      (start) => summaryWhoCard({ ...view, scope: { ...view.scope, start } }, 'nl'),
      'Volgende',
    );
    expect(new Set(pages.flat()).size).toBe(300);
    expect(pages.flat()).toHaveLength(300);
  });
});

describe('a student', () => {
  test('has what was held, late, cancelled and not filled in, and that they are silent', () => {
    const card = summaryStudentCard(someStudent, 'nl');
    expect(card.summary).toBe('Overzicht Sam de Boer: 4 van 10 sessies gehouden');
    expect(ofType(card, 'FactSet')[0]?.['facts']).toEqual([
      { title: 'Leerling te laat', value: '1' },
      { title: 'Niet verschenen', value: '1' },
      { title: 'Afgemeld', value: '1' },
      { title: 'Afgezegd door student', value: '1' },
      { title: 'Afgezegd door school', value: '1' },
      { title: 'Nog niet ingevuld', value: '2' },
    ]);
    expect(texts(card)).toContain('Stil sinds de sessie van 16 maart, ook na de herinneringen.');
  });

  test('has each session with its pupil, and a way to each pupil', () => {
    const card = summaryStudentCard(someStudent, 'nl');
    expect(ofType(card, 'FactSet').at(-1)?.['facts']).toEqual([
      { title: unbroken('di 9 feb'), value: 'Yara: ✓ op tijd' },
      { title: unbroken('do 11 feb'), value: 'Tim: △ 7 minuten te laat' },
      { title: unbroken('di 16 mrt'), value: 'Yara: ? nog niet ingevuld' },
    ]);
    expect(titles(card)).toEqual(['Open Yara', 'Open Tim', 'Terug naar alles']);
  });
});

describe('what is not clear', () => {
  const choices = Array.from({ length: 8 }, (_, index) => ({
    label: `Sara ${index}`,
    scope: someScope({ pupil: `p${index}` }),
  }));

  test('offers at most five and everything, and says how many more there are', () => {
    const card = summaryUnclearCard(
      { typed: 'sara', isKnown: true, isApart: false, isTurned: false, choices },
      'en',
    );
    expect(titles(card)).toEqual(['Sara 0', 'Sara 1', 'Sara 2', 'Sara 3', 'Sara 4', 'Whole summary']);
    expect(texts(card)).toContain('There are 3 more. Type a little more of the name.');
  });

  test('a student is told from a pupil of the same name, and a month from a name', () => {
    const card = summaryUnclearCard(
      {
        typed: 'april',
        isKnown: true,
        isApart: false,
        isTurned: false,
        choices: [
          { label: '', scope: someScope({ from: '2027-04-01', to: '2027-04-30' }) },
          { label: 'April, 3A', scope: someScope({ pupil: 'p1' }) },
          { label: 'April Bos', scope: someScope({ student: 'april@leiden.example' }) },
        ],
      },
      'nl',
    );
    expect(texts(card)).toContain('“april” kan meer dan één ding betekenen.');
    expect(titles(card)).toEqual([
      '1–30 april 2027',
      'April, 3A',
      'April Bos (studentmentor)',
      'Hele overzicht',
    ]);
  });

  test('a period that ends before it begins is offered the other way round, by its days', () => {
    const offered = [{ label: '3A', scope: someScope({ from: '2027-03-01', to: '2027-03-12' }) }];
    const what = { isKnown: false, isApart: false, isTurned: true };
    const view = { ...what, typed: '12-3 t/m 1-3', choices: offered };
    const card = summaryUnclearCard(view, 'nl');
    expect(texts(card)).toContain('Bij “12\\-3 t/m 1\\-3” ligt het einde voor het begin.');
    expect(titles(card)).toEqual(['3A: 1–12 maart 2027', 'Hele overzicht']);
    expect(summaryUnclearCard(view, 'en').summary).toBe('“12-3 t/m 1-3” ends before it begins.');
  });

  test('without choices it says what can be typed', () => {
    const shown = texts(
      summaryUnclearCard(
        { typed: 'xyz', isKnown: false, isApart: false, isTurned: false, choices: [] },
        'nl',
      ),
    );
    expect(shown).toContain('“xyz” ken ik niet.');
    expect(shown.join()).toContain('overzicht 3A week 10');
  });
});
