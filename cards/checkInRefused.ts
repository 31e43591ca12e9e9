import type { Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { say } from './actions';
import template from './checkInRefused.json';
import { offButtons } from './outcomes';
import { cardTemplate, renderCard } from './render';
import { sessionLine } from './sessions';
import type { CheckInRefusedView } from './studentViews';
import { words } from './words';

const checkInRefused = cardTemplate(template);

/** Why a check-in was not taken. Only the reader's own session is named. */
export const checkInRefusedCard = (
  { reason, session }: CheckInRefusedView,
  language: Language,
): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const own = reason === 'notYours' ? null : session;
  const off = reason === 'notBegun' && own !== null ? offButtons(all, own) : [];
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
