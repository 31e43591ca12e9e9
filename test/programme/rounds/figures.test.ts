import { agendaOf, expectedAt } from '../../../bot/programme/rounds/agenda';
import {
  groupTurnout,
  lastFollowUp,
  meetingHistory,
  missedTwice,
  roundTurnout,
} from '../../../bot/programme/rounds/history';
import { hoursOf, meetingsWithoutReport } from '../../../bot/programme/rounds/hours';
import { methodIds, methods, timedSteps } from '../../../bot/programme/rounds/methods';
import { roundsJson } from '../../../bot/programme/rounds/roundsJson';
import { placeOf, type Place } from '../../../bot/programme/rounds/state';
import type { RoundSource } from '../../../bot/programme/rounds/planning';
import { aGroup, anAnswer, aPerson, aSession, at } from '../../builders';
import {
  ann,
  announced,
  aSlot,
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
  setup,
  sourceOf,
  text,
  theo,
  thursday,
  town,
  tuesday,
  weekly,
  type Told,
} from './story';

const place = (source: RoundSource, round = 'r1', group = 'B'): Place => {
  const found = placeOf(source.book, round, group);
  if (found === null) throw new Error(`no ${round}/${group}`);
  return found;
};

const fixed = town({ groups: [weekly()] });
/** Three weeks of group A: eva misses all, bas the last two, ann the first. */
const weeks: readonly Told[] = [
  ...announced('2027-02-23'),
  attended('2027-02-09T12:30:00+01:00', [bas, cem, dia], 'A', '2027-W06'),
  attended('2027-02-16T12:30:00+01:00', [ann, cem, dia], 'A', '2027-W07'),
  attended('2027-03-02T12:30:00+01:00', [ann, cem, dia], 'A', '2027-W09'),
];

describe('turnout', () => {
  const source = sourceOf(weeks, fixed);
  const history = meetingHistory(source);

  test('is who was there out of the members', () => {
    expect(groupTurnout(history, place(source, '2027-W06', 'A'))).toEqual({ present: 3, members: 5 });
    expect(groupTurnout(history, place(source, '2027-W10', 'A'))).toBeNull();
    expect(roundTurnout(history, { id: '2027-W06' })).toEqual({ present: 3, members: 5 });
    expect(roundTurnout(history, { id: '2027-W10' })).toBeNull();
  });

  test('of a round is that of all its groups that have a report', () => {
    const others = ['fay', 'gil', 'hal', 'ida'].map((name) => `${name}@uni.example`);
    const [fay = '', gil = '', hal = ''] = others;
    const groups = [
      { id: 'B', teacher: theo, students: five },
      { id: 'C', teacher: hanneke, students: others },
    ];
    const directory = town({
      people: [...town().programme.people, ...others.map((email) => aPerson({ email }))],
      groups: groups.map(aGroup),
    });
    const met: readonly Told[] = [
      ['2027-03-01T10:00:00+01:00', { kind: 'created', setup }, cora],
      ['2027-03-01T10:00:00+01:00', { kind: 'proposed', groups }],
      ['2027-03-01T10:00:00+01:00', { kind: 'confirmed' }, cora],
      ['2027-03-02T10:00:00+01:00', { kind: 'shifted', slot: thursday }, theo],
      ['2027-03-02T10:00:00+01:00', { kind: 'shifted', group: 'C', slot: tuesday }, hanneke],
      attended('2027-03-18T16:10:00+01:00', [ann, bas]),
    ];
    const turnoutOf = (steps: readonly Told[]) =>
      roundTurnout(meetingHistory(sourceOf(steps, directory)), { id: 'r1' });
    expect(turnoutOf(met)).toEqual({ present: 2, members: 5 });
    const all = [...met, attended('2027-03-18T16:15:00+01:00', [fay, gil, hal], 'C')];
    expect(turnoutOf(all)).toEqual({ present: 5, members: 9 });
    const [round] = roundsJson(sourceOf(all, directory), at('2027-03-19T09:00:00+01:00'));
    expect(round?.turnout).toEqual({ present: 5, members: 9 });
    expect(round?.groups.map(({ group, turnout }) => [group, turnout])).toEqual([
      ['B', { present: 2, members: 5 }],
      ['C', { present: 3, members: 4 }],
    ]);
  });

  test.each([
    ['2027-W06', []],
    ['2027-W07', [eva]],
    // The week without a report in between is nobody's.
    ['2027-W09', [bas, eva]],
    ['2027-W10', []],
  ])('names who missed two in a row: %s', (week, missed) => {
    expect(missedTwice(history, place(source, week, 'A'))).toEqual(missed);
  });

  test('follows a changed report', () => {
    const changed = sourceOf([...weeks, attended('2027-03-03T12:30:00+01:00', five, 'A', '2027-W09')], fixed);
    expect(missedTwice(meetingHistory(changed), place(changed, '2027-W09', 'A'))).toEqual([]);
  });
});

