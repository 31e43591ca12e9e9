import type { WholeRate } from '../../bot/programme/wholeRate';
import type { SummaryDetails, SummaryPart } from '../../bot/programme/summary/details';
import type { SummaryAsked } from '../../bot/programme/summary/asked';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { answerBelow, execute, say, type CardAction } from '../actions';
import { percent, shortMoment } from '../dates';
import { figureFacts, rateText } from '../figures';
import { renderFitting } from '../fitting';
import { plainName } from '../names';
import { chartsOf } from './chart';
import { hasWeeks, partsShown, type SummaryLimits, summarySections, weeksPage } from './lines';
import { missedTrend } from './missed';
import { openPageOf, openScope, openWeeksOf } from './open';
import { type ListPage, pageActions, pageOf } from '../listPages';
import { emptySummary, periodText, summaryTemplate, whereNoticed, whereText } from './template';
import { timelinePage } from './timeline';
import { words } from '../words';

/**
 * From roomy to tight: long names make a card too large otherwise. The first has no more lines than fit with usual ones,
 * for a card that does not fit is drawn a second time.
 */
const tiers: readonly [SummaryLimits, ...SummaryLimits[]] = [
  { attention: 5, parts: 15, weeks: 8, lines: 22, sessions: 24 },
  { attention: 5, parts: 10, weeks: 6, lines: 21, sessions: 24 },
  { attention: 5, parts: 6, weeks: 4, lines: 15, sessions: 16 },
  { attention: 2, parts: 3, weeks: 2, lines: 7, sessions: 8 },
];

const upTitle = (view: SummaryDetails, up: SummaryAsked, language: Language): string => {
  const { text } = words(language);
  if (up.from !== view.scope.from || up.to !== view.scope.to) return text('summary.up.period');
  const above = view.title.at(-2);
  return above === undefined ? text('summary.up.all') : text('summary.up.to', { where: plainName(above) });
};

/** Who missed, while there is anybody to name and the parts do not name them already. */
const whoAction = (view: SummaryDetails, language: Language): CardAction | null => {
  const { absence, missed } = view.figures;
  if (view.partsAre === null || absence + missed === 0) return null;
  return openScope(words(language).text('summary.who.ask'), {
    ...view.scope,
    who: 'missed',
    start: 0,
    laterWeeks: 0,
  });
};

/** From a pupil's sessions to the list in which an answer can be corrected. */
const correctAction = ({ scope, timeline }: SummaryDetails, language: Language): CardAction | null =>
  scope.pupil === null || timeline.length === 0
    ? null
    : execute(
        words(language).text('flags.correct'),
        'checkIn.corrections',
        { programme: scope.programme, pupil: scope.pupil, ...answerBelow },
        { inputs: 'none' },
      );

const actionsOf = (
  view: SummaryDetails,
  language: Language,
  pages: readonly CardAction[],
): readonly CardAction[] => {
  const { text } = words(language);
  const up = view.up === null ? null : openScope(upTitle(view, view.up, language), view.up);
  const flags = say(text('summary.flags'), text('typed.flags'));
  return [...pages, up, whoAction(view, language), correctAction(view, language), flags].filter(
    (action) => action !== null,
  );
};

/** The whole programme is not counted for a question: it is said when it was. */
const wholeText = (
  { timeZone }: SummaryDetails,
  { rate, countedAt }: WholeRate,
  language: Language,
): string => {
  const moment = shortMoment(language, countedAt, timeZone);
  return words(language).text('summary.whole', { rate: percent(language, rate), moment });
};

/** The figures, which only the first page of a list needs. */
const figuresOf = (view: SummaryDetails, language: Language) => {
  const { text } = words(language);
  const { figures, wholeRate } = view;
  return {
    rate: rateText(language, figures),
    rateWords: figures.attendanceRate === null ? text('summary.noRate') : text('summary.attended'),
    sessionCount: String(figures.sessions),
    sessionWord: text('summary.sessions', { count: figures.sessions }),
    hasSessions: figures.sessions > 0,
    facts: figures.sessions > 0 ? figureFacts(language, figures) : [],
    remarks: wholeRate === null ? [] : [{ text: wholeText(view, wholeRate, language) }],
  };
};

const headOf = (view: SummaryDetails, language: Language) => {
  const { text } = words(language);
  return {
    heading: text('summary.title'),
    where: whereText(view, language),
    period: periodText(view.scope, language),
    none: view.figures.sessions > 0 ? '' : text('summary.none'),
  };
};

/** The first page begins with the figures and the weeks. */
const firstPage = (view: SummaryDetails, language: Language, pages: readonly ListPage<unknown>[]) =>
  pages.every(({ previous }) => previous === null)
    ? {
        ...figuresOf(view, language),
        charts: hasWeeks(view) ? chartsOf(view.byWeek, language) : [],
        ...missedTrend(view, language),
      }
    : {};

const dataOf = (view: SummaryDetails, language: Language, limits: SummaryLimits) => {
  const isPupil = view.partsAre === null;
  const parts: ListPage<SummaryPart> = pageOf(view.parts, view.scope.start, partsShown(view, limits));
  const sessions = timelinePage(view, language, limits.sessions);
  const weeks = weeksPage(view, limits);
  const ofParts = weeks.previous === null ? pageActions(language, parts, 'list', openPageOf(view.scope)) : [];
  const ofWeeks =
    parts.previous === null ? pageActions(language, weeks, 'time', openWeeksOf(view.scope)) : [];
  const pages = isPupil ? sessions.actions : [...ofParts, ...ofWeeks];
  return {
    ...emptySummary,
    ...headOf(view, language),
    ...firstPage(view, language, isPupil ? [sessions.page] : [parts, weeks]),
    sections: summarySections(view, language, limits, { parts, weeks }),
    ...sessions.data,
    actions: actionsOf(view, language, pages),
  };
};

const noticeOf = (view: SummaryDetails, language: Language): string => {
  const { text } = words(language);
  const where = whereNoticed(view, language);
  const count = view.figures.sessions;
  return view.figures.attendanceRate === null
    ? text('summary.noticeNoRate', { where, count })
    : text('summary.notice', { where, count, rate: rateText(language, view.figures) });
};

/**
 * Attendance of the programme, a school, a class or a pupil, with one step down and one up. The order
 * of parts is the view's; whatever there is no room for stands on the next page.
 */
export const summaryCard = (view: SummaryDetails, language: Language): RenderedCard =>
  renderFitting(summaryTemplate, tiers, (limits) => dataOf(view, language, limits), noticeOf(view, language));
