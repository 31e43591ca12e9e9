/** The card with the address of somebody's calendar feed. */
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { execute, type CardAction } from './actions';
import file from './calendar.json';
import { escapeMarkdown } from './escape';
import { cardTemplate, renderCard } from './render';
import { words } from './words';

const template = cardTemplate(file);

/** The address, null where there is none, and what was just done about it. */
export interface CalendarView {
  readonly address: string | null;
  readonly said: 'renewed' | 'stopped' | null;
}

/** The button that leads here. */
export const calendarButton = (language: Language): CardAction =>
  execute(words(language).text('calendar.button'), 'calendar.show', {}, { inputs: 'none' });

const line = (sentence: string) => ({ text: sentence });

/** The button that makes the link worth nothing, and gives no other. */
export const calendarStopButton = (language: Language): CardAction =>
  execute(words(language).text('calendar.button.stop'), 'calendar.stop', {}, { inputs: 'none' });

const withoutLink = ({ said }: CalendarView, language: Language) => {
  const { text } = words(language);
  const isStopped = said === 'stopped';
  return {
    before: [line(text(isStopped ? 'calendar.stopped' : 'calendar.none'))],
    link: [],
    after: [],
    actions: isStopped ? [calendarButton(language)] : [],
  };
};

const withLink = (address: string, { said }: CalendarView, language: Language) => {
  const { text } = words(language);
  return {
    before: [...(said === 'renewed' ? [line(text('calendar.renewed'))] : []), line(text('calendar.how'))],
    link: [{ address: escapeMarkdown(address) }],
    after: [line(text('calendar.secret'))],
    actions: [
      execute(text('calendar.button.renew'), 'calendar.renew', {}, { inputs: 'none' }),
      calendarStopButton(language),
    ],
  };
};

/** How to have one's sessions in a calendar, with the link to copy, and ways to make it useless to others. */
export const calendarCard = (view: CalendarView, language: Language): RenderedCard => {
  const { text } = words(language);
  const data = view.address === null ? withoutLink(view, language) : withLink(view.address, view, language);
  return renderCard(template, { title: text('calendar.title'), ...data }, text('calendar.summary'));
};
