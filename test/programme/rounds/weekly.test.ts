import { roundTimetable } from '../../../bot/programme/rounds/timetable';
import { groupDays, studentClosures } from '../../../bot/programme/rounds/weeks';
import { aPair, aSchool } from '../../builders';
import {
  ann,
  announced,
  attended,
  five,
  hanneke,
  messagesOf,
  sourceOf,
  theo,
  town,
  weekly,
  type Told,
} from './story';

const short = { start: '2027-03-15', end: '2027-04-09', groups: [weekly()] };
const directory = town(short);

/** The week of 29 March goes from one teacher to another, at nine on a day before. */
const handed = (day: string, from: string, teacher: string): Told => [
  `2027-03-${day}T09:00:00+01:00`,
  { kind: 'handedOver', group: 'A', teacher, from },
  from,
  '2027-W13',
];

/** A bot ran all the time. */
const asRun = announced('2027-03-16', '2027-03-23', '2027-03-30', '2027-04-06');
const everybody = ['ann', 'bas', 'cem', 'dia', 'eva'];

const keys = (start: string) =>
  roundTimetable(
    sourceOf(
      [],
      town({ ...short, groups: [weekly({ meeting: { weekday: 2, start, end: '13:00', room: null } })] }),
    ),
  )
    .between(0, Infinity)
    .filter(({ kind, receiver }) => kind === 'roundInvite' && receiver === ann)
    .map(({ key }) => key);

/** The invitations of Ann to the week of 29 March alone. */
const ofWeek = (steps: readonly Told[]): readonly string[] =>
  roundTimetable(sourceOf(steps, directory))
    .between(0, Infinity)
    .map(({ key }) => key)
    .filter((key) => key.startsWith(`roundInvite/${ann}/2027-W13/`));

