import { roundKinds } from '../../../bot/programme/plannedMessage';
import { roundTimetable } from '../../../bot/programme/rounds/timetable';
import { at, aGroup, aSchool } from '../../builders';
import {
  ann,
  aSlot,
  attended,
  cora,
  dia,
  messagesOf,
  offered,
  polled,
  scheduled,
  sourceOf,
  text,
  theo,
  town,
  type Told,
  everybody,
  told,
} from './story';

const keysForDia = (steps: readonly Told[]) =>
  roundTimetable(sourceOf(steps))
    .between(0, Infinity)
    .filter(({ receiver }) => receiver === dia)
    .map(({ key }) => key);

describe('a round with a poll', () => {
  test('is nobody’s business while it is a proposal', () => {
    expect(told(offered.slice(0, 2))).toEqual([]);
  });

  test('asks the teacher for slots when it is confirmed', () => {
    expect(told(offered, 'roundOffer')).toEqual(['roundOffer theo 03-01 10:05']);
  });

  test('asks the members when the teacher has accepted, and again two weekdays before the poll closes', () => {
    expect(told(polled, 'roundOffer', 'roundPoll', 'roundPollReminder')).toEqual([
      ...everybody.map((name) => `roundPoll ${name} 03-02 12:00`),
      ...everybody.map((name) => `roundPollReminder ${name} 03-08 16:00`),
    ]);
  });

  test('asks nobody again who has answered', () => {
    const steps: readonly Told[] = [
      ...polled,
      ['2027-03-03T09:00:00+01:00', { kind: 'available', student: ann, slots: [] }, ann],
    ];
    expect(told(steps, 'roundPollReminder')).toHaveLength(4);
    expect(told(steps, 'roundPollReminder')).not.toContain('roundPollReminder ann 03-08 16:00');
  });

  test('has every moment of the contract once it is scheduled', () => {
    expect(told(scheduled)).toEqual([
      ...everybody.map((name) => `roundInvite ${name} 03-10 16:00`),
      'roundInvite theo 03-10 16:00',
      'roundCase ann 03-11 16:00',
      'roundReminder theo 03-15 16:00',
      'roundCaseReminder ann 03-16 16:00',
      ...everybody.map((name) => `roundAgenda ${name} 03-17 16:00`),
      'roundAgenda theo 03-17 16:00',
      'roundReport theo 03-18 16:05',
      'roundReportReminder theo 03-19 16:00',
    ]);
  });

  test.each([
    ['roundCase', { kind: 'caseWritten', student: ann, text }, ann],
    ['roundCaseReminder', { kind: 'caseWritten', student: ann, text }, ann],
    ['roundReport', attended('2027-03-18T16:10:00+01:00', [ann])[1], theo],
    ['roundReportReminder', attended('2027-03-18T16:10:00+01:00', [ann])[1], theo],
  ] as const)('%s is not for what is there already', (kind, step, by) => {
    expect(told([...scheduled, ['2027-03-11T09:00:00+01:00', step, by]], kind)).toEqual([]);
  });

  test.each([
    ['roundOffer', offered, '2027-03-26T00:00:00+01:00'],
    ['roundPollReminder', polled, '2027-03-10T16:00:00+01:00'],
    ['roundInvite', scheduled, '2027-03-18T15:00:00+01:00'],
    ['roundAgenda', scheduled, '2027-03-18T15:00:00+01:00'],
    ['roundCaseReminder', scheduled, '2027-03-18T15:00:00+01:00'],
    ['roundReportReminder', scheduled, '2027-03-25T16:05:00+01:00'],
    // Worth sending until the next of its kind takes over.
    ['roundPoll', polled, '2027-03-08T16:00:00+01:00'],
    ['roundCase', scheduled, '2027-03-16T16:00:00+01:00'],
    ['roundReminder', scheduled, '2027-03-17T16:00:00+01:00'],
    ['roundReport', scheduled, '2027-03-19T16:00:00+01:00'],
  ] as const)('%s is worth sending until its moment has passed', (kind, steps, until) => {
    const timetable = roundTimetable(sourceOf(steps));
    const found = timetable
      .between(0, at('2028-01-01T00:00:00+01:00'))
      .filter((message) => message.kind === kind);
    expect(new Set(found.map(({ worthUntil }) => worthUntil))).toEqual(new Set([at(until)]));
  });

  test('names round and group in the key, and a number from the second time on', () => {
    const shifted: readonly Told[] = [
      ...scheduled,
      [
        '2027-03-11T09:00:00+01:00',
        { kind: 'shifted', slot: aSlot('s3', '2027-03-22T16:00:00+01:00') },
        theo,
      ],
    ];
    expect(keysForDia(scheduled)).toEqual([`roundInvite/${dia}/r1/B`, `roundAgenda/${dia}/r1/B`]);
    expect(keysForDia(shifted)).toEqual([`roundInvite/${dia}/r1/B/2`, `roundAgenda/${dia}/r1/B/2`]);
  });
});

