/**
 * What zod found wrong → sentences for whoever keeps programme.json.
 */
import type { z } from 'zod';
import { quoted } from './problems';

/** What is wrong at a path of the document. */
export interface SettingProblem {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
}

/** One problem per issue, and per unknown key; `value` is what was checked, found at `base` in the document. */
export function settingProblems(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  base: readonly PropertyKey[],
): readonly SettingProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [found(issue, value, base)];
    return issue.keys.filter((key) => key !== '__proto__').map((key) => unknownKey(key, issue, base));
  });
}

/** `schools[0].closed[1].from` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** The value at a path, undefined when there is none. Own keys only: a file may name `constructor`. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    return Reflect.get(part, key);
  }, value);
}

function found(issue: z.core.$ZodIssue, value: unknown, base: readonly PropertyKey[]): SettingProblem {
  const path = [...base, ...issue.path];
  const there = valueAt(value, issue.path);
  const name = path.length === 0 ? 'the file' : quoted(pathText(path));
  const what = there === undefined ? `${name} is missing` : `${name} is ${quoted(there)}`;
  return { path, problem: `${what}, expected ${issue.message}` };
}

function unknownKey(key: string, issue: z.core.$ZodIssue, base: readonly PropertyKey[]): SettingProblem {
  const path = [...base, ...issue.path, key];
  return { path, problem: `unknown key ${quoted(pathText(path))}, expected ${issue.message}` };
}
