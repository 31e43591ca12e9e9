import type { StudentDetails } from '../../bot/programme/summary/people';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import type { CardAction } from '../actions';
import { date } from '../dates';
import type { Fact } from '../figures';
import { renderFitting } from '../fitting';
import { plainName, shownName } from '../names';
import { chartsOf } from './chart';
import { openScope } from './open';
import { emptySummary, periodText, summaryTemplate } from './template';
import { timelinePage } from './timeline';
import { type TextKey, words } from '../words';

/** How much of each list a card shows. */
interface Limits {
  readonly sessions: number;
  readonly pupils: number;
}

const tiers: readonly [Limits, ...Limits[]] = [
  { sessions: 24, pupils: 4 },
  { sessions: 16, pupils: 3 },
  { sessions: 8, pupils: 2 },
];

const factsOf = (view: StudentDetails, language: Language): readonly Fact[] => {
  const { text } = words(language);
  const { figures } = view;
  const facts: readonly (readonly [TextKey, number])[] = [
    ['summary.student.late', figures.late],
    ['summary.absence', figures.absence],
    ['summary.missed', figures.missed],
    ['summary.student.absent', view.studentAbsent],
    ['summary.student.school', view.schoolCancelled],
    ['summary.unknown', figures.unknown],
  ];
  return facts.map(([key, count]) => ({ title: text(key), value: String(count) }));
};

/** What `stil` would say of the student. */
const remarksOf = (view: StudentDetails, language: Language) => {
  const { text } = words(language);
  return (['silent', 'cancelling'] as const).flatMap((what) => {
    const signal = view[what];
    if (signal === null) return [];
    return [{ text: text(`summary.student.${what}`, { since: date(language, signal.since) }) }];
  });
};

/** From one of their pupils, classes or schools to all of the student. */
const wholeStudent = ({ title, name, scope }: StudentDetails, language: Language): readonly CardAction[] =>
  title.length === 0
    ? []
    : [
        openScope(words(language).text('summary.openOf', { what: plainName(name) }), {
          ...scope,
          school: null,
          class: null,
          pupil: null,
          start: 0,
        }),
      ];

const dataOf = (view: StudentDetails, language: Language, limits: Limits) => {
  const { text } = words(language);
  const { figures, held, scope } = view;
  const isFirst = scope.start === 0;
  const { data, actions } = timelinePage(view, language, limits.sessions);
  const opened = view.pupils
    .slice(0, limits.pupils)
    .map((pupil) => openScope(text('summary.openOf', { what: plainName(pupil.label) }), pupil.scope));
  const pupils = view.pupils.map((pupil) => `${shownName(pupil.label)} (${shownName(pupil.class)})`);
  return {
    ...emptySummary,
    heading: text('summary.student.title'),
    where: [...view.title, view.name].map(shownName).join(' › '),
    period: [periodText(scope, language), ...pupils].join(' · '),
    none: figures.sessions > 0 ? '' : text('summary.none'),
    hasSessions: isFirst && figures.sessions > 0,
    charts: isFirst ? chartsOf(view.byWeek, language) : [],
    rate: String(held),
    rateWords: text('summary.student.held', { count: held }),
    sessionCount: String(figures.sessions),
    sessionWord: text('summary.student.planned', { count: figures.sessions }),
    facts: factsOf(view, language),
    remarks: remarksOf(view, language),
    ...data,
    actions: [
      ...actions,
      ...opened.slice(0, 3),
      ...wholeStudent(view, language),
      openScope(text('summary.up.all'), view.up),
    ],
  };
};

/** One student's sessions with the pupils whom the reader may see: held, late, cancelled, silent, and each session. */
export const summaryStudentCard = (view: StudentDetails, language: Language): RenderedCard =>
  renderFitting(
    summaryTemplate,
    tiers,
    (limits) => dataOf(view, language, limits),
    words(language).text('summary.student.notice', {
      name: [...view.title.slice(-1), view.name].map(plainName).join(' › '),
      held: view.held,
      count: view.figures.sessions,
    }),
  );
