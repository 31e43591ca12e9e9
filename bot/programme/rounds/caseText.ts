/** What a case may say (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import { calledBy, nameProblem, wordsOf, type NameProblem } from '../nameInText';
import type { CaseText } from './model';

/** Longest texts of a case, in characters as a person counts them in a field (UTF-16). */
export const longestCase = { title: 100, situation: 2000, question: 500 } as const satisfies Record<
  keyof CaseText,
  number
>;

/** What is wrong with one text of a case; a name is that of a pupil of the student. */
export type CaseProblem = { readonly field: keyof CaseText } & (
  | { readonly refusal: 'empty' | 'tooLong' }
  | NameProblem
);

/** What would make a learning question better; never a reason to refuse it. */
export type QuestionAdvice = 'notAQuestion' | 'notAboutYourself';

/** What all pupils that a student has, or had, are called by. */
export const pupilNames = (directory: Directory, student: string): readonly string[] =>
  directory
    .pairsOfStudent(student)
    .flatMap(({ pupil }) => directory.pupil(pupil) ?? [])
    .flatMap(({ firstName }) => calledBy(firstName));

/**
 * Why what a student wrote cannot be stored, a field at a time; none when it can. `noNames`: everyday words of which the
 * student says that they name nobody.
 */
export const caseProblems = (
  directory: Directory,
  student: string,
  text: CaseText,
  noNames = '',
): readonly CaseProblem[] => {
  const names = pupilNames(directory, student);
  return (['title', 'situation', 'question'] as const).flatMap((field): readonly CaseProblem[] => {
    if (text[field].trim() === '') return [{ field, refusal: 'empty' }];
    if (text[field].length > longestCase[field]) return [{ field, refusal: 'tooLong' }];
    const named = nameProblem(text[field], names, noNames);
    return named === null ? [] : [{ field, ...named }];
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
