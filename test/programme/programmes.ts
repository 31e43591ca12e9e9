/** Generated programmes: a few pairs at two schools and two universities, with closed days anywhere. */
import * as fc from 'fast-check';
import { addDays } from '../../bot/programme/calendar';
import type { Closure, Pair, Programme } from '../../bot/programme/model';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, aSchool } from '../builders';

/** Around the change to summer time. */
const span = { start: '2027-03-08', end: '2027-04-16' };
/** A day of these programmes, or shortly before. */
export const someDay = fc.nat({ max: 50 }).map((count) => addDays('2027-03-01', count));

const someClosures: fc.Arbitrary<readonly Closure[]> = fc.array(
  fc
    .record({ from: someDay, length: fc.nat({ max: 12 }) })
    .map(({ from, length }) => ({ from, to: addDays(from, length), label: null })),
  { maxLength: 4 },
);

const students = [
  aPerson({ email: 's1@leiden.example', university: 'leiden' }),
  aPerson({ email: 's2@leiden.example', university: 'leiden' }),
  aPerson({ email: 's3@hhs.example', university: 'hhs' }),
];
const pupils = [
  aPupil({ id: 'p1', school: 'jdw', class: '3A' }),
  aPupil({ id: 'p2', school: 'jdw', class: '3B' }),
  aPupil({ id: 'p3', school: 'zwc', class: '3A' }),
];

const somePair = (index: number): fc.Arbitrary<Pair> =>
  fc
    .record({
      pupil: fc.constant(pupils[index]?.id ?? ''),
      student: fc.constant(students[index]?.email ?? ''),
      weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
      times: fc.constantFrom(['09:00', '10:00'], ['15:30', '16:30'], ['18:30', '19:30'], ['08:30', '09:30']),
      from: fc.option(someDay),
      until: fc.option(someDay),
    })
    .map(({ times: [start = '', end = ''], ...rest }) => aPair({ ...rest, start, end }));

/** Three pairs on any weekday, two schools and two universities that close now and then. */
export const someProgramme: fc.Arbitrary<Programme> = fc
  .record({
    pairs: fc.tuple(somePair(0), somePair(1), somePair(2)),
    closures: fc.tuple(someClosures, someClosures, someClosures, someClosures),
    window: fc.constantFrom({ from: '08:30', to: '19:00' }, { from: '10:00', to: '15:00' }),
  })
  .map(({ pairs, closures: [jdw, zwc, leiden, hhs], window }) =>
    aProgramme({
      ...span,
      pairs,
      pupils,
      sendWindow: window,
      people: [...students, aCoordinator(), aCoordinator({ email: 'jan@hmp.example', schools: ['zwc'] })],
      schools: [aSchool({ closed: jdw }), aSchool({ id: 'zwc', name: 'Zuiderpark College', closed: zwc })],
      universities: [
        { id: 'leiden', name: 'Universiteit Leiden', closed: leiden },
        { id: 'hhs', name: 'De Haagse Hogeschool', closed: hhs },
      ],
    }),
  );

/** Whole programmes are dear: so many are tried in every run of the tests. */
export const few = { numRuns: 25 };
