import type { Language } from '../bot/programme/model';
import type { RetentionStage } from '../bot/programme/retention';
import { execute, say } from './actions';
import type { RenderedCard } from '../bot/ports';
import { calendarButton, calendarStopButton } from './calendar';
import { dateInYear, list, shortMoment } from './dates';
import { escapeMarkdown } from './escape';
import { shownName } from './names';
import template from './privacy.json';
import { cardTemplate, renderCard } from './render';
import { firstOf, lastOf } from './rows';
import type { FileTaken, LooksAt, PrivacyView } from './studentViews';
import { type TextKey, type Words, words } from './words';

const privacy = cardTemplate(template);

const mentoringFacts = ({ mentoring }: PrivacyView, text: Words['text']) =>
  mentoring === null
    ? []
    : [
        { title: text('privacy.pairs'), value: text('privacy.pairs.count', { count: mentoring.pairs }) },
        {
          title: text('privacy.checkIns'),
          value: text('privacy.checkIns.count', { count: mentoring.checkIns }),
        },
      ];

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
  ...mentoringFacts(view, text),
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

/** Looks named in a list; the latest. */
const shownLooks = 6;

const lookLine = ({ what, school, count, last, timeZone }: LooksAt, { language, text }: Words): string =>
  `• ${text('privacy.looks.line', {
    school: shownName(school),
    what: text(`privacy.look.${what}`),
    count,
    last: shortMoment(language, last, timeZone),
  })}`;

/** Who looked, by role and school; a line when nobody did. */
const looksOf = ({ looks, filesSince }: PrivacyView, all: Words) => {
  if (looks === null) return [];
  const { text } = all;
  const { shown, left } = firstOf(looks, shownLooks);
  const more = left === 0 ? [] : [text('privacy.looks.more', { count: left })];
  const lines = looks.length === 0 ? [text('privacy.looks.none')] : shown.map((one) => lookLine(one, all));
  const heading = text('privacy.looks', { days: filesSince });
  return [{ heading, lines: [...lines, ...more].map(line) }];
};

/** What the operator looked up, by command. */
const operatorOf = ({ operatorLooks, filesSince }: PrivacyView, { language, text }: Words) => {
  const lines = operatorLooks.map(
    ({ what, count, last, timeZone }) =>
      `• ${text('privacy.operator.line', {
        what: text(`privacy.operator.${what}`),
        count,
        last: shortMoment(language, last, timeZone),
      })}`,
  );
  const heading = text('privacy.operator', { days: filesSince });
  return [{ heading, lines: (lines.length === 0 ? [text('privacy.operator.none')] : lines).map(line) }];
};

const line = (shown: string) => ({ text: shown });

/** When it goes; the programme is named when there are more. */
const keptLines = ({ keeps, mentoring }: PrivacyView, { language, text }: Words): readonly string[] =>
  keeps.flatMap(({ programme, ...days }) => {
    const on = (stage: RetentionStage): string => dateInYear(language, days[stage]);
    const said = text(mentoring === null ? 'privacy.howLong.staff' : 'privacy.howLong', {
      freeText: on('freeText'),
      names: on('names'),
      hours: on('hours'),
      access: on('access'),
    });
    return keeps.length === 1 ? [said] : [shownName(programme), said];
  });

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
      { text: text(view.mentoring === null ? 'privacy.who.staff' : 'privacy.who') },
      ...keptLines(view, all).map(line),
      // Who is the coordinator has nobody to ask but the operator.
      { text: text(view.roles.includes('coordinator') ? 'privacy.rights.coordinator' : 'privacy.rights') },
      ...(view.hasCalendarLink ? [line(text('privacy.calendar'))] : []),
    ],
    files: [...looksOf(view, all), ...operatorOf(view, all), ...allFiles(view, all)],
    actions: [
      execute(text('own.button'), 'privacy.file', {}, { inputs: 'none' }),
      ...(view.hasReminders ? [say(text('command.pause'), text('privacy.typed.pause'))] : []),
      ...(view.hasCalendar ? [calendarButton(language)] : []),
      ...(view.hasCalendarLink ? [calendarStopButton(language)] : []),
    ],
  };
  return renderCard(privacy, data, text('privacy.summary'));
};
