/** The layout that all views of the summary share, and what it is filled with. */
import type { SummaryAsked } from '../../bot/programme/summary/asked';
import type { Language } from '../../bot/programme/model';
import { dateInYear, rangeInYear } from '../dates';
import { plainName, shownName } from '../names';
import { cardTemplate } from '../render';
import { schoolNames } from '../schoolNames';
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

/** What is counted: what was asked for, else the whole programme, or the reader's schools of it. */
interface Counted {
  readonly programme: string;
  readonly schools: readonly string[];
  readonly title: readonly string[];
}

/** `Johan de Witt › 3A`, `Haags Mentorprogramma › Johan de Witt en Zuiderpark College`. */
export const whereText = ({ programme, schools, title }: Counted, language: Language): string => {
  if (title.length > 0) return title.map(shownName).join(' › ');
  const read = schools.length === 0 ? [] : [schoolNames(schools, language, shownName)];
  return [shownName(programme), ...read].join(' › ');
};

/** The last of these alone, for a notification. */
export const whereNoticed = ({ programme, schools, title }: Counted, language: Language): string =>
  title.length === 0 && schools.length > 0
    ? schoolNames(schools, language, plainName)
    : plainName(title.at(-1) ?? programme);
