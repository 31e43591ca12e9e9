import {
  grantsOf,
  groupWithin,
  pupilWithin,
  rolesAt,
  schoolsWithin,
  sessionMayBeOwn,
  type Grant,
} from '../../bot/programme/access';
import type { Thing } from '../../bot/programme/accessTable';
import type { Day, Person, Programme } from '../../bot/programme/model';
import { aCoordinator, aDirectory, aPair, aPerson, aPupil, aSchool, at } from '../builders';

const teacher = aPerson({ email: 'theo@hmp.example', role: 'teacher', university: null });
const schools = [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })];
const changes: Partial<Programme> = {
  schools,
  pupils: [aPupil(), aPupil({ id: 'p2', school: 'zwc' })],
  pairs: [aPair({ until: '2027-03-09' }), aPair({ pupil: 'p2', from: '2027-03-10' })],
};
const directory = aDirectory(changes);
const grantOfOne = (person: Person, thing: Thing): Grant => {
  const [grant] = grantsOf(directory, [person], thing);
  if (grant === undefined) throw new Error(`no grant for ${thing}`);
  return grant;
};

describe('the schools of a coordinator', () => {
  test.each([
    [[], ['jdw', 'zwc']],
    [['zwc'], ['zwc']],
    [
      ['zwc', 'jdw'],
      ['jdw', 'zwc'],
    ],
    [['gone'], []],
  ])('%j are %j', (named, expected) => {
    expect(schoolsWithin(grantOfOne(aCoordinator({ schools: named }), 'summary'))).toEqual(expected);
  });

  test('are all of them for what reaches the whole programme, and none for what does not reach by school', () => {
    expect(schoolsWithin(grantOfOne(aCoordinator({ schools: ['zwc'] }), 'rounds'))).toEqual(['jdw', 'zwc']);
    expect(schoolsWithin(grantOfOne(aPerson(), 'checkIns'))).toEqual([]);
    expect(schoolsWithin(grantOfOne(teacher, 'slots'))).toEqual([]);
  });
});

test.each<[string, Person, Thing, string, Day, boolean]>([
  ['a pupil at their school', aCoordinator({ schools: ['jdw'] }), 'flags', 'p1', '2027-03-09', true],
  ['a pupil at another school', aCoordinator({ schools: ['jdw'] }), 'flags', 'p2', '2027-03-09', false],
  ['nobody', aCoordinator(), 'flags', '__proto__', '2027-03-09', false],
  ['a pupil they mentor that day', aPerson(), 'flagOfOwnPupil', 'p1', '2027-03-09', true],
  ['a pupil they mentored before', aPerson(), 'flagOfOwnPupil', 'p1', '2027-03-10', false],
  ['a pupil they will mentor', aPerson(), 'flagOfOwnPupil', 'p2', '2027-03-09', false],
  ['a pupil, by what is only their own', aPerson(), 'checkIns', 'p1', '2027-03-09', false],
])('%s', (_, person, thing, pupil, day, isWithin) => {
  expect(pupilWithin(grantOfOne(person, thing), pupil, day) !== null).toBe(isWithin);
});

test('a session may be a student’s own when the roster does not show the opposite', () => {
  const own = grantOfOne(aPerson(), 'checkIns');
  expect(sessionMayBeOwn(own, 'p1/2027-03-02')).toBe(true);
  expect(sessionMayBeOwn(own, 'p9/2027-03-02')).toBe(false);
  expect(sessionMayBeOwn(grantOfOne(aPerson(), 'flagOfOwnPupil'), 'p1/2027-03-02')).toBe(false);
  expect(sessionMayBeOwn(grantOfOne(teacher, 'own'), 'p1/2027-03-02')).toBe(false);
});

test.each<[string, Person, Thing, boolean]>([
  ['its teacher', teacher, 'report', true],
  ['another teacher', { ...teacher, email: 'other@hmp.example' }, 'report', false],
  ['a member', aPerson(), 'meetings', true],
  ['a student of another group', aPerson({ email: 'noor@leiden.example' }), 'meetings', false],
  ['a student with the teacher’s address', aPerson({ email: teacher.email }), 'meetings', false],
  ['a coordinator, for the slots', aCoordinator({ schools: ['zwc'] }), 'slots', true],
  ['a coordinator, for what reaches no group', aCoordinator(), 'flags', false],
])('a group is reached by %s: %s', (_, person, thing, isWithin) => {
  const group = {
    teacher: teacher.email,
    students: ['sam@leiden.example'],
    bringer: null,
    isConfirmed: true,
  };
  expect(groupWithin(grantOfOne(person, thing), group)).toBe(isWithin);
});

test.each<[Person, Thing, boolean]>([
  [teacher, 'meetings', false],
  [aPerson(), 'meetings', false],
  [aCoordinator(), 'slots', true],
])('a group that is only proposed is reached by %o for %s: %s', (person, thing, isWithin) => {
  const group = {
    teacher: teacher.email,
    students: ['sam@leiden.example'],
    bringer: null,
    isConfirmed: false,
  };
  expect(groupWithin(grantOfOne(person, thing), group)).toBe(isWithin);
});

test.each<[string, string, string, number]>([
  ['the tenant of the programme', 'tenant-1', '2027-03-09T23:59:00+01:00', 1],
  ['the day an import ended the role', 'tenant-1', '2027-03-10T00:00:00+01:00', 0],
  ['another tenant', 'tenant-2', '2027-03-09T12:00:00+01:00', 0],
])('roles in %s', (_, tenant, moment, count) => {
  const people = [aPerson({ endedOn: '2027-03-10' })];
  const who = { tenant, email: 'sam@leiden.example' };
  expect(rolesAt(aDirectory({ people }), who, at(moment))).toHaveLength(count);
});
