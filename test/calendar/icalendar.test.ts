import { assert, property, string } from 'fast-check';
import { icalendar } from '../../bot/calendar/icalendar';
import { named, revise, type NamedEntry } from '../../bot/calendar/revisions';
import { sessionEntries, type CalendarEntry } from '../../bot/programme/calendarEntries';
import { directoryOf } from '../../bot/programme/directory';
import { aPair, aProgramme, aPupil, aSchool, anAnswer, at } from '../builders';
import { readFeed } from './reading';

const entry = (changes: Partial<CalendarEntry> = {}): NamedEntry =>
  named('hmp', {
    kind: 'session',
    id: 'p1/2027-03-09',
    start: at('2027-03-09T09:00:00+01:00'),
    end: at('2027-03-09T10:00:00+01:00'),
    school: 'Johan de Witt',
    room: '1.12',
    isCancelled: false,
    ...changes,
  });
const now = at('2027-03-01T08:00:00+01:00');
const fresh = (entries: readonly NamedEntry[]) => revise(entries, [], now);
const text = (entries: readonly NamedEntry[]): string => icalendar(fresh(entries).entries, 'nl');

test('a session, as a calendar reads it', () => {
  expect(readFeed(text([entry()]))).toEqual([
    {
      uid: expect.stringMatching(/^[0-9a-f]{32}@mentormaat$/),
      sequence: 0,
      summary: 'Mentorsessie',
      location: 'Johan de Witt, 1.12',
      start: at('2027-03-09T09:00:00+01:00'),
      end: at('2027-03-09T10:00:00+01:00'),
      isCancelled: false,
    },
  ]);
});

test('a cancelled meeting in English; a place that nobody knows', () => {
  const revised = fresh([entry({ kind: 'meeting', school: null, room: null, isCancelled: true })]);
  expect(readFeed(icalendar(revised.entries, 'en'))).toMatchObject([
    { summary: 'Cancelled: Intervision', location: null, isCancelled: true },
  ]);
});

test('an empty calendar is one', () => {
  expect(readFeed(text([]))).toEqual([]);
  expect(text([])).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR$/);
});

test('nine o’clock stays nine o’clock when the clock changes, in any zone', () => {
  for (const [timeZone, hours] of [
    ['Europe/Amsterdam', ['08', '08', '07', '07']],
    ['America/New_York', ['13', '13', '13', '13']],
  ] as const) {
    const directory = directoryOf(
      aProgramme({
        timeZone,
        start: '2027-03-15',
        end: '2027-04-09',
        schools: [aSchool()],
        pupils: [aPupil()],
        pairs: [aPair({ weekday: 2, start: '09:00', end: '10:00' })],
      }),
    );
    const entries = sessionEntries(directory, aPair().student, []).map((one) => named('hmp', one));
    const read = readFeed(text(entries));
    expect(read.map(({ start }) => new Date(start).toISOString().slice(11, 13))).toEqual(hours);
    expect(read.map(({ start, end }) => end - start)).toEqual(Array(4).fill(3_600_000));
  }
});

test('no pupil is named, nor their code', () => {
  const directory = directoryOf(
    aProgramme({
      schools: [aSchool()],
      pupils: [aPupil({ id: 'CODE77', firstName: 'Yara' })],
      pairs: [aPair({ pupil: 'CODE77' })],
    }),
  );
  const entries = sessionEntries(directory, aPair().student, []).map((one) => named('hmp', one));
  expect(entries.length).toBeGreaterThan(5);
  expect(text(entries)).not.toMatch(/CODE77|Yara/);
});

test('what was called off is cancelled, what was held or missed is not', () => {
  const directory = directoryOf(
    aProgramme({ schools: [aSchool()], pupils: [aPupil()], pairs: [aPair({ weekday: 2 })] }),
  );
  const outcomeOf = (outcome: 'schoolCancelled' | 'studentAbsent' | 'absentUnknown' | 'onTime') => {
    const date = '2027-03-09';
    const answers = [anAnswer(date, { outcome })];
    const found = sessionEntries(directory, aPair().student, answers);
    return found.find(({ id }) => id.endsWith(date))?.isCancelled;
  };
  expect([outcomeOf('schoolCancelled'), outcomeOf('studentAbsent')]).toEqual([true, true]);
  expect([outcomeOf('absentUnknown'), outcomeOf('onTime')]).toEqual([false, false]);
});

test('whatever a school or room is called, the feed stays one event with that place', () => {
  const hostile = string({ unit: 'binary', maxLength: 60 });
  assert(
    property(hostile, hostile, (school, room) => {
      const [read, ...others] = readFeed(text([entry({ school, room })]));
      expect(others).toEqual([]);
      expect(read?.summary).toBe('Mentorsessie');
      expect(read?.location).not.toMatch(/[\r\n]/);
    }),
  );
  for (const room of ['a\r\nEND:VEVENT\r\nBEGIN:VEVENT', 'x;y,z\\n', '"TZID=Mars"', '\u202Eevil\u0000']) {
    expect(readFeed(text([entry({ room })]))).toHaveLength(1);
  }
});
