import { isUnresolved } from '../bot/programme/flagReplay';
import { talkKind } from '../bot/programme/flagTalk';
import type { Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { say } from './actions';
import { day } from './dates';
import { levelText } from './levels';
import { shownName } from './names';
import template from './ownFlags.json';
import { reasonSentence } from './reasons';
import { cardTemplate, renderCard } from './render';
import type { OwnFlagView } from './studentViews';
import { type Words, words } from './words';

const ownFlags = cardTemplate(template);

/** More would make the card too long to read on a phone. */
const most = 10;

/** A flag as a student reads it, and while it waits for somebody how to talk about it. */
export const ownFlagLines =
  ({ language, text }: Words) =>
  (flag: OwnFlagView) => ({
    pupil: shownName(flag.pupil),
    level: levelText(language, flag.level),
    reasons: flag.reasons.map((reason) => ({ text: reasonSentence(language, reason, flag.ruleOf) })),
    status: `${text('ownFlags.since', { day: day(language, flag.openedOn) })}. ${text(`ownFlags.status.${flag.status}`)}`,
    talk: isUnresolved(flag)
      ? [{ text: `**${text('ownFlags.talk')}** ${text(`ownFlags.talk.${talkKind(flag, flag.ruleOf)}`)}` }]
      : [],
  });

/** What a student sees of the flags on their own pupils: what, why, and who deals with it. */
export const ownFlagsCard = (
  { flags }: { readonly flags: readonly OwnFlagView[] },
  language: Language,
): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const data = {
    title: text('ownFlags.title'),
    intro: text('ownFlags.intro'),
    flags: flags.slice(0, most).map(ownFlagLines(all)),
    more: flags.length > most ? [{ text: text('ownFlags.more', { count: flags.length - most }) }] : [],
    wrong: text('ownFlags.wrong'),
    buttons: [say(text('command.myWeek'), text('typed.myWeek'))],
  };
  return renderCard(ownFlags, data, text('ownFlags.summary', { count: flags.length }));
};
