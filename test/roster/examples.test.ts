import { join } from 'node:path';
import type { Programme } from '../../bot/programme/model';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { formatProblem } from '../../bot/roster/problems';
import { readFolder } from '../../bot/roster/readFolder';

let programme: Programme;
beforeAll(async () => {
  const parsed = parseFolder(await readFolder(join(__dirname, '../../examples/programme')));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  programme = parsed.programme;
});

describe('the sample programme', () => {
  test('has the size the README says', () => {
    const withRole = (role: string) => programme.people.filter((person) => person.role === role).length;
    expect([withRole('student'), withRole('coordinator'), withRole('teacher')]).toEqual([56, 2, 6]);
    expect(programme.pupils).toHaveLength(56);
    expect(new Set(programme.pupils.map((pupil) => `${pupil.school} ${pupil.class}`)).size).toBe(4);
    expect([programme.schools.length, programme.universities.length, programme.tenants.length]).toEqual([
      2, 2, 2,
    ]);
  });

  test('has a pair for every pupil and student, a hand-over, and a student with two pupils', () => {
    const { pairs } = programme;
    expect(pairs).toHaveLength(57);
    expect(new Set(pairs.map(({ pupil }) => pupil)).size).toBe(56);
    expect(new Set(pairs.map(({ student }) => student)).size).toBe(56);
    expect(pairs.filter(({ pupil }) => pupil === 'Z3B14').map(({ from, until }) => [from, until])).toEqual([
      [null, '2027-04-16'],
      ['2027-05-10', null],
    ]);
    expect(pairs.filter(({ student }) => student === 'robin.jacobs@example.org')).toHaveLength(2);
  });

  test('has every student in a group of 6 to 8, some of which meet at a fixed time', () => {
    const { groups } = programme;
    expect(groups.flatMap(({ students }) => students)).toHaveLength(56);
    expect(groups.every(({ students }) => students.length >= 6 && students.length <= 8)).toBe(true);
    expect(groups.filter(({ meeting }) => meeting !== null).map(({ id }) => id)).toEqual(['D', 'E']);
  });

  test('keeps its people at example.org', () => {
    expect(programme.people.filter(({ email }) => !email.endsWith('@example.org'))).toEqual([]);
  });
});
