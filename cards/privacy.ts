import type { Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { list } from './dates';
import { escapeMarkdown } from './escape';
import { shownName } from './names';
import template from './privacy.json';
import { cardTemplate, renderCard } from './render';
import type { PrivacyView } from './studentViews';
import { type Words, words } from './words';

const privacy = cardTemplate(template);

const factsOf = (view: PrivacyView, { language, text }: Words) => [
  { title: text('privacy.address'), value: escapeMarkdown(view.address) },
  {
    title: text('privacy.programmes'),
    value: list(
      language,
      view.programmes.map((programme) => shownName(programme)),
    ),
  },
  {
    title: text('privacy.roles'),
    value: list(
      language,
      view.roles.map((role) => text(`role.${role}`)),
    ),
  },
  { title: text('privacy.pairs'), value: text('privacy.pairs.count', { count: view.pairs }) },
  { title: text('privacy.checkIns'), value: text('privacy.checkIns.count', { count: view.checkIns }) },
];

/** What is stored about the reader, who sees it, for how long, and how to get at it. */
export const privacyCard = (view: PrivacyView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const data = {
    title: text('privacy.title'),
    facts: factsOf(view, all),
    lines: [
      { text: text('privacy.also') },
      { text: text('privacy.who') },
      { text: text('privacy.howLong') },
      { text: text('privacy.rights') },
    ],
  };
  return renderCard(privacy, data, text('privacy.summary'));
};
