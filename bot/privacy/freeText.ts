/** What people typed, taken out of what is held; what happened stays. */
import type { Held, HeldFact } from '../ports/privacy';
import { factWithoutText, followUpWithoutText } from '../programme/freeText';
import type { RoundFact } from '../programme/rounds/facts';
import { withoutTexts } from './roundTexts';

const heldFactWithoutText = (held: HeldFact): HeldFact => {
  const fact = factWithoutText(held.fact);
  const followUp = held.followUp === null ? null : followUpWithoutText(held.followUp);
  return fact === held.fact && followUp === held.followUp ? held : { ...held, fact, followUp };
};

/** A thing without what was typed in it; the same when nothing was. */
export const heldWithoutText = (held: Held): Held => {
  if (held.kind === 'fact') {
    const value = heldFactWithoutText(held.value);
    return value === held.value ? held : { ...held, value };
  }
  const isNoted = held.kind === 'contactMade' && held.value.note !== null;
  return isNoted ? { ...held, value: { ...held.value, note: null } } : held;
};

/** A fact of intervision without case, advice and follow-up; the name of the round stays. */
export const roundWithoutText = (fact: RoundFact): RoundFact =>
  fact.kind === 'created' ? fact : withoutTexts(fact, () => true);
