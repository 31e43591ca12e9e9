/** The card with the address of somebody's calendar feed. */
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { execute, type CardAction } from './actions';
import file from './calendar.json';
import { escapeMarkdown } from './escape';
import { cardTemplate, renderCard } from './render';
import { words } from './words';

const template = cardTemplate(file);

/** The address, and whether it has just taken the place of another; null where none is offered. */
export interface CalendarView {
  readonly address: string | null;
  readonly isRenewed: boolean;
}

/** The button that leads here. */
export const calendarButton = (language: Language): CardAction =>
  execute(words(language).text('calendar.button'), 'calendar.show', {}, { inputs: 'none' });

const line = (sentence: string) => ({ text: sentence });

/** How to have one's sessions in a calendar, with the link to copy, and a way to make it useless to others. */
export const calendarCard = ({ address, isRenewed }: CalendarView, language: Language): RenderedCard => {
  const { text } = words(language);
  const data =
    address === null
      ? { before: [line(text('calendar.none'))], link: [], after: [], actions: [] }
      : {
          before: [...(isRenewed ? [line(text('calendar.renewed'))] : []), line(text('calendar.how'))],
          link: [{ address: escapeMarkdown(address) }],
          after: [line(text('calendar.secret'))],
          actions: [execute(text('calendar.button.renew'), 'calendar.renew', {}, { inputs: 'none' })],
        };
  return renderCard(template, { title: text('calendar.title'), ...data }, text('calendar.summary'));
};
