/** What only a Dutch text of the bot says: to find one among English ones, whatever sentence it stands in. */
import { IntlMessageFormat } from 'intl-messageformat';
import { en } from '../../cards/texts/en';
import { nl } from '../../cards/texts/nl';
import { nodesOf } from './cardProblems';

/** The literal pieces of a message, inside plurals too; text is 0 in the syntax tree. */
const piecesOf = (message: string): readonly string[] =>
  nodesOf(new IntlMessageFormat(message, 'nl', undefined, { ignoreTag: true }).getAst())
    .filter(({ type }) => type === 0)
    .map(({ value }) => String(value).trim());

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}’']{3,}/gu) ?? [];

/** Names that are the same in both, and words of one language that the other writes the same. */
const english = new Set(Object.values(en).flatMap(wordsOf));

/** Words of Dutch texts that no English one has. */
const dutch: ReadonlySet<string> = new Set(
  Object.values(nl)
    .flatMap(piecesOf)
    .flatMap(wordsOf)
    .filter((word) => !english.has(word)),
);

/** The words of a text that only Dutch texts of the bot have. */
export const dutchIn = (text: string): readonly string[] => [
  ...new Set(wordsOf(text).filter((word) => dutch.has(word))),
];
