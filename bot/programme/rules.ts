/**
 * The numbers of the rules: the table of docs/rules.md, and a programme's own changes to it.
 */
import type { Counted, FlagRule, Level, Rules } from './model';

/** Numbers a programme may override by name; a school only the first two. */
const ruleNumbers = ['lateFrom', 'absentFrom', 'clearAfter', 'reopenWithin', 'raiseAfter'] as const;
/** The name of such a number. */
export type RuleNumber = (typeof ruleNumbers)[number];

/** What `rules` may say of one flag rule; a rule that is not built in needs all four. */
interface FlagRuleOverride {
  readonly counts?: readonly Counted[] | undefined;
  readonly count?: number | undefined;
  readonly among?: number | undefined;
  readonly level?: Level | undefined;
}

/** `rules` of programme.json: numbers by name, flag rules by name, `false` for a flag rule that is off. */
export type RuleOverrides = Readonly<Record<string, number | false | FlagRuleOverride>>;

/** The rules where a programme says nothing (docs/rules.md, Flags). */
export const defaultRules: Rules = {
  lateFrom: 5,
  absentFrom: 20,
  clearAfter: 3,
  reopenWithin: 4,
  raiseAfter: 10,
  flagRules: [
    { name: 'absentTwice', counts: ['absence'], count: 2, among: 4, level: 1 },
    { name: 'absentInARow', counts: ['absence'], count: 2, among: 2, level: 2 },
    { name: 'absentOften', counts: ['absence'], count: 3, among: 8, level: 2 },
    { name: 'absentLong', counts: ['absence'], count: 3, among: 3, level: 3 },
    { name: 'missedOften', counts: ['absence', 'missed'], count: 3, among: 6, level: 1 },
    { name: 'lateOften', counts: ['late'], count: 3, among: 6, level: 1 },
    { name: 'lateVeryOften', counts: ['late'], count: 5, among: 8, level: 2 },
  ],
};

/** Whether a name in `rules` is that of a number, and so not of a flag rule. */
export function isRuleNumber(name: string): name is RuleNumber {
  return ruleNumbers.some((known) => known === name);
}

/**
 * The rules after a programme's overrides: built-in rules keep their order, new ones follow in the order
 * given. Expects overrides that `ruleProblems` finds nothing wrong with; what it would refuse has no effect.
 */
export function resolveRules(overrides: RuleOverrides): Rules {
  const changes = new Map(Object.entries(overrides));
  const number = (name: RuleNumber): number => {
    const change = changes.get(name);
    return typeof change === 'number' ? change : defaultRules[name];
  };
  return {
    lateFrom: number('lateFrom'),
    absentFrom: number('absentFrom'),
    clearAfter: number('clearAfter'),
    reopenWithin: number('reopenWithin'),
    raiseAfter: number('raiseAfter'),
    flagRules: [...changedBuiltIns(changes), ...newRules(changes)],
  };
}

/** What is wrong with overrides beyond the type of each value: which entry, and what was expected instead. */
export function ruleProblems(overrides: RuleOverrides): readonly { name: string; problem: string }[] {
  return Object.entries(overrides).flatMap(([name, change]) => {
    const problem = entryProblem(name, change);
    return problem === null ? [] : [{ name, problem }];
  });
}

function changedBuiltIns(changes: ReadonlyMap<string, RuleOverrides[string]>): readonly FlagRule[] {
  return defaultRules.flagRules.flatMap((rule) => {
    const change = changes.get(rule.name);
    if (change === false) return [];
    return typeof change === 'object' ? [withOverride(rule, change)] : [rule];
  });
}

function newRules(changes: ReadonlyMap<string, RuleOverrides[string]>): readonly FlagRule[] {
  return [...changes].flatMap(([name, change]) => {
    if (isRuleNumber(name) || builtIn(name) !== undefined || typeof change !== 'object') return [];
    const rule = wholeRule(name, change);
    return rule === null ? [] : [rule];
  });
}

function withOverride(rule: FlagRule, change: FlagRuleOverride): FlagRule {
  return {
    name: rule.name,
    counts: change.counts ?? rule.counts,
    count: change.count ?? rule.count,
    among: change.among ?? rule.among,
    level: change.level ?? rule.level,
  };
}

function wholeRule(name: string, change: FlagRuleOverride): FlagRule | null {
  const { counts, count, among, level } = change;
  if (counts === undefined || count === undefined || among === undefined || level === undefined) return null;
  return { name, counts, count, among, level };
}

function entryProblem(name: string, change: RuleOverrides[string]): string | null {
  if (isRuleNumber(name)) {
    return typeof change === 'number' ? null : 'expected a whole number, for example 5';
  }
  const known = builtIn(name);
  if (typeof change === 'number') {
    return `is not a number of the rules; the numbers are ${ruleNumbers.join(', ')}`;
  }
  if (change === false) {
    return known === undefined
      ? `turns off a rule that does not exist; the rules are ${builtInNames()}`
      : null;
  }
  const rule = known === undefined ? wholeRule(name, change) : withOverride(known, change);
  if (rule === null) {
    return 'is a new rule and needs all of counts, count, among and level, for example {"counts": ["late"], "count": 2, "among": 4, "level": 1}';
  }
  if (rule.count <= rule.among) return null;
  return `can never fire: count ${rule.count} is more than among ${rule.among}; expected count ≤ among`;
}

function builtIn(name: string): FlagRule | undefined {
  return defaultRules.flagRules.find((rule) => rule.name === name);
}

function builtInNames(): string {
  return defaultRules.flagRules.map((rule) => rule.name).join(', ');
}
