import * as fc from 'fast-check';
import { isClosed, isWeekday } from '../../bot/programme/calendar';
import { directoryOf } from '../../bot/programme/directory';
import {
  digestTiming,
  flagMessages,
  messageKey,
  partsOfKey,
  pauseAhead,
  pausedUntil,
  studentVerdict,
} from '../../bot/programme/messages';
import type { Moment } from '../../bot/programme/model';
import type { Pause } from '../../bot/programme/facts';
import type { PlannedMessage } from '../../bot/programme/plannedMessage';
import { timetableOf } from '../../bot/programme/timetable';
import { aCoordinator, aDirectory, aPair, aPerson, aPupil, aSchool, at } from '../builders';
import { few, someProgramme } from './programmes';

const ever = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const all = (directory = aDirectory()): readonly PlannedMessage[] => timetableOf(directory).between(...ever);

const iso = (directory: ReturnType<typeof aDirectory>, moment: Moment): string =>
  `${directory.calendar.dayOf(moment)} ${directory.calendar.timeOf(moment)}`;

test('a key says again what it was made of, whatever stands before the @ and in the subject', () => {
  const text = fc.string({ unit: fc.constantFrom('/', '@', 'a', 'b', '-', '1') });
  const local = text.map((before) => `${before.replaceAll('@', '')}@`);
  fc.assert(
    fc.property(local, text, (before, subject) => {
      const parts = { kind: 'checkIn', receiver: `${before}leiden.example`, subject } as const;
      expect(partsOfKey(messageKey(parts.kind, parts.receiver, subject))).toEqual(parts);
    }),
  );
});

describe('the messages of a programme', () => {
  test('start on open weekdays inside the send window of their receiver only', () => {
    fc.assert(
      fc.property(someProgramme, (programme) => {
        const directory = directoryOf(programme);
        const { calendar } = directory;
        for (const { kind, receiver, dueAt } of all(directory)) {
          const [day, time] = [calendar.dayOf(dueAt), calendar.timeOf(dueAt)];
          const closed =
            kind === 'digest'
              ? []
              : directory.pairsOfStudent(receiver).flatMap((pair) => directory.closuresOf(pair));
          expect(isWeekday(day) && !closed.some((closures) => isClosed(closures, day))).toBe(true);
          expect(time >= programme.sendWindow.from && time < programme.sendWindow.to).toBe(true);
        }
      }),
      few,
    );
  });

  test('have keys of their own; a session gives one of each kind to its student', () => {
    fc.assert(
      fc.property(someProgramme, (programme) => {
        const directory = directoryOf(programme);
        const messages = all(directory);
        expect(new Set(messages.map(({ key }) => key)).size).toBe(messages.length);
        for (const { key, kind, receiver, subject } of messages)
          expect(key).toBe(`${kind}/${receiver}/${subject}`);
        const sessions = programme.pairs.flatMap((pair) =>
          directory.meetingDays(pair).map((day) => `${pair.pupil}/${day}`),
        );
        for (const wanted of ['nudge', 'checkIn', 'reminder1', 'reminder2'])
          expect(
            messages
              .filter(({ kind }) => kind === wanted)
              .map(({ subject }) => subject)
              .toSorted(),
          ).toEqual(sessions.toSorted());
      }),
      few,
    );
  });

  test('of a session come one after the other, each later than what it reminds of', () => {
    fc.assert(
      fc.property(someProgramme, (programme) => {
        const messages = all(directoryOf(programme));
        for (const session of new Set(messages.map(({ subject }) => subject))) {
          const mine = messages.filter(({ kind, subject }) => kind !== 'digest' && subject === session);
          if (mine.length === 0) continue;
          const due = new Map(mine.map(({ kind, dueAt }) => [kind, dueAt]));
          const [checkIn = 0, reminder1 = 0, reminder2 = 0] = [
            due.get('checkIn'),
            due.get('reminder1'),
            due.get('reminder2'),
          ];
          expect(checkIn < reminder1 && reminder1 < reminder2).toBe(true);
        }
      }),
      few,
    );
  });

  test('are worth sending: the nudge until the start, the rest seven days on the wall after the end', () => {
    const directory = aDirectory({ pairs: [aPair({ weekday: 1 })] });
    const worth = new Map(all(directory).map(({ key, worthUntil }) => [key, worthUntil]));
    const until = (kind: string) => worth.get(`${kind}/sam@leiden.example/p1/2027-03-22`) ?? 0;
    expect(until('nudge')).toBe(at('2027-03-22T09:00:00+01:00'));
    for (const kind of ['checkIn', 'reminder1', 'reminder2'])
      expect(until(kind)).toBe(at('2027-03-29T10:00:00+02:00'));
  });

  test.each([
    ['2027-03-29', ['2027-03-26 16:00', '2027-03-29 10:00', '2027-03-30 16:00', '2027-04-01 16:00']],
    ['2027-10-25', ['2027-10-22 16:00', '2027-10-25 10:00', '2027-10-26 16:00', '2027-10-28 16:00']],
    ['2027-11-01', ['2027-10-29 16:00', '2027-11-01 10:00', '2027-11-02 16:00', '2027-11-04 16:00']],
  ])('around the clock change the times on the wall stay, session of %s', (date, expected) => {
    const directory = aDirectory({ end: '2027-11-05', pairs: [aPair({ weekday: 1 })] });
    const due = all(directory)
      .filter(({ subject }) => subject === `p1/${date}`)
      .map(({ dueAt }) => iso(directory, dueAt));
    expect(due).toEqual(expected);
  });

  test('receivers are in lower case as the files have them, and only coordinators then active get a digest', () => {
    const directory = aDirectory({
      people: [aPerson(), aCoordinator(), aCoordinator({ email: 'jan@hmp.example', endedOn: '2027-02-16' })],
    });
    const digests = all(directory).filter(({ kind }) => kind === 'digest');
    expect(
      digests.filter(({ receiver }) => receiver === 'jan@hmp.example').map(({ subject }) => subject),
    ).toEqual(['2027-02-15']);
    expect(
      digests
        .filter(({ receiver }) => receiver === 'cora@hmp.example')
        .map(({ subject }) => subject)
        .slice(-2),
    ).toEqual(['2027-06-28', '2027-07-05']);
  });
});

