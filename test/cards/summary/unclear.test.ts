/** What was typed and means more than one thing, or nothing. */
import { summaryUnclearCard } from '../../../cards/summary/unclear';
import { someScope } from '../coordinatorSummaryViews';
import { texts, titles } from './reading';

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
