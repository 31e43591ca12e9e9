import { typedPause } from '../../../bot/programme/typed/pause';

/** A Wednesday. */
const today = '2027-03-17';
const breaks = [
  { name: 'voorjaarsvakantie', from: '2027-02-20', to: '2027-02-28' },
  { name: 'meivakantie', from: '2027-04-24', to: '2027-05-02' },
];
const typed = (text: string) => {
  const days = typedPause(text, { today, breaks });
  return days === null ? null : [days.from, days.until, ...(days.isTurned === true ? ['turned'] : [])];
};

test.each<[string, string | null, string]>([
  ['van 3-5 tot 10-5', '2027-05-03', '2027-05-10'],
  ['van 3-5 t/m 10-5', '2027-05-03', '2027-05-11'],
  ['Van 3 tot 10 mei', '2027-05-03', '2027-05-10'],
  ['3-5 tot 10-5', '2027-05-03', '2027-05-10'],
  ['3 t/m 10 mei', '2027-05-03', '2027-05-11'],
  ['from 3-5 to 10-5', '2027-05-03', '2027-05-10'],
  ['from 3 May until 10 May', '2027-05-03', '2027-05-10'],
  ['from May 3 through May 10', '2027-05-03', '2027-05-11'],
  ['vanaf 3 mei tot en met 10 mei', '2027-05-03', '2027-05-11'],
  ['van maandag tot vrijdag', '2027-03-22', '2027-03-26'],
  ['van maandag t/m vrijdag', '2027-03-22', '2027-03-27'],
  ['van morgen tot vrijdag', '2027-03-18', '2027-03-19'],
  ['van week 14 t/m week 15', '2027-04-05', '2027-04-19'],
  ['van 20 december tot 4 januari', '2027-12-20', '2028-01-04'],
  ['van 1-3 tot 1-4', null, '2027-04-01'],
  ['vandaag tot 1-4', null, '2027-04-01'],
  ['van nu t/m 3 mei', null, '2027-05-04'],
  ['van vandaag tot 3 mei', null, '2027-05-03'],
])('%s: from a day to a day', (text, from, until) => expect(typed(text)).toEqual([from, until]));

test.each([
  ['week 14', '2027-04-05', '2027-04-12'],
  ['in week 14', '2027-04-05', '2027-04-12'],
  ['volgende week', '2027-03-22', '2027-03-29'],
  ['april', '2027-04-01', '2027-05-01'],
  ['in april', '2027-04-01', '2027-05-01'],
  ['de meivakantie', '2027-04-24', '2027-05-03'],
  ['tijdens de meivakantie', '2027-04-24', '2027-05-03'],
  ['next month', '2027-04-01', '2027-05-01'],
])('%s: a period that has not begun, from its beginning', (text, from, until) =>
  expect(typed(text)).toEqual([from, until]),
);

test.each([
  ['tot volgende week', '2027-03-22'],
  ['deze week', '2027-03-22'],
  ['week 11', '2027-03-22'],
  ['maart', '2027-04-01'],
  ['tot week 14', '2027-04-05'],
  ['tot de meivakantie', '2027-04-24'],
  ['tot na de meivakantie', '2027-05-03'],
  ['t/m de meivakantie', '2027-05-03'],
  ['3-5', '2027-05-03'],
  ['2 weken', '2027-03-31'],
  ['tot het einde van de maand', '2027-04-01'],
])('%s: from now on', (text, until) => expect(typed(text)).toEqual([null, until]));

test.each([
  ['vanaf 3-5', '2027-05-03'],
  ['from Monday', '2027-03-22'],
  ['vanaf volgende week', '2027-03-22'],
])('%s: no end is said', (text, from) => expect(typed(text)).toEqual([from, null]));

test.each([
  ['van 10-5 tot 3-5', '2027-05-10', '2027-05-03'],
  ['van 10-5-2027 tot 3-5-2027', '2027-05-10', '2027-05-03'],
  ['van 10-5 tot 3-5-2027', '2027-05-10', '2027-05-03'],
  ['van 3-5 tot 3-5', '2027-05-03', '2027-05-03'],
  // The first of March that is still to come is that of next year.
  ['van 3-5 tot 1-3', '2027-05-03', '2027-03-01'],
])('%s: the end does not lie after the beginning', (text, from, until) =>
  expect(typed(text)).toEqual([from, until, 'turned']),
);

test.each([
  ['van 10-5 tot 3-5', '2027-05-03', '2027-05-03', '2027-05-10'],
  ['van 10-5 t/m 3-5', '2027-05-03', '2027-05-03', '2027-05-11'],
  ['10 t/m 3 mei', '2027-05-03', '2027-05-03', '2027-05-11'],
  ['van 10-5 t/m 3-5-2027', '2027-05-03', '2027-05-03', '2027-05-11'],
  ['from 10 May through 3 May', '2027-05-03', '2027-05-03', '2027-05-11'],
  ['from 10 May to 3 May', '2027-05-03', '2027-05-03', '2027-05-10'],
  ['van week 20 t/m week 18', '2027-05-09', '2027-05-03', '2027-05-24'],
  ['van 4-5 t/m 3-5', '2027-05-03', '2027-05-03', '2027-05-05'],
  ['van 3-5 tot 3-5', '2027-05-03', '2027-05-03', '2027-05-04'],
  ['van 3-5 tot na 1-5', '2027-05-01', '2027-05-01', '2027-05-04'],
  // What was typed as the end is past by now.
  ['van 31-12-2027 t/m 1-1-2027', '2027-01-01', '2027-01-01', '2028-01-01'],
  ['van de meivakantie t/m de voorjaarsvakantie', '2027-02-28', '2027-02-20', '2027-05-03'],
])('%s: told as it was typed, and offered the other way round', (text, told, from, until) => {
  expect(typedPause(text, { today, breaks })).toMatchObject({
    isTurned: true,
    until: told,
    offer: { from, until },
  });
});

test.each([
  ['van 3-5-2027 tot 1-3-2028', '2027-05-03', '2028-03-01'],
  ['van 1-10 tot 1-3', '2027-10-01', '2028-03-01'],
  ['van 1-4 tot 31-12', '2027-04-01', '2027-12-31'],
])('%s: however long, it is after the beginning', (text, from, until) =>
  expect(typed(text)).toEqual([from, until]),
);

test.each([
  '',
  'van',
  'van aap tot noot',
  'vanaf gisteren',
  'van 3-5 t/m vorige maand',
  'van 3-5 tot gisteren',
  'constructor',
])('%s is no time, or none to come', (text) => expect(typed(text)).toBeNull());
