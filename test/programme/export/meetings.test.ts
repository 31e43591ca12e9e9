import { exportedMeetings } from '../../../bot/programme/export/meetings';
import { at } from '../../builders';
import {
  ann,
  announced,
  attended,
  bas,
  cem,
  cora,
  dia,
  eva,
  five,
  scheduled,
  sourceOf,
  theo,
  town,
  weekly,
  type Told,
} from '../rounds/story';

const rowsOf = (told: readonly Told[], moment: string, schools: readonly string[], directory = town()) => [
  ...exportedMeetings({
    directory,
    schools,
    rounds: sourceOf(told, directory),
    by: cora,
    now: at(moment),
  }),
];
const presence = (...of: Parameters<typeof rowsOf>): string[] =>
  rowsOf(...of).map(({ address, presence: was }) => `${address.split('@')[0] ?? ''} ${was}`);
const both = ['jdw', 'zwc'];
const report = attended('2027-03-18T16:10:00+01:00', [ann, bas]);

test.each<[string, readonly Told[], string, string]>([
  ['planned until it has ended', scheduled, '2027-03-18T16:04:00+01:00', 'planned'],
  ['not filled in then', scheduled, '2027-03-18T16:05:00+01:00', 'unknown'],
  [
    'called off',
    [...scheduled, ['2027-03-12T09:00:00+01:00', { kind: 'groupCancelled' }, theo]],
    '2027-03-19T09:00:00+01:00',
    'cancelled',
  ],
])('a meeting is %s', (_, told, moment, expected) => {
  const names = ['ann', 'bas', 'cem', 'dia', 'eva'];
  expect(presence(told, moment, both)).toEqual(names.map((name) => `${name} ${expected}`));
});

test('a report says who was there, of those who were members then', () => {
  const moved: Told = ['2027-03-19T09:00:00+01:00', { kind: 'moved', student: bas, group: null }, cora];
  const assigned: Told = [
    '2027-03-12T09:00:00+01:00',
    { kind: 'caseAssigned', student: ann, members: [ann, bas, cem] },
  ];
  expect(presence([...scheduled, assigned, report, moved], '2027-03-20T09:00:00+01:00', both)).toEqual([
    'ann present',
    'bas present',
    'cem absent',
  ]);
});

const addresses = (schools: readonly string[]): string[] =>
  rowsOf([...scheduled, report], '2027-03-20T09:00:00+01:00', schools).map(({ address }) => address);

test('only students with a pupil at one of the schools are in it', () => {
  expect(addresses(['jdw'])).toEqual([ann, bas, cem]);
  expect(addresses(['zwc'])).toEqual([dia, eva]);
  expect(addresses([])).toEqual([]);
});

test('weeks of a group with a fixed time are in order, each with its day', () => {
  const rows = rowsOf(
    announced('2027-02-09'),
    '2027-02-10T09:00:00+01:00',
    both,
    town({ groups: [weekly()] }),
  );
  expect(rows).toHaveLength(21 * five.length);
  expect(rows[0]).toMatchObject({ round: '2027-W06', group: 'A', date: '2027-02-09', presence: 'unknown' });
  expect(rows.map(({ date }) => date)).toEqual(rows.map(({ date }) => date).toSorted());
});
