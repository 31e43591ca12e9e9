import type { Language } from '../../bot/programme/model';
import type { RenderedCard } from '../../bot/ports';
import type { SessionDetails } from '../../bot/programme/sessionDetails';
import { type CardAction, say } from '../actions';
import template from './refused.json';
import { offButtons, wentAheadButton } from '../outcomes';
import { cardTemplate, renderCard } from '../render';
import { sessionLine } from '../sessions';
import type { CheckInRefusedView } from '../studentViews';
import { type Words, words } from '../words';

const checkInRefused = cardTemplate(template);

const offOf = (
  reason: CheckInRefusedView['reason'],
  own: SessionDetails,
  all: Words,
): readonly CardAction[] => {
  if (reason === 'calledOff') return [wentAheadButton(all, own)];
  return reason === 'notBegun' ? offButtons(all, own) : [];
};

/** Why a check-in was not taken. Only the reader's own session is named. */
export const checkInRefusedCard = (
  { reason, session }: CheckInRefusedView,
  language: Language,
): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const own = reason === 'notYours' ? null : session;
  const off = own === null ? [] : offOf(reason, own, all);
  const data = {
    title: text('checkInRefused.title'),
    lines: [
      { text: text(`checkInRefused.${reason}`) },
      ...(own === null ? [] : [{ text: sessionLine(language, own) }]),
    ],
    buttons: [...off, say(text('command.myWeek'), text('typed.myWeek'))],
  };
  return renderCard(checkInRefused, data, text('checkInRefused.summary'));
};
