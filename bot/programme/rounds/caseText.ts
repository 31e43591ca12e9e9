/** What a case may say (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { CaseText } from './model';

/** Longest texts of a case, in characters as a person counts them in a field (UTF-16). */
export const longestCase = { title: 100, situation: 2000, question: 500 } as const satisfies Record<
  keyof CaseText,
  number
>;

/** Why a text of a case cannot be stored. `namesPupil`: it holds the name of a pupil of the student. */
export type CaseRefusal = 'empty' | 'tooLong' | 'namesPupil';

/** What is wrong with one text of a case. */
export interface CaseProblem {
  readonly field: keyof CaseText;
  readonly refusal: CaseRefusal;
}

/** What would make a learning question better; never a reason to refuse it. */
export type QuestionAdvice = 'notAQuestion' | 'notAboutYourself';

/** Letters that no accent explains. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
};

/** The words of a text without accents, capitals and marks nobody sees; what stands between them is left out. */
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[ßæœøđðłı]/g, (letter) => plainLetters[letter] ?? letter)
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A name as it ends in Dutch and English when something is theirs: `Yusufs`. `Yara's` is two words by itself. */
const isNameWord = (word: string | undefined, name: string, isLast: boolean): boolean =>
  word === name || (isLast && word === `${name}s`);

const holdsWords = (words: readonly string[], name: readonly string[]): boolean =>
  words.some((_, start) =>
    name.every((part, index) => isNameWord(words[start + index], part, index === name.length - 1)),
  );

/**
 * Whether a text holds a name as whole words: any case, with or without accents, also as a possessive, and one of two
 * parts also written as one. A name of a single letter cannot be told from other words and is not looked for.
 */
export const holdsName = (text: string, name: string): boolean => {
  const [words, parts] = [wordsOf(text), wordsOf(name)];
  const whole = parts.join('');
  return whole.length > 1 && (holdsWords(words, parts) || holdsWords(words, [whole]));
};

/** The first names of all pupils a student has, or had. */
export const pupilNames = (directory: Directory, student: string): readonly string[] =>
  directory.pairsOfStudent(student).flatMap(({ pupil }) => directory.pupil(pupil)?.firstName ?? []);

/** Why what a student wrote cannot be stored, a field at a time; none when it can. */
export const caseProblems = (
  directory: Directory,
  student: string,
  text: CaseText,
): readonly CaseProblem[] => {
  const names = pupilNames(directory, student);
  const refusalOf = (field: keyof CaseText): CaseRefusal | null => {
    if (text[field].trim() === '') return 'empty';
    if (text[field].length > longestCase[field]) return 'tooLong';
    return names.some((name) => holdsName(text[field], name)) ? 'namesPupil' : null;
  };
  return (['title', 'situation', 'question'] as const).flatMap((field) => {
    const refusal = refusalOf(field);
    return refusal === null ? [] : [{ field, refusal }];
  });
};

/** Words by which a question is about whoever asks it, in both languages. */
const ownWords: readonly string[] = ['ik', 'mij', 'mijn', 'me', 'mezelf', 'mijzelf', 'i', 'my', 'myself'];

/** Gentle advice on a learning question: that it ends as one, and is about the bringer's own acting. */
export const questionAdvice = (question: string): readonly QuestionAdvice[] => {
  const isQuestion = /\?["'”’)\s]*$/u.test(question);
  const isOwn = wordsOf(question).some((word) => ownWords.includes(word));
  return [...(isQuestion ? [] : ['notAQuestion' as const]), ...(isOwn ? [] : ['notAboutYourself' as const])];
};
