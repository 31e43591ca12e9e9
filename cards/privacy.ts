import type { Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { calendarButton } from './calendar';
import { list, shortMoment } from './dates';
import { escapeMarkdown } from './escape';
import { shownName } from './names';
import template from './privacy.json';
import { cardTemplate, renderCard } from './render';
import { lastOf } from './rows';
import type { FileTaken, PrivacyView } from './studentViews';
import { type TextKey, type Words, words } from './words';

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

/** Files named in a list; the newest. */
const shownFiles = 5;

const fileLine = ({ at, timeZone, by, kind }: FileTaken, { language, text }: Words): string =>
  `• ${shortMoment(language, at, timeZone)} · ${shownName(by)} · ${text(`export.kind.${kind}`)}`;

/** Who took a file, the newest first; a line when nobody did. */
const filesOf = (
  files: readonly FileTaken[] | null,
  heading: TextKey,
  none: TextKey,
  days: number,
  all: Words,
) => {
  if (files === null) return [];
  const { text } = all;
  const { shown, left } = lastOf(files, shownFiles);
  const more = left === 0 ? [] : [text('privacy.files.more', { count: left })];
  const lines = files.length === 0 ? [text(none)] : shown.toReversed().map((file) => fileLine(file, all));
  return [{ heading: text(heading, { days }), lines: [...lines, ...more].map((line) => ({ text: line })) }];
};

const allFiles = ({ filesAbout, filesTaken, filesSince }: PrivacyView, all: Words) => [
  ...filesOf(filesAbout, 'privacy.filesAbout', 'privacy.filesAbout.none', filesSince, all),
  ...filesOf(filesTaken, 'privacy.filesTaken', 'privacy.filesTaken.none', filesSince, all),
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
    files: allFiles(view, all),
    actions: view.hasCalendar ? [calendarButton(language)] : [],
  };
  return renderCard(privacy, data, text('privacy.summary'));
};
