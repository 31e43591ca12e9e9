/** How a student may bring up a flag with their own pupil. */
import type { Flag } from '../facts';
import type { RuleLookup } from './details';

/** What the talk is about; `general` when the rules that fired no longer exist. */
export type TalkKind = 'absence' | 'missed' | 'late' | 'general';

/**
 * What weighs most among the reasons: not being there without a message, then not being there at all, then being late.
 */
export const talkKind = ({ reasons }: Pick<Flag, 'reasons'>, ruleOf: RuleLookup): TalkKind => {
  const counted = reasons.map(({ rule }) => ruleOf(rule)?.counts ?? []);
  if (counted.some((counts) => counts.includes('absence') && !counts.includes('missed'))) return 'absence';
  if (counted.some((counts) => counts.includes('missed'))) return 'missed';
  return counted.some((counts) => counts.includes('late')) ? 'late' : 'general';
};
