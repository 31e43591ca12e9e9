/** What stands on a card of the summary, and where its buttons lead. */
import type { RenderedCard } from '../../../bot/ports';
import { cardProblems, nodesOf, ofType, type Node } from '../cardProblems';

/** Every line of a card. */
export const texts = (card: RenderedCard): readonly string[] =>
  ofType(card, 'TextBlock').map((node) => String(node['text']));

/** What rows of a card open. */
export const opens = (card: RenderedCard): readonly Node[] =>
  ofType(card, 'ColumnSet').flatMap((row) => nodesOf(row['selectAction']).slice(0, 1));

/** The buttons at its foot. */
export const bottom = (card: RenderedCard): readonly Node[] =>
  nodesOf(card.content['actions']).filter(({ type }) => type === 'Action.Execute');

/** What they say. */
export const titles = (card: RenderedCard): readonly unknown[] => {
  const { actions } = card.content;
  return Array.isArray(actions) ? actions.map((action) => action.title) : [];
};

/** A field of what a button sends. */
export const dataOf = ({ data }: Node, field: string): unknown =>
  Object.entries(typeof data === 'object' && data !== null ? data : {}).find(([key]) => key === field)?.[1];

/** Walks from a card to the next as long as there is one, and returns what each page opens. */
export const walk = (
  cardAt: (start: number) => RenderedCard,
  forward: string,
  { place, opened } = { place: 'start', opened: 'pupil' },
): readonly (readonly unknown[])[] => {
  const pages: (readonly unknown[])[] = [];
  let start: number | null = 0;
  while (start !== null) {
    const card: RenderedCard = cardAt(start);
    expect(cardProblems(card)).toEqual([]);
    pages.push(opens(card).map((open) => dataOf(open, opened)));
    const next: Node | undefined = bottom(card).find(({ title }) => title === forward);
    start = next === undefined ? null : Number(dataOf(next, place));
  }
  return pages;
};
