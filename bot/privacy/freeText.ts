/** What people typed, taken out of what is held; what happened stays. */
import type { Held, HeldFact } from '../privacyPorts';
import type { RoundFact } from '../programme/rounds/facts';
import { withoutTexts } from './roundTexts';

/** Stands where a text has to stand: an answer with a reason is a correction, and stays one. */
export const textGone = '…';

const hasText = ({ fact, followUp }: HeldFact): boolean =>
  (followUp?.note ?? null) !== null ||
  (followUp?.nextStep ?? null) !== null ||
  (fact.kind === 'action' ? fact.note !== null : (fact.reason ?? textGone) !== textGone);

const factWithoutText = ({ fact }: HeldFact): HeldFact['fact'] => {
  if (fact.kind === 'action') return { ...fact, note: null };
  return fact.reason === undefined ? fact : { ...fact, reason: textGone };
};

/** A fact of a pupil without notes, steps and reasons. */
export const factAlone = (held: HeldFact): HeldFact => ({
  ...held,
  fact: factWithoutText(held),
  followUp: held.followUp === null ? null : { ...held.followUp, note: null, nextStep: null },
});

/** A thing without what was typed in it; the same when nothing was. */
export const heldWithoutText = (held: Held): Held => {
  if (held.kind === 'fact' && hasText(held.value)) return { ...held, value: factAlone(held.value) };
  const isNoted = held.kind === 'contactMade' && held.value.note !== null;
  return isNoted ? { ...held, value: { ...held.value, note: null } } : held;
};

/** A fact of intervision without case, advice and follow-up; the name of the round stays. */
export const roundWithoutText = (fact: RoundFact): RoundFact =>
  fact.kind === 'created' ? fact : withoutTexts(fact, () => true);
