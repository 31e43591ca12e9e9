/** Words in what somebody typed that are the name of a pupil, or may be. */
import { wordsOf, type NameProblem } from '../../bot/programme/nameInText';
import { execute, type CardAction } from '../actions';
import { list } from '../dates';
import { escapeMarkdown } from '../escape';
import type { GroupRef } from './views';
import { refData } from './words';
import type { Words } from '../words';

/** More of them would fill a phone, and the first are enough to know what is meant. */
const mostWords = 5;
const longestWord = 60;

/** `“Yusuf” en “Yara”`: which words they are. */
export const quoted = (language: Words['language'], { words }: Pick<NameProblem, 'words'>): string =>
  list(
    language,
    words.slice(0, mostWords).map((word) => `“${escapeMarkdown(word, longestWord)}”`),
  );

/** The button with which somebody says that everyday words are no names, and stores what stands in the form; none without such words. */
export const noNameButton = (
  { text }: Words,
  verb: 'round.case' | 'round.attended',
  ref: GroupRef,
  problems: readonly { readonly refusal: string; readonly words?: readonly string[] }[],
): readonly CardAction[] => {
  const words = problems.flatMap(({ refusal, words: some = [] }) =>
    refusal === 'mayNamePupil' ? some.flatMap(wordsOf) : [],
  );
  if (words.length === 0) return [];
  return [execute(text('round.noName'), verb, { ...refData(ref), noNames: [...new Set(words)].join(',') })];
};
