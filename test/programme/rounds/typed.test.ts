/** What people type for intervision: a round, times, a report. */
import * as fc from 'fast-check';
import { addDays, weekdayOf } from '../../../bot/programme/calendar';
import {
  groupPrefix,
  nextRoundId,
  proposedSetup,
  roundAskedFor,
} from '../../../bot/programme/rounds/newRound';
import { reportFrom } from '../../../bot/programme/rounds/reportText';
import { setupFrom } from '../../../bot/programme/rounds/typedSetup';
import { slotFrom, typedWallTime, type TimeFrame } from '../../../bot/programme/rounds/typedSlots';
import { typedDayWithin } from '../../../bot/programme/typed/days';
import { aGroup, aPair, aPerson, aPupil, aSchool, at } from '../../builders';
import { ann, bas, five, offered, setup, sourceOf, theo, town } from './story';

describe('a time as it is typed', () => {
  test.each([
    ['15:00', '15:00'],
    ['9:05', '09:05'],
    ['9.30', '09:30'],
    ['9u30', '09:30'],
    ['15 uur', '15:00'],
    ['15u', '15:00'],
    ['15h', '15:00'],
    [' 15 ', '15:00'],
    ['23:59', '23:59'],
    ['24:00', null],
    ['15:60', null],
    ['15:5', null],
    ['half drie', null],
    ['', null],
    ['-3', null],
  ])('%j is %j', (text, time) => {
    expect(typedWallTime(text)).toBe(time);
  });
});

describe('a day as it is typed', () => {
  test.each([
    ['16-3', { day: '2027-03-16', isWithin: true }],
    ['di 16 maart', { day: '2027-03-16', isWithin: true }],
    ['2027-03-16', { day: '2027-03-16', isWithin: true }],
    ['16-3-2026', { day: '2026-03-16', isWithin: false }],
    ['15-1', { day: '2028-01-15', isWithin: true }],
    ['15-7', { day: '2027-07-15', isWithin: false }],
    ['30-2', null],
    ['ooit', null],
    ['', null],
  ])('%j between March and January of the next year', (text, found) => {
    expect(typedDayWithin(text, '2027-03-01', text === '15-7' ? '2027-07-01' : '2028-02-01')).toEqual(found);
  });
});

describe('a slot', () => {
  const frame: TimeFrame = {
    group: 'A, b',
    from: '2027-03-22',
    to: '2027-04-02',
    minutes: 65,
    after: at('2027-03-22T12:00:00+01:00'),
    room: null,
  };
  const slot = (date: string, time: string, changes: Partial<TimeFrame> = {}) =>
    slotFrom(town(), { date, time }, { ...frame, ...changes });

  test('has the same id whoever types it, without a comma, and its own length across a clock change', () => {
    expect(slot('28-3', '09:00')).toEqual({
      id: 'A%2C%20b-20270328T0900',
      start: at('2027-03-28T09:00:00+02:00'),
      end: at('2027-03-28T10:05:00+02:00'),
      room: null,
    });
  });

  test.each([
    ['', '09:00', 'noDate'],
    ['2027-03-23', '', 'noTime'],
    ['x', '09:00', 'badDate'],
    ['2027-03-23', 'x', 'badTime'],
    ['2027-04-03', '09:00', 'outsideDays'],
    ['2027-03-23', '06:59', 'outsideHours'],
    ['2027-03-23', '21:56', 'outsideHours'],
    ['2027-03-22', '12:00', 'past'],
  ])('on %j at %j is %s', (date, time, refusal) => {
    expect(slot(date, time)).toBe(refusal);
  });

  test.each([
    ['2027-03-23', '07:00'],
    ['2027-03-23', '21:55'],
    ['2027-03-22', '12:01'],
    ['2027-04-02', '09:00'],
  ])('on %j at %j may be', (date, time) => {
    expect(slot(date, time)).toMatchObject({ room: null });
  });
});

