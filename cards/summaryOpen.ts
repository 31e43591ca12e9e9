import type { SummaryAsked } from '../bot/programme/summaryAsked';
import type { OpenPage } from './listPages';
import { execute, type CardAction } from './actions';

/** A button that opens a part of the summary; inputs of the card never replace what it asks for. */
export const openScope = (title: string, scope: SummaryAsked): CardAction => {
  const start = scope.start === 0 ? null : scope.start;
  return execute(title, 'summary.show', { ...scope, start }, { inputs: 'none' });
};

/** Opens another page of the list that a part of the summary shows. */
export const openPageOf =
  (scope: SummaryAsked): OpenPage =>
  (title, start) =>
    openScope(title, { ...scope, start });
