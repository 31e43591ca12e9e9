import type { Outcome, SessionId } from '../bot/programme/facts';
import { type ActionOptions, type CardAction, execute } from './actions';
import { shownName } from './names';
import type { Words } from './words';

/** An answer as a card names it; `minutesLate` only with `late`. */
export interface OutcomeView {
  readonly outcome: Outcome;
  readonly minutesLate: number | null;
}

/** `Noor was 10 minuten te laat.`, escaped for a TextBlock. */
export const outcomeSentence = (words: Words, pupil: string, { outcome, minutesLate }: OutcomeView): string =>
  words.text(`outcome.${outcome}`, { pupil: shownName(pupil), minutes: minutesLate ?? 0 });

/** A button that stores one answer, whatever stands in the inputs of its card. */
export const recordButton = (
  title: string,
  session: SessionId,
  { outcome, minutesLate }: OutcomeView,
  options: ActionOptions = {},
): CardAction =>
  execute(title, 'checkIn.record', { session, outcome, minutesLate }, { inputs: 'none', ...options });

/** What can be said before a session: it stops the nudge and the check-in. */
export const offButtons = ({ text }: Words, session: SessionId): readonly CardAction[] => [
  recordButton(text('nudge.button.studentAbsent'), session, { outcome: 'studentAbsent', minutesLate: null }),
  recordButton(text('nudge.button.schoolCancelled'), session, {
    outcome: 'schoolCancelled',
    minutesLate: null,
  }),
];
