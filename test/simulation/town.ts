/** A small programme by seed: two tenants, schools and universities that close now and then, a few pairs, two coordinators. */
import { addDays } from '../../bot/programme/calendar';
import type { Closure, Day, Group, Pair, Person, Programme, Pupil, Weekday } from '../../bot/programme/model';
import { defaultRules } from '../../bot/programme/rules';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, aSchool } from '../builders';
import type { Chance } from './chance';

/** Days of programme time; what follows from the last sessions comes after them. */
const lengths = [5, 7, 7, 12];

export const tenantOf = (email: string): string => (email.includes('leiden') ? 't-leiden' : 't-hhs');

const students = ['s1@leiden.example', 's2@leiden.example', 's3@hhs.example', 's4@hhs.example'];
const times = [
  ['09:00', '10:00'],
  ['15:30', '16:30'],
  ['18:30', '19:30'],
  ['08:30', '09:30'],
  ['12:00', '13:00'],
] as const;
const weekdays: readonly Weekday[] = [1, 1, 2, 2, 3, 4, 5, 5, 6, 7];

/** So that flags come within two weeks. */
const quickRules: Programme['rules'] = {
  ...defaultRules,
  clearAfter: 1,
  raiseAfter: 2,
  flagRules: [
    { name: 'absentTwice', counts: ['absence'], count: 1, among: 2, level: 1 },
    { name: 'absentInARow', counts: ['absence'], count: 2, among: 2, level: 2 },
    { name: 'lateOften', counts: ['late'], count: 1, among: 3, level: 1 },
  ],
};

const closures = (chance: Chance, start: Day, days = 7): readonly Closure[] =>
  chance.happens(0.4)
    ? [chance.between(-3, days)].map((first) => {
        const from = addDays(start, first);
        return { from, to: addDays(from, chance.between(0, 3)), label: null };
      })
    : [];

const slot = (chance: Chance): Pick<Pair, 'weekday' | 'start' | 'end'> => {
  const [start, end] = chance.oneOf(times);
  return { weekday: chance.oneOf(weekdays), start, end };
};

/** Pairs of two to six pupils; in some seeds all of them with one student, at one time. */
const pairs = (chance: Chance): readonly Pair[] => {
  const isCrowded = chance.happens(0.15);
  const crowded = { student: chance.oneOf(students), ...slot(chance) };
  return Array.from({ length: isCrowded ? 8 : chance.between(2, 4) }, (_, index) =>
    aPair({
      pupil: `p${index}`,
      ...(isCrowded ? crowded : { student: chance.oneOf(students), ...slot(chance) }),
    }),
  );
};

const people: readonly Person[] = [
  ...students.map((email) =>
    aPerson({ email, name: email, university: email.includes('leiden') ? 'leiden' : 'hhs' }),
  ),
  aPerson({ email: 'theo@hhs.example', name: 'Theo', role: 'teacher', university: null }),
  aCoordinator({ email: 'cora@leiden.example', name: 'Cora' }),
  aCoordinator({ email: 'jan@hhs.example', name: 'Jan', schools: ['zwc'] }),
];

/** Groups with a fixed time; two of them meet on one day, so that what their teacher is told of both comes together. */
const weeklyGroups = (chance: Chance): readonly Group[] => {
  const [first, second, third, fourth] = students;
  const members = [first, second, third].filter((student) => student !== undefined);
  const { weekday, start, end } = slot(chance);
  const one: Group = {
    id: 'A',
    teacher: 'theo@hhs.example',
    students: members,
    meeting: { weekday, start, end, room: null },
  };
  if (fourth === undefined || chance.happens(0.3)) return [one];
  const [from, to] = chance.oneOf(times.filter(([begins, ends]) => begins >= end || ends <= start));
  return [
    one,
    { ...one, id: 'D', students: [fourth], meeting: { weekday, start: from, end: to, room: null } },
  ];
};

export const aTown = (chance: Chance): Programme => {
  const start = addDays(chance.oneOf(['2027-03-08', '2027-03-22', '2027-10-25']), chance.between(0, 4));
  const days = chance.oneOf(lengths);
  const all = pairs(chance);
  return aProgramme({
    id: 'hmp',
    start,
    end: addDays(start, days - 1),
    tenants: ['t-leiden', 't-hhs'],
    sendWindow: chance.oneOf([
      { from: '08:30', to: '19:00' },
      { from: '10:00', to: '15:00' },
    ]),
    rules: quickRules,
    schools: [
      aSchool({ closed: closures(chance, start, days) }),
      aSchool({ id: 'zwc', name: 'Zuiderpark College', closed: closures(chance, start, days) }),
    ],
    universities: [
      { id: 'leiden', name: 'Universiteit Leiden', closed: closures(chance, start, days) },
      { id: 'hhs', name: 'De Haagse Hogeschool', closed: closures(chance, start, days) },
    ],
    people,
    pupils: all.map(({ pupil }, index) =>
      aPupil({ id: pupil, firstName: `Pupil ${index}`, school: chance.oneOf(['jdw', 'zwc']) }),
    ),
    pairs: all,
    groups: chance.happens(1 / 4) ? weeklyGroups(chance) : [],
  });
};

/** One of the pupils goes to the other school. */
const moved = (chance: Chance, pupils: readonly Pupil[]): readonly Pupil[] => {
  const chosen = chance.between(0, pupils.length - 1);
  return pupils.map((pupil, index) =>
    index === chosen ? { ...pupil, school: pupil.school === 'jdw' ? 'zwc' : 'jdw' } : pupil,
  );
};

/** The programme after an import: a slot moves, a pair ends, a university closes, a pupil goes to the other school. */
export const changedTown = (chance: Chance, town: Programme, today: Day): Programme => {
  const chosen = chance.between(0, town.pairs.length - 1);
  const changed = (pair: Pair): Pair =>
    chance.happens(0.5)
      ? { ...pair, ...slot(chance) }
      : { ...pair, until: addDays(today, chance.between(-1, 4)) };
  const [first, ...others] = town.universities;
  const closing = first !== undefined && chance.happens(0.3);
  return {
    ...town,
    pupils: chance.happens(0.6) ? moved(chance, town.pupils) : town.pupils,
    pairs: town.pairs.map((pair, index) => (index === chosen ? changed(pair) : pair)),
    universities: closing ? [{ ...first, closed: closures(chance, today) }, ...others] : town.universities,
  };
};
