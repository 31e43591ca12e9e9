import {
  date,
  day,
  dayList,
  dayOf,
  dayOfMoment,
  dayRange,
  list,
  percent,
  shortDay,
  shortMoment,
  time,
  timeRange,
} from '../../cards/dates';

const at = (iso: string): number => Date.parse(iso);
const amsterdam = 'Europe/Amsterdam';

test('runs in a zone that is not the programme’s', () => {
  expect(new Date(0).getTimezoneOffset()).not.toBe(-60);
});

describe('days', () => {
  test.each([
    ['2027-03-16', 'dinsdag 16 maart', 'di 16 mrt', '16 maart', 'Tuesday 16 March', 'Tue 16 Mar'],
    ['2027-01-01', 'vrijdag 1 januari', 'vr 1 jan', '1 januari', 'Friday 1 January', 'Fri 1 Jan'],
    ['2027-10-31', 'zondag 31 oktober', 'zo 31 okt', '31 oktober', 'Sunday 31 October', 'Sun 31 Oct'],
    ['2028-02-29', 'dinsdag 29 februari', 'di 29 feb', '29 februari', 'Tuesday 29 February', 'Tue 29 Feb'],
  ])('%s', (value, long, short, dayAndMonth, english, shortEnglish) => {
    expect(day('nl', value)).toBe(long);
    expect(shortDay('nl', value)).toBe(short);
    expect(date('nl', value)).toBe(dayAndMonth);
    expect(day('en', value)).toBe(english);
    expect(shortDay('en', value)).toBe(shortEnglish);
  });
});

describe('moments are shown in the zone that is given', () => {
  test.each([
    ['2027-03-16T08:00:00Z', '2027-03-16', '09:00'],
    ['2027-03-15T23:30:00Z', '2027-03-16', '00:30'],
    ['2027-03-28T00:59:00Z', '2027-03-28', '01:59'],
    ['2027-03-28T01:00:00Z', '2027-03-28', '03:00'],
    ['2027-10-31T00:30:00Z', '2027-10-31', '02:30'],
    ['2027-10-31T01:30:00Z', '2027-10-31', '02:30'],
    ['2027-12-31T23:00:00Z', '2028-01-01', '00:00'],
  ])('%s', (iso, onDay, atTime) => {
    expect(dayOfMoment(at(iso), amsterdam)).toBe(onDay);
    expect(time('nl', at(iso), amsterdam)).toBe(atTime);
    expect(time('en', at(iso), amsterdam)).toBe(atTime);
  });

  test('elsewhere it is another day', () => {
    expect(dayOfMoment(at('2027-03-15T23:30:00Z'), 'America/New_York')).toBe('2027-03-15');
  });

  test('with their day, and as a range', () => {
    const start = at('2027-03-16T08:00:00Z');
    expect(dayOf('nl', start, amsterdam)).toBe('dinsdag 16 maart');
    expect(shortMoment('nl', start, amsterdam)).toBe('di 16 mrt, 09:00');
    expect(shortMoment('en', start, amsterdam)).toBe('Tue 16 Mar, 09:00');
    expect(timeRange('nl', start, start + 3_600_000, amsterdam)).toBe('09:00–\u206010:00');
  });
});

describe('lists of days name a month once', () => {
  test.each([
    [['2027-03-16'], '16 maart', '16 March'],
    [['2027-03-02', '2027-03-16'], '2 en 16 maart', '2 and 16 March'],
    [['2027-03-02', '2027-03-09', '2027-03-16'], '2, 9 en 16 maart', '2, 9 and 16 March'],
    [['2027-02-23', '2027-03-02'], '23 februari en 2 maart', '23 February and 2 March'],
    [
      ['2027-02-16', '2027-02-23', '2027-03-02', '2027-03-09'],
      '16, 23 februari, 2 en 9 maart',
      '16, 23 February, 2 and 9 March',
    ],
    [[], '', ''],
  ])('%j', (days, dutch, english) => {
    expect(dayList('nl', days)).toBe(dutch);
    expect(dayList('en', days)).toBe(english);
  });
});

test.each([
  ['2027-03-08', '2027-03-14', '8–14 maart', '8–14 March'],
  ['2027-03-29', '2027-04-04', '29 maart – 4 april', '29 March – 4 April'],
  ['2027-03-29', '2027-03-29', '29 maart', '29 March'],
])('the range %s to %s', (from, to, dutch, english) => {
  expect(dayRange('nl', from, to)).toBe(dutch);
  expect(dayRange('en', from, to)).toBe(english);
});

test.each([
  [0, '0%'],
  [0.565, '57%'],
  [2 / 3, '67%'],
  [1, '100%'],
])('%d is %s', (fraction, shown) => {
  expect(percent('nl', fraction)).toBe(shown);
  expect(percent('en', fraction)).toBe(shown);
});

test('lists end in a word', () => {
  expect(list('nl', ['a', 'b', 'c'])).toBe('a, b en c');
  expect(list('en', ['a', 'b', 'c'])).toBe('a, b and c');
});
