import { addDays } from '../bot/programme/calendar';
import type { Day, Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { type CardAction, execute, say } from './actions';
import { date, dateInYear, day } from './dates';
import { escapeMarkdown, inputText, plainText } from './escape';
import template from './notice.json';
import { cardTemplate, renderCard } from './render';
import type { NoticeView, PauseDays } from './studentViews';
import { type Words, words } from './words';

const notice = cardTemplate(template);

/** `3-5`, as people type it. */
const asTyped = (value: Day): string => `${Number(value.slice(8))}-${Number(value.slice(5, 7))}`;

const weekAfter = ({ from, until }: { readonly from: Day; readonly until: Day }): Day =>
  [addDays(from, 7), until].toSorted()[0] ?? until;

/** Escapes people's text for the card, or not for the notification. */
type Clean = (typed: string) => string;

/** What was typed, or the text for when nothing was. */
const quoting = (
  { text }: Words,
  key: 'notice.languageUnknown' | 'notice.pauseUnclear',
  typed: string,
): string => (typed === '' ? text(`${key}.empty`) : text(key, { typed }));

const pausedText = (
  key: 'notice.paused' | 'notice.alsoPaused',
  { from, until }: PauseDays,
  { language, text }: Words,
): string => {
  const end = day(language, until);
  return from === null
    ? text(key, { until: end })
    : text(`${key}Ahead`, { from: day(language, from), until: end });
};

const alsoPaused = (also: PauseDays | undefined, all: Words): readonly string[] =>
  also === undefined ? [] : [pausedText('notice.alsoPaused', also, all)];

const sentenceOf = (view: NoticeView, all: Words, clean: Clean): string => {
  const { text } = all;
  switch (view.notice) {
    case 'unknownPerson': {
      const address = clean(view.address);
      return address === ''
        ? text('notice.unknownPerson.noAddress')
        : text('notice.unknownPerson', { address });
    }
    case 'language':
      return text('notice.language');
    case 'languageUnknown':
      return quoting(all, 'notice.languageUnknown', clean(view.typed.slice(0, 80)));
    case 'paused':
      return [pausedText('notice.paused', view, all), ...alsoPaused(view.also, all)].join(' ');
    case 'pauseTurned':
      return text('notice.pauseTurned', {
        from: day(all.language, view.from),
        until: day(all.language, view.until),
      });
    case 'pauseNoEnd':
      return text('notice.pauseNoEnd', {
        from: day(all.language, view.from),
        example: text('typed.pauseFrom', { from: asTyped(view.from), until: asTyped(weekAfter(view)) }),
      });
    case 'pauseTooLong':
      // With its year: a day that is past was understood as that of the next one.
      return text('notice.pauseTooLong', {
        asked: dateInYear(all.language, view.asked),
        end: day(all.language, view.end),
      });
    case 'pauseOver':
      return text('notice.pauseOver', { end: day(all.language, view.end) });
    case 'studentUnknown':
      return text('notice.studentUnknown', { typed: clean(view.typed.slice(0, 80)) });
    case 'pauseUnclear':
      return quoting(all, 'notice.pauseUnclear', clean(view.typed.slice(0, 80)));
    case 'pressFailed':
      return text('notice.failed');
    case 'pressUnsure':
      return text('notice.unsure');
    case 'moreOpen':
      return text('notice.moreOpen', { count: view.count });
    case 'oneToOneOnly':
    case 'notForYou':
    case 'nothingOpen':
    case 'noFlags':
    case 'failed':
    case 'unsure':
    case 'cardTooOld':
    case 'cardClosed':
    case 'pauseOff':
    case 'pauseToday':
    case 'pauseTooMany':
      return text(`notice.${view.notice}`);
    default:
      return view satisfies never;
  }
};

/** What was pressed, to be pressed again: it may hold what people typed. */
const asInputs = (data: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, inputText(value)]));

const longestPause = (
  { from, end, until }: { readonly from: Day | null; readonly end: Day; readonly until: Day },
  { language, text }: Pick<Words, 'language' | 'text'>,
): CardAction =>
  from === null
    ? say(text('notice.button.pauseUntilEnd', { end: date(language, end) }), text('typed.pause', { until }))
    : say(
        text('notice.button.pauseFromUntilEnd', { from: date(language, from), end: date(language, end) }),
        text('typed.pauseFrom', { from, until }),
      );

/** What may be meant by a pause of which the end was typed first. */
const turnedPause = (
  { from, until }: { readonly from: Day; readonly until: Day },
  { language, text }: Pick<Words, 'language' | 'text'>,
): CardAction =>
  say(
    text('notice.button.pauseTurned', { from: date(language, from), until: date(language, until) }),
    text('typed.pauseFrom', { from, until }),
  );

const buttonsOf = (view: NoticeView, { language, text }: Words): readonly CardAction[] => {
  const help = say(text('command.help'), text('typed.help'));
  const pauseOff = say(text('myWeek.button.pauseOff'), text('typed.pauseOff'));
  const languages = [
    say(text('notice.button.dutch'), text('typed.language.nl')),
    say(text('notice.button.english'), text('typed.language.en')),
  ];
  switch (view.notice) {
    case 'notForYou':
    case 'cardTooOld':
    case 'cardClosed':
    case 'language':
      return [help];
    case 'pressFailed':
    case 'pressUnsure':
      return [execute(text('notice.button.again'), view.verb, asInputs(view.data), { inputs: 'none' })];
    case 'studentUnknown':
      return [say(text('command.silent'), text('typed.silent'))];
    case 'pauseOver':
    case 'moreOpen':
      return [say(text('command.checkIn'), text('typed.checkIn'))];
    case 'languageUnknown':
      return languages;
    case 'pauseNoEnd':
    case 'pauseTooLong':
      return [longestPause(view, { language, text })];
    case 'pauseTurned':
      return [turnedPause(view.offer, { language, text })];
    case 'pauseToday':
      return [say(text('notice.button.pauseToday'), text('notice.typed.pauseToday'))];
    case 'paused':
    case 'pauseTooMany':
    case 'pauseUnclear':
      return [pauseOff];
    case 'unknownPerson':
    case 'oneToOneOnly':
    case 'nothingOpen':
    case 'noFlags':
    case 'failed':
    case 'unsure':
    case 'pauseOff':
      return [];
    default:
      return view satisfies never;
  }
};

/** A short answer. `language` is spoken in the language that was chosen, whatever the reader's was. */
export const noticeCard = (view: NoticeView, language: Language): RenderedCard => {
  const all = words(view.notice === 'language' ? view.language : language);
  const data = { text: sentenceOf(view, all, escapeMarkdown), buttons: buttonsOf(view, all) };
  return renderCard(notice, data, sentenceOf(view, all, plainText));
};
