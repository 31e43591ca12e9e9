/**
 * `retention` of programme.json: days after the end, each no earlier than the one before.
 */
import type { Retention } from '../programme/model';
import { defaultRetention } from '../programme/retention';
import type { SettingProblem } from './settingIssues';

const names = [
  'freeTextDays',
  'namesDays',
  'hoursDays',
  'accessDays',
] as const satisfies readonly (keyof Retention)[];

type Name = (typeof names)[number];

/** What the file says, and the default for what it leaves out. */
export function retentionOf(
  file: Readonly<Partial<Record<Name, number | undefined>>> | undefined,
): Retention {
  const days = (name: Name): number => file?.[name] ?? defaultRetention[name];
  return {
    freeTextDays: days('freeTextDays'),
    namesDays: days('namesDays'),
    hoursDays: days('hoursDays'),
    accessDays: days('accessDays'),
  };
}

/** What is needed for longer cannot go first: hours are counted from the pupils' sessions. */
export function retentionProblems(given: (name: Name) => number | null): readonly SettingProblem[] {
  const days = (name: Name): number => given(name) ?? defaultRetention[name];
  return names.slice(1).flatMap((later, index) => {
    const earlier = names[index] ?? later;
    if (days(earlier) <= days(later)) return [];
    const problem = `${earlier} ${days(earlier)} is more than ${later} ${days(later)}, expected ${names.join(' ≤ ')}, for example 30, 56, 182 and 365`;
    return [{ path: ['retention', given(later) === null ? earlier : later], problem }];
  });
}
