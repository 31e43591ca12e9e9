import { meetingEntries } from '../../../bot/programme/rounds/meetingEntries';
import { aPerson, at } from '../../builders';
import {
  ann,
  attended,
  cora,
  eva,
  hanneke,
  polled,
  scheduled,
  sourceOf,
  theo,
  town,
  tuesday,
  thursday,
  weekly,
  type Told,
} from './story';

const when = (told: readonly Told[], who: string): string[] => {
  const source = sourceOf(told);
  const { calendar } = source.directory;
  return meetingEntries(source, who).map(
    ({ id, start, isCancelled }) =>
      `${id} ${calendar.dayOf(start)} ${calendar.timeOf(start)}${isCancelled ? ' off' : ''}`,
  );
};

const laterThatDay = { ...thursday, id: 's2b', start: at('2027-03-18T16:00:00+01:00'), room: '2.01' };

describe('the meeting of a round', () => {
  test('stands in the calendar of teacher and members once its time is set, and of nobody else', () => {
    expect([theo, ann, eva].map((who) => when(polled, who))).toEqual([[], [], []]);
    for (const who of [theo, ann, eva]) expect(when(scheduled, who)).toEqual(['r1/B 2027-03-18 15:00']);
    expect([cora, hanneke].map((who) => when(scheduled, who))).toEqual([[], []]);
  });

  test.each<[string, Told, string[]]>([
    [
      'keeps its id when it is shifted',
      ['2027-03-12T09:00:00+01:00', { kind: 'shifted', slot: laterThatDay }, theo],
      ['r1/B 2027-03-18 16:00'],
    ],
    [
      'is cancelled when the group is',
      ['2027-03-12T09:00:00+01:00', { kind: 'groupCancelled' }, theo],
      ['r1/B 2027-03-18 15:00 off'],
    ],
    [
      'is cancelled with its round',
      ['2027-03-12T09:00:00+01:00', { kind: 'cancelled' }, cora],
      ['r1/B 2027-03-18 15:00 off'],
    ],
    [
      'vanishes while a new time is looked for',
      [
        '2027-03-12T09:00:00+01:00',
        { kind: 'slotsAccepted', slots: [tuesday], answerBy: '2027-03-15' },
        theo,
      ],
      [],
    ],
    [
      'goes with a student who leaves the group',
      ['2027-03-12T09:00:00+01:00', { kind: 'moved', student: ann, group: null }, cora],
      [],
    ],
  ])('%s', (_, step, expected) => {
    expect(when([...scheduled, step], ann)).toEqual(expected);
  });

  test('goes over to the colleague who takes the group', () => {
    const handed: Told = ['2027-03-12T09:00:00+01:00', { kind: 'handedOver', teacher: hanneke }, theo];
    expect(when([...scheduled, handed], hanneke)).toEqual(['r1/B 2027-03-18 15:00']);
    expect(when([...scheduled, handed], theo)).toEqual([]);
  });

  test('stays with who was a member when it took place', () => {
    const after: readonly Told[] = [
      ...scheduled,
      ['2027-03-10T16:00:00+01:00', { kind: 'caseAssigned', student: ann, members: [ann, eva] }],
      attended('2027-03-18T16:10:00+01:00', [ann]),
      ['2027-03-19T09:00:00+01:00', { kind: 'moved', student: ann, group: null }, cora],
    ];
    expect(when(after, ann)).toEqual(['r1/B 2027-03-18 15:00']);
  });
});

describe('a group with a fixed time', () => {
  const fixed = town({ groups: [weekly()] });

  test('meets at the same time on the wall on both sides of a clock change, under an id a week', () => {
    const { calendar } = fixed;
    const entries = meetingEntries(sourceOf([], fixed), ann);
    expect(entries.slice(6, 9).map(({ id, start, room }) => [id, calendar.iso(start), room])).toEqual([
      ['2027-W12/A', '2027-03-23T11:15:00+01:00', '1.20'],
      ['2027-W13/A', '2027-03-30T11:15:00+02:00', '1.20'],
      ['2027-W14/A', '2027-04-06T11:15:00+02:00', '1.20'],
    ]);
    expect(entries).toHaveLength(21);
    expect(meetingEntries(sourceOf([], fixed), theo)).toEqual(entries);
  });

  test('ends for a student whom an import ended', () => {
    const people = fixed.programme.people.map((person) =>
      person.email === ann ? aPerson({ ...person, endedOn: '2027-03-01' }) : person,
    );
    const ended = town({ groups: [weekly()], people });
    expect(meetingEntries(sourceOf([], ended), ann)).toHaveLength(3);
    expect(meetingEntries(sourceOf([], ended), eva)).toHaveLength(21);
  });
});
