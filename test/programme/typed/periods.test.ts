import { turnedPeriods, typedPeriods } from '../../../bot/programme/typed/periods';
import type { PeriodContext } from '../../../bot/programme/typed/reading';

const breaks = [
  { name: 'voorjaarsvakantie', from: '2027-02-20', to: '2027-02-28' },
  { name: 'meivakantie 2027', from: '2027-04-24', to: '2027-05-02' },
  { name: 'meivakantie 2027', from: '2027-04-24', to: '2027-05-09' },
];
const spring: PeriodContext = { start: '2027-02-08', end: '2027-07-02', today: '2027-03-17', breaks };
const overNewYear: PeriodContext = {
  start: '2026-10-05',
  end: '2027-06-25',
  today: '2027-01-13',
  breaks: [],
};

/** Everything a text may mean, in order. */
const typed = (text: string, context = spring): string =>
  typedPeriods(text, context)
    .map(({ from, to }) => `${from ?? ''}..${to ?? ''}`)
    .join(' | ');

describe('typedPeriods', () => {
  test.each([
    ['ma t/m vr vorige week', '2027-03-08..2027-03-12'],
    ['vorige week ma t/m wo', '2027-03-08..2027-03-10'],
    ['vr vorige week', '2027-03-12..2027-03-12'],
    ['last week tue', '2027-03-09..2027-03-09'],
    ['maandag en dinsdag vorige week', '2027-03-08..2027-03-09'],
    ['ma en di vorige week', '2027-03-08..2027-03-09'],
    ['dinsdag en maandag vorige week', '2027-03-08..2027-03-09'],
    ['vorige week ma en di', '2027-03-08..2027-03-09'],
    ['monday, tuesday and wednesday last week', '2027-03-08..2027-03-10'],
    ['ma en vr vorige week', '2027-03-08..2027-03-08 | 2027-03-12..2027-03-12 | 2027-03-08..2027-03-12'],
    ['wo en do 4 maart', '2027-03-03..2027-03-04'],
    ['maandag week 10', '2027-03-08..2027-03-08'],
    ['di in wk 10', '2027-03-09..2027-03-09'],
    ['week 10 on Tuesday', '2027-03-09..2027-03-09'],
    ['ma t/m wo week 10', '2027-03-08..2027-03-10'],
    ['week 10 ma t/m wo', '2027-03-08..2027-03-10'],
    ['maandag en dinsdag week 10', '2027-03-08..2027-03-09'],
    ['maandag week 53', ''],
    ['do 4 maart en vr', '2027-03-04..2027-03-05'],
  ])('%s names the days of one week', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

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
    ['10-12 maart', '2027-03-10..2027-03-12'],
    ['10 - 12 mrt.', '2027-03-10..2027-03-12'],
    ['van 10-12 maart 2027', '2027-03-10..2027-03-12'],
    ['1-31 march', '2027-03-01..2027-03-31'],
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
    ['last Tuesday', '2027-03-16..2027-03-16 | 2027-03-09..2027-03-09'],
    ['vorige donderdag', '2027-03-11..2027-03-11'],
    ['di 2 maart', '2027-03-02..2027-03-02'],
    ['dinsdag 2-3', '2027-03-02..2027-03-02'],
    ['Tuesday, 2 March', '2027-03-02..2027-03-02'],
    ['2 mrt.', '2027-03-02..2027-03-02'],
    ["2 mrt '27", '2027-03-02..2027-03-02'],
    ['the 2nd', ''],
    ['2nd of March', '2027-03-02..2027-03-02'],
    ["maart '27", '2027-03-01..2027-03-31'],
  ])('%s too', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

  test.each([
    // Weeks.
    ['week 10-12', '2027-03-08..2027-03-28'],
    ['week 10 - 12', '2027-03-08..2027-03-28'],
    ['weken 10-12', '2027-03-08..2027-03-28'],
    ['week 10 t/m 12', '2027-03-08..2027-03-28'],
    ['week 10 t.m. 12', '2027-03-08..2027-03-28'],
    ['week 10 tm 12', '2027-03-08..2027-03-28'],
    ['weeks 10 to 12', '2027-03-08..2027-03-28'],
    ['week 10 through week 12', '2027-03-08..2027-03-28'],
    ['wk 10 t/m wk 12', '2027-03-08..2027-03-28'],
    ['week 10 en 11', '2027-03-08..2027-03-21'],
    ['week 10, 11 en 12', '2027-03-08..2027-03-28'],
    ['weken 10/11', '2027-03-08..2027-03-21'],
    ['week 10 and week 11', '2027-03-08..2027-03-21'],
    ['week 10 & 11', '2027-03-08..2027-03-21'],
    ['weeknr. 10', '2027-03-08..2027-03-14'],
    ['week nr 10', '2027-03-08..2027-03-14'],
    ['week no. 10', '2027-03-08..2027-03-14'],
    ['week 10 van 2027', '2027-03-08..2027-03-14'],
    ['week 10 of 2026', '2026-03-02..2026-03-08'],
    ['week van 8 maart', '2027-03-08..2027-03-14'],
    ['de week van 10 maart', '2027-03-08..2027-03-14'],
    ['the week of March 10', '2027-03-08..2027-03-14'],
    ['week 8 t/m nu', '2027-02-22..2027-03-17'],
    ['between week 8 and week 10', '2027-02-22..2027-03-14'],
    // Months and longer.
    ['maart en april', '2027-03-01..2027-04-30'],
    ['March and April', '2027-03-01..2027-04-30'],
    ['maart, april en mei', '2027-03-01..2027-05-31'],
    ['maart/april', '2027-03-01..2027-04-30'],
    ['maart t/m mei', '2027-03-01..2027-05-31'],
    ['maart-mei', '2027-03-01..2027-05-31'],
    ['maart - mei 2027', '2027-03-01..2027-05-31'],
    ['March to May', '2027-03-01..2027-05-31'],
    ['van maart tot en met mei', '2027-03-01..2027-05-31'],
    ['from March through May', '2027-03-01..2027-05-31'],
    ['maart van 2027', '2027-03-01..2027-03-31'],
    ['maand maart', '2027-03-01..2027-03-31'],
    ['the month of', ''],
    ['3-2027', '2027-03-01..2027-03-31'],
    ['03/2027', '2027-03-01..2027-03-31'],
    ['2027-03', '2027-03-01..2027-03-31'],
    ['maart t/m april 2026', '2026-03-01..2026-04-30'],
    ['december 2026 t/m februari', '2026-12-01..2027-02-28'],
    ['vorige maand', '2027-02-01..2027-02-28'],
    ['this month', '2027-03-01..2027-03-31'],
    ['dit kwartaal', '2027-01-01..2027-03-31'],
    ['kwartaal 2', '2027-04-01..2027-06-30'],
    ['1e kwartaal', '2027-01-01..2027-03-31'],
    ['first quarter of 2027', '2027-01-01..2027-03-31'],
    ['dit jaar', '2027-01-01..2027-12-31'],
    ['vorig jaar', '2026-01-01..2026-12-31'],
    ['2027', '2027-01-01..2027-12-31'],
    ['dit schooljaar', '2026-08-01..2027-07-31'],
    ['this school year', '2026-08-01..2027-07-31'],
    ['eerste helft van maart', '2027-03-01..2027-03-15'],
    ['second half of March', '2027-03-16..2027-03-31'],
    ['tweede helft februari', '2027-02-16..2027-02-28'],
    ['de hele maand maart', '2027-03-01..2027-03-31'],
    ['the whole of', ''],
    ['hele week 10', '2027-03-08..2027-03-14'],
    // Days.
    ['dinsdag t/m donderdag', '2027-03-16..2027-03-18'],
    ['ma t/m vr', '2027-03-15..2027-03-19'],
    ['ma-wo', '2027-03-15..2027-03-17'],
    ['do t/m vr', '2027-03-11..2027-03-12'],
    ['vrijdag tot en met dinsdag', '2027-03-12..2027-03-16'],
    ['Monday to Wednesday', '2027-03-15..2027-03-17'],
    ['tussen maandag en vrijdag', '2027-03-15..2027-03-19'],
    ['wo t/m wo', '2027-03-17..2027-03-17'],
    ['verleden week', '2027-03-08..2027-03-14'],
    ['verleden maandag', '2027-03-15..2027-03-15'],
    ['van 1-3 tot nu toe', '2027-03-01..2027-03-17'],
    ['1-3/15-3', '2027-03-01..2027-03-15'],
    ['3/3', '2027-03-03..2027-03-03'],
    ['3.3', '2027-03-03..2027-03-03'],
    ['3 mrt', '2027-03-03..2027-03-03'],
    ['3mrt', '2027-03-03..2027-03-03'],
    ['3-mrt-2027', '2027-03-03..2027-03-03'],
    ['03-mar-27', '2027-03-03..2027-03-03'],
    ['3-3-2027', '2027-03-03..2027-03-03'],
    ['03.03.2027', '2027-03-03..2027-03-03'],
    ['2027-03-03', '2027-03-03..2027-03-03'],
    ['2027/03/03', '2027-03-03..2027-03-03'],
    ['1 maart 27', '2027-03-01..2027-03-01'],
    ['1ste maart', '2027-03-01..2027-03-01'],
    ['the 1st of March', '2027-03-01..2027-03-01'],
    ['wo 3 maart', '2027-03-03..2027-03-03'],
    ['Wed. 3 March', '2027-03-03..2027-03-03'],
    ['dinsdag vorige week', '2027-03-09..2027-03-09'],
    ['vorige week dinsdag', '2027-03-09..2027-03-09'],
    ['Tuesday of last week', '2027-03-09..2027-03-09'],
    ['maandag t/m woensdag', '2027-03-15..2027-03-17'],
    ['3 dagen geleden', '2027-03-14..2027-03-14'],
    ['two months ago', '2027-01-01..2027-01-31'],
    ['1-31 maart', '2027-03-01..2027-03-31'],
    ['tussen 1 en 31 maart', '2027-03-01..2027-03-31'],
    ['tussen 1-3 en 31-3', '2027-03-01..2027-03-31'],
    ['between March 1 and March 31', '2027-03-01..2027-03-31'],
    ['March 1-31', '2027-03-01..2027-03-31'],
    ['March 1st to 31st', '2027-03-01..2027-03-31'],
    ['Mar 1, 2027 - Mar 31, 2027', '2027-03-01..2027-03-31'],
    ['1st to 31st of March', '2027-03-01..2027-03-31'],
    ['1e t/m 31e maart', '2027-03-01..2027-03-31'],
    ['1 maart t/m 31', '2027-03-01..2027-03-31'],
    ['1/3-31/3', '2027-03-01..2027-03-31'],
    ['1-3...31-3', '2027-03-01..2027-03-31'],
    ['1 maart-5 april', '2027-03-01..2027-04-05'],
    ['1 t/m 31-3', '2027-03-01..2027-03-31'],
    ['2027-03-01/2027-03-31', '2027-03-01..2027-03-31'],
    ['1 en 2 maart', '2027-03-01..2027-03-02'],
    ['1 maart until and including 5 maart', '2027-03-01..2027-03-05'],
    ['past week', '2027-03-11..2027-03-17'],
    ['past month', '2027-02-18..2027-03-17'],
    ['last 10 days', '2027-03-08..2027-03-17'],
    // Open at one end.
    ['since week 10', '2027-03-08..'],
    ['from 1 March', '2027-03-01..'],
    ['na 1 maart', '2027-03-02..'],
    ['after March', '2027-04-01..'],
    ['before 1 March', '..2027-02-28'],
    ['t/m 5 maart', '..2027-03-05'],
    ['up to and including March', '..2027-03-31'],
    ['tot nu toe', '..'],
    ['so far', '..'],
    ['sinds het begin', '..'],
    ['since the start', '..'],
    ['t/m vandaag', '..2027-03-17'],
    // School holidays.
    ['voorjaarsvakantie', '2027-02-20..2027-02-28'],
    ['in de voorjaarsvakantie', '2027-02-20..2027-02-28'],
    ['sinds de voorjaarsvakantie', '2027-03-01..'],
    ['na de voorjaarsvakantie', '2027-03-01..'],
    ['since the Voorjaarsvakantie', '2027-03-01..'],
    ['tot de voorjaarsvakantie', '..2027-02-19'],
    ['before the voorjaarsvakantie', '..2027-02-19'],
    ['sinds de zomervakantie', ''],
  ])('%s as well', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

  test.each([
    ['week 10 en 12', '2027-03-08..2027-03-14 | 2027-03-22..2027-03-28 | 2027-03-08..2027-03-28'],
    ['maart en mei', '2027-03-01..2027-03-31 | 2027-05-01..2027-05-31 | 2027-03-01..2027-05-31'],
    ['1 en 15 maart', '2027-03-01..2027-03-01 | 2027-03-15..2027-03-15 | 2027-03-01..2027-03-15'],
    ['maart of april', '2027-03-01..2027-03-31 | 2027-04-01..2027-04-30'],
    ['februari tot april', '2027-02-01..2027-04-30 | 2027-02-01..2027-03-31'],
    ['week 8 tot 10', '2027-02-22..2027-03-14 | 2027-02-22..2027-03-07'],
    ['tot april', '..2027-04-30 | ..2027-03-31'],
    ['until March', '..2027-03-31 | ..2027-02-28'],
    ['voor maart', '2027-03-01..2027-03-31 | ..2027-02-28'],
    ['from March', '2027-03-01..2027-03-31 | 2027-03-01..'],
    ['from last week', '2027-03-08..2027-03-14 | 2027-03-08..'],
    ['laatste week', '2027-03-08..2027-03-14 | 2027-03-11..2027-03-17'],
    ['laatste maand', '2027-02-01..2027-02-28 | 2027-02-18..2027-03-17'],
    ['begin maart', '2027-03-01..2027-03-10 | 2027-03-01..2027-03-31'],
    ['medio maart', '2027-03-11..2027-03-20 | 2027-03-01..2027-03-31'],
    ['eind februari', '2027-02-21..2027-02-28 | 2027-02-01..2027-02-28'],
    ['mid-March', '2027-03-11..2027-03-20 | 2027-03-01..2027-03-31'],
    ['the end of March 2027', '2027-03-21..2027-03-31 | 2027-03-01..2027-03-31'],
    ['2 weken geleden', '2027-03-01..2027-03-07 | 2027-03-03..2027-03-03'],
    ['maart 27', '2027-03-01..2027-03-31 | 2027-03-27..2027-03-27'],
    ['1e week van maart', '2027-03-01..2027-03-07'],
    ['eerste week van april', '2027-03-29..2027-04-04 | 2027-04-05..2027-04-11'],
    ['second week of April', '2027-04-05..2027-04-11 | 2027-04-12..2027-04-18'],
    ['laatste week van maart', '2027-03-29..2027-04-04 | 2027-03-22..2027-03-28'],
    ['last week of February', '2027-02-22..2027-02-28'],
    ['meivakantie', '2027-04-24..2027-05-02 | 2027-04-24..2027-05-09'],
    ['na de meivakantie', '2027-05-03.. | 2027-05-10..'],
    ['vakantie', '2027-02-20..2027-02-28 | 2027-04-24..2027-05-02 | 2027-04-24..2027-05-09'],
  ])('%s may mean more', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

  test.each([
    ['2027-03-19', 'vorige week maandag t/m vrijdag', '2027-03-08..2027-03-12'],
    ['2027-03-21', 'vorige week maandag t/m vrijdag', '2027-03-08..2027-03-12'],
    ['2027-03-17', 'vorige week maandag t/m vrijdag', '2027-03-08..2027-03-12'],
    ['2027-03-18', 'vorige week dinsdag t/m donderdag', '2027-03-09..2027-03-11'],
    ['2027-03-19', 'Monday last week to Friday', '2027-03-08..2027-03-12'],
    ['2027-03-19', 'maandag t/m vrijdag vorige week', '2027-03-08..2027-03-12'],
    ['2027-03-19', 'vorige week vrijdag t/m maandag', '2027-03-12..2027-03-15'],
    ['2027-03-17', 'deze week maandag t/m vrijdag', '2027-03-15..2027-03-19'],
    ['2027-03-19', 'maandag t/m vrijdag 12 maart', '2027-03-08..2027-03-12'],
    ['2027-03-19', '1 maart t/m vrijdag', '2027-03-01..2027-03-19'],
  ])('on %s %s is %s', (today, text, expected) => {
    expect(typed(text, { ...spring, today })).toBe(expected);
  });

  test.each([
    ['maandag 8 t/m vrijdag 12 maart', '2027-03-08..2027-03-12'],
    ['ma 8 t/m vr 12 maart', '2027-03-08..2027-03-12'],
    ['ma. 8 t/m vr. 12 maart', '2027-03-08..2027-03-12'],
    ['maandag 8 maart t/m vrijdag 12', '2027-03-08..2027-03-12'],
    ['8 t/m vr 12 maart', '2027-03-08..2027-03-12'],
    ['Mon 8 to Fri 12 March', '2027-03-08..2027-03-12'],
    ['tussen ma 8 en vr 12-3', '2027-03-08..2027-03-12'],
    ['di 9 t/m vr 13 maart', ''],
    ['ma 8 t/m vr 12', ''],
    ['di 2 en do 4 maart', '2027-03-02..2027-03-02 | 2027-03-04..2027-03-04 | 2027-03-02..2027-03-04'],
    ['di 2, wo 3 en do 4 maart', '2027-03-02..2027-03-04'],
    ['deze en vorige week', '2027-03-08..2027-03-21'],
    ['vorige en deze maand', '2027-02-01..2027-03-31'],
    ['last week and this', '2027-03-08..2027-03-21'],
    ['deze en week 8', ''],
    ['deze en vorige', ''],
  ])('%s carries over what it does not say twice', (text, expected) => {
    expect(typed(text)).toBe(expected);
  });

  test.each([
    '3 t/m maart',
    'maart en 3',
    '1 t/m vorige week',
    '3/14',
    'di 3 maart',
    'de 3e',
    'maart t/m februari',
    '12-10 maart',
    '1-3-5-3',
    'week 10 t/m maartje',
    'komende week',
    'vakantie van yara',
    'tot en met',
    'en',
    'maart en',
    '1 t/m 5',
    'week 10, yara',
    'laatste weken',
    'laatste 0 weken',
    'sinds',
    'sinds xyz',
    'tot',
    'tussen 1 en',
    'week 10 t/m 8',
  ])('%s is no period either', (text) => {
    expect(typed(text)).toBe('');
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
    expect(typed(text)).toBe('');
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

  const overTwoYears: PeriodContext = {
    start: '2025-09-01',
    end: '2027-06-25',
    today: '2027-01-13',
    breaks: [],
  };

  test.each([
    ['maart', '2026-03-01..2026-03-31'],
    ['november', '2026-11-01..2026-11-30'],
    ['week 2', '2027-01-11..2027-01-17'],
    ['week 10', '2026-03-02..2026-03-08'],
    ['3 juni', '2026-06-03..2026-06-03'],
    ['do 3 juni', '2027-06-03..2027-06-03'],
    ['oktober t/m maart', '2026-10-01..2027-03-31'],
    ['maart 2027', '2027-03-01..2027-03-31'],
  ])('%s in a programme of two years is the latest that has begun', (text, expected) => {
    expect(typed(text, overTwoYears)).toBe(expected);
  });

  test('a year that is typed holds, also outside the programme', () => {
    expect(typed('1-3-2026 t/m 31-3-2026')).toBe('2026-03-01..2026-03-31');
  });
});

const turned = (text: string, context = spring): string =>
  turnedPeriods(text, context)
    .map(({ from, to }) => `${from ?? ''}..${to ?? ''}`)
    .join(' | ');

describe('turnedPeriods', () => {
  test.each([
    ['12-3 t/m 1-3', '2027-03-01..2027-03-12'],
    ['van 12 maart tot 1 maart', '2027-03-01..2027-03-12'],
    ['tussen 15 en 1 maart', '2027-03-01..2027-03-15'],
    ['week 12 t/m 10', '2027-03-08..2027-03-28'],
    ['April to MARCH', '2027-03-01..2027-04-30'],
    ['2027-03-31/2027-03-01', '2027-03-01..2027-03-31'],
  ])('%s ends before it begins: %s', (text, expected) => {
    expect(typed(text)).toBe('');
    expect(turned(text)).toBe(expected);
  });

  test.each([
    '1-3 t/m 12-3',
    'vr t/m ma',
    'week 10',
    '12-3',
    '12-3 t/m',
    '12-3 t/m 31-2',
    'Sam t/m Noor',
    '',
  ])('%s is in its right order, or no period at all', (text) => expect(turned(text)).toBe(''));

  test('what lies over new year is in its right order', () => {
    expect(typed('1 december t/m 1 maart', overNewYear)).not.toBe('');
    expect(turned('1 december t/m 1 maart', overNewYear)).toBe('');
  });
});
