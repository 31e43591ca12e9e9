import * as fc from 'fast-check';
import { isWeekday } from '../../bot/programme/calendar';
import { coversSchool, directoryOf, isActiveOn, type Directory } from '../../bot/programme/directory';
import { unreachableMessages } from '../../bot/programme/messages';
import type { Programme } from '../../bot/programme/model';
import { studentOfSubject, unreachableDetails } from '../../bot/programme/unreachable';
import { aCoordinator, aDirectory, aPair, aPerson, aProgramme, aPupil, aSchool, at } from '../builders';
import { few } from './programmes';

const sam = 'sam@leiden.example';
const schools = ['jdw', 'zwc', 'sgl'].map((id) => aSchool({ id, name: `School ${id}` }));
const people = [
  aPerson(),
  aCoordinator(),
  aCoordinator({ email: 'jan@hmp.example', schools: ['jdw'] }),
  aCoordinator({ email: 'zara@hmp.example', schools: ['zwc'] }),
  aCoordinator({ email: 'oud@hmp.example', endedOn: '2027-03-09' }),
];
const pupils = [aPupil(), aPupil({ id: 'p2', firstName: 'Bo', class: '3C', school: 'zwc' })];
const both = [aPair(), aPair({ pupil: 'p2', weekday: 4 })];

const toldAt = (moment: string, changes: Partial<Programme> = {}) =>
  unreachableMessages(aDirectory({ schools, people, pupils, pairs: both, ...changes }), {
    student: sam,
    since: at(moment),
  });

const receivers = (changes: Partial<Programme>, moment = '2027-03-09T10:00:00+01:00') =>
  toldAt(moment, changes).map(({ receiver }) => receiver);

describe('a student who cannot be reached', () => {
  test('is told to every coordinator of their pupils’ schools once, by the moment it began', () => {
    expect(toldAt('2027-03-09T10:00:00.987+01:00').map(({ key }) => key)).toEqual([
      `studentUnreachable/cora@hmp.example/${sam}/2027-03-09T09:00:00Z`,
      `studentUnreachable/jan@hmp.example/${sam}/2027-03-09T09:00:00Z`,
      `studentUnreachable/zara@hmp.example/${sam}/2027-03-09T09:00:00Z`,
    ]);
  });

  test.each([
    ['a pair whose last day it is', { pairs: [aPair({ until: '2027-03-09' })] }, ['cora', 'jan']],
    ['a pair that ended the day before', { pairs: [aPair({ until: '2027-03-08' })] }, []],
    [
      'a pair whose first nudge could not arrive',
      { pairs: [aPair({ from: '2027-03-10' })] },
      ['cora', 'jan'],
    ],
    ['no pair', { pairs: [] }, []],
    ['a pupil that is not in the files', { pupils: [], pairs: both }, []],
    ['a student ended that day', { people: [aPerson({ endedOn: '2027-03-09' }), aCoordinator()] }, []],
    ['a student who is unknown', { people: [aCoordinator()] }, []],
    [
      'a coordinator who is a student too',
      { people: [...people, aPerson({ email: 'cora@hmp.example' })], pairs: [aPair()] },
      ['cora', 'jan'],
    ],
    ['a programme that ended', { end: '2027-03-08' }, []],
  ])('with %s', (_, changes, expected) => {
    expect(receivers(changes)).toEqual(expected.map((name) => `${name}@hmp.example`));
  });

  test.each([
    ['2027-03-09T10:00:00+01:00', '2027-03-09 10:00', '2027-03-12 10:00'],
    ['2027-03-09T07:00:00+01:00', '2027-03-09 08:30', '2027-03-12 07:00'],
    ['2027-03-09T18:59:59+01:00', '2027-03-09 18:59', '2027-03-12 18:59'],
    ['2027-03-09T19:00:00+01:00', '2027-03-10 08:30', '2027-03-12 19:00'],
    ['2027-03-12T19:00:00+01:00', '2027-03-15 08:30', '2027-03-15 19:00'],
    ['2027-03-27T12:00:00+01:00', '2027-03-29 08:30', '2027-03-30 12:00'],
  ])('since %s: due at %s, worth telling until %s', (moment, due, until) => {
    const { calendar } = aDirectory();
    const [message] = toldAt(moment);
    const wall = (when = 0): string => `${calendar.dayOf(when)} ${calendar.timeOf(when)}`;
    expect([wall(message?.dueAt), wall(message?.worthUntil)]).toEqual([due, until]);
  });
});

