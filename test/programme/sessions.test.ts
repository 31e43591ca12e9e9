import * as fc from 'fast-check';
import { addDays, daysBetween, isClosed, weekdayOf } from '../../bot/programme/calendar';
import { directoryOf } from '../../bot/programme/directory';
import { plannedSessions, sessionsOfPupil, withAnswered } from '../../bot/programme/sessions';
import { meetingDays } from '../../bot/programme/slots';
import { aDirectory, aPair, aPerson, aProgramme, aSchool, aSession, anAnswer, at } from '../builders';
import { few, someProgramme } from './programmes';

describe('meetingDays', () => {
  test('are all open days of the weekday in the bounds of programme and pair, and no others', () => {
    fc.assert(
      fc.property(someProgramme, (programme) => {
        const directory = directoryOf(programme);
        for (const pair of programme.pairs) {
          const closed = directory.closuresOf(pair);
          const expected = daysBetween(programme.start, programme.end)
            .filter((day) => weekdayOf(day) === pair.weekday)
            .filter((day) => (pair.from ?? '') <= day && day <= (pair.until ?? '9'))
            .filter((day) => !closed.some((closures) => isClosed(closures, day)));
          expect(directory.meetingDays(pair)).toEqual(expected);
        }
      }),
      few,
    );
  });

  test.each([
    [{}, '2027-02-09', '2027-06-29'],
    [{ weekday: 1 }, '2027-02-08', '2027-06-28'],
    [{ weekday: 5 }, '2027-02-12', '2027-07-02'],
    [{ from: '2027-03-02', until: '2027-03-16' }, '2027-03-02', '2027-03-16'],
    [{ from: '2027-01-01', until: '2027-12-31' }, '2027-02-09', '2027-06-29'],
  ] as const)('of %j run from %s to %s', (changes, first, last) => {
    const days = meetingDays(aProgramme(), aPair(changes), []);
    expect([days[0], days.at(-1)]).toEqual([first, last]);
  });

  test('none when the pair is over before the programme begins, or ends before it starts', () => {
    expect(meetingDays(aProgramme(), aPair({ until: '2027-02-08' }), [])).toEqual([]);
    expect(meetingDays(aProgramme(), aPair({ from: '2027-04-01', until: '2027-03-01' }), [])).toEqual([]);
    expect(meetingDays(aProgramme(), aPair({ from: '2027-07-03' }), [])).toEqual([]);
    expect(meetingDays(aProgramme(), aPair({ from: '9999-12-31' }), [])).toEqual([]);
  });

  test('pairs with the same slot at closed and open schools do not share days', () => {
    const closed = [{ from: '2027-02-09', to: '2027-02-09', label: null }];
    const directory = aDirectory({
      schools: [aSchool({ closed })],
      universities: [
        { id: 'leiden', name: 'Leiden', closed: [] },
        { id: 'hhs', name: 'HHS', closed },
      ],
      people: [aPerson(), aPerson({ email: 'noor@hhs.example', university: 'hhs' })],
    });
    const elsewhere = { ...aPair(), pupil: 'nobody' };
    expect(directory.meetingDays(aPair())[0]).toBe('2027-02-16');
    expect(directory.meetingDays(elsewhere)[0]).toBe('2027-02-09');
    expect(directory.meetingDays({ ...elsewhere, student: 'noor@hhs.example' })[0]).toBe('2027-02-16');
  });
});

describe('sessions', () => {
  test('keep their time on the wall across both clock changes', () => {
    const directory = aDirectory({ start: '2027-03-22', end: '2027-11-05', pairs: [aPair({ weekday: 1 })] });
    const starts = new Map(sessionsOfPupil(directory, 'p1', []).map(({ date, start }) => [date, start]));
    expect(starts.get('2027-03-22')).toBe(at('2027-03-22T09:00:00+01:00'));
    expect(starts.get('2027-03-29')).toBe(at('2027-03-29T09:00:00+02:00'));
    expect(starts.get('2027-10-25')).toBe(at('2027-10-25T09:00:00+02:00'));
    expect(starts.get('2027-11-01')).toBe(at('2027-11-01T09:00:00+01:00'));
  });

  test('with an answer stay as they were answered, whatever the roster says now', () => {
    const moved = aDirectory({ pairs: [aPair({ weekday: 4, start: '11:00', end: '12:00' })] });
    const sessions = sessionsOfPupil(moved, 'p1', [anAnswer('2027-02-09')]);
    expect(sessions[0]).toEqual(aSession('2027-02-09'));
    expect(sessions[1]?.id).toBe('p1/2027-02-11');
  });

  test('an answered session stands once, as answered, when the roster still has it at another time', () => {
    const later = aDirectory({ pairs: [aPair({ start: '11:00', end: '12:00' })] });
    const sessions = sessionsOfPupil(later, 'p1', [anAnswer('2027-02-09')]);
    expect(sessions.filter(({ date }) => date === '2027-02-09')).toEqual([aSession('2027-02-09')]);
  });

  test('are in order of start and have unique ids', () => {
    fc.assert(
      fc.property(someProgramme, (programme) => {
        const directory = directoryOf(programme);
        const sessions = plannedSessions(directory, programme.pairs);
        const answered = sessions
          .filter((_, index) => index % 3 === 0)
          .map((session) => anAnswer(session.date, { session }));
        const all = withAnswered(directory, programme.pairs, answered);
        expect(all.map(({ start }) => start)).toEqual(
          all.map(({ start }) => start).toSorted((a, b) => a - b),
        );
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(all).toHaveLength(sessions.length);
      }),
      few,
    );
  });

  test('of a pupil whose student changed come from both pairs', () => {
    const second = aPair({ student: 'noor@hhs.example', weekday: 4, from: '2027-03-01' });
    const directory = aDirectory({ pairs: [aPair({ until: '2027-02-28' }), second] });
    const sessions = sessionsOfPupil(directory, 'p1', []);
    expect(
      sessions
        .filter(({ date }) => date < '2027-03-01')
        .every(({ student }) => student === 'sam@leiden.example'),
    ).toBe(true);
    expect(sessions.find(({ date }) => date >= '2027-03-01')).toMatchObject({
      student: 'noor@hhs.example',
      date: addDays('2027-03-01', 3),
    });
  });
});
