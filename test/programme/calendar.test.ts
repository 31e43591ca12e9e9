import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addWeekdays,
  daysBetween,
  isClosed,
  isoWeek,
  isWeekday,
  mondayOf,
  mondayOfWeek,
  closingOf,
  moveToOpening,
  weekdayOf,
  zoneCalendar,
} from '../../bot/programme/calendar';
import { at } from '../builders';
import { someMoment } from './facts';

const amsterdam = zoneCalendar('Europe/Amsterdam');
const zones = ['Europe/Amsterdam', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
const wallTime = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
const halfHours = Array.from({ length: 48 }, (_, n) => n * 30);
const someDay = fc.nat({ max: 400 }).map((count) => addDays('2027-01-01', count));

test('the tests run under a zone that is not the programme’s', () => {
  expect(new Date(at('2027-02-09T12:00:00Z')).getHours()).not.toBe(13);
  expect(amsterdam.timeOf(at('2027-02-09T12:00:00Z'))).toBe('13:00');
});

test.each([
  ['2027-03-28T00:59:59.999Z', '2027-03-28T01:59:59.999+01:00'],
  ['2027-03-28T01:00:00Z', '2027-03-28T03:00:00+02:00'],
  ['2027-10-31T00:59:59.5Z', '2027-10-31T02:59:59.5+02:00'],
  ['2027-10-31T01:00:00.05Z', '2027-10-31T02:00:00.05+01:00'],
])('%s is %s', (moment, expected) => {
  expect(amsterdam.iso(at(moment))).toBe(expected);
});

test.each(zones)('every moment of %s is told as the time zone library tells it', (timeZone) => {
  const calendar = zoneCalendar(timeZone);
  const moments = fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2040, 0, 1) });
  fc.assert(
    fc.property(moments, (moment) => {
      const told = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);
      expect([calendar.dayOf(moment), calendar.timeOf(moment), calendar.iso(moment)]).toEqual([
        told.toPlainDate().toString(),
        told.toPlainTime().toString({ smallestUnit: 'minute' }),
        told.toString({ timeZoneName: 'never' }),
      ]);
    }),
  );
});

test.each(zones)('times on the wall of %s are the moments the time zone library finds', (timeZone) => {
  const calendar = zoneCalendar(timeZone);
  const moments = fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2040, 0, 1) });
  const minutes = fc.nat({ max: 1439 });
  const later = fc.integer({ min: 1, max: 400 });
  fc.assert(
    fc.property(moments, minutes, later, (moment, minute, days) => {
      const from = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);
      expect(calendar.sameTimeLater(moment, days)).toBe(from.add({ days }).epochMilliseconds);
      const [day, time] = [calendar.dayOf(moment), wallTime(minute)];
      const there = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone);
      expect(calendar.momentOf(day, time)).toBe(there.epochMilliseconds);
    }),
  );
});

test.each([
  ['Europe/Amsterdam', '2027-03-28'],
  ['Europe/Amsterdam', '2027-10-31'],
  ['America/St_Johns', '2027-03-14'],
  ['America/St_Johns', '2027-11-07'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Australia/Lord_Howe', '2027-10-03'],
])(
  'in %s around %s, when clocks change, every half hour is as the time zone library has it',
  (timeZone, day) => {
    const calendar = zoneCalendar(timeZone);
    for (const minute of halfHours)
      for (const date of [-1, 0, 1].map((beside) => addDays(day, beside))) {
        const time = wallTime(minute);
        const there = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone);
        expect(calendar.momentOf(date, time)).toBe(there.epochMilliseconds);
        const moment = at(`${date}T${time}:00Z`);
        const told = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);
        expect(calendar.iso(moment)).toBe(told.toString({ timeZoneName: 'never' }));
      }
  },
);

describe('days', () => {
  test.each([
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-03-27', 1, '2027-03-28'],
    ['2027-03-28', 1, '2027-03-29'],
    ['2027-10-31', 1, '2027-11-01'],
    ['2027-01-01', -1, '2026-12-31'],
  ])('%s and %i days', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });

  test.each([
    ['2027-03-12', 1, '2027-03-15'],
    ['2027-03-13', 1, '2027-03-15'],
    ['2027-03-15', -1, '2027-03-12'],
    ['2027-03-14', -1, '2027-03-12'],
    ['2027-03-11', 2, '2027-03-15'],
    ['2027-03-15', 5, '2027-03-22'],
    ['2027-03-15', 0, '2027-03-15'],
  ])('%s and %i weekdays', (day, count, expected) => {
    expect(addWeekdays(day, count)).toBe(expected);
  });

  test.each([
    ['2027-02-08', 1, '2027-W06', '2027-02-08'],
    ['2027-02-14', 7, '2027-W06', '2027-02-08'],
    ['2027-01-01', 5, '2026-W53', '2026-12-28'],
    ['2027-01-04', 1, '2027-W01', '2027-01-04'],
  ] as const)('%s: weekday, week, Monday', (day, weekday, week, monday) => {
    expect([weekdayOf(day), isoWeek(day), mondayOf(day)]).toEqual([weekday, week, monday]);
    expect(mondayOfWeek(week)).toBe(monday);
  });

  test('daysBetween holds both ends, and nothing when they are the wrong way round', () => {
    expect(daysBetween('2027-02-27', '2027-03-01')).toEqual(['2027-02-27', '2027-02-28', '2027-03-01']);
    expect(daysBetween('2027-03-01', '2027-02-27')).toEqual([]);
  });

  test('a closure holds both its ends', () => {
    const closed = [{ from: '2027-02-20', to: '2027-02-28', label: null }];
    const days = ['2027-02-19', '2027-02-20', '2027-02-28', '2027-03-01'];
    expect(days.map((day) => isClosed(closed, day))).toEqual([false, true, true, false]);
  });
});