describe('what a coordinator reads of it', () => {
  const directory = aDirectory({ schools, people, pupils, pairs: both });
  const since = at('2027-03-09T10:00:00+01:00');
  const readBy = (email: string, moment = since, of: Directory = directory) => {
    const coordinator = of.person(email, 'coordinator');
    if (coordinator === null) throw new Error(`no coordinator ${email}`);
    return unreachableDetails(of, { student: sam, since }, coordinator, moment);
  };

  test('is who, since when, and the pupils at their own schools', () => {
    expect(readBy('zara@hmp.example')).toEqual({
      name: 'Sam de Boer',
      givenName: 'Sam',
      pupils: [{ label: 'Bo', class: '3C', school: 'School zwc' }],
      since,
      timeZone: 'Europe/Amsterdam',
    });
    expect(readBy('cora@hmp.example').pupils.map(({ label }) => label)).toEqual(['Yara', 'Bo']);
  });

  test('leaves out a pupil whose pair is over by then, and names one with two pairs once', () => {
    const pairs = [
      aPair({ until: '2027-03-09' }),
      aPair({ pupil: 'p2' }),
      aPair({ pupil: 'p2', weekday: 4 }),
    ];
    const later = readBy(
      'cora@hmp.example',
      at('2027-03-10T08:30:00+01:00'),
      aDirectory({ schools, people, pupils, pairs }),
    );
    expect(later.pupils.map(({ label }) => label)).toEqual(['Bo']);
  });

  test('calls pupils by the label of the programme', () => {
    const initials = aDirectory({ schools, people, pupils, pairs: both, pupilLabel: 'initials' });
    expect(readBy('jan@hmp.example', since, initials).pupils.map(({ label }) => label)).toEqual(['Y.']);
  });
});

const someSchools = fc.subarray(['jdw', 'zwc', 'sgl']);
const someDay = fc.constantFrom('2027-03-08', '2027-03-09', '2027-03-10', '2027-04-01');

const someCoordinators = fc.array(fc.record({ schools: someSchools, endedOn: fc.option(someDay) }), {
  maxLength: 5,
});
const somePairs = fc.array(
  fc.record({
    pupil: fc.constantFrom('p0', 'p1', 'p2', 'p3', 'p4', 'p5'),
    student: fc.constantFrom(sam, 'lea@leiden.example'),
    from: fc.option(someDay),
    until: fc.option(someDay),
  }),
  { maxLength: 8 },
);

/** Six pupils at three schools, two students with any pairs, coordinators with any schools. */
const someDirectory: fc.Arbitrary<Directory> = fc
  .record({ coordinators: someCoordinators, pairs: somePairs })
  .map(({ coordinators, pairs }) =>
    directoryOf(
      aProgramme({
        schools,
        people: [
          aPerson(),
          aPerson({ email: 'lea@leiden.example' }),
          ...coordinators.map((changes, index) =>
            aCoordinator({ email: `c${index}@hmp.example`, ...changes }),
          ),
        ],
        pupils: ['jdw', 'zwc', 'sgl', 'jdw', 'zwc', 'sgl'].map((school, index) =>
          aPupil({ id: `p${index}`, firstName: `Pupil ${index}`, school }),
        ),
        pairs: pairs.map((pair) => aPair(pair)),
      }),
    ),
  );

const someMoment = fc.integer({ min: at('2027-03-06T00:00:00Z'), max: at('2027-03-12T00:00:00Z') });

describe('in any programme', () => {
  test('a student and a moment give one message to every coordinator concerned, and to nobody else', () => {
    fc.assert(
      fc.property(someDirectory, someMoment, (directory, since) => {
        const { calendar, programme } = directory;
        const day = calendar.dayOf(since);
        const theirs = directory
          .pairsOfStudent(sam)
          .filter(({ until }) => until === null || day <= until)
          .map(({ pupil }) => directory.pupil(pupil)?.school ?? '');
        const concerned = programme.people
          .filter((person) => person.role === 'coordinator' && isActiveOn(person, day))
          .filter((person) => theirs.some((school) => coversSchool(person, school)));
        const messages = unreachableMessages(directory, { student: sam, since });
        expect(messages.map(({ receiver }) => receiver).toSorted()).toEqual(
          concerned.map(({ email }) => email).toSorted(),
        );
        expect(new Set(messages.map(({ key }) => key)).size).toBe(messages.length);
        for (const { kind, receiver, subject, key, dueAt } of messages) {
          expect(key).toBe(`${kind}/${receiver}/${subject}`);
          expect(studentOfSubject(subject)).toBe(sam);
          expect(dueAt >= since && isWeekday(calendar.dayOf(dueAt))).toBe(true);
        }
      }),
      few,
    );
  });

  test('the same moment gives the same keys, another second gives others', () => {
    fc.assert(
      fc.property(
        someDirectory,
        someMoment,
        fc.integer({ min: 1000, max: 90_000_000 }),
        (directory, since, later) => {
          const keys = (moment: number) =>
            unreachableMessages(directory, { student: sam, since: moment }).map(({ key }) => key);
          expect(keys(since)).toEqual(keys(since));
          expect(keys(since).filter((key) => keys(since + later).includes(key))).toEqual([]);
        },
      ),
      few,
    );
  });

  test('nobody reads of a pupil at a school that is not theirs, or who is not the student’s', () => {
    fc.assert(
      fc.property(someDirectory, someMoment, someMoment, (directory, since, moment) => {
        for (const coordinator of directory.programme.people.filter(({ role }) => role === 'coordinator')) {
          const { pupils: read } = unreachableDetails(
            directory,
            { student: sam, since },
            coordinator,
            moment,
          );
          const mayRead = directory.programme.pupils
            .filter(({ school }) => coversSchool(coordinator, school))
            .filter(({ id }) => directory.pairsOfStudent(sam).some(({ pupil }) => pupil === id))
            .map(({ firstName }) => firstName);
          expect(read.map(({ label }) => label).filter((label) => !mayRead.includes(label))).toEqual([]);
          expect(new Set(read.map(({ label }) => label)).size).toBe(read.length);
        }
      }),
      few,
    );
  });
});
