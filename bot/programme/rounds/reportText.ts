/** What a teacher writes of a meeting (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import { personName } from '../labels';
import type { Day } from '../model';
import { holdsName, nameProblem, type NameProblem } from '../nameInText';
import { pupilNames } from './caseText';
import type { Report } from './model';
import { activeStudents } from './weeks';

/** Longest texts of a report, in characters as a person counts them in a field (UTF-16). */
export const longestReport = { method: 100, advice: 1000, followUp: 500 } as const;

/** What was typed; `present` holds addresses with commas between them. */
export type TypedReport = Readonly<Record<keyof Report, string>>;

/** What is wrong with a field; `unknown` are addresses of nobody in the programme. */
export type ReportProblem =
  | { readonly field: 'present'; readonly refusal: 'unknown'; readonly unknown: readonly string[] }
  | ({ readonly field: 'method' | 'advice' | 'followUp' } & ({ readonly refusal: 'tooLong' } | NameProblem));

const addressesIn = (typed: string): readonly string[] => [
  ...new Set(
    typed
      .split(/[,;\s]+/)
      .map((address) => address.trim().toLowerCase())
      .filter((address) => address !== ''),
  ),
];

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What the pupils of some students are called by, but for what one of the students is called too. */
const telling = (directory: Directory, students: readonly string[]): readonly string[] => {
  const own = students.map((student) => personName(directory, student));
  const names = students.flatMap((student) => pupilNames(directory, student));
  return names.filter((name) => !own.some((text) => holdsName(text, name)));
};

/**
 * The report, or everything that is wrong with it. Somebody of another group may have been there; a text may name no
 * pupil of the members or of whoever was there. `noNames`: everyday words of which the teacher says that they name nobody.
 */
export const reportFrom = (
  directory: Directory,
  members: readonly string[],
  typed: TypedReport,
  day: Day,
  noNames = '',
): Report | { readonly problems: readonly ReportProblem[] } => {
  const present = addressesIn(typed.present);
  const known = new Set([...members, ...activeStudents(directory, present, day)]);
  const unknown = present.filter((address) => !known.has(address));
  const names = telling(directory, [...new Set([...members, ...present])]);
  const texts = (['method', 'advice', 'followUp'] as const).flatMap((field): ReportProblem[] => {
    const text = typed[field].trim();
    if (text.length > longestReport[field]) return [{ field, refusal: 'tooLong' }];
    const named = nameProblem(text, names, noNames);
    return named === null ? [] : [{ field, ...named }];
  });
  const problems: readonly ReportProblem[] = [
    ...(unknown.length === 0 ? [] : [{ field: 'present', refusal: 'unknown', unknown } as const]),
    ...texts,
  ];
  if (problems.length > 0) return { problems };
  return {
    present,
    method: orNull(typed.method),
    advice: orNull(typed.advice),
    followUp: orNull(typed.followUp),
  };
};