describe('hours', () => {
  const session = aSession('2027-02-09', { student: ann, pupil: 'p0', id: 'p0/2027-02-09' });
  const other = aSession('2027-02-16', { student: ann, pupil: 'p0', id: 'p0/2027-02-16' });

  test('are sessions that took place and meetings where the student was', () => {
    const answers = [
      anAnswer('2027-02-09', { session }),
      anAnswer('2027-02-16', { session: other, outcome: 'late', minutesLate: 10 }),
      anAnswer('2027-02-23', { session: aSession('2027-02-23', { student: bas, id: 'x' }) }),
    ];
    const hours = hoursOf(fixed, ann, answers, meetingHistory(sourceOf(weeks, fixed)));
    expect(hours).toMatchObject({
      sessions: { count: 2, minutes: 120 },
      meetings: { count: 2, minutes: 130 },
      minutes: 250,
    });
    expect(hours.credits).toBeCloseTo(250 / 60 / 28, 12);
  });

  test.each(['absentUnnotified', 'absentNotified', 'studentAbsent', 'schoolCancelled'] as const)(
    'leave out %s, by the newest answer',
    (outcome) => {
      const answers = [anAnswer('2027-02-09', { session }), anAnswer('2027-02-09', { session, outcome })];
      expect(hoursOf(fixed, ann, answers, [])).toMatchObject({
        sessions: { count: 0, minutes: 0 },
        minutes: 0,
        credits: 0,
      });
    },
  );
});

const waiting = (told: readonly Told[], student: string, moment: string): string[] =>
  meetingsWithoutReport(sourceOf(told, fixed), student, at(moment)).map(({ round }) => round.id);

describe('meetings that may still count', () => {
  test('ended, were not called off, and have no report', () => {
    expect(waiting(weeks, ann, '2027-02-23T12:19:00+01:00')).toEqual([]);
    expect(waiting(weeks, ann, '2027-02-23T12:20:00+01:00')).toEqual(['2027-W08']);
    const off: Told = ['2027-02-22T09:00:00+01:00', { kind: 'groupCancelled', group: 'A' }, theo, '2027-W08'];
    expect(waiting([...weeks, off], ann, '2027-02-24T09:00:00+01:00')).toEqual([]);
    expect(waiting(weeks, 'zoe@uni.example', '2027-02-24T09:00:00+01:00')).toEqual([]);
  });
});

const clock = (method: (typeof methodIds)[number], minutes: number): string[] => {
  const start = at('2027-03-18T15:00:00+01:00');
  return timedSteps(method, start, start + minutes * 60_000).map(
    ({ name, start: from, end }) => `${name} ${(from - start) / 60_000}-${(end - start) / 60_000}`,
  );
};

