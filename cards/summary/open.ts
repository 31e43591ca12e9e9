import type { SummaryAsked } from '../../bot/programme/summary/asked';
import type { OpenPage } from '../listPages';
import { execute, type ActionData, type CardAction } from '../actions';

/** `school1`, `class1`, `pupil1`, `school2` …: a card sends single values only. */
const numbered = (together: SummaryAsked['together']): ActionData =>
  Object.fromEntries(
    together.flatMap((where, index) =>
      Object.entries(where).map(([name, value]) => [`${name}${index + 1}`, value] as const),
    ),
  );

/** What `summary.show` is sent to show this. */
export const dataOfScope = ({ together, ...scope }: SummaryAsked): ActionData => ({
  ...scope,
  start: scope.start === 0 ? null : scope.start,
  laterWeeks: scope.laterWeeks === 0 ? null : scope.laterWeeks,
  ...numbered(together),
});

/** A button that opens a part of the summary; inputs of the card never replace what it asks for. */
export const openScope = (title: string, scope: SummaryAsked): CardAction =>
  execute(title, 'summary.show', dataOfScope(scope), { inputs: 'none' });

/** Opens another page of the list that a part of the summary shows. */
export const openPageOf =
  (scope: SummaryAsked): OpenPage =>
  (title, start) =>
    openScope(title, { ...scope, start });

/** Opens other weeks of it. */
export const openWeeksOf =
  (scope: SummaryAsked): OpenPage =>
  (title, laterWeeks) =>
    openScope(title, { ...scope, start: 0, laterWeeks });