describe('a group with a fixed time', () => {
  test('meets every week, each of which is a round', () => {
    const source = sourceOf([], directory);
    const rounds = source.book.map(({ id, groups: [group] }) => {
      const slot = group?.meeting?.slot;
      return `${id} ${slot === undefined ? '-' : source.directory.calendar.iso(slot.start)} ${slot?.room ?? ''}`;
    });
    expect(rounds).toEqual([
      '2027-W11 2027-03-16T11:15:00+01:00 1.20',
      '2027-W12 2027-03-23T11:15:00+01:00 1.20',
      '2027-W13 2027-03-30T11:15:00+02:00 1.20',
      '2027-W14 2027-04-06T11:15:00+02:00 1.20',
    ]);
  });

  test.each([
    [
      'a school of a member’s pupil',
      {
        schools: [
          aSchool(),
          aSchool({ id: 'zwc', closed: [{ from: '2027-03-22', to: '2027-03-26', label: null }] }),
        ],
      },
    ],
    [
      'the university of a member',
      {
        universities: [
          { id: 'leiden', name: 'L', closed: [{ from: '2027-03-23', to: '2027-03-23', label: null }] },
          { id: 'hhs', name: 'H', closed: [] },
        ],
      },
    ],
  ])('does not meet on a day that is closed for %s', (_, changes) => {
    const days = groupDays(town({ ...short, ...changes }), {
      ...weekly(),
      meeting: { weekday: 2, start: '11:15', end: '12:20', room: null },
    });
    expect(days).toEqual(['2027-03-16', '2027-03-30', '2027-04-06']);
  });

  test('takes no notice of a school whose pupil a member no longer has', () => {
    const closed = [{ from: '2027-03-01', to: '2027-07-01', label: null }];
    const moved = town({
      pairs: [
        aPair({ student: ann, pupil: 'p0', until: '2027-03-15' }),
        aPair({ student: ann, pupil: 'p4' }),
      ],
      schools: [aSchool({ closed }), aSchool({ id: 'zwc' })],
    });
    const closuresOn = (day: string) => studentClosures(moved, ann, day).flat();
    expect(closuresOn('2027-03-15')).toEqual(closed);
    expect(closuresOn('2027-03-16')).toEqual([]);
  });

  test('is invited once, and has everything else every week, across the clock change', () => {
    const messages = messagesOf(sourceOf(asRun, directory));
    expect(messages.filter((line) => line.startsWith('roundInvite'))).toEqual(
      [...everybody, 'theo'].map((name) => `roundInvite ${name} 03-02 16:00`),
    );
    expect(messages.filter((line) => /roundOffer|roundPoll/.test(line))).toEqual([]);
    expect(messages.filter((line) => / theo /.test(line) && !line.startsWith('roundInvite'))).toEqual([
      'roundReminder theo 03-11 16:00',
      'roundAgenda theo 03-15 16:00',
      'roundReport theo 03-16 12:20',
      'roundReportReminder theo 03-17 16:00',
      'roundReminder theo 03-18 16:00',
      'roundAgenda theo 03-22 16:00',
      'roundReport theo 03-23 12:20',
      'roundReportReminder theo 03-24 16:00',
      'roundReminder theo 03-25 16:00',
      'roundAgenda theo 03-29 16:00',
      'roundReport theo 03-30 12:20',
      'roundReportReminder theo 03-31 16:00',
      'roundReminder theo 04-01 16:00',
      'roundAgenda theo 04-05 16:00',
      'roundReport theo 04-06 12:20',
      'roundReportReminder theo 04-07 16:00',
    ]);
    expect(messages.filter((line) => line.startsWith('roundCase '))).toEqual([
      'roundCase ann 03-09 16:00',
      'roundCase bas 03-16 16:00',
      'roundCase cem 03-23 16:00',
      'roundCase dia 03-30 16:00',
    ]);
    expect(messages.filter((line) => line.startsWith('roundAgenda ann'))).toHaveLength(4);
  });

  test('is invited anew to a new time, by another key', () => {
    expect(keys('11:15')).toEqual([`roundInvite/${ann}/weekly-2-1115/A`]);
    expect(keys('12:00')).toEqual([`roundInvite/${ann}/weekly-2-1200/A`]);
  });

  test('has its report, a colleague and a shift for one week', () => {
    const slot = {
      id: 'x',
      start: Date.parse('2027-03-24T11:15:00+01:00'),
      end: Date.parse('2027-03-24T12:20:00+01:00'),
      room: null,
    };
    const steps: readonly Told[] = [
      ...asRun,
      attended('2027-03-16T12:30:00+01:00', five, 'A', '2027-W11'),
      ['2027-03-17T09:00:00+01:00', { kind: 'shifted', group: 'A', slot }, theo, '2027-W12'],
      ['2027-03-26T09:00:00+01:00', { kind: 'handedOver', group: 'A', teacher: hanneke }, theo, '2027-W13'],
    ];
    const messages = messagesOf(sourceOf(steps, directory));
    expect(messages).not.toContain('roundReport theo 03-16 12:20');
    expect(messages.filter((line) => line.startsWith('roundInvite ann'))).toEqual([
      'roundInvite ann 03-02 16:00',
      'roundInvite ann 03-17 09:00',
      'roundInvite ann 03-26 09:00',
    ]);
    expect(messages).toContain('roundAgenda ann 03-23 16:00');
    expect(messages.filter((line) => line.includes('hanneke'))).toEqual([
      'roundInvite hanneke 03-26 09:00',
      'roundAgenda hanneke 03-29 16:00',
      'roundReport hanneke 03-30 12:20',
      'roundReportReminder hanneke 03-31 16:00',
    ]);
  });

  test('keeps what its teacher was told when the week came back to them and the roster gives the group away', () => {
    const steps = [handed('22', theo, hanneke), handed('23', hanneke, theo)];
    const keysIn = (teacher: string): readonly string[] =>
      roundTimetable(sourceOf(steps, town({ ...short, groups: [weekly({ teacher })] })))
        .between(0, Infinity)
        .map(({ key }) => key)
        .filter((key) => key.includes('2027-W13') && key.includes(theo));
    expect(keysIn(theo)).toContain(`roundAgenda/${theo}/2027-W13/A/1/2`);
    expect(keysIn(hanneke)).toEqual(keysIn(theo));
  });

  test.each([
    ['another time', { start: '2027-03-31T11:15:00+02:00', end: '2027-03-31T12:20:00+02:00', room: '1.20' }],
    ['another room', { start: '2027-03-30T11:15:00+02:00', end: '2027-03-30T12:20:00+02:00', room: '2.01' }],
  ])('that gets %s after its week was handed over tells its members no second time who leads it', (_, to) => {
    const moved: Told = [
      '2027-03-23T12:00:00+01:00',
      {
        kind: 'announced',
        group: 'A',
        slot: { id: 'x', start: Date.parse(to.start), end: Date.parse(to.end), room: to.room },
        teacher: theo,
        members: five,
      },
      'bot',
      '2027-W13',
    ];
    const once = [...announced('2027-03-30'), handed('22', theo, hanneke)];
    expect(ofWeek(once)).toEqual([`roundInvite/${ann}/2027-W13/A/1/2`]);
    const after = ofWeek([...once, moved]).filter((key) => !ofWeek(once).includes(key));
    expect(after).toEqual([]);
    expect(ofWeek([...once, moved, handed('24', hanneke, theo)])).not.toEqual([]);
  });

  test('that nobody is in does not meet', () => {
    expect(sourceOf([], town({ ...short, groups: [weekly({ students: [] })] })).book).toEqual([]);
  });
});
