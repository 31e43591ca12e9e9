import { isUnresolved } from '../../bot/programme/flags/replay';
import { talkKind } from '../../bot/programme/flags/talk';
import type { Language } from '../../bot/programme/model';
import type { RenderedCard } from '../../bot/ports';
import { execute, say } from '../actions';
import { day } from '../dates';
import { renderFitting } from '../fitting';
import { levelText } from '../levels';
import { type OpenPage, pageActions, pageLine, pageOf } from '../listPages';
import { shownName } from '../names';
import template from './own.json';
import { reasonSentence } from '../reasons';
import { cardTemplate } from '../render';
import type { OwnFlagView } from '../studentViews';
import { type Words, words } from '../words';

const ownFlags = cardTemplate(template);

/** Flags of a page: more would make the card too long to read on a phone. */
const tiers: readonly [number, ...number[]] = [10, 6];

/** Another page of them; who coordinates schools as well has another list besides. */
const openOwnPage: OpenPage = (title, start) =>
  execute(title, 'flag.list', { list: 'own', start: start === 0 ? null : start }, { inputs: 'none' });

/** A flag as a student reads it, and while it waits for somebody how to talk about it. */
export const ownFlagLines =
  ({ language, text }: Words) =>
  (flag: OwnFlagView) => ({
    pupil: shownName(flag.pupil),
    level: levelText(language, flag.level),
    reasons: flag.reasons.map((reason) => ({ text: reasonSentence(language, reason, flag.ruleOf) })),
    status: `${text('ownFlags.since', { day: day(language, flag.since) })}. ${text(`ownFlags.status.${flag.isContinued ? 'continued' : flag.status}`)}`,
    talk: isUnresolved(flag)
      ? [{ text: `**${text('ownFlags.talk')}** ${text(`ownFlags.talk.${talkKind(flag, flag.ruleOf)}`)}` }]
      : [],
  });

/** What a student sees of the flags on their own pupils: what, why, and who deals with it; further ones on the next page. */
export const ownFlagsCard = (
  { flags, start }: { readonly flags: readonly OwnFlagView[]; readonly start: number },
  language: Language,
): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const dataOf = (most: number) => {
    const page = pageOf(flags, start, most);
    return {
      title: text('ownFlags.title'),
      intro: text('ownFlags.intro'),
      flags: page.shown.map(ownFlagLines(all)),
      page: pageLine(language, page),
      wrong: text('ownFlags.wrong'),
      buttons: [
        ...pageActions(language, page, 'list', openOwnPage),
        say(text('command.myWeek'), text('typed.myWeek')),
      ],
    };
  };
  return renderFitting(ownFlags, tiers, dataOf, text('ownFlags.summary', { count: flags.length }));
};
