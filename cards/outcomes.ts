import type { Outcome } from '../bot/programme/facts';
import type { SessionDetails } from '../bot/programme/sessionDetails';
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

/** Which session a button answers; `seen` says how many answers there were when its card was drawn. */
export interface AnswerTarget extends Pick<SessionDetails, 'programme' | 'session'> {
  readonly seen: number;
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
  { programme, session }: SessionDetails,
  seen = 0,
): readonly CardAction[] =>
  (['studentAbsent', 'schoolCancelled'] as const).map((outcome) =>
    recordButton(
      text(`nudge.button.${outcome}`),
      { programme, session, seen },
      { outcome, minutesLate: null },
    ),
  );

/** Asks how a session went that was called off before; until it has begun the answer says so. */
export const wentAheadButton = ({ text }: Words, { programme, session }: SessionDetails): CardAction =>
  execute(text('checkIn.button.wentAhead'), 'checkIn.change', { programme, session }, { inputs: 'none' });
