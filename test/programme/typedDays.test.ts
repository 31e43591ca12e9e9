import { futureDay } from '../../bot/programme/typedDays';
import { typedPeriod, type PeriodContext } from '../../bot/programme/typedPeriods';

const spring: PeriodContext = { start: '2027-02-08', end: '2027-07-02', today: '2027-03-17' };
const overNewYear: PeriodContext = { start: '2026-10-05', end: '2027-06-25', today: '2027-01-13' };

const typed = (text: string, context = spring): string | null => {
  const period = typedPeriod(text, context);
  return period === null ? null : `${period.from ?? ''}..${period.to ?? ''}`;
};

describe('typedPeriod', () => {
  test.each([
    ['week 10', '2027-03-08..2027-03-14'],
    ['Week 10', '2027-03-08..2027-03-14'],
    ['week10', '2027-03-08..2027-03-14'],
    ['wk 9', '2027-03-01..2027-03-07'],
    ['deze week', '2027-03-15..2027-03-21'],
    ['this week', '2027-03-15..2027-03-21'],
    ['vorige week', '2027-03-08..2027-03-14'],
    ['afgelopen week', '2027-03-08..2027-03-14'],
    ['  LAST   week ', '2027-03-08..2027-03-14'],
    ['vandaag', '2027-03-17..2027-03-17'],
    ['today', '2027-03-17..2027-03-17'],
    ['gisteren', '2027-03-16..2027-03-16'],
    ['yesterday', '2027-03-16..2027-03-16'],
    ['deze maand', '2027-03-01..2027-03-31'],
    ['last month', '2027-02-01..2027-02-28'],
    ['maart', '2027-03-01..2027-03-31'],
    ['Mrt', '2027-03-01..2027-03-31'],
    ['march', '2027-03-01..2027-03-31'],
    ['februari', '2027-02-01..2027-02-28'],
    ['mei', '2027-05-01..2027-05-31'],
    ['maart 2027', '2027-03-01..2027-03-31'],
    ['1-3 t/m 31-3', '2027-03-01..2027-03-31'],
    ['1/3 t/m 31/3', '2027-03-01..2027-03-31'],
    ['1-3-2027 t/m 31-3-2027', '2027-03-01..2027-03-31'],
    ['01-03-27 tot 31-03-27', '2027-03-01..2027-03-31'],
    ['1.3 tot en met 31.3', '2027-03-01..2027-03-31'],
    ['1-3 - 31-3', '2027-03-01..2027-03-31'],
    ['1-3–31-3', '2027-03-01..2027-03-31'],
    ['1 maart t/m 31 maart', '2027-03-01..2027-03-31'],
    ['1 t/m 31 maart', '2027-03-01..2027-03-31'],
    ['1 to 31 march', '2027-03-01..2027-03-31'],
    ['1 maart tot 2 april', '2027-03-01..2027-04-02'],
    ['van 1-3 tot 31-3', '2027-03-01..2027-03-31'],
    ['from 1 March to 31 March', '2027-03-01..2027-03-31'],
    ['1 march until 31 march', '2027-03-01..2027-03-31'],
    ['1st march through 31st march 2027', '2027-03-01..2027-03-31'],
    ['March 1 to March 31', '2027-03-01..2027-03-31'],
    ['2027-03-01 t/m 2027-03-31', '2027-03-01..2027-03-31'],
    ['16-3', '2027-03-16..2027-03-16'],
    ['16 maart', '2027-03-16..2027-03-16'],
    ['16e maart', '2027-03-16..2027-03-16'],
    ['March 16th', '2027-03-16..2027-03-16'],
    ['March 16, 2027', '2027-03-16..2027-03-16'],
    ['2027-03-16', '2027-03-16..2027-03-16'],
  ])('%s', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

  test.each([
    ['wk10', '2027-03-08..2027-03-14'],
    ['week 10 2027', '2027-03-08..2027-03-14'],
    ['2027-W10', '2027-03-08..2027-03-14'],
    ['week 8 t/m 10', '2027-02-22..2027-03-14'],
    ['week 8 tot en met week 10', '2027-02-22..2027-03-14'],
    ['februari t/m maart', '2027-02-01..2027-03-31'],
    ['1 maart tot vandaag', '2027-03-01..2027-03-17'],
    ['1 maart tot 15 maart', '2027-03-01..2027-03-15'],
    ['van 1/3 tot en met 5/3', '2027-03-01..2027-03-05'],
    ['van 1 maart tot en met 5 maart', '2027-03-01..2027-03-05'],
    ['tussen 1 en 15 maart', '2027-03-01..2027-03-15'],
    ['between 1 and 15 March', '2027-03-01..2027-03-15'],
    ['sinds 1 maart', '2027-03-01..'],
    ['vanaf 1-3', '2027-03-01..'],
    ['since 1 March', '2027-03-01..'],
    ['since last month', '2027-02-01..'],
    ['vanaf week 10', '2027-03-08..'],
    ['tot 15 maart', '..2027-03-15'],
    ['tot en met 15 maart', '..2027-03-15'],
    ['until 15 March', '..2027-03-15'],
    ['laatste 4 weken', '2027-02-18..2027-03-17'],
    ['afgelopen vier weken', '2027-02-18..2027-03-17'],
    ['last 4 weeks', '2027-02-18..2027-03-17'],
    ['past ten days', '2027-03-08..2027-03-17'],
    ['laatste 2 maanden', '2027-01-18..2027-03-17'],
    ['afgelopen maand', '2027-02-01..2027-02-28'],
    ['volgende week', '2027-03-22..2027-03-28'],
    ['eergisteren', '2027-03-15..2027-03-15'],
    ['dinsdag', '2027-03-16..2027-03-16'],
    ['woensdag', '2027-03-17..2027-03-17'],
    ['afgelopen woensdag', '2027-03-10..2027-03-10'],
    ['last Tuesday', '2027-03-16..2027-03-16'],
    ['di 2 maart', '2027-03-02..2027-03-02'],
    ['dinsdag 2-3', '2027-03-02..2027-03-02'],
    ['Tuesday, 2 March', '2027-03-02..2027-03-02'],
    ['2 mrt.', '2027-03-02..2027-03-02'],
    ["2 mrt '27", '2027-03-02..2027-03-02'],
    ['the 2nd', null],
    ['2nd of March', '2027-03-02..2027-03-02'],
    ["maart '27", '2027-03-01..2027-03-31'],
  ])('%s too', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

  test.each([
    'laatste weken',
    'laatste 0 weken',
    'sinds',
    'sinds xyz',
    'tot',
    'tussen 1 en',
    'week 10 t/m 8',
  ])('%s is no period either', (text) => {
    expect(typed(text)).toBeNull();
  });

  test.each([
    [''],
    ['3A'],
    ['week'],
    ['week 0'],
    ['week 54'],
    ['30-2'],
    ['31-3 t/m 1-3'],
    ['1-3 t/m'],
    ['1-3 t/m 8-3 t/m 31-3'],
    ['32 maart'],
    ['maartje'],
    ['constructor'],
    ['1 to'],
  ])('%j is no period', (text) => {
    expect(typed(text)).toBeNull();
  });

  test.each([
    ['week 50', '2026-12-07..2026-12-13'],
    ['week 53', '2026-12-28..2027-01-03'],
    ['week 2', '2027-01-11..2027-01-17'],
    ['oktober', '2026-10-01..2026-10-31'],
    ['1 oktober t/m 31 oktober', '2026-10-01..2026-10-31'],
    ['october 5 to october 9', '2026-10-05..2026-10-09'],
    ['maart', '2027-03-01..2027-03-31'],
    ['1-12 t/m 31-1', '2026-12-01..2027-01-31'],
  ])('%s in a programme over new year', (text, expected) => {
    expect(typed(text, overNewYear)).toBe(expected);
  });

  test('a year that is typed holds, also outside the programme', () => {
    expect(typed('1-3-2026 t/m 31-3-2026')).toBe('2026-03-01..2026-03-31');
  });
});

describe('futureDay', () => {
  test.each([
    ['3-5', '2027-05-03'],
    ['3/5', '2027-05-03'],
    ['03-05-2027', '2027-05-03'],
    ['3-5-27', '2027-05-03'],
    ['3 mei', '2027-05-03'],
    ['3 May', '2027-05-03'],
    ['may 3', '2027-05-03'],
    ['May 3rd', '2027-05-03'],
    ['2027-05-03', '2027-05-03'],
    ['18-3', '2027-03-18'],
    ['morgen', '2027-03-18'],
    ['tomorrow', '2027-03-18'],
    ['17-3', '2028-03-17'],
    ['1-2', '2028-02-01'],
    ['29-2', '2028-02-29'],
  ])('%s', (text, expected) => {
    expect(futureDay(text, '2027-03-17')).toBe(expected);
  });

  test.each([['17-3-2027'], ['16-3-2027'], ['31-4'], ['3'], ['mei'], ['gisteren'], ['vandaag'], ['']])(
    '%j is no day that is still to come',
    (text) => {
      expect(futureDay(text, '2027-03-17')).toBeNull();
    },
  );
});
