import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { say } from './actions';
import type { SummaryUnclearView } from './coordinatorViews';
import { plainName, shownName } from './names';
import { cardTemplate, renderCard } from './render';
import { firstOf } from './rows';
import { openScope } from './summaryLines';
import file from './summaryUnclear.json';
import { words } from './words';

const template = cardTemplate(file);

/** With the button for everything that makes six, which is what a card may hold. */
const shownChoices = 5;

/** When what was typed after `overzicht` is nothing, or more than one thing, in the reader's programme. */
export const summaryUnclearCard = (view: SummaryUnclearView, language: Language): RenderedCard => {
  const { text } = words(language);
  const { shown, left } = firstOf(view.choices, shownChoices);
  const data = {
    heading: text('summary.unclearTitle'),
    notFound: text('summary.notFound', { typed: shownName(view.typed) }),
    help: shown.length === 0 ? text('summary.notFoundHelp') : text('summary.didYouMean'),
    more: left === 0 ? '' : text('summary.moreChoices', { count: left }),
    actions: [
      ...shown.map(({ label, scope }) => openScope(plainName(label), scope)),
      say(text('summary.all'), text('typed.summary')),
    ],
  };
  return renderCard(template, data, text('summary.notFound', { typed: plainName(view.typed) }));
};
