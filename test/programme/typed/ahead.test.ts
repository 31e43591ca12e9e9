import { typedUntil } from '../../../bot/programme/typed/ahead';

/** A Wednesday. */
const today = '2027-03-17';
const breaks = [{ name: 'meivakantie', from: '2027-04-24', to: '2027-05-02' }];
const until = (text: string) => typedUntil(text, { today, breaks });

test.each([
  ['3-5', '2027-05-03'],
  ['tot 3/5', '2027-05-03'],
  ['tot: 3-5', '2027-05-03'],
  ['03-05-2027', '2027-05-03'],
  ['3-5-27', '2027-05-03'],
  ['3 mei', '2027-05-03'],
  ['until 3 May', '2027-05-03'],
  ['may 3', '2027-05-03'],
  ['May 3rd', '2027-05-03'],
  ['2027-05-03', '2027-05-03'],
  ['18-3', '2027-03-18'],
  ['morgen', '2027-03-18'],
  ['tomorrow', '2027-03-18'],
  ['overmorgen', '2027-03-19'],
  ['1-2', '2028-02-01'],
  ['29-2', '2028-02-29'],
  ['tot maandag', '2027-03-22'],
  ['until Monday', '2027-03-22'],
  ['komende vrijdag', '2027-03-19'],
  ['tot volgende vrijdag', '2027-03-26'],
  ['until next Friday', '2027-03-26'],
  ['tot volgende maandag', '2027-03-22'],
  ['tot volgende zondag', '2027-03-28'],
  ['woensdag', '2027-03-24'],
  ['tot ma', '2027-03-22'],
  ['volgende week', '2027-03-22'],
  ['until next month', '2027-04-01'],
  ['volgende week dinsdag', '2027-03-23'],
  ['tot week 14', '2027-04-05'],
  ['tot april', '2027-04-01'],
  ['tot maart', '2028-03-01'],
  ['2 weken', '2027-03-31'],
  ['for two weeks', '2027-03-31'],
  ['over een maand', '2027-04-17'],
  ['3 dagen', '2027-03-20'],
  ['tot de meivakantie', '2027-04-24'],
])('%s', (text, expected) => expect(until(text)).toBe(expected));

test.each([
  ['t/m 3-5', '2027-05-04'],
  ['t/m vandaag', '2027-03-18'],
  ['vandaag t/m 3 mei', '2027-05-04'],
  ['van nu tot en met 3 mei', '2027-05-04'],
  ['through Friday', '2027-03-20'],
  ['until and including 3 May', '2027-05-04'],
  ['t/m deze week', '2027-03-22'],
  ['t/m april', '2027-05-01'],
  ['tot eind maart', '2027-04-01'],
  ['tot het einde van maart', '2027-04-01'],
  ['tot het einde van de maand', '2027-04-01'],
  ['tot eind deze maand', '2027-04-01'],
  ['tot het eind van de week', '2027-03-22'],
  ['until the end of the month', '2027-04-01'],
  ['until the end of next week', '2027-03-29'],
  ['till the end of the year', '2028-01-01'],
  ['tot en met het einde van de maand', '2027-04-01'],
  ['tot na de meivakantie', '2027-05-03'],
  ['t/m de meivakantie', '2027-05-03'],
])('%s: that too', (text, expected) => expect(until(text)).toBe(expected));

test.each([
  ['deze week', '2027-03-22'],
  ['this month', '2027-04-01'],
  ['maart', '2027-04-01'],
  ['week 11', '2027-03-22'],
  ['einde van de maand', '2027-04-01'],
])('%s has begun: all of it', (text, expected) => expect(until(text)).toBe(expected));

test.each([
  ['2027-03-15', 'deze week', '2027-03-22'],
  ['2027-03-21', 'deze week', '2027-03-22'],
  ['2027-04-24', 'de meivakantie', '2027-05-03'],
  ['2027-04-23', 'de meivakantie', '2027-04-24'],
  ['2027-03-15', 'tot deze week', '2027-03-15'],
])('on %s %s: all of it once it has begun, without a word that says otherwise', (day, text, expected) =>
  expect(typedUntil(text, { today: day, breaks })).toBe(expected),
);

test.each(['17-3', '17 maart', 'tot 17-3-2027', 'until March 17', 'vandaag', 't/m gisteren'])(
  '%s is today, and not in a year',
  (text) => expect(until(text)).toBe(today),
);

test.each([
  '16-3-2027',
  '31-4',
  '3',
  'gisteren',
  'vorige week',
  'vorige maandag',
  'tot',
  '',
  '0 weken',
  'ooit',
  'de zomervakantie',
  'constructor',
  'tot __proto__',
])('%j is no time to come', (text) => expect(until(text)).toBeNull());
