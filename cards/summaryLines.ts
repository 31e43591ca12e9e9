/** The lists of the summary: whom and what can be opened from it. */
import type { SummaryScope } from '../bot/programme/summary';
import type { SummaryDetails, SummaryPart } from '../bot/programme/summaryDetails';
import type { Language } from '../bot/programme/model';
import { execute, type CardAction } from './actions';
import { date } from './dates';
import { figureLine } from './figures';
import { levelSign, levelWord } from './levels';
import { plainName, shownName } from './names';
import { firstOf, lastOf, type Row, type Section } from './rows';
import { type TextKey, words } from './words';

/** How much of each list a card shows. */
export interface SummaryLimits {
  readonly attention: number;
  readonly parts: number;
  readonly weeks: number;
  readonly sessions: number;
  /** Parts that can be chosen because there was no room for a line. */
  readonly choices: number;
}

/** A button that opens a part of the summary; inputs of the card never replace what it asks for. */
export const openScope = (title: string, scope: SummaryScope): CardAction =>
  execute(title, 'summary.show', { ...scope }, { inputs: 'none' });

/** The number of `2027-W10`, or the text itself when it is something else. */
export const weekNumber = (week: string): string => {
  const found = /W0*(\d+)$/u.exec(week)?.[1];
  return found ?? shownName(week);
};

/** Whether weeks say more than the figures and the list of sessions do. */
export const hasWeeks = ({ byWeek, timeline }: SummaryDetails): boolean =>
  byWeek.length > 1 && timeline.length === 0;

interface Line {
  readonly label: string;
  /** The label where no markdown is read. */
  readonly spoken: string;
  readonly figures: SummaryPart['figures'];
  readonly scope: SummaryScope;
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
  school: { heading: 'summary.parts.school', more: 'summary.more.school', choose: 'summary.choose.school' },
  class: { heading: 'summary.parts.class', more: 'summary.more.class', choose: 'summary.choose.class' },
  pupil: { heading: 'summary.parts.pupil', more: 'summary.more.pupil', choose: 'summary.choose.pupil' },
} as const satisfies Record<string, Readonly<Record<'heading' | 'more' | 'choose', TextKey>>>;

const partsSection = (view: SummaryDetails, language: Language, most: number): Section | null => {
  if (view.partsAre === null) return null;
  const { text } = words(language);
  const keys = partKeys[view.partsAre];
  const { shown, left } = firstOf(view.parts, most);
  return {
    heading: text(keys.heading),
    rows: shown.map((line) => rowOf(language, named(line))),
    more: left === 0 ? '' : text(keys.more, { count: left }),
  };
};

const weeksSection = (view: SummaryDetails, language: Language, most: number): Section => {
  const { text } = words(language);
  const { shown, left } = lastOf(view.byWeek, most);
  const rows = shown.toReversed().map(({ week, monday, figures, scope }) => {
    const name = text('summary.week', { number: weekNumber(week), monday: date(language, monday) });
    return rowOf(language, { label: name, spoken: name, figures, scope });
  });
  const earliest = weekNumber(view.byWeek[0]?.week ?? '');
  const more = left === 0 ? '' : text('summary.moreWeeks', { count: left, number: earliest });
  return { heading: text('summary.weeks'), rows, more };
};

/** Who needs attention, then the parts, then the weeks, newest first; a list with nothing in it is left out. */
export const summarySections = (
  view: SummaryDetails,
  language: Language,
  limits: SummaryLimits,
): readonly Section[] =>
  [
    attentionSection(view, language, limits.attention),
    partsSection(view, language, limits.parts),
    hasWeeks(view) ? weeksSection(view, language, limits.weeks) : null,
  ]
    .filter((section) => section !== null)
    .filter(({ rows }) => rows.length > 0);

const scopeFields = ['school', 'class', 'pupil', 'from', 'to'] as const;

/** Parts that differ from the first in their own field alone can stand in one list of choices. */
const choicesOf = (
  rest: readonly SummaryPart[],
  field: 'school' | 'class' | 'pupil',
): readonly SummaryPart[] =>
  rest.filter(
    ({ scope }) =>
      scope[field] !== null &&
      !scope[field].includes('${') &&
      scopeFields.every((other) => other === field || scope[other] === rest[0]?.scope[other]),
  );

/** A button that unfolds a list with the parts for which there was no room; null when there are none. */
export const chooserOf = (
  view: SummaryDetails,
  language: Language,
  limits: SummaryLimits,
): CardAction | null => {
  const { partsAre } = view;
  const rest = view.parts.slice(limits.parts);
  const first = rest[0];
  if (partsAre === null || first === undefined) return null;
  const { text } = words(language);
  const title = text(partKeys[partsAre].choose);
  const choices = choicesOf(rest, partsAre)
    .slice(0, limits.choices)
    .map(({ label, scope }) => ({
      title: plainName(label),
      value: scope[partsAre],
    }));
  if (choices.length === 0) return null;
  const input = { type: 'Input.ChoiceSet', id: partsAre, label: title, style: 'compact', choices };
  const show = execute(text('summary.show'), 'summary.show', { ...first.scope, [partsAre]: null });
  return {
    type: 'Action.ShowCard',
    title,
    card: { type: 'AdaptiveCard', body: [{ ...input, value: choices[0]?.value }], actions: [show] },
  };
};
