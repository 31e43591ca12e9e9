import { careCounts } from '../../bot/programme/care';
import { aDirectory, aPair, aPerson, aPupil, aSchool, at } from '../builders';

const week = { from: at('2027-03-01T00:00:00+01:00'), to: at('2027-03-08T00:00:00+01:00') };
const use = (moment: string, school = 'jdw') => ({ school, at: at(moment) });
const inWeek = '2027-03-03T10:00:00+01:00';

/** So many students at the first school, and four at the second. */
const withStudents = (count: number) => {
  const ids = Array.from({ length: count + 4 }, (_, index) => index);
  return aDirectory({
    schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark' })],
    people: ids.map((id) => aPerson({ email: `s${id}@leiden.example` })),
    pupils: ids.map((id) => aPupil({ id: `p${id}`, school: id < count ? 'jdw' : 'zwc' })),
    pairs: ids.map((id) => aPair({ pupil: `p${id}`, student: `s${id}@leiden.example` })),
  });
};

const counted = (students: number, uses: Parameters<typeof careCounts>[2], schools = ['jdw', 'zwc']) =>
  careCounts(withStudents(students), schools, uses, week).map(({ school, count }) => `${school} ${count}`);

test('uses of the week are counted by school', () => {
  const uses = [
    '2027-02-28T23:00:00+01:00',
    inWeek,
    '2027-03-07T23:00:00+01:00',
    '2027-03-08T00:00:00+01:00',
  ];
  expect(
    counted(
      5,
      uses.map((moment) => use(moment)),
    ),
  ).toEqual(['Johan de Witt 2']);
});

test('of a school with fewer than five students nothing is told', () => {
  expect(counted(4, [use(inWeek)])).toEqual([]);
  expect(counted(5, [use(inWeek), use(inWeek, 'zwc')])).toEqual(['Johan de Witt 1']);
});

test('of schools outside the scope nothing is told', () => {
  expect(counted(5, [use(inWeek)], ['zwc'])).toEqual([]);
});