describe('closed days', () => {
  const holiday = town({
    schools: [
      aSchool({ closed: [{ from: '2027-03-11', to: '2027-03-16', label: null }] }),
      aSchool({ id: 'zwc' }),
    ],
  });

  test('move what comes for a student to the next opening, and leave out what would arrive with it', () => {
    expect(messagesOf(sourceOf(scheduled, holiday), 'roundCase', 'roundCaseReminder')).toEqual([
      'roundCase ann 03-17 08:30',
    ]);
  });

  test('are none for teachers', () => {
    expect(messagesOf(sourceOf(scheduled, holiday), 'roundReminder')).toEqual([
      'roundReminder theo 03-15 16:00',
    ]);
  });

  test('leave what is no longer worth sending to expire', () => {
    const until = town({
      schools: [
        aSchool({ closed: [{ from: '2027-03-17', to: '2027-03-18', label: null }] }),
        aSchool({ id: 'zwc' }),
      ],
    });
    const [agenda] = roundTimetable(sourceOf(scheduled, until)).between(
      at('2027-03-18T20:00:00+01:00'),
      at('2027-03-19T09:00:00+01:00'),
    );
    expect(agenda).toMatchObject({
      kind: 'roundAgenda',
      receiver: ann,
      worthUntil: at('2027-03-18T15:00:00+01:00'),
    });
  });
});

describe('set late', () => {
  test('asks for the case at once, and leaves out what lay before', () => {
    const late: readonly Told[] = [
      ...polled,
      ['2027-03-17T10:00:00+01:00', { kind: 'slotChosen', slot: 's2' }, theo],
    ];
    const kinds = ['roundCase', 'roundCaseReminder', 'roundReminder', 'roundAgenda'] as const;
    expect(told(late, ...kinds)).toEqual([
      'roundCase ann 03-17 10:00',
      ...everybody.map((name) => `roundAgenda ${name} 03-17 16:00`),
      'roundAgenda theo 03-17 16:00',
    ]);
  });

  test('asks again after a reminder of the poll only when that lies after the poll', () => {
    const accepted: readonly Told[] = [
      ...offered,
      [
        '2027-03-09T12:00:00+01:00',
        { kind: 'slotsAccepted', slots: [aSlot('s1', '2027-03-16T15:00:00+01:00')], answerBy: '2027-03-10' },
        theo,
      ],
    ];
    expect(told(accepted, 'roundPollReminder')).toEqual([]);
  });
});

test('every kind of the contract occurs in these stories', () => {
  const cancelled: Told = ['2027-03-11T10:00:00+01:00', { kind: 'cancelled' }, cora];
  const all = [offered, polled, scheduled, [...scheduled, cancelled]].flatMap((steps) => told(steps));
  expect(new Set(all.map((line) => line.split(' ')[0]))).toEqual(new Set(roundKinds));
});

test('a group of the roster without a fixed time is nobody’s business without a round', () => {
  expect(messagesOf(sourceOf([], town({ groups: [aGroup({ students: [ann] })] })))).toEqual([]);
});

test.each([
  ['2027-03-12T16:00:00+01:00', '03-12 16:00'],
  ['2027-03-12T17:30:00+01:00', '03-12 17:30'],
  ['2027-03-12T19:30:00+01:00', '03-15 08:30'],
  ['2027-03-13T10:00:00+01:00', '03-15 08:30'],
  ['2027-03-15T08:00:00+01:00', null],
])('of a meeting on Monday that is set at %s everybody gets the agenda: %s', (moment, due) => {
  const slot = aSlot('s1', '2027-03-15T15:00:00+01:00');
  const source = sourceOf([
    ...offered.slice(0, 3),
    ['2027-03-01T10:05:00+01:00', { kind: 'slotsAccepted', slots: [slot], answerBy: '2027-03-12' }, theo],
    [moment, { kind: 'slotChosen', slot: 's1' }],
  ]);
  const expected = due === null ? [] : [...everybody, 'theo'].map((who) => `roundAgenda ${who} ${due}`);
  expect(messagesOf(source, 'roundAgenda').toSorted()).toEqual(expected);
});