describe('the agenda', () => {
  test('has the steps of the incident method on the clock', () => {
    expect(clock('incident', 65)).toEqual([
      'lookBack 0-5',
      'read 5-15',
      'choose 15-20',
      'question 20-35',
      'analyse 35-45',
      'advise 45-55',
      'evaluate 55-65',
    ]);
    expect(clock('incident', 45)).toEqual([
      'lookBack 0-3',
      'read 3-10',
      'choose 10-14',
      'question 14-24',
      'analyse 24-31',
      'advise 31-38',
      'evaluate 38-45',
    ]);
  });

  test.each(methodIds)('fills the meeting with %s, whatever its length', (method) => {
    expect(methods[method].reduce((sum, { minutes }) => sum + minutes, 0)).toBe(65);
    for (const minutes of [1, 10, 30, 45, 60, 65, 90, 120]) {
      const steps = timedSteps(method, 0, minutes * 60_000);
      expect(steps[0]?.start).toBe(0);
      expect(steps.at(-1)?.end).toBe(minutes * 60_000);
      for (const [index, { start, end }] of steps.entries()) {
        expect(start).toBeLessThanOrEqual(end);
        if (index > 0) expect(start).toBe(steps[index - 1]?.end);
      }
    }
  });

  test('carries the case, what was agreed last, and flags only for whom they were counted', () => {
    const steps: readonly Told[] = [
      ...weeks,
      ['2027-03-05T09:00:00+01:00', { kind: 'caseWritten', group: 'A', student: dia, text }, dia, '2027-W10'],
    ];
    const source = sourceOf(steps, fixed);
    const history = meetingHistory(source);
    const agenda = agendaOf(source, history, place(source, '2027-W10', 'A'), 'incident', 2);
    expect(agenda).toMatchObject({ bringer: dia, case: text, followUp: 'Vraag door.', openFlags: 2 });
    expect(agendaOf(source, history, place(source, '2027-W11', 'A'), 'gossip', null)).toMatchObject({
      case: null,
      openFlags: null,
      method: 'gossip',
    });
    expect(lastFollowUp(history, place(source, '2027-W06', 'A'))).toBeNull();
    expect(agendaOf(source, history, place(sourceOf(offered)), 'incident', 0)).toBeNull();
  });

  test('shows no case of somebody who passed it on', () => {
    const steps: readonly Told[] = [
      ...scheduled,
      ['2027-03-11T09:00:00+01:00', { kind: 'caseWritten', student: ann, text }, ann],
      ['2027-03-11T09:01:00+01:00', { kind: 'casePassed', student: ann, to: bas }, ann],
    ];
    const source = sourceOf(steps);
    expect(agendaOf(source, [], place(source), 'incident', 0)).toMatchObject({ bringer: bas, case: null });
  });

  test('says who is expected by the poll, and nothing after a shift', () => {
    const source = sourceOf(scheduled);
    expect(expectedAt(source, place(source))).toEqual({
      coming: [ann, bas, cem, dia],
      notComing: [],
      unknown: [eva],
    });
    const shifted = sourceOf([
      ...scheduled,
      ['2027-03-11T09:00:00+01:00', { kind: 'slotChosen', slot: 's1' }, theo],
    ]);
    expect(expectedAt(shifted, place(shifted))).toEqual({
      coming: [ann],
      notComing: [bas, cem, dia],
      unknown: [eva],
    });
  });
});

describe('rounds as JSON', () => {
  test('has what scripts rely on', () => {
    const steps = [...scheduled, attended('2027-03-18T16:10:00+01:00', [ann, bas])];
    const [round, ...others] = roundsJson(sourceOf(steps), at('2027-03-18T17:00:00+01:00'));
    expect(others).toEqual([]);
    expect(round).toMatchObject({
      round: 'r1',
      name: 'Maart',
      status: 'closed',
      from: '2027-03-15',
      to: '2027-03-25',
      lapsed: false,
      turnout: { present: 2, members: 5 },
    });
    expect(round?.groups).toEqual([
      {
        group: 'B',
        teacher: theo,
        students: five,
        slot: { id: 's2', start: '2027-03-18T15:00:00+01:00', end: '2027-03-18T16:05:00+01:00', room: null },
        available: { [ann]: ['s1', 's2'], [bas]: ['s2'], [cem]: ['s2'], [dia]: ['s2'] },
        invited: [theo, ...five],
        case: { student: ann },
        attended: [ann, bas],
        status: 'closed',
        slots: [
          { id: 's1', start: '2027-03-16T15:00:00+01:00', end: '2027-03-16T16:05:00+01:00', room: null },
          { id: 's2', start: '2027-03-18T15:00:00+01:00', end: '2027-03-18T16:05:00+01:00', room: null },
        ],
        turnout: { present: 2, members: 5 },
        missedTwice: [],
      },
    ]);
  });

  test('names who is in none of its groups while it runs', () => {
    const fay = aPerson({ email: 'fay@uni.example' });
    const other = aGroup({ id: 'new', teacher: hanneke, students: [fay.email] });
    const { people, groups } = town().programme;
    const directory = town({ people: [...people, fay], groups: [...groups, other] });
    const leftOut = (moment: string) =>
      roundsJson(sourceOf(scheduled, directory), at(moment)).map((round) => round.leftOut);
    expect(leftOut('2027-03-18T17:00:00+01:00')).toEqual([['fay@uni.example']]);
    expect(leftOut('2027-03-29T17:00:00+02:00')).toEqual([[]]);
  });

  test('names who missed two in a row', () => {
    const rounds = roundsJson(sourceOf(weeks, fixed), at('2027-03-02T13:00:00+01:00'));
    const missed = rounds.flatMap(({ round, groups }) =>
      groups.map((group): readonly unknown[] => [round, group.missedTwice]),
    );
    expect(missed.filter(([, who]) => Array.isArray(who) && who.length > 0)).toEqual([
      ['2027-W07', [eva]],
      ['2027-W09', [bas, eva]],
    ]);
  });

  test('has null and empty where nothing is known, and never the text of a case', () => {
    const [round] = roundsJson(sourceOf(offered), at('2027-03-01T11:00:00+01:00'));
    expect(round).toMatchObject({ status: 'offering', turnout: null });
    expect(round?.groups[0]).toMatchObject({ slot: null, available: {}, case: null, attended: null });
    const written: Told = ['2027-03-11T09:00:00+01:00', { kind: 'caseWritten', student: ann, text }, ann];
    expect(
      JSON.stringify(roundsJson(sourceOf([...scheduled, written]), at('2027-03-12T09:00:00+01:00'))),
    ).not.toContain(text.situation);
  });

  test('has a round for every week of groups with a fixed time', () => {
    const rounds = roundsJson(sourceOf(weeks, fixed), at('2027-03-02T13:00:00+01:00'));
    expect(
      rounds.slice(0, 5).map(({ round, status, from, to }) => `${round} ${status} ${from} ${to}`),
    ).toEqual([
      '2027-W06 closed 2027-02-08 2027-02-14',
      '2027-W07 closed 2027-02-15 2027-02-21',
      '2027-W08 held 2027-02-22 2027-02-28',
      '2027-W09 closed 2027-03-01 2027-03-07',
      '2027-W10 scheduled 2027-03-08 2027-03-14',
    ]);
    expect(rounds[0]?.groups[0]).toMatchObject({ available: {}, slots: [], attended: [bas, cem, dia] });
  });
});

