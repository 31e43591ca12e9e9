/** The layout that all views of the summary share, and what it is filled with. */
import type { SummaryAsked } from '../../bot/programme/summary/asked';
import type { Language } from '../../bot/programme/model';
import { dateInYear, rangeInYear } from '../dates';
import { cardTemplate } from '../render';
import file from './summary.json';
import { words } from '../words';

/** Shared by the cards of the summary, which differ in what they leave empty. */
export const summaryTemplate = cardTemplate(file);

/** A view without figures, charts, lists and sessions: each view says what it has. */
export const emptySummary = {
  none: '',
  rate: '',
  rateWords: '',
  sessionCount: '',
  sessionWord: '',
  hasSessions: false,
  facts: [],
  remarks: [],
  charts: [],
  lines: [],
  missedLine: '',
  sections: [],
  timelineHeading: '',
  timelineMore: '',
  timeline: [],
  changes: [],
} as const;

/** `1–31 maart 2027`, `Vanaf 1 maart 2027`, or that everything so far is meant. */
export const periodText = ({ from, to }: Pick<SummaryAsked, 'from' | 'to'>, language: Language): string => {
  const { text } = words(language);
  if (from !== null && to !== null) return rangeInYear(language, from, to);
  if (from !== null) return text('summary.since', { from: dateInYear(language, from) });
  if (to !== null) return text('summary.until', { to: dateInYear(language, to) });
  return text('summary.soFar');
};
