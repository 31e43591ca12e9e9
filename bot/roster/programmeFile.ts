/**
 * programme.json → everything of a programme but its people.
 */
import type { z } from 'zod';
import type { Closure, Day, Programme, Rules, School } from '../programme/model';
import { resolveRules } from '../programme/rules';
import { decode } from './decode';
import { readJson } from './jsonFile';
import { quoted } from './problems';
import type { ProblemList } from './problems';
import { longestYears, programmeSchema } from './programmeSchema';
import type { schoolSchema } from './programmeSchema';
import { retentionOf, retentionProblems } from './retentionSetting';
import { readRules } from './rulesSetting';
import { settingProblems, valueAt } from './settingIssues';
import type { SettingProblem } from './settingIssues';
import { yearsLater } from './values';
import { parseDay } from '../programme/calendar';
import { asTeamsWrites } from '../programme/tenant';

/** A programme without what the CSV files hold. */
type Settings = Omit<Programme, 'people' | 'pupils' | 'pairs' | 'groups'>;

/** What the other files are checked against; known as far as it can be, also when something is wrong. */
export interface SettingsFile {
  /** Null when anything in the file is wrong. */
  readonly settings: Settings | null;
  /** Null when unknown, so that one mistake here is not a hundred elsewhere. */
  readonly schools: ReadonlySet<string> | null;
  readonly universities: ReadonlySet<string> | null;
  readonly days: { readonly start: Day; readonly end: Day } | null;
}

/** Nothing known: the file is missing or no JSON. */
export const unknownSettings: SettingsFile = {
  settings: null,
  schools: null,
  universities: null,
  days: null,
};

/** Reads programme.json and reports everything that is wrong with it. */
export function readSettings(bytes: Uint8Array, problems: ProblemList): SettingsFile {
  const decoded = decode(bytes);
  if (!decoded.ok) problems.add(decoded.line, decoded.problem);
  const document = decoded.ok ? readJson(decoded.text, problems) : null;
  if (document === null) return unknownSettings;
  const { value } = document;
  const parsed = programmeSchema.safeParse(value);
  const rules = readRules(recordAt(value, 'rules'));
  const found = [
    ...(parsed.success ? [] : settingProblems(parsed.error.issues, value, [])),
    ...rules.problems,
    ...crossProblems(value, resolveRules(rules.overrides)),
  ];
  for (const { path, problem } of found) problems.add(document.lineOf(path), problem);
  return {
    settings:
      parsed.success && problems.total === 0 ? settingsOf(parsed.data, resolveRules(rules.overrides)) : null,
    schools: idsAt(value, 'schools'),
    universities: idsAt(value, 'universities'),
    days: daysOf(value),
  };
}

/** What follows from several values together, looked at even when others of them are wrong. */
function crossProblems(value: unknown, rules: Rules): readonly SettingProblem[] {
  return [
    ...spanProblems(value),
    ...repeats(value, ['schools'], (index) => ['schools', index, 'id']),
    ...repeats(value, ['universities'], (index) => ['universities', index, 'id']),
    ...repeats(value, ['tenants'], (index) => ['tenants', index], asTeamsWrites),
    ...limitProblems(value, rules),
    ...retentionProblems((name) => numberAt(value, ['retention', name])),
  ];
}

function spanProblems(value: unknown): readonly SettingProblem[] {
  const days = datesOf(value);
  if (days === null) return [];
  const { start, end } = days;
  const wrong = (expected: string) => [
    { path: ['end'], problem: `"end" is ${quoted(end)}, expected ${expected}` },
  ];
  if (end < start) return wrong(`a day not before "start", ${start}`);
  if (end > yearsLater(start, longestYears)) {
    return wrong(`a day within ${longestYears} years of "start", ${start}`);
  }
  return [];
}

/** Texts of a list that stood in it before; `sameAs` gives what two texts have alike that mean the same. */
function repeats(
  value: unknown,
  list: readonly string[],
  pathOf: (index: number) => readonly PropertyKey[],
  sameAs: (text: string) => string = (text) => text,
): readonly SettingProblem[] {
  const seen = new Set<string>();
  return Array.from(listAt(value, list), (_, index) => pathOf(index)).flatMap((path) => {
    const text = valueAt(value, path);
    if (typeof text !== 'string') return [];
    if (seen.has(sameAs(text))) {
      return [{ path, problem: `${quoted(text)} is in ${quoted(list.join('.'))} twice, expected once` }];
    }
    seen.add(sameAs(text));
    return [];
  });
}

function limitProblems(value: unknown, rules: Rules): readonly SettingProblem[] {
  const schools = listAt(value, ['schools']).map((_, index) => ['schools', index, 'rules']);
  return [['rules'], ...schools].flatMap((path) => {
    const lateFrom = numberAt(value, [...path, 'lateFrom']) ?? rules.lateFrom;
    const absentFrom = numberAt(value, [...path, 'absentFrom']) ?? rules.absentFrom;
    if (lateFrom < absentFrom || valueAt(value, path) === undefined) return [];
    const problem = `lateFrom ${lateFrom} is not less than absentFrom ${absentFrom}, expected lateFrom < absentFrom, for example 5 and 20`;
    return [{ path, problem }];
  });
}

function datesOf(value: unknown): { start: Day; end: Day } | null {
  const [start, end] = [valueAt(value, ['start']), valueAt(value, ['end'])];
  if (typeof start !== 'string' || typeof end !== 'string') return null;
  return parseDay(start) === null || parseDay(end) === null ? null : { start, end };
}

function daysOf(value: unknown): SettingsFile['days'] {
  return spanProblems(value).length === 0 ? datesOf(value) : null;
}

function idsAt(value: unknown, key: string): ReadonlySet<string> | null {
  const items = valueAt(value, [key]);
  if (!Array.isArray(items)) return null;
  const ids = items.map((item: unknown) => valueAt(item, ['id']));
  return ids.every((id) => typeof id === 'string') ? new Set(ids) : null;
}

function listAt(value: unknown, path: readonly PropertyKey[]): readonly unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}

function numberAt(value: unknown, path: readonly PropertyKey[]): number | null {
  const number = valueAt(value, path);
  return typeof number === 'number' ? number : null;
}

function recordAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const record = valueAt(value, [key]);
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return {};
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== '__proto__'));
}

function settingsOf(file: z.output<typeof programmeSchema>, rules: Rules): Settings {
  return {
    id: file.id,
    name: file.name,
    timeZone: file.timeZone,
    language: file.language,
    start: file.start,
    end: file.end,
    requiredSessions: file.requiredSessions,
    tenants: file.tenants.map(asTeamsWrites),
    pupilLabel: file.pupilLabel ?? 'firstName',
    sendWindow: file.sendWindow ?? { from: '08:30', to: '19:00' },
    retention: retentionOf(file.retention),
    rules,
    schools: file.schools.map(schoolOf),
    universities: file.universities.map(({ id, name, closed }) => ({ id, name, closed: closuresOf(closed) })),
  };
}

function schoolOf(school: z.output<typeof schoolSchema>): School {
  return {
    id: school.id,
    name: school.name,
    closed: closuresOf(school.closed),
    contact: school.contact ?? null,
    lateFrom: school.rules?.lateFrom ?? null,
    absentFrom: school.rules?.absentFrom ?? null,
  };
}

function closuresOf(closed: z.output<typeof schoolSchema>['closed']): readonly Closure[] {
  return (closed ?? []).map(({ from, to, label }) => ({ from, to, label: label ?? null }));
}
