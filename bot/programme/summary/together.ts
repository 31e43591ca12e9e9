/** Several schools, classes or pupils looked at together: `3A en 3B`. */
import type { Directory } from '../directory';
import { pupilLabel } from '../labels';
import type { Pupil } from '../model';
import type { SummaryAsked, Where } from './asked';

/** Whether a pupil belongs to a school, class or pupil; nulls are everybody. */
export const isIn = ({ school, class: of, pupil: id }: Where, pupil: Pupil): boolean =>
  (school === null || pupil.school === school) &&
  (of === null || pupil.class === of) &&
  (id === null || pupil.id === id);

const nowhere: Where = { school: null, class: null, pupil: null };

/** The school, and the class, that all of them are in; nulls where they differ, or one of them is a whole school. */
export const commonOf = (together: readonly Where[]): Where => {
  const [first = nowhere] = together;
  const isOneSchool = together.every((one) => one.class !== null && one.school === first.school);
  const isOneClass = isOneSchool && together.every((one) => one.pupil !== null && one.class === first.class);
  return { school: isOneSchool ? first.school : null, class: isOneClass ? first.class : null, pupil: null };
};

/** The school and class that everybody is in whom a reader of some schools asks for; nulls where there may be several. */
export const commonAsked = (asked: SummaryAsked, schools: readonly string[]): Where => {
  if (asked.together.length > 0) return commonOf(asked.together);
  const only = schools.length === 1 ? (schools[0] ?? null) : null;
  return { school: asked.school ?? only, class: asked.class, pupil: null };
};

/** The schools that are named, each once. */
export const schoolsNamed = (together: readonly Where[]): readonly string[] => [
  ...new Set(together.flatMap(({ school }) => school ?? [])),
];

/** The pupils, when nothing but pupils is named; else null. */
export const pupilsNamed = ({ pupil, together }: SummaryAsked): readonly string[] | null => {
  const named = pupil === null ? together.flatMap((one) => one.pupil ?? []) : [pupil];
  return named.length === Math.max(together.length, 1) ? named : null;
};

const schoolName = (directory: Directory, school: string | null): string =>
  school === null ? directory.programme.name : (directory.school(school)?.name ?? school);

/** How one of them is called where what they have in common is known: `3A`; else `3A (Johan de Witt)`. */
export const whereLabel = (directory: Directory, where: Where, common: Where): string => {
  const { school, class: of, pupil } = where;
  const parts = [
    pupil === null ? null : pupilLabel(directory, pupil),
    common.class === null ? of : null,
    common.school === null ? schoolName(directory, school) : null,
  ];
  const [name = '', ...around] = parts.filter((part) => part !== null);
  return around.length === 0 ? name : `${name} (${around.join(', ')})`;
};

/** Names of what is asked for, from large to small: `Johan de Witt`, `3A + 3B`. */
export const titleTogether = (directory: Directory, together: readonly Where[]): string[] => {
  const common = commonOf(together);
  return [
    ...(common.school === null ? [] : [schoolName(directory, common.school)]),
    ...(common.class === null ? [] : [common.class]),
    together.map((where) => whereLabel(directory, where, common)).join(' + '),
  ];
};

/** Names of the schools a reader may see, where that is one or not all of the programme; else none. */
export const schoolsRead = (directory: Directory, schools: readonly string[]): readonly string[] =>
  schools.length > 1 && schools.length === directory.programme.schools.length
    ? []
    : schools.map((id) => directory.school(id)?.name ?? id);
