/** The sessions of a student. */
import { summaryStudentCard } from '../../../cards/summary/student';
import { ofType } from '../cardProblems';
import { someStudent } from '../coordinatorSummaryViews';
import { texts, titles } from './reading';

/** A day that stays on one line. */
const unbroken = (day: string): string => day.replaceAll(' ', '\u00a0');

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

  test('has what the weeks came to as a chart, and falls back to the same in words', () => {
    const [chart] = ofType(summaryStudentCard(someStudent, 'nl'), 'Chart.VerticalBar.Grouped');
    expect(chart?.['data']).toMatchObject([{ legend: 'Op tijd' }, {}, {}, {}]);
    const line = someStudent.byWeek.map(({ week }) => `week ${Number(week.slice(-2))}:`);
    for (const week of line) expect(JSON.stringify(chart?.['fallback'])).toContain(week);
  });

  test.each([
    ['a single week', { ...someStudent, byWeek: someStudent.byWeek.slice(0, 1) }],
    ['a later page of their sessions', { ...someStudent, scope: { ...someStudent.scope, start: 1 } }],
  ])('has no chart for %s', (_, view) => {
    expect(ofType(summaryStudentCard(view, 'nl'), 'Chart.VerticalBar.Grouped')).toEqual([]);
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
