/** Who missed or was late. */
import { summaryWhoCard } from '../../../cards/summary/who';
import { someWho } from '../coordinatorSummaryViews';
import { texts, walk } from './reading';

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
        '2 sessies zijn nog niet voorbij en tellen hier nog niet mee.',
      ]),
    );
    expect(card.summary).toBe('Wie miste een sessie? 2 leerlingen');
  });

  test('says how often before, when there are many', () => {
    expect(texts(summaryWhoCard(someWho(1, 9), 'nl')).join()).toContain('en 5× eerder');
  });

  test('nobody is said in words', () => {
    const card = summaryWhoCard({ ...someWho(0), who: 'late', unknown: 0, goingOn: 0 }, 'en');
    expect(texts(card)).toContain('Nobody, as far as it was filled in.');
    expect(texts(card).join()).not.toContain('not over yet');
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
