/** How every card of intervision is laid out: a title, parts under each other, and buttons. */
import type { RenderedCard } from '../../bot/ports';
import type { CardAction } from '../actions';
import { renderFitting } from '../fitting';
import { cardTemplate, renderCard } from '../render';
import file from './round.json';
import type { Row } from '../rows';

const template = cardTemplate(file);

/** A part of a card, in this order. Texts are finished, those of people escaped. */
export interface Section {
  readonly heading?: string;
  /** What went wrong with what was filled in here. */
  readonly problems?: readonly string[];
  readonly lines?: readonly string[];
  readonly facts?: readonly (readonly [title: string, value: string])[];
  /** Lines that open something. */
  readonly rows?: readonly Row[];
  readonly inputs?: readonly CardAction[];
  /** Small print. */
  readonly hints?: readonly string[];
  readonly buttons?: readonly CardAction[];
  /** Set apart from what stands around it. */
  readonly isBox?: boolean;
}

/** A card of intervision. */
export interface RoundContent {
  readonly title: string;
  readonly subtitle?: string;
  readonly problems?: readonly string[];
  readonly sections: readonly Section[];
  readonly actions?: readonly CardAction[];
  /** Why its reader gets it. */
  readonly why?: string;
  /** The notification: no pupil, no case. */
  readonly summary: string;
}

const line = (text: string): CardAction => ({ type: 'TextBlock', text, wrap: true });

/** Lines of a part stand close together. */
const closer = (blocks: readonly CardAction[]): readonly CardAction[] =>
  blocks.map((block, index) => (index === 0 ? block : { ...block, spacing: 'small' }));

const column = (width: string, items: readonly CardAction[]): CardAction => ({
  type: 'Column',
  width,
  items,
});

const rowOf = ({ label, detail, openWord, open }: Row): CardAction => ({
  type: 'ColumnSet',
  spacing: 'small',
  selectAction: open,
  columns: [
    column('stretch', [
      { ...line(label), weight: 'bolder' },
      { ...line(detail), isSubtle: true, spacing: 'none' },
    ]),
    column('auto', [{ ...line(`${openWord} ›`), color: 'accent' }]),
  ],
});

const itemsOf = (section: Section): readonly CardAction[] => {
  const { heading, problems = [], lines = [], facts = [] } = section;
  const { rows = [], inputs = [], hints = [], buttons = [] } = section;
  return [
    ...(heading === undefined ? [] : [{ ...line(heading), weight: 'bolder' }]),
    ...problems.map((text) => ({ ...line(`⚠ ${text}`), color: 'attention', weight: 'bolder' })),
    ...closer(lines.map(line)),
    ...(facts.length === 0
      ? []
      : [{ type: 'FactSet', facts: facts.map(([title, value]) => ({ title, value })) }]),
    ...rows.map(rowOf),
    ...inputs,
    ...closer(hints.map((text) => ({ ...line(text), isSubtle: true, size: 'small' }))),
    ...(buttons.length === 0 ? [] : [{ type: 'ActionSet', actions: buttons }]),
  ];
};

const asLines = (texts: readonly string[]) => texts.map((text) => ({ text }));

const dataOf = ({ title, subtitle, problems = [], sections, actions = [], why }: RoundContent) => ({
  title,
  subtitle: asLines(subtitle === undefined ? [] : [subtitle]),
  problems: asLines(problems.map((text) => `⚠ ${text}`)),
  sections: sections
    .map((section) => ({ section, items: itemsOf(section) }))
    .filter(({ items }) => items.length > 0)
    .map(({ section, items }, index) => ({
      style: section.isBox === true ? 'emphasis' : 'default',
      separator: index > 0 && section.heading !== undefined && section.isBox !== true,
      items,
    })),
  why: asLines(why === undefined ? [] : [why]),
  actions,
});

/** Draws a card of intervision. */
export const drawRound = (content: RoundContent): RenderedCard =>
  renderCard(template, dataOf(content), content.summary);

/** The same of a card whose lists may be long: the first limits with which it is small enough. */
export const drawRoundFitting = <Limits>(
  tiers: readonly [Limits, ...Limits[]],
  contentOf: (limits: Limits) => RoundContent,
): RenderedCard =>
  renderFitting(template, tiers, (limits) => dataOf(contentOf(limits)), contentOf(tiers[0]).summary);
