/** Students and teachers for groups: builders, and any that fast-check makes. */
import * as fc from 'fast-check';
import type { GroupsWanted } from '../../bot/ports/intervision';
import type { StudentToPlace, TeacherAvailable } from '../../bot/programme/rounds/roster';

export const aStudent = (email: string, changes: Partial<StudentToPlace> = {}): StudentToPlace => ({
  email,
  university: 'leiden',
  pupils: [{ school: 'jdw', class: '3A' }],
  ...changes,
});

/** `s01` and on, each as `changes` says by number. */
export const students = (
  count: number,
  changes: (index: number) => Partial<StudentToPlace> = () => ({}),
): readonly StudentToPlace[] =>
  Array.from({ length: count }, (_, index) =>
    aStudent(`s${String(index + 1).padStart(2, '0')}@x`, changes(index)),
  );

export const aTeacher = (email: string, groups = 0): TeacherAvailable => ({ email, groups });

export const wantedOf = (changes: Partial<GroupsWanted> = {}): GroupsWanted => ({
  students: [],
  teachers: [aTeacher('theo@x'), aTeacher('tine@x')],
  groupSize: 7,
  prefix: 'r1-',
  ...changes,
});

const pupil = fc.record({
  school: fc.constantFrom('jdw', 'zwc', 'hav'),
  class: fc.constantFrom('3A', '3B', '3C', '3D'),
});

/** Students with so many pupils each. */
export const anyStudents = (
  fewest: number,
  most: number,
  pupils: { readonly from: number; readonly to: number },
) =>
  fc
    .array(
      fc.record({
        university: fc.constantFrom('leiden', 'hhs', null),
        pupils: fc.array(pupil, { minLength: pupils.from, maxLength: pupils.to }),
      }),
      { minLength: fewest, maxLength: most },
    )
    .map((all): readonly StudentToPlace[] =>
      all.map((student, index) => ({ email: `s${index}@x`, ...student })),
    );

export const anyTeachers = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 })
  .map((all) => all.map((groups, index) => aTeacher(`t${index}@x`, groups)));