describe('digestTiming', () => {
  test.each([
    [{ from: '08:30', to: '19:00' }, '2027-03-15 08:30'],
    [{ from: '09:15', to: '17:00' }, '2027-03-15 09:15'],
    [{ from: '07:00', to: '08:30' }, '2027-03-16 07:00'],
  ])('window %j', (sendWindow, expected) => {
    const directory = aDirectory({ sendWindow });
    const timing = digestTiming(directory, '2027-03-15');
    expect([iso(directory, timing.dueAt), iso(directory, timing.worthUntil)]).toEqual([
      expected,
      '2027-03-15 19:00',
    ]);
  });
});

describe('flagMessages', () => {
  const directory = aDirectory({
    people: [
      aPerson(),
      aCoordinator(),
      aCoordinator({ email: 'jan@hmp.example', schools: ['jdw'] }),
      aCoordinator({ email: 'zara@hmp.example', schools: ['zwc'] }),
      aCoordinator({ email: 'oud@hmp.example', endedOn: '2027-03-01' }),
    ],
    schools: [aSchool(), aSchool({ id: 'zwc' })],
    pupils: [aPupil()],
  });
  const notice = { flag: 'p1/2027-03-09', ordinal: 2, level: 2 } as const;

  test('go to the coordinators of the school then in the programme, keyed by flag and ordinal', () => {
    const messages = flagMessages(directory, 'jdw', { ...notice, at: at('2027-03-09T10:05:00+01:00') });
    expect(messages.map(({ key }) => key)).toEqual([
      'flagRaised/cora@hmp.example/p1/2027-03-09/2',
      'flagRaised/jan@hmp.example/p1/2027-03-09/2',
    ]);
  });

  test.each([
    ['2027-03-09T10:05:00+01:00', '2027-03-09 10:05', '2027-03-12 10:05'],
    ['2027-03-12T19:00:00+01:00', '2027-03-15 08:30', '2027-03-15 19:00'],
    ['2027-03-27T12:00:00+01:00', '2027-03-29 08:30', '2027-03-30 12:00'],
  ])('raised at %s are due at %s and worth sending until %s', (moment, due, until) => {
    const [message] = flagMessages(directory, 'jdw', { ...notice, at: at(moment) });
    expect([iso(directory, message?.dueAt ?? 0), iso(directory, message?.worthUntil ?? 0)]).toEqual([
      due,
      until,
    ]);
  });
});

const pauseUntil = (until: string | null, moment: string, changes: Partial<Pause> = {}): Pause => ({
  at: at(moment),
  student: 'sam@leiden.example',
  until,
  ...changes,
});

