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

/** Which session a button answers; `seen` says that a coordinator's answer stood on its card. */
export interface AnswerTarget {
  readonly session: SessionId;
  readonly seen: 'corrected' | null;
}

/** A button that stores one answer, whatever stands in the inputs of its card. */
export const recordButton = (
  title: string,
  target: AnswerTarget,
  { outcome, minutesLate }: OutcomeView,
  options: ActionOptions = {},
): CardAction =>
  execute(title, 'checkIn.record', { ...target, outcome, minutesLate }, { inputs: 'none', ...options });

/** What can be said before a session: it stops the nudge and the check-in. */
export const offButtons = (
  { text }: Words,
  session: SessionId,
  seen: AnswerTarget['seen'] = null,
): readonly CardAction[] => [
  recordButton(
    text('nudge.button.studentAbsent'),
    { session, seen },
    { outcome: 'studentAbsent', minutesLate: null },
  ),
  recordButton(
    text('nudge.button.schoolCancelled'),
    { session, seen },
    {
      outcome: 'schoolCancelled',
      minutesLate: null,
    },
  ),
];
