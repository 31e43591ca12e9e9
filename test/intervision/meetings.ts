/** A group with its programme: students with sessions, schools and universities that close, a teacher. */
import * as fc from 'fast-check';
import type { SlotsWanted } from '../../bot/ports/intervision';
import { addDays } from '../../bot/programme/calendar';
import type { Closure, Pair, Programme, Weekday } from '../../bot/programme/model';
import type { RoundGroup } from '../../bot/programme/rounds/model';
import { aPair, aPerson, aProgramme, aPupil, aSchool } from '../builders';

/** Five members: `s1` and `s2` study in Leiden, the others at the HHS; `s5` mentors at the zwc. */
export const members = ['s1', 's2', 's3', 's4', 's5'].map((name) => `${name}@x`);

export const theGroup: RoundGroup = { id: 'g1', teacher: 'theo@hmp.example', students: members };

const pairOf = (email: string, index: number, changes: Partial<Pair>): Pair =>
  aPair({ pupil: `p${index}`, student: email, weekday: 2, start: '09:00', end: '10:00', ...changes });

/** Everybody's session is on Tuesday at nine unless said otherwise. */
export const programmeOf = (
  changes: Partial<Programme> = {},
  pairChanges: (index: number) => Partial<Pair> = () => ({}),
): Programme =>
  aProgramme({
    schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
    universities: [
      { id: 'leiden', name: 'Universiteit Leiden', closed: [] },
      { id: 'hhs', name: 'De Haagse Hogeschool', closed: [] },
    ],
    people: [
      ...members.map((email, index) => aPerson({ email, university: index < 2 ? 'leiden' : 'hhs' })),
      aPerson({ email: theGroup.teacher, role: 'teacher', university: null }),
    ],
    pupils: members.map((_, index) => aPupil({ id: `p${index}`, school: index === 4 ? 'zwc' : 'jdw' })),
    pairs: members.map((email, index) => pairOf(email, index, pairChanges(index))),
    ...changes,
  });

/** One week from Monday 1 March 2027. */
export const slotsWanted = (changes: Partial<SlotsWanted> = {}): SlotsWanted => ({
  groups: [theGroup],
  from: '2027-03-01',
  to: '2027-03-05',
  minutes: 65,
  notBefore: 0,
  appointments: new Map(),
  ...changes,
});

export const closedFrom = (from: string, to: string): readonly Closure[] => [{ from, to, label: null }];

/** Around the change to summer time on 28 March. */
const someDay = fc.nat({ max: 20 }).map((count) => addDays('2027-03-15', count));
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const someTime = fc.constantFrom(
  ['09:00', '10:00'],
  ['12:30', '15:00'],
  ['16:00', '20:45'],
  ['09:00', '21:00'],
);
const someClosures = fc.array(
  fc
    .record({ from: someDay, length: fc.nat({ max: 9 }) })
    .map(({ from, length }) => closedFrom(from, addDays(from, length))),
  { maxLength: 2 },
);

const somePair = fc
  .record({
    weekday: fc.constantFrom(...weekdays),
    times: someTime,
    from: fc.option(someDay),
    until: fc.option(someDay),
  })
  .map(({ times: [start = '', end = ''], ...rest }): Partial<Pair> => ({ ...rest, start, end }));

/** Programmes with sessions and closed days anywhere, and days between which to meet. */
export const anyPlanning = fc
  .record({
    pairs: fc.array(somePair, { minLength: 5, maxLength: 5 }),
    closed: fc.tuple(someClosures, someClosures, someClosures, someClosures),
    from: someDay,
    length: fc.nat({ max: 14 }),
    minutes: fc.constantFrom(45, 65, 240),
  })
  .map(({ pairs, closed: [jdw, zwc, leiden, hhs], from, length, minutes }) => ({
    programme: programmeOf(
      {
        schools: [aSchool({ closed: jdw.flat() }), aSchool({ id: 'zwc', name: 'Z', closed: zwc.flat() })],
        universities: [
          { id: 'leiden', name: 'Leiden', closed: leiden.flat() },
          { id: 'hhs', name: 'HHS', closed: hhs.flat() },
        ],
      },
      (index) => pairs[index] ?? {},
    ),
    wanted: slotsWanted({ from, to: addDays(from, length), minutes }),
  }));
