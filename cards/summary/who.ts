import type { WhoDetails, WhoLine } from '../../bot/programme/summary/people';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { signAndWords } from '../attendance';
import { shortDay } from '../dates';
import { renderFitting } from '../fitting';
import { plainName, shownName } from '../names';
import { firstOf, type Row } from '../rows';
import { openPageOf, openScope } from './open';
import { pageActions, pageLine, pageOf } from '../listPages';
import { emptySummary, periodText, summaryTemplate, whereText } from './template';
import { words } from '../words';

/** How many pupils a page holds, and how many sessions of each. */
interface Limits {
  readonly pupils: number;
  readonly sessions: number;
}

const tiers: readonly [Limits, ...Limits[]] = [
  { pupils: 15, sessions: 4 },
  { pupils: 10, sessions: 3 },
  { pupils: 6, sessions: 2 },
  { pupils: 3, sessions: 1 },
];

const headings = { missed: 'summary.who.missed', late: 'summary.who.late' } as const;

/** `di 2 mrt: ✗ niet verschenen · di 9 mrt: □ afgemeld`, the newest ones when there are many. */
const sessionsLine = (language: Language, { sessions }: WhoLine, most: number): string => {
  const { shown, left } = firstOf(sessions.toReversed(), most);
  const parts = shown
    .toReversed()
    .map(
      ({ date, attendance, minutesLate }) =>
        `${shortDay(language, date)}: ${signAndWords(language, attendance ?? 'unknown', minutesLate)}`,
    );
  const before = left === 0 ? [] : [words(language).text('summary.who.before', { count: left })];
  return [...parts, ...before].join(' · ');
};

const rowOf = (view: WhoDetails, language: Language, line: WhoLine, most: number): Row => {
  const { text } = words(language);
  const where = view.scope.school === null ? [line.class, line.school] : [line.class];
  return {
    label: text('summary.who.pupil', {
      pupil: shownName(line.label),
      where: where.map(shownName).join(', '),
    }),
    detail: sessionsLine(language, line, most),
    openWord: text('summary.open'),
    open: openScope(text('summary.openOf', { what: plainName(line.label) }), line.scope),
  };
};

const remarksOf = (view: WhoDetails, language: Language) => {
  const { text } = words(language);
  const { unknown, goingOn } = view;
  return [
    ...(unknown === 0 ? [] : [{ text: text('summary.who.unknown', { count: unknown }) }]),
    ...(goingOn === 0 ? [] : [{ text: text('summary.who.goingOn', { count: goingOn }) }]),
  ];
};

const nobodyText = ({ ended }: WhoDetails, language: Language): string =>
  words(language).text(ended === 0 ? 'summary.none' : 'summary.who.nobody');

const noticeOf = (view: WhoDetails, language: Language): string => {
  const { text } = words(language);
  const what = text(headings[view.who]);
  if (view.ended === 0) return `${what} ${text('summary.none')}`;
  return text('summary.who.notice', { what, count: view.lines.length });
};

const dataOf = (view: WhoDetails, language: Language, limits: Limits) => {
  const { text } = words(language);
  const page = pageOf(view.lines, view.scope.start, limits.pupils);
  const rows = page.shown.map((line) => rowOf(view, language, line, limits.sessions));
  const heading = text('summary.who.count', { count: view.lines.length });
  return {
    ...emptySummary,
    heading: text(headings[view.who]),
    where: whereText(view, language),
    period: periodText(view.scope, language),
    none: rows.length > 0 ? '' : nobodyText(view, language),
    remarks: remarksOf(view, language),
    sections: rows.length === 0 ? [] : [{ heading, rows, more: pageLine(language, page) }],
    actions: [
      ...pageActions(language, page, 'list', openPageOf(view.scope)),
      openScope(text('summary.who.up'), view.up),
    ],
  };
};

/** The pupils who missed a session or came late, with when; a page at a time, each opens their own summary. */
export const summaryWhoCard = (view: WhoDetails, language: Language): RenderedCard =>
  renderFitting(summaryTemplate, tiers, (limits) => dataOf(view, language, limits), noticeOf(view, language));
