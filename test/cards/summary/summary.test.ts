/** The summary. */
import type { SummaryDetails } from '../../../bot/programme/summary/details';
import type { RenderedCard } from '../../../bot/ports';
import { summaryCard } from '../../../cards/summary/summary';
import { ofType } from '../cardProblems';
import {
  someClass,
  someEntry,
  someFigures,
  somePupil,
  someScope,
  someSummary,
  someWeeks,
} from '../coordinatorSummaryViews';
import { texts, opens, bottom, titles, walk } from './reading';

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

  test('earlier weeks stand on pages of their own, each once, and back', () => {
    const byWeek = someWeeks(20);
    const weeksAt = (laterWeeks: number): RenderedCard =>
      nl({
        byWeek,
        scope: someScope({ laterWeeks }),
        ...(laterWeeks === 0 ? { parts: [], attention: [] } : {}),
      });
    const pages = walk(weeksAt, 'Eerder', { place: 'laterWeeks', opened: 'from' });
    expect(pages.map(({ length }) => length)).toEqual([8, 8, 4]);
    expect(pages.flat()).toEqual(byWeek.map(({ monday }) => monday).toReversed());
    expect(texts(weeksAt(8))).toContain('9–16 van 20');
    expect(ofType(weeksAt(8), 'FactSet')).toEqual([]);
    expect(bottom(weeksAt(16))[0]).toMatchObject({ title: 'Later', data: { laterWeeks: 8 } });
  });
});

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
    expect(opens(summaryCard(view, 'nl'))).toHaveLength(5 + 9 + 8);
    expect(opens(summaryCard({ ...view, scope: { ...view.scope, start: 9 } }, 'nl'))).toHaveLength(11);
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
