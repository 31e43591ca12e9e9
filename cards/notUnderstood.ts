import type { Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { commandButton } from './commandButton';
import { escapeMarkdown } from './escape';
import template from './notUnderstood.json';
import { cardTemplate, renderCard } from './render';
import type { NotUnderstoodView } from './studentViews';
import { words } from './words';

const notUnderstood = cardTemplate(template);

/** Enough to recognise one's own words by. */
const shown = 80;

/** What was typed is no command: the nearest ones as buttons, at most six. */
export const notUnderstoodCard = (
  { typed, nearest }: NotUnderstoodView,
  language: Language,
): RenderedCard => {
  const { text } = words(language);
  const quoted = escapeMarkdown(typed.slice(0, shown));
  const data = {
    title: text('notUnderstood.title'),
    text: quoted === '' ? text('notUnderstood.empty') : text('notUnderstood.text', { typed: quoted }),
    buttons: nearest.slice(0, 6).map((button) => commandButton(button, language)),
  };
  return renderCard(notUnderstood, data, text('notUnderstood.summary'));
};
