/** Names of people, schools and classes as the lists of a card show them. */
import { escapeMarkdown, plainText } from './escape';

/** Long enough for every real name, short enough for a row on a phone. */
const longestName = 48;

/** A name for a button, a notification or the choices of an input: one line of at most 48 characters, never empty. */
export const plainName = (text: string): string => {
  const name = plainText(text);
  if (name === '') return '?';
  if (name.length <= longestName) return name;
  return plainText(`${name.slice(0, longestName - 1).trimEnd()}…`);
};

/** The same for a TextBlock or a FactSet, which read markdown. */
export const shownName = (text: string): string => escapeMarkdown(plainName(text));
