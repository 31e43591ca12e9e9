import type { RuleLookup } from '../bot/programme/flags/details';
import type { Counted, Language } from '../bot/programme/model';
import type { Reason } from '../bot/programme/facts';
import { dayList } from './dates';
import { type TextKey, words } from './words';

/** Every set of things a rule can count, in alphabetical order. */
const keys = {
  absence: 'reason.absence',
  late: 'reason.late',
  missed: 'reason.missed',
  'absence+missed': 'reason.absence+missed',
  'absence+late': 'reason.absence+late',
  'late+missed': 'reason.late+missed',
  'absence+late+missed': 'reason.absence+late+missed',
} as const satisfies Record<string, TextKey>;

const keyByCounts: ReadonlyMap<string, TextKey> = new Map(Object.entries(keys));

const keyOf = (counts: readonly Counted[]): TextKey | undefined =>
  keyByCounts.get([...new Set(counts)].toSorted().join('+'));

/**
 * Why a rule fired, as a sentence a parent could read: `2× niet verschenen in de laatste 4 sessies
 * (2 en 16 maart)`. A rule that no longer exists is told without its numbers.
 */
export const reasonSentence = (language: Language, reason: Reason, ruleOf: RuleLookup): string => {
  const { text } = words(language);
  const values = { times: reason.dates.length, dates: dayList(language, reason.dates) };
  const rule = ruleOf(reason.rule);
  const what = rule === null ? undefined : keyOf(rule.counts);
  return rule === null || what === undefined
    ? text('reason.unknownRule', values)
    : text('reason.sentence', { ...values, what: text(what), among: rule.among });
};
