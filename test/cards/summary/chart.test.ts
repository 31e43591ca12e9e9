/** The chart of the weeks, and the same in words. */
import type { SummaryDetails } from '../../../bot/programme/summary/details';
import type { RenderedCard } from '../../../bot/ports';
import { summaryCard } from '../../../cards/summary/summary';
import { ofType } from '../cardProblems';
import { someFigures, somePupil, someSummary, someWeeks } from '../coordinatorSummaryViews';
import { texts } from './reading';

const nl = (view: Partial<SummaryDetails>): RenderedCard => summaryCard({ ...someSummary, ...view }, 'nl');

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
  test('counts who stayed away without a message as well', () => {
    const byWeek = someWeeks(2).map((one) => ({
      ...one,
      figures: someFigures({ present: 80, missed: 0, absence: 20 }),
    }));
    const shown = texts(nl({ byWeek })).join(' ');
    expect(shown).toContain('Meer dan 10% gemist in de weken 6 en 7.');
  });

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
