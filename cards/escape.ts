/** The longest text of people that a card shows; the follow-up fields hold at most 500 characters. */
const longestText = 600;

/** Beyond what may be stored, so that a reader still sees in the input what was too long. */
const longestInput = 1500;

/** Controls, direction and zero-width marks, private characters and halves of emoji; not what joins an emoji. */
const unwanted = /(?!\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** A mark without width that is no white space either: what it stands in looks the same, and nothing evaluates it. */
const joiner = '\u2060';

/** What most names are made of: nothing in it is unwanted, ends a line or can be evaluated, for that needs a brace. */
const plain = /^[ -z\u00c0-\u017f]*$/;

/** With the mark in what a template or Teams would evaluate: `${`, `{{`, `}}`. */
const harmless = (text: string): string =>
  plain.test(text)
    ? text
    : text
        .replace(/\s/gu, ' ')
        .replace(unwanted, '')
        .replace(/[${](?=\{)|\}(?=\})/g, `$&${joiner}`);

const shorten = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}…`;

/**
 * People's text for places that read no markdown: summaries and button titles. Becomes one line; what
 * would be evaluated is shown but no longer evaluated; invisible and direction-changing characters go; what
 * is over `most` characters ends in an ellipsis.
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

/** People's text as the value of an input: as typed, lines kept, nothing evaluated. `asTyped` reads it back. */
export const inputText = (text: string, most = longestInput): string =>
  text
    .slice(0, most)
    .split(/\r\n|\r|\n/)
    .map(harmless)
    .join('\n');

/** What came back from an input, without the marks that `inputText` put there; empty when there is nothing to be seen. */
export const asTyped = (text: string): string =>
  plainText(text.replaceAll(joiner, '')) === '' ? '' : text.replaceAll(joiner, '');
