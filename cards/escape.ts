/** The longest text of people that a card shows; the follow-up fields hold at most 500 characters. */
const longestText = 600;

/** Longer names of people, schools, rooms and programmes are cut: a card may show dozens of them. */
export const longestName = 80;

/** Beyond what may be stored, so that a reader still sees in the input what was too long. */
const longestInput = 1500;

/** Controls, direction and zero-width marks, private characters and halves of emoji; not what joins an emoji. */
const unwanted = /(?!\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** Without what a template or Teams would evaluate: `${`, `{{`, `}}`. */
const harmless = (text: string): string =>
  text
    .replace(/\s/gu, ' ')
    .replace(unwanted, '')
    .replace(/\{{2,}/g, '{')
    .replace(/\}{2,}/g, '}')
    .replace(/\$+(?=\{)/g, '');

const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…`;

/**
 * People's text for places that read no markdown: summaries and button titles. Becomes one line; what
 * would be evaluated and invisible or direction-changing characters go; what is over `most` characters
 * ends in an ellipsis.
 */
export const plainText = (text: string, most = longestText): string =>
  shorten(harmless(text).replace(/ +/g, ' ').trim(), most);

/**
 * People's text for a TextBlock or a FactSet, which read markdown: `plainText` with a backslash before
 * every character that could start markup.
 */
export const escapeMarkdown = (text: string, most = longestText): string =>
  plainText(text, most)
    .replace(/[\\*_[\]()\-<>`#~|]/g, String.raw`\$&`)
    .replace(/^(\d*)([.+])/, String.raw`$1\$2`);

/** The name of a person, school, room or programme for a TextBlock or a FactSet, at most 80 characters. */
export const escapeName = (text: string): string => escapeMarkdown(text, longestName);

/** People's text as the value of an input: as typed, lines kept, without what would be evaluated. */
export const inputText = (text: string): string =>
  text
    .slice(0, longestInput)
    .split(/\r\n|\r|\n/)
    .map(harmless)
    .join('\n');