const invited = (steps: readonly Told[], moment: string, directory = town()) =>
  roundsJson(sourceOf(steps, directory), at(moment)).map(({ round, groups }) => [
    round,
    ...groups.map((group) => group.invited),
  ]);

describe('who is invited', () => {
  const everyone = [theo, ...five];

  test.each<[string, readonly Told[], string, readonly string[] | null]>([
    ['nobody is told while there is no time', polled, '2027-03-10T15:59:00+01:00', null],
    ['the teacher and the members once it is due', scheduled, '2027-03-10T16:00:00+01:00', everyone],
    [
      'not yet, of a time that was set outside the send window',
      [
        ...scheduled,
        [
          '2027-03-12T23:00:00+01:00',
          { kind: 'shifted', slot: aSlot('x', '2027-03-17T15:00:00+01:00') },
          theo,
        ],
      ],
      '2027-03-14T12:00:00+01:00',
      [],
    ],
    [
      'nobody is expected when it was called off',
      [...scheduled, ['2027-03-11T09:00:00+01:00', { kind: 'groupCancelled' }, theo]],
      '2027-03-11T09:01:00+01:00',
      null,
    ],
  ])('%s', (_, steps, moment, expected) => {
    expect(invited(steps, moment)).toEqual([['r1', expected]]);
  });

  test('a group with a fixed time is invited once for all its weeks', () => {
    const [first, ...others] = invited([], '2027-02-01T12:00:00+01:00', fixed);
    expect(first?.slice(1)).toEqual([everyone]);
    expect(others.length).toBeGreaterThan(0);
    for (const [, ...groups] of others) expect(groups).toEqual([everyone]);
    const [before] = invited([], '2026-12-01T12:00:00+01:00', fixed);
    expect(before?.slice(1)).toEqual([[]]);
  });

  test('to a week that was set anew at night nobody is yet, by the invitation for all weeks', () => {
    const slot = aSlot('x', '2027-03-18T15:00:00+01:00');
    const steps: readonly Told[] = [
      ...announced('2027-03-16'),
      ['2027-03-12T23:00:00+01:00', { kind: 'shifted', group: 'A', slot }, theo, '2027-W11'],
    ];
    const of = (moment: string) =>
      invited(steps, moment, fixed)
        .find(([round]) => round === '2027-W11')
        ?.slice(1);
    expect(of('2027-03-13T12:00:00+01:00')).toEqual([[]]);
    expect(of('2027-03-15T08:30:00+01:00')).toEqual([everyone]);
  });
});
