/** The longest text of people that a card shows; the follow-up fields hold at most 500 characters. */
const longest = 600;

/** Controls, direction and zero-width marks, private characters and halves of emoji; not what joins an emoji. */
const unwanted = /(?!\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

const shorten = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…`;

const harmless = (text: string): string =>
  text
    .replace(/\s/gu, ' ')
    .replace(unwanted, '')
    .replace(/\{{2,}/g, '{')
    .replace(/\}{2,}/g, '}')
    .replace(/\$+(?=\{)/g, '');

/**
 * People's text for places that read no markdown: summaries, button titles and the value of an input.
 * Becomes one line; what a template or Teams would evaluate (`${`, `{{`, `}}`) and invisible or
 * direction-changing characters go; anything over 600 characters ends in an ellipsis.
 */
export const plainText = (text: string): string => shorten(harmless(text).replace(/ +/g, ' ').trim());

/** The longest text that stays in an input: beyond what may be stored, so that a reader sees what was too long. */
const longestInput = 1500;

/** People's text as the value of an input: as typed, lines kept, without what `plainText` takes away. */
export const inputText = (text: string): string =>
  text
    .slice(0, longestInput)
    .split(/\r\n|\r|\n/)
    .map((line) => harmless(line))
    .join('\n');

/**
 * People's text for a TextBlock or a FactSet, which read markdown: `plainText` with a backslash before
 * every character that could start markup.
 */
export const escapeMarkdown = (text: string): string =>
  plainText(text)
    .replace(/[\\*_[\]()\-<>`#~|]/g, String.raw`\$&`)
    .replace(/^(\d*)([.+])/, String.raw`$1\$2`);