describe('pauses', () => {
  const { calendar } = aDirectory();
  const untilMay = pauseUntil('2027-05-03', '2027-04-01T12:00:00+02:00');
  const fromJune = pauseUntil('2027-06-08', '2027-04-02T12:00:00+02:00', { from: '2027-06-01' });
  const shorterJune = pauseUntil('2027-06-05', '2027-04-03T12:00:00+02:00', { from: '2027-06-02' });
  const afterJune = pauseUntil('2027-05-20', '2027-05-10T12:00:00+02:00');
  const toJune = pauseUntil('2027-06-01', '2027-05-10T12:00:00+02:00');
  const intoJune = pauseUntil('2027-06-03', '2027-05-10T12:00:00+02:00');
  const beyondJune = pauseUntil('2027-06-20', '2027-05-10T12:00:00+02:00');
  const lateJune = pauseUntil('2027-06-11', '2027-05-11T12:00:00+02:00', { from: '2027-06-10' });

  test.each([
    ['before it was written', [untilMay], '2027-04-01T11:59:59+02:00', false],
    ['from when it was written', [untilMay], '2027-04-01T12:00:00+02:00', true],
    ['until its day begins', [untilMay], '2027-05-02T23:59:59+02:00', true],
    ['when its day begins', [untilMay], '2027-05-03T00:00:00+02:00', false],
    [
      'after it was ended',
      [untilMay, pauseUntil(null, '2027-04-10T12:00:00+02:00')],
      '2027-04-10T12:00:00+02:00',
      false,
    ],
    [
      'after a shorter one took its place',
      [untilMay, pauseUntil('2027-04-12', '2027-04-10T12:00:00+02:00')],
      '2027-04-20T12:00:00+02:00',
      false,
    ],
    ['before the day from which it is', [fromJune], '2027-05-31T23:59:59+02:00', false],
    ['from when that day begins', [fromJune], '2027-06-01T00:00:00+02:00', true],
    ['when its last day is over', [fromJune], '2027-06-08T00:00:00+02:00', false],
    ['of now, with one for later after it', [untilMay, fromJune], '2027-05-02T12:00:00+02:00', true],
    ['between the two', [untilMay, fromJune], '2027-05-20T12:00:00+02:00', false],
    ['for later, with one of now after it', [fromJune, afterJune], '2027-06-02T12:00:00+02:00', true],
    ['of now, with one for later before it', [fromJune, afterJune], '2027-05-15T12:00:00+02:00', true],
    [
      'for later, in the place of which another came',
      [fromJune, shorterJune],
      '2027-06-01T12:00:00+02:00',
      false,
    ],
    ['that came in its place', [fromJune, shorterJune], '2027-06-02T12:00:00+02:00', true],
    ['after that', [fromJune, shorterJune], '2027-06-06T12:00:00+02:00', false],
    [
      'of now that lasts on after one for later, set before it',
      [fromJune, beyondJune],
      '2027-06-09T12:00:00+02:00',
      true,
    ],
    [
      'of now that ends within one for later, set before it',
      [fromJune, intoJune],
      '2027-06-04T12:00:00+02:00',
      false,
    ],
    [
      'for later, set after one of now that lasts on after it',
      [beyondJune, lateJune],
      '2027-06-12T12:00:00+02:00',
      false,
    ],
    ['for later, right after one of now', [fromJune, toJune], '2027-06-01T00:00:00+02:00', true],
    [
      'for later, ended before it began',
      [fromJune, pauseUntil(null, '2027-05-10T12:00:00+02:00')],
      '2027-06-02T12:00:00+02:00',
      false,
    ],
  ])('%s', (_, pauses, moment, expected) => {
    expect(pausedUntil(pauses, at(moment), calendar) !== null).toBe(expected);
  });

  const ahead = (pauses: readonly Pause[], moment: string) => pauseAhead(pauses, at(moment), calendar)?.until;

  test('for later are told until they begin, are over or are ended', () => {
    expect(ahead([untilMay, fromJune], '2027-05-02T12:00:00+02:00')).toBe('2027-06-08');
    expect(ahead([fromJune], '2027-06-01T00:00:00+02:00')).toBeUndefined();
    expect(
      ahead([fromJune, pauseUntil(null, '2027-05-10T12:00:00+02:00')], '2027-05-20T12:00:00+02:00'),
    ).toBeUndefined();
    expect(ahead([untilMay], '2027-04-02T12:00:00+02:00')).toBeUndefined();
  });
});

describe('studentVerdict', () => {
  const directory = aDirectory();
  const message = (kind: string): PlannedMessage => {
    const found = all(directory).find((m) => m.kind === kind && m.subject === 'p1/2027-03-09');
    if (found === undefined) throw new Error(`no ${kind}`);
    return found;
  };
  const paused: Pause = {
    at: at('2027-03-01T12:00:00+01:00'),
    student: 'sam@leiden.example',
    until: '2027-04-01',
  };
  const free = { planned: true, answered: false, pauses: [] };
  const verdict = (kind: string, state = {}, late = 0) =>
    studentVerdict(message(kind), { ...free, ...state }, message(kind).dueAt + late, directory.calendar);

  test.each(['nudge', 'checkIn', 'reminder1', 'reminder2'])('%s may go when nothing stops it', (kind) => {
    expect(verdict(kind)).toBeNull();
    expect(verdict(kind, { answered: true })).toBe('answered');
    expect(verdict(kind, { planned: false })).toBe('vanished');
    expect(verdict(kind, { pauses: [paused] })).toBe(kind === 'checkIn' ? null : 'paused');
    expect(verdict(kind, {}, 8 * 86_400_000)).toBe('tooLate');
  });

  test('what fell in a pause is not sent after it either', () => {
    const ended = { ...paused, until: '2027-03-10' };
    expect(verdict('nudge', { pauses: [ended] })).toBe('paused');
    const day = 86_400_000;
    expect(verdict('reminder1', { pauses: [{ ...paused, until: '2027-03-11' }] }, day)).toBe('paused');
    expect(verdict('reminder1', { pauses: [ended] })).toBeNull();
  });
});
