/** The cards of a check-in: the question, what is stored with the form below it, and why an answer is not taken. */
import { changeableUntil, type Said } from '../../bot/programme/checkIn';
import type { FollowUp } from '../../bot/programme/facts';
import { keepsText } from '../../bot/programme/freeText';
import { sessionDetails } from '../../bot/programme/sessionDetails';
import { isSameAnswer } from '../../bot/programme/sessions';
import type { RenderedCard } from '../../bot/ports';
import { checkInCard } from '../../cards/checkIn/checkIn';
import { checkInRefusedCard } from '../../cards/checkIn/refused';
import { checkInStoredCard } from '../../cards/checkIn/stored';
import type { CheckInRefusedView, CheckInStoredView, CheckInView } from '../../cards/studentViews';
import type { Turn } from '../turn';
import { isCorrectedNow, type OwnSession } from './facts';

const detailsOf = (own: OwnSession) => sessionDetails(own.loaded.directory, own.session);

const previousOf = (own: OwnSession): CheckInView['previous'] => {
  if (own.answer === null) return null;
  const { outcome, minutesLate } = own.answer;
  return { outcome, minutesLate, corrected: isCorrectedNow(own) };
};

/**
 * The question, with what was said before. With an error the card does not show what stands: then `seen` is what was
 * seen before.
 */
export const ask = (
  turn: Turn,
  own: OwnSession,
  view: Pick<CheckInView, 'occasion' | 'error'>,
  seen = own.answers.length,
): RenderedCard =>
  checkInCard(
    {
      session: detailsOf(own),
      begun: turn.now >= own.session.start,
      canPause: true,
      previous: previousOf(own),
      seen,
      ...view,
    },
    turn.language,
  );

/** Why an answer is not taken; without a session when it is not theirs. */
export const refused = (
  turn: Turn,
  reason: CheckInRefusedView['reason'],
  own: OwnSession | null,
): RenderedCard =>
  checkInRefusedCard({ reason, session: own === null ? null : detailsOf(own) }, turn.language);

/** Whether texts are asked for; where none are kept the card says nothing of why. */
export const asksText = ({ now }: Turn, { loaded, session }: OwnSession): boolean =>
  keepsText(loaded.directory, session.pupil, now);

/** Whether this is the answer that stands already. */
export const isRepeated = ({ answer }: OwnSession, said: Said): boolean =>
  answer !== null && isSameAnswer(answer, said);

/** What stands after this turn, with the form below it and how to change it. */
export const stored = (
  turn: Turn,
  own: OwnSession,
  said: Said,
  followUp: FollowUp,
  rest: Pick<CheckInStoredView, 'followUpStored' | 'error'>,
): RenderedCard => {
  const until = changeableUntil(own.loaded.directory, own.session);
  const changeable = turn.now < until ? until : null;
  // A stored answer has a session of its own, which is not the one a card shows.
  const { outcome, minutesLate } = said;
  const corrected = isRepeated(own, said) && isCorrectedNow(own);
  return checkInStoredCard(
    {
      session: detailsOf(own),
      outcome,
      minutesLate,
      followUp,
      seen: own.answers.length,
      corrected,
      changeableUntil: changeable,
      asksText: asksText(turn, own),
      ...rest,
    },
    turn.language,
  );
};
