/** The lists of the summary: whom and what can be opened from it. */
import { askedOfWeek, type SummaryAsked } from '../../bot/programme/summary/asked';
import type { SummaryDetails, SummaryPart } from '../../bot/programme/summary/details';
import type { Language } from '../../bot/programme/model';
import { date } from '../dates';
import { figureLine } from '../figures';
import { levelSign, levelWord } from '../levels';
import { plainName, shownName } from '../names';
import type { Row, Section } from '../rows';
import { openScope } from './open';
import { pageLine, pageOf, type ListPage } from '../listPages';
import { type TextKey, words } from '../words';

/** How much of each list a card shows. */
export interface SummaryLimits {
  readonly attention: number;
  readonly parts: number;
  readonly weeks: number;
  /** In all three lists together: parts give way to the others. */
  readonly lines: number;
  readonly sessions: number;
}

/** The number of `2027-W10`, or the text itself when it is something else. */
export const weekNumber = (week: string): string => {
  const found = /W0*(\d+)$/u.exec(week)?.[1];
  return found ?? shownName(week);
};

/** Whether weeks say more than the figures and the list of sessions do. */
export const hasWeeks = ({ byWeek, timeline }: SummaryDetails): boolean =>
  byWeek.length > 1 && timeline.length === 0;

/** How many parts a card shows: as many as the other lists leave room for, where they are on it too. */
export const partsShown = (
  view: SummaryDetails,
  { attention, parts, weeks, lines }: SummaryLimits,
): number => {
  if (view.scope.start > 0) return parts;
  const others =
    Math.min(view.attention.length, attention) + (hasWeeks(view) ? Math.min(view.byWeek.length, weeks) : 0);
  return Math.min(parts, lines - others);
};

interface Line {
  readonly label: string;
  /** The label where no markdown is read. */
  readonly spoken: string;
  readonly figures: SummaryPart['figures'];
  readonly scope: SummaryAsked;
}

const rowOf = (language: Language, line: Line): Row => {
  const { text } = words(language);
  return {
    label: line.label,
    detail: figureLine(language, line.figures),
    openWord: text('summary.open'),
    open: openScope(text('summary.openOf', { what: line.spoken }), line.scope),
  };
};

const named = ({ label, figures, scope }: SummaryPart): Line => ({
  label: shownName(label),
  spoken: plainName(label),
  figures,
  scope,
});

const attentionSection = (view: SummaryDetails, language: Language, most: number): Section => {
  const { text } = words(language);
  const label = (line: SummaryDetails['attention'][number]): string =>
    line.level === null
      ? shownName(line.label)
      : text('summary.attentionLevel', {
          sign: levelSign(line.level),
          pupil: shownName(line.label),
          word: levelWord(language, line.level),
        });
  const rows = view.attention
    .slice(0, most)
    .map((line) => rowOf(language, { ...named(line), label: label(line) }));
  return { heading: text('summary.attention'), rows, more: '' };
};

const partKeys = {
  school: 'summary.parts.school',
  class: 'summary.parts.class',
  pupil: 'summary.parts.pupil',
  together: 'summary.parts.together',
} as const satisfies Record<string, TextKey>;

const partsSection = (
  view: SummaryDetails,
  language: Language,
  page: ListPage<SummaryPart>,
): Section | null => {
  if (view.partsAre === null) return null;
  return {
    heading: words(language).text(partKeys[view.partsAre]),
    rows: page.shown.map((line) => rowOf(language, named(line))),
    more: pageLine(language, page),
  };
};

type Week = SummaryDetails['byWeek'][number];

/** The weeks that a card shows, newest first. */
export const weeksPage = (view: SummaryDetails, { weeks }: SummaryLimits): ListPage<Week> =>
  pageOf(hasWeeks(view) ? view.byWeek.toReversed() : [], view.scope.laterWeeks, weeks);

const weeksSection = (view: SummaryDetails, language: Language, page: ListPage<Week>): Section => {
  const { text } = words(language);
  const rows = page.shown.map(({ week, monday, figures }) => {
    const name = text('summary.week', { number: weekNumber(week), monday: date(language, monday) });
    return rowOf(language, { label: name, spoken: name, figures, scope: askedOfWeek(view.scope, monday) });
  });
  return { heading: text('summary.weeks'), rows, more: pageLine(language, page) };
};

/** The lists of a card that have pages. */
export interface SummaryPages {
  readonly parts: ListPage<SummaryPart>;
  readonly weeks: ListPage<Week>;
}

/**
 * Who needs attention, then the parts, then the weeks, newest first; a list with nothing in it is left out.
 * A page of the parts or of the weeks that is not the first has nothing else.
 */
export const summarySections = (
  view: SummaryDetails,
  language: Language,
  limits: SummaryLimits,
  { parts, weeks }: SummaryPages,
): readonly Section[] => {
  const [isOfParts, isOfWeeks] = [parts.previous !== null, weeks.previous !== null];
  return [
    isOfParts || isOfWeeks ? null : attentionSection(view, language, limits.attention),
    isOfWeeks ? null : partsSection(view, language, parts),
    isOfParts ? null : weeksSection(view, language, weeks),
  ]
    .filter((section) => section !== null)
    .filter(({ rows }) => rows.length > 0);
};
