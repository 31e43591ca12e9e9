/** Names of people, pupils, schools, rooms and programmes as cards show them. */
import { escapeMarkdown, plainText } from './escape';

/** Longer names are cut, for a card may show dozens: enough for every real one. */
const longestName = 60;

/** A name for a button, a notification or the choices of an input: one line of at most 60 characters, never empty. */
export const plainName = (text: string): string => plainText(text, longestName) || '?';

/** The same for a button, in which there is room for some 24 characters with what stands around it. */
export const buttonName = (text: string, most: number): string => plainText(text, most) || '?';

/** The same for a TextBlock or a FactSet, which read markdown. */
export const shownName = (text: string): string => escapeMarkdown(plainName(text));

/** The programme, for a reader who has more than one and gets such a card of each. */
export const programmePart = ({
  programmeName = null,
}: {
  readonly programmeName?: string | null;
}): readonly string[] => (programmeName === null ? [] : [shownName(programmeName)]);