describe('zoneCalendar', () => {
  test.each([
    ['2027-03-26', '09:00', '2027-03-26T08:00:00Z'],
    ['2027-03-29', '09:00', '2027-03-29T07:00:00Z'],
    ['2027-10-29', '16:00', '2027-10-29T14:00:00Z'],
    ['2027-11-01', '16:00', '2027-11-01T15:00:00Z'],
    ['2027-03-28', '02:30', '2027-03-28T01:30:00Z'],
    ['2027-10-31', '02:30', '2027-10-31T00:30:00Z'],
  ])('%s %s on the wall', (day, time, instant) => {
    expect(amsterdam.momentOf(day, time)).toBe(at(instant));
  });

  test('a moment and its day and time name each other, apart from the hour that happens twice', () => {
    fc.assert(
      fc.property(someMoment, fc.nat({ max: 59 }), (hours, minutes) => {
        const moment = hours + minutes * 60_000;
        expect(amsterdam.momentOf(amsterdam.dayOf(moment), amsterdam.timeOf(moment))).toBe(moment);
      }),
    );
  });

  test.each([
    ['2027-03-22T10:00:00+01:00', '2027-03-29T10:00:00+02:00'],
    ['2027-10-25T10:00:00+02:00', '2027-11-01T10:00:00+01:00'],
  ])('seven days after %s it is the same time on the wall', (from, to) => {
    expect(amsterdam.sameTimeLater(at(from), 7)).toBe(at(to));
  });

  test('seconds do not round a time up', () => {
    expect(amsterdam.timeOf(at('2027-02-09T18:59:59.999+01:00'))).toBe('18:59');
  });

  test('a zone that does not exist is refused', () => {
    expect(() => zoneCalendar('Europe/Den_Haag')).toThrow(RangeError);
  });
});

describe('moveToOpening', () => {
  const opening = {
    window: { from: '08:30', to: '19:00' },
    closed: [
      [{ from: '2027-02-22', to: '2027-02-26', label: null }],
      [{ from: '2027-03-01', to: '2027-03-01', label: null }],
    ],
  };

  test.each([
    ['2027-02-16T08:30:00+01:00', '2027-02-16T08:30:00+01:00'],
    ['2027-02-16T08:29:59+01:00', '2027-02-16T08:30:00+01:00'],
    ['2027-02-16T18:59:59+01:00', '2027-02-16T18:59:59+01:00'],
    ['2027-02-16T19:00:00+01:00', '2027-02-17T08:30:00+01:00'],
    ['2027-02-19T19:00:00+01:00', '2027-03-02T08:30:00+01:00'],
    ['2027-02-20T12:00:00+01:00', '2027-03-02T08:30:00+01:00'],
    ['2027-02-22T00:00:00+01:00', '2027-03-02T08:30:00+01:00'],
    ['2027-03-28T12:00:00+02:00', '2027-03-29T08:30:00+02:00'],
    ['2027-10-31T12:00:00+01:00', '2027-11-01T08:30:00+01:00'],
  ])('%s moves to %s', (from, to) => {
    expect(moveToOpening(at(from), opening, amsterdam)).toBe(at(to));
  });

  test('passes a closure at once, however long it is', () => {
    let looks = 0;
    const closure = {
      to: '2207-02-28',
      label: null,
      get from() {
        looks += 1;
        return '2027-02-20';
      },
    };
    const closed = { ...opening, closed: [[closure]] };
    expect(moveToOpening(at('2027-02-19T19:00:00+01:00'), closed, amsterdam)).toBe(
      at('2207-03-02T08:30:00+01:00'),
    );
    expect(looks).toBeLessThan(20);
  });

  const someOpening = fc.record({
    window: fc.constantFrom(
      { from: '08:30', to: '19:00' },
      { from: '10:00', to: '15:00' },
      { from: '00:00', to: '23:59' },
    ),
    closed: fc.array(
      fc.array(
        fc
          .record({ from: someDay, length: fc.nat({ max: 20 }) })
          .map(({ from, length }) => ({ from, to: addDays(from, length), label: null })),
        { maxLength: 4 },
      ),
      { maxLength: 2 },
    ),
  });

  test('is never earlier, always on an open weekday inside the window, and stays when moved again', () => {
    fc.assert(
      fc.property(someMoment, someOpening, (moment, some) => {
        const moved = moveToOpening(moment, some, amsterdam);
        const [day, time] = [amsterdam.dayOf(moved), amsterdam.timeOf(moved)];
        expect(moved).toBeGreaterThanOrEqual(moment);
        expect(isWeekday(day) && !some.closed.some((closures) => isClosed(closures, day))).toBe(true);
        expect(time >= some.window.from && time < some.window.to).toBe(true);
        expect(moveToOpening(moved, some, amsterdam)).toBe(moved);
        const closes = closingOf(moved, some, amsterdam);
        expect(moveToOpening(closes - 1, some, amsterdam)).toBe(closes - 1);
        expect(moveToOpening(closes, some, amsterdam)).toBeGreaterThan(closes);
      }),
    );
  });
});
