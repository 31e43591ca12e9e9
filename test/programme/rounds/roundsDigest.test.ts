import { meetingHistory } from '../../../bot/programme/rounds/history';
import { roundsDigest, type RoundsDigest } from '../../../bot/programme/rounds/roundsDigest';
import { aPair, at } from '../../builders';
import {
  ann,
  attended,
  bas,
  cem,
  cora,
  dia,
  eva,
  five,
  hanneke,
  offered,
  polled,
  scheduled,
  sourceOf,
  theo,
  town,
  weekly,
  type Told,
} from './story';

const both = ['jdw', 'zwc'];
const digestOf = (
  told: readonly Told[],
  monday: string,
  schools: readonly string[] = both,
  directory = town(),
): RoundsDigest => {
  const source = sourceOf(told, directory);
  const now = directory.calendar.momentOf(monday, '08:30');
  return roundsDigest({ source, history: meetingHistory(source) }, schools, monday, now);
};
const handedOver: Told = ['2027-03-11T10:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, cora];
const nothing: RoundsDigest = {
  meeting: 0,
  searching: [],
  undecided: [],
  withoutTeacher: [],
  turnout: null,
  withoutReport: 0,
  missedTwice: [],
};

describe('a round', () => {
  test.each<[string, readonly Told[], string, Partial<RoundsDigest>]>([
    ['is nobody’s while it is a proposal', offered.slice(0, 2), '2027-03-08', {}],
    [
      'looks for a time while the teacher has not said which to offer',
      offered,
      '2027-03-08',
      { searching: [{ name: 'Maart', offering: 1, polling: 0, closesAt: null }] },
    ],
    [
      'tells until when the members are asked',
      polled,
      '2027-03-08',
      {
        searching: [{ name: 'Maart', offering: 0, polling: 1, closesAt: at('2027-03-10T16:00:00+01:00') }],
      },
    ],
    ['counts in the week in which it meets', scheduled, '2027-03-15', { meeting: 1 }],
    ['but not before', scheduled, '2027-03-08', {}],
    [
      'not when it was called off',
      [...scheduled, ['2027-03-12T09:00:00+01:00', { kind: 'groupCancelled' }, theo]],
      '2027-03-15',
      {},
    ],
    ['waits for its report the week after', scheduled, '2027-03-22', { withoutReport: 1 }],
    [
      'then tells who came',
      [...scheduled, attended('2027-03-18T16:10:00+01:00', [ann, bas, cem])],
      '2027-03-22',
      { turnout: { present: 3, members: 5 } },
    ],
    [
      'names the group in which too few can come',
      [...polled, ['2027-03-05T16:00:00+01:00', { kind: 'undecided', best: 's2' }]],
      '2027-03-08',
      { undecided: [{ group: 'B', teacher: 'Sam de Boer' }] },
    ],
    [
      'and is gone when it was cancelled',
      [...polled, ['2027-03-05T16:00:00+01:00', { kind: 'cancelled' }, cora]],
      '2027-03-08',
      {},
    ],
  ])('%s', (_, told, monday, expected) => {
    expect(digestOf(told, monday)).toEqual({ ...nothing, ...expected });
  });
});

/** The town after an import that ended some people on 8 March. */
const without = (...left: readonly string[]) =>
  town({
    people: town().programme.people.map((person) =>
      left.includes(person.email) ? { ...person, endedOn: '2027-03-08' } : person,
    ),
  });

test.each<[string, readonly Told[], Partial<RoundsDigest>]>([
  ['while it looks for a time', polled, { withoutTeacher: ['B'] }],
  ['when it is to meet', scheduled, { withoutTeacher: ['B'] }],
  ['but not when another leads it', [...scheduled, handedOver], { withoutTeacher: [] }],
])('a group whose teacher has left is named %s', (_, told, expected) => {
  expect(digestOf(told, '2027-03-08', both, without(theo))).toMatchObject(expected);
});

describe('the groups of every week', () => {
  const fixed = town({ groups: [weekly()] });
  const weeks: readonly Told[] = [
    attended('2027-02-09T12:30:00+01:00', [bas, cem, dia], 'A', '2027-W06'),
    attended('2027-02-16T12:30:00+01:00', [ann, cem, dia], 'A', '2027-W07'),
    attended('2027-02-23T12:30:00+01:00', [ann, cem, dia], 'A', '2027-W08'),
  ];

  test('tell turnout and who missed two in a row, as of last week alone', () => {
    expect(digestOf(weeks, '2027-03-01', both, fixed)).toEqual({
      ...nothing,
      meeting: 1,
      turnout: { present: 3, members: 5 },
      missedTwice: [bas, eva],
    });
    expect(digestOf(weeks, '2027-02-15', both, fixed).missedTwice).toEqual([]);
    expect(digestOf(weeks, '2027-03-08', both, fixed)).toMatchObject({ withoutReport: 1, missedTwice: [] });
  });

  test('name only students of the coordinator’s schools', () => {
    expect(digestOf(weeks, '2027-03-01', ['jdw'], fixed).missedTwice).toEqual([bas]);
    expect(digestOf(weeks, '2027-03-01', ['zwc'], fixed).missedTwice).toEqual([eva]);
  });

  test('of other schools are not told at all', () => {
    const elsewhere = town({
      groups: [weekly()],
      pairs: five.map((student) => aPair({ student, pupil: 'p0' })),
    });
    expect(digestOf(weeks, '2027-03-01', ['zwc'], elsewhere)).toEqual(nothing);
    expect(digestOf(weeks, '2027-03-01', ['jdw'], elsewhere)).toMatchObject({ meeting: 1 });
  });
});
