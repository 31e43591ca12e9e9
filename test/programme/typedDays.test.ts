import { futureDay } from '../../bot/programme/typedDays';

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
