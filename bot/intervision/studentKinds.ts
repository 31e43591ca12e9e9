/** Students who are the same for the forming of groups: then numbers can be divided instead of people. */
import type { StudentToPlace } from '../programme/rounds/roster';

/** Something of which every group should have its even share, and what one too many or too few costs. */
export interface Share {
  readonly name: string;
  readonly cost: number;
}

/** Students with pupils in the same classes and with the same university; addresses in order. */
export interface StudentKind {
  readonly shares: readonly Share[];
  readonly students: readonly string[];
}

/** Two of one class in one group weigh more than a school or university that is not spread evenly. */
const costs = { class: 100, school: 10, university: 10 } as const;

/** A class belongs to its school: 3A of one school is not 3A of another. */
export const classOf = (pupil: { readonly school: string; readonly class: string }): string =>
  JSON.stringify([pupil.school, pupil.class]);

/** The classes of a student's pupils, each once, in order. */
export const classesOf = ({ pupils }: StudentToPlace): readonly string[] =>
  [...new Set(pupils.map(classOf))].toSorted();

/** The schools of a student's pupils, each once, in order. */
export const schoolsOf = ({ pupils }: StudentToPlace): readonly string[] =>
  [...new Set(pupils.map(({ school }) => school))].toSorted();

const share = (what: keyof typeof costs, id: string): Share => ({ name: `${what} ${id}`, cost: costs[what] });

const sharesOf = (student: StudentToPlace): readonly Share[] => [
  ...classesOf(student).map((id) => share('class', id)),
  ...schoolsOf(student).map((id) => share('school', id)),
  ...(student.university === null ? [] : [share('university', student.university)]),
];

/** Compares as text by code units, the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The kinds of students who come in order of address; the kinds in an order that only depends on what they are. */
export const studentKinds = (students: readonly StudentToPlace[]): readonly StudentKind[] => {
  const kinds = new Map<string, { shares: readonly Share[]; students: string[] }>();
  for (const student of students) {
    const shares = sharesOf(student);
    const key = JSON.stringify(shares.map(({ name }) => name));
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { shares, students: [student.email] });
    else kind.students.push(student.email);
  }
  return [...kinds].toSorted(([a], [b]) => byText(a, b)).map(([, kind]) => kind);
};
