import type { SummaryDetails } from '../bot/programme/summaryDetails';
import type { SummaryScope } from '../bot/programme/summary';
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { say, type CardAction } from './actions';
import { signAndWords } from './attendance';
import { dayRange, date, shortDay } from './dates';
import { figureFacts, rateText } from './figures';
import { renderFitting } from './fitting';
import { plainName, shownName } from './names';
import { cardTemplate } from './render';
import { lastOf } from './rows';
import { chartsOf } from './summaryChart';
import { chooserOf, openScope, type SummaryLimits, summarySections } from './summaryLines';
import file from './summary.json';
import { words } from './words';

const template = cardTemplate(file);

/** From roomy to tight: long names and many weeks make a card too large otherwise. */
const tiers: readonly [SummaryLimits, ...SummaryLimits[]] = [
  { attention: 5, parts: 15, weeks: 8, sessions: 24, choices: 60 },
  { attention: 5, parts: 10, weeks: 6, sessions: 24, choices: 60 },
  { attention: 5, parts: 6, weeks: 4, sessions: 16, choices: 40 },
  { attention: 2, parts: 3, weeks: 2, sessions: 8, choices: 20 },
];

const periodText = ({ from, to }: SummaryScope, language: Language): string => {
  const { text } = words(language);
  if (from !== null && to !== null) return dayRange(language, from, to);
  if (from !== null) return text('summary.since', { from: date(language, from) });
  if (to !== null) return text('summary.until', { to: date(language, to) });
  return text('summary.soFar');
};

const upTitle = (view: SummaryDetails, up: SummaryScope, language: Language): string => {
  const { text } = words(language);
  if (up.from !== view.scope.from || up.to !== view.scope.to) return text('summary.up.period');
  const above = view.title.at(-2);
  return above === undefined ? text('summary.up.all') : text('summary.up.to', { where: plainName(above) });
};

const actionsOf = (
  view: SummaryDetails,
  language: Language,
  limits: SummaryLimits,
): readonly CardAction[] => {
  const { text } = words(language);
  const up = view.up === null ? null : openScope(upTitle(view, view.up, language), view.up);
  const chooser = chooserOf(view, language, limits);
  const flags = say(text('summary.flags'), text('typed.flags'));
  return [up, chooser, flags].filter((action) => action !== null);
};

const timelineOf = (view: SummaryDetails, language: Language, most: number) => {
  const { text } = words(language);
  const { shown, left } = lastOf(view.timeline, most);
  return {
    timelineHeading: shown.length === 0 ? '' : text('summary.timeline'),
    timelineMore: left === 0 ? '' : text('summary.timelineMore', { count: left }),
    timeline: shown.map((session) => ({
      title: shortDay(language, session.date),
      value: signAndWords(language, session.attendance ?? 'unknown', session.minutesLate),
    })),
  };
};

const headOf = (view: SummaryDetails, language: Language) => {
  const { text } = words(language);
  const { figures } = view;
  const where = view.title.length === 0 ? [view.programme] : view.title;
  return {
    heading: text('summary.title'),
    where: where.map(shownName).join(' › '),
    period: periodText(view.scope, language),
    rate: rateText(language, figures),
    rateWords: figures.attendanceRate === null ? text('summary.noRate') : text('summary.attended'),
    sessionCount: String(figures.sessions),
    sessionWord: text('summary.sessions', { count: figures.sessions }),
    hasSessions: figures.sessions > 0,
    none: figures.sessions > 0 ? '' : text('summary.none'),
    facts: figures.sessions > 0 ? figureFacts(language, figures) : [],
  };
};

const noticeOf = (view: SummaryDetails, language: Language): string => {
  const { text } = words(language);
  const where = plainName(view.title.at(-1) ?? view.programme);
  const count = view.figures.sessions;
  return view.figures.attendanceRate === null
    ? text('summary.noticeNoRate', { where, count })
    : text('summary.notice', { where, count, rate: rateText(language, view.figures) });
};

/**
 * Attendance of the programme, a school, a class or a pupil, with one step down and one up. The order
 * of parts is the view's; whatever there is no room for is said and can be chosen or typed.
 */
export const summaryCard = (view: SummaryDetails, language: Language): RenderedCard =>
  renderFitting(
    template,
    tiers,
    (limits) => ({
      ...headOf(view, language),
      charts: chartsOf(view, language),
      sections: summarySections(view, language, limits),
      ...timelineOf(view, language, limits.sessions),
      actions: actionsOf(view, language, limits),
    }),
    noticeOf(view, language),
  );