describe('a new round', () => {
  const closing = fc.record({
    start: fc.integer({ min: 0, max: 140 }),
    days: fc.integer({ min: 1, max: 20 }),
  });

  test('is filled in with something that can be asked for, or not at all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -40, max: 160 }),
        fc.array(closing, { maxLength: 4 }),
        (offset, closures) => {
          const closed = closures.map(({ start, days }) => ({
            from: addDays('2027-02-08', start),
            to: addDays('2027-02-08', start + days),
            label: null,
          }));
          const directory = town({ schools: [aSchool({ closed }), aSchool({ id: 'zwc', closed })] });
          const today = addDays('2027-02-08', offset);
          const typed = proposedSetup(directory, [], today);
          if (typed.from === '') {
            expect([typed.to, typed.answerBy]).toEqual(['', '']);
            return;
          }
          expect(setupFrom(directory, typed, today)).toMatchObject({ from: typed.from, minutes: 65 });
          expect(weekdayOf(typed.from)).toBeLessThanOrEqual(5);
          expect(closed.some(({ from, to }) => from <= typed.from && typed.from <= to)).toBe(false);
        },
      ),
    );
  });

  test('has an id that no round has, and groups ids that no group has', () => {
    const { book, directory } = sourceOf(offered);
    expect([nextRoundId([]), nextRoundId(book)]).toEqual(['r1', 'r2']);
    expect(groupPrefix(directory, book, 'r2')).toBe('');
    const named = town({ groups: [aGroup({ id: 'g01', teacher: theo })] });
    expect(groupPrefix(named, [], 'r2')).toBe('r2-');
  });

  test('is the one that was asked for in the same words, unless that was called off', () => {
    const moment = '2027-03-02T09:00:00+01:00';
    expect(roundAskedFor(sourceOf(offered).book, setup)?.id).toBe('r1');
    expect(roundAskedFor(sourceOf(offered).book, { ...setup, name: 'April' })).toBeNull();
    expect(roundAskedFor(sourceOf([...offered, [moment, { kind: 'cancelled' }]]).book, setup)).toBeNull();
  });
});

describe('a report', () => {
  const day = '2027-03-18';
  const typed = { present: '', method: '', advice: '', followUp: '' };

  test('takes addresses as they are typed, each once', () => {
    expect(
      reportFrom(town(), five, { ...typed, present: `${ann}, ${ann.toUpperCase()};${bas}` }, day),
    ).toEqual({
      present: [ann, bas],
      method: null,
      advice: null,
      followUp: null,
    });
  });

  test('may name a student who is called like a pupil, but no other pupil', () => {
    const directory = town({
      people: [aPerson({ email: ann, name: 'Bo Kok' }), aPerson({ email: bas, name: 'Bas Smit' })],
      pupils: [aPupil({ id: 'p0', firstName: 'Bo' }), aPupil({ id: 'p1', firstName: 'Amir' })],
      pairs: [aPair({ student: ann, pupil: 'p0' }), aPair({ student: bas, pupil: 'p1' })],
    });
    const advice = (text: string) => reportFrom(directory, [ann, bas], { ...typed, advice: text }, day);
    expect(advice('Bo vraagt door.')).toMatchObject({ advice: 'Bo vraagt door.' });
    expect(advice('Amir praat meer.')).toEqual({
      problems: [{ field: 'advice', refusal: 'namesPupil', words: ['Amir'] }],
    });
  });

  test('asks about an everyday word that a pupil is called by, and has it once it is said to be none', () => {
    const directory = town({ pupils: [aPupil({ id: 'p0', firstName: 'Wil' })] });
    const said = (noNames?: string) =>
      reportFrom(directory, five, { ...typed, followUp: 'Wie wil, vertelt.' }, day, noNames);
    expect(said()).toEqual({ problems: [{ field: 'followUp', refusal: 'mayNamePupil', words: ['wil'] }] });
    expect(said('wil')).toMatchObject({ followUp: 'Wie wil, vertelt.' });
  });

  test('knows nobody of another programme, nor who has left', () => {
    const directory = town({ people: [aPerson({ email: 'gone@x.example', endedOn: '2027-03-18' })] });
    expect(reportFrom(directory, five, { ...typed, present: 'gone@x.example' }, day)).toEqual({
      problems: [{ field: 'present', refusal: 'unknown', unknown: ['gone@x.example'] }],
    });
  });
});
