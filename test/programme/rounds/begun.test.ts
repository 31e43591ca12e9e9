/** Meetings that have begun stay as they were, whatever the roster becomes. */
import { aGroup, at } from '../../builders';
import { meetingsBegun, nextDecision } from '../../../bot/programme/rounds/decisions';
import { exportedMeetings } from '../../../bot/programme/export/meetings';
import { currentPlaces } from '../../../bot/programme/rounds/current';
import { hoursOf, meetingsWithoutReport } from '../../../bot/programme/rounds/hours';
import { meetingHistory } from '../../../bot/programme/rounds/history';
import { meetingEntries } from '../../../bot/programme/rounds/meetingEntries';
import { personWeek } from '../../../bot/programme/rounds/personWeek';
import { roundsJson } from '../../../bot/programme/rounds/roundsJson';
import {
  ann,
  announced,
  attended,
  bas,
  eva,
  five,
  hanneke,
  scheduled,
  sourceOf,
  theo,
  thursday,
  town,
  weekly,
  type Told,
} from './story';

const start = '2027-03-16T11:15:00+01:00';
const end = '2027-03-16T12:20:00+01:00';
const now = at('2027-03-31T12:00:00+02:00');

/** Group A met in the week of 15 March, led by Theo, for the first four. */
const met: Told = [
  start,
  {
    kind: 'begun',
    group: 'A',
    slot: { id: '2027-03-16', start: at(start), end: at(end), room: '1.20' },
    teacher: theo,
    members: five.slice(0, 4),
  },
  'bot',
  '2027-W11',
];
const report = attended(end, [ann, bas], 'A', '2027-W11');

const townWith = (changes: Parameters<typeof weekly>[0] | null) =>
  town({ start: '2027-03-15', end: '2027-03-26', groups: changes === null ? [] : [weekly(changes)] });

/** The weeks that stand at a moment, of which one was met in. */
const weeksAt = (moment: string): readonly string[] =>
  roundsJson(sourceOf([met], townWith({})), at(moment)).map(({ round }) => round);

const seenOf = (told: readonly Told[], directory: ReturnType<typeof town>) =>
  roundsJson(sourceOf(told, directory), now).map(({ round, groups }) => {
    const [group] = groups;
    return [round, group?.teacher, group?.students.length, group?.slot?.start];
  });

describe('a meeting of a group with a fixed time that has begun', () => {
  test('keeps teacher and members, while the next week has those of the roster', () => {
    expect(seenOf([met], townWith({ teacher: hanneke }))).toEqual([
      ['2027-W11', theo, 4, start],
      ['2027-W12', hanneke, 5, '2027-03-23T11:15:00+01:00'],
    ]);
  });

  test('stays on its day when the group moves to another', () => {
    const wednesday = { weekday: 3, start: '15:00', end: '16:05', room: null } as const;
    expect(seenOf([met], townWith({ meeting: wednesday }))).toEqual([
      ['2027-W11', theo, 4, start],
      ['2027-W12', theo, 5, '2027-03-24T15:00:00+01:00'],
    ]);
  });

  test('stays, with report and hours, when the roster has the group no longer', () => {
    const directory = townWith(null);
    expect(seenOf([met, report], directory)).toEqual([['2027-W11', theo, 4, start]]);
    const source = sourceOf([met, report], directory);
    const history = meetingHistory(source);
    expect(history.map(({ members }) => members)).toEqual([five.slice(0, 4)]);
    expect(hoursOf(directory, ann, [], history).meetings).toEqual({ count: 1, minutes: 65 });
    expect(meetingEntries(source, ann).map(({ id }) => id)).toEqual(['2027-W11/A']);
    expect(meetingEntries(source, eva)).toEqual([]);
  });

  test('stays beside other groups that the roster has in that week', () => {
    const directory = townWith({ id: 'Z' });
    const [week] = roundsJson(sourceOf([met], directory), now);
    expect(week?.groups.map(({ group }) => group)).toEqual(['Z', 'A']);
  });

  test('is the only week that is known once the names of pupils, and with them the closed days of schools, are gone', () => {
    expect(weeksAt('2027-05-20T12:00:00+02:00')).toEqual(['2027-W11', '2027-W12']);
    expect(weeksAt('2027-05-21T12:00:00+02:00')).toEqual(['2027-W11']);
  });

  test('without that being stored has the members of the roster, as far as anybody knows', () => {
    expect(seenOf([], townWith({}))[0]).toEqual(['2027-W11', theo, 5, start]);
  });
});

