/**
 * `rules` of programme.json: overrides by name, checked one by one so that every mistake is named.
 */
import { isRuleNumber, ruleProblems } from '../programme/rules';
import type { RuleOverrides } from '../programme/rules';
import { quoted } from './problems';
import { flagRuleSchema, ruleNumberSchemas } from './programmeSchema';
import { settingProblems } from './settingIssues';
import type { SettingProblem } from './settingIssues';
import { hasControlCharacter, longestId } from './values';

/** The overrides that can be used, and what is wrong with the others. */
export interface RulesSetting {
  readonly overrides: RuleOverrides;
  readonly problems: readonly SettingProblem[];
}

/** Checks `rules` entry by entry. */
export function readRules(rules: Readonly<Record<string, unknown>>): RulesSetting {
  const entries = Object.entries(rules).map(([name, value]) => readEntry(name, value));
  const overrides = Object.fromEntries(
    entries.flatMap(({ name, override }) => (override === null ? [] : [[name, override] as const])),
  );
  const unfit = ruleProblems(overrides).map(({ name, problem }) => ({
    path: ['rules', name],
    problem: `rule ${quoted(name)} ${problem}`,
  }));
  return { overrides, problems: [...entries.flatMap((entry) => entry.problems), ...unfit] };
}

interface Entry {
  readonly name: string;
  /** Null when its form is wrong. */
  readonly override: RuleOverrides[string] | null;
  readonly problems: readonly SettingProblem[];
}

function readEntry(name: string, value: unknown): Entry {
  const path = ['rules', name];
  if (name.trim() === '' || name.length > longestId || hasControlCharacter(name)) {
    const expected = `a name of 1 to ${longestId} printable characters`;
    return {
      name,
      override: null,
      problems: [{ path, problem: `rule ${quoted(name)}, expected ${expected}` }],
    };
  }
  // What is of the wrong kind for its name is left to ruleProblems, which says what the names are.
  if (value === false) return { name, override: value, problems: [] };
  if (typeof value === 'number' && !isRuleNumber(name)) return { name, override: value, problems: [] };
  const parsed = (isRuleNumber(name) ? ruleNumberSchemas[name] : flagRuleSchema).safeParse(value);
  if (parsed.success) return { name, override: parsed.data, problems: [] };
  return { name, override: null, problems: settingProblems(parsed.error.issues, value, path) };
}
