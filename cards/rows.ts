/** Lines of a list that open something, and the list with its heading. */
import type { CardAction } from './actions';

/** A line as the templates show it: texts escaped, `open` runs when the line is pressed. */
export interface Row {
  readonly label: string;
  readonly detail: string;
  /** The visible word that says the line can be pressed. */
  readonly openWord: string;
  readonly open: CardAction;
}

/** A heading with its lines; `more` says what is left out, empty when nothing is. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly Row[];
  readonly more: string;
}

/** The first `most` of a list, and how many are left. */
export const firstOf = <T>(items: readonly T[], most: number): { shown: readonly T[]; left: number } => ({
  shown: items.slice(0, most),
  left: Math.max(0, items.length - most),
});

/** The last `most` of a list, and how many came before. */
export const lastOf = <T>(items: readonly T[], most: number): { shown: readonly T[]; left: number } => ({
  shown: most === 0 ? [] : items.slice(-most),
  left: Math.max(0, items.length - most),
});