describe('a time that an import gave when it was past', () => {
  const directory = town({ start: '2027-03-15', end: '2027-03-26', groups: [weekly()] });
  const wednesday = at('2027-03-17T10:00:00+01:00');
  const days = { from: '2027-03-15', to: '2027-03-21' };
  const seen = (told: readonly Told[]) => {
    const source = sourceOf(told, directory);
    const exported = exportedMeetings({
      directory,
      rounds: source,
      by: 'cora@hmp.example',
      now: wednesday,
      schools: ['jdw', 'zwc'],
    });
    return [
      meetingsWithoutReport(source, ann, wednesday).length,
      currentPlaces(source, () => true, wednesday).map(({ round }) => round.id),
      personWeek(source, ann, days, wednesday).meetings.length,
      [...exported].some(({ date }) => date === '2027-03-16'),
    ];
  };

  test('is no meeting that waits for its report, nor one in somebody’s week or in a file', () => {
    expect(seen([])).toEqual([0, ['2027-W12'], 0, false]);
  });

  test('is one when it was announced, or has a report all the same', () => {
    expect(seen(announced('2027-03-16'))).toEqual([1, ['2027-W11', '2027-W12'], 1, true]);
    expect(seen([report])).toEqual([0, ['2027-W12'], 1, true]);
  });
});

const due = (moment: number, told: readonly Told[] = scheduled) =>
  meetingsBegun(sourceOf(told), moment, 0).map(({ round, group, members }) => [round.id, group.id, members]);

describe('that a meeting begins', () => {
  const source = sourceOf(scheduled);

  test('is to be stored from its start on, however late anybody looks, with a report or without', () => {
    expect(due(thursday.start - 1)).toEqual([]);
    expect(due(thursday.start)).toEqual([['r1', 'B', five]]);
    expect(due(at('2027-05-25T15:00:00+02:00'))).toEqual([['r1', 'B', five]]);
    expect(due(thursday.end, [...scheduled, attended('2027-03-18T16:05:00+01:00', five)])).toHaveLength(1);
    expect(
      due(thursday.end, [...scheduled, ['2027-03-18T10:00:00+01:00', { kind: 'groupCancelled' }]]),
    ).toEqual([]);
  });

  test('is to be stored of a fixed time for a week: later nobody knows whom the roster had then', () => {
    const weeks = sourceOf([], town({ start: '2027-03-15', end: '2027-03-19', groups: [weekly()] }));
    const begins = at('2027-03-16T11:15:00+01:00');
    const count = (moment: number): number => meetingsBegun(weeks, moment, 0).length;
    expect([begins - 1, begins, begins + 7 * 86_400_000 - 1, begins + 7 * 86_400_000].map(count)).toEqual([
      0, 1, 1, 0,
    ]);
  });

  test('is not to be stored of a time that an import gave when it was past, unless it was announced', () => {
    const directory = town({ start: '2027-03-15', end: '2027-03-19', groups: [weekly()] });
    const begins = at('2027-03-16T11:15:00+01:00');
    const count = (told: readonly Told[], seen: number): number =>
      meetingsBegun(sourceOf(told, directory), begins + 86_400_000, seen).length;
    expect([count([], begins), count([], begins - 1), count(announced('2027-03-16'), begins)]).toEqual([
      0, 1, 1,
    ]);
  });

  test('is something to wake up for', () => {
    expect(nextDecision(source, at('2027-03-11T09:00:00+01:00'))).toBe(thursday.start);
  });

  test('is void when it is shifted after all', () => {
    const begun: Told = [
      '2027-03-18T15:00:00+01:00',
      { kind: 'begun', slot: thursday, teacher: theo, members: five },
    ];
    const later = { ...thursday, id: 's7', start: thursday.end, end: thursday.end + 3_900_000 };
    const shifted: Told = ['2027-03-18T15:05:00+01:00', { kind: 'shifted', slot: later }, theo];
    const moved = sourceOf([...scheduled, begun, shifted]);
    expect(moved.book[0]?.groups[0]?.begun).toBeNull();
    expect(meetingsBegun(moved, later.start, 0)).toHaveLength(1);
  });

  test('of a round leaves who joins it afterwards out of what has been', () => {
    const groups = [aGroup({ id: 'B', teacher: theo, students: five })];
    const told: readonly Told[] = [
      ...scheduled,
      [
        '2027-03-18T15:00:00+01:00',
        { kind: 'begun', slot: thursday, teacher: theo, members: five.slice(0, 4) },
      ],
      ['2027-03-19T09:00:00+01:00', { kind: 'moved', student: eva, group: 'B' }],
    ];
    const joined = sourceOf(told, town({ groups }));
    expect(joined.bringers.of('r1', 'B')?.members).toEqual(five.slice(0, 4));
    expect(roundsJson(joined, now)[0]?.groups[0]?.students).toEqual(five.slice(0, 4));
  });
});
