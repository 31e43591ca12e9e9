import { addDays, earlierDay } from '../bot/programme/calendar';
import type { SessionDetails } from '../bot/programme/sessionDetails';
import type { Language, Moment } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { dayOfMoment } from './dates';
import { escapeMarkdown } from './escape';
import { shownName } from './names';
import template from './nudge.json';
import { offButtons } from './outcomes';
import { cardTemplate, renderCard } from './render';
import { sessionWhen, sessionWhere } from './sessions';
import type { NudgeView } from './studentViews';
import { tip } from './tips';
import { words } from './words';

const nudge = cardTemplate(template);

const fortnight: Moment = 14 * 24 * 60 * 60 * 1000;

/**
 * A command that stops nudges and reminders for the two weeks after a session: `pauze tot 30-3`. No pause is longer than
 * until the day after the programme's last.
 */
export const pauseExample = (
  language: Language,
  { start, timeZone, programmeEnd }: SessionDetails,
): string => {
  const until = earlierDay(dayOfMoment(start + fortnight, timeZone), addDays(programmeEnd, 1));
  const [, month, day] = until.split('-').map(Number);
  return words(language).text('nudge.pause', { date: `${day}-${month}` });
};

/**
 * The message before a session: when, where, whom, what was agreed, a tip, and how to say that it is off.
 * The notification names no pupil: it shows on locked phones.
 */
export const nudgeCard = (view: NudgeView, language: Language): RenderedCard => {
  const { session, lastStep } = view;
  const all = words(language);
  const { text } = all;
  const pupil = shownName(session.pupil);
  const { topic, text: advice } = tip(language, view.tipNumber);
  const when = sessionWhen(language, session);
  const data = {
    title: text('nudge.title', { pupil }),
    facts: [
      { title: text('nudge.when'), value: when },
      { title: text('nudge.where'), value: sessionWhere(session) },
      { title: text('nudge.with'), value: pupil },
    ],
    agreed: lastStep === null ? [] : [{ text: text('nudge.lastStep', { step: escapeMarkdown(lastStep) }) }],
    tipTitle: text('nudge.tip', { topic: text(`topic.${topic}`).toLowerCase() }),
    tip: advice,
    off: text('nudge.off'),
    buttons: offButtons(all, session),
    why: text('nudge.why', { command: pauseExample(language, session) }),
  };
  return renderCard(nudge, data, text('nudge.summary', { when }));
};
