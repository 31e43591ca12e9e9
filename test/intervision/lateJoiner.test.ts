import { placeLateJoiner } from '../../bot/intervision/lateJoiner';
import type { GroupToJoin } from '../../bot/ports/intervision';
import type { StudentToPlace } from '../../bot/programme/rounds/roster';
import { aStudent } from './students';

const late = aStudent('late@x');

/** A group of so many at a school, each in a class of their own unless said otherwise. */
const groupOf = (
  id: string,
  count: number,
  changes: { readonly school?: string; readonly class?: string; readonly university?: string } = {},
): GroupToJoin => ({
  id,
  students: Array.from({ length: count }, (_, index): StudentToPlace =>
    aStudent(`${id}${index}@x`, {
      university: changes.university ?? 'hhs',
      pupils: [{ school: changes.school ?? 'jdw', class: changes.class ?? `4${index}` }],
    }),
  ),
});

const place = (...groups: readonly GroupToJoin[]): unknown => placeLateJoiner(late, groups);

test.each<[string, readonly GroupToJoin[], unknown]>([
  [
    'the smallest group',
    [groupOf('a', 7), groupOf('b', 5), groupOf('c', 6)],
    { group: 'b', why: 'ownSchool' },
  ],
  [
    'of their school, though another is smaller',
    [groupOf('a', 7), groupOf('b', 4, { school: 'zwc' })],
    { group: 'a', why: 'ownSchool' },
  ],
  [
    'on a tie the one with fewer of the same class',
    [groupOf('a', 5, { class: '3A' }), groupOf('b', 5)],
    { group: 'b' },
  ],
  [
    'then the one with fewer of the same university',
    [groupOf('a', 5, { university: 'leiden' }), groupOf('b', 5)],
    { group: 'b' },
  ],
  ['then the first by id', [groupOf('b', 5), groupOf('a', 5)], { group: 'a' }],
  [
    'of another school when their own is full, and it is said',
    [groupOf('a', 9), groupOf('b', 8, { school: 'zwc' })],
    { group: 'b', why: 'otherSchool' },
  ],
  [
    'of another school when there is none of their own',
    [groupOf('b', 8, { school: 'zwc' })],
    { why: 'otherSchool' },
  ],
])('%s', (_, groups, expected) => {
  expect(place(...groups)).toMatchObject({ placed: true, ...Object(expected) });
  expect(place(...groups.toReversed())).toEqual(place(...groups));
});

test('nowhere when every group has nine', () => {
  expect(place(groupOf('a', 9), groupOf('b', 9))).toEqual({ placed: false, why: 'noRoom' });
});

test('nowhere when there are no groups', () => {
  expect(place()).toEqual({ placed: false, why: 'noGroups' });
});

test('who is in a group stays there', () => {
  const group = { ...groupOf('a', 8), id: 'a' };
  const groups = [{ ...group, students: [...group.students, late] }, groupOf('b', 4)];
  expect(placeLateJoiner(late, groups)).toEqual({ placed: true, group: 'a', why: 'already' });
});

test('who has no pupil joins the smallest of all', () => {
  const groups = [groupOf('a', 6), groupOf('b', 5, { school: 'zwc' })];
  expect(placeLateJoiner({ ...late, pupils: [] }, groups)).toMatchObject({ group: 'b', why: 'otherSchool' });
});
