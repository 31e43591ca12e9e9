/** Names in what people type: what a pupil may be called by, and where a text does so (docs/rules.md, Intervision). */
import { everydayWords } from './everydayWords';

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

const unseen = /\p{Default_Ignorable_Code_Point}/gu;

/** A text without accents, capitals and marks nobody sees: `Yıldız` is `yildiz`. */
export const plainText = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[ßæœøđðłı]/g, (letter) => plainLetters[letter] ?? letter);

/** The words of a text, plain; what stands between them is left out. */
export const wordsOf = (text: string): readonly string[] => plainText(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Stand between the parts of a name and are nobody's name. */
const particles: readonly string[] = [
  'al',
  'da',
  'de',
  'del',
  'den',
  'der',
  'di',
  'du',
  'el',
  'la',
  'le',
  'te',
  'ten',
  'ter',
  'van',
  'von',
];

/**
 * What a pupil is called by, of the first name in the files: the whole of it, and each part by which somebody may know
 * who it is, since `Mohammed A.` is called Mohammed. Not a single letter, nor what stands between the parts.
 */
export const calledBy = (firstName: string): readonly string[] => {
  const words = wordsOf(firstName);
  const parts = words.filter((part) => words.length > 1 && part.length > 1 && !particles.includes(part));
  return [firstName, ...new Set(parts)];
};

/** A word as it is written, and plain. */
interface Word {
  readonly written: string;
  readonly plain: string;
  /** Has a capital that no beginning of a sentence explains. */
  readonly isCapital: boolean;
}

/** After these a capital says nothing. */
const beginsAnew = /[^\p{L}\p{N}\s,'’()\p{Default_Ignorable_Code_Point}]/u;

const writtenIn = (text: string): readonly Word[] => {
  // Whatever may turn out to be letters, as `ⓨ` does.
  const chunks = [...text.matchAll(/[\p{L}\p{M}\p{N}\p{S}\p{Default_Ignorable_Code_Point}]+/gu)];
  let end = 0;
  return chunks.flatMap(({ 0: chunk, index }): readonly Word[] => {
    const isFirst = end === 0 || beginsAnew.test(text.slice(end, index)) || /\n/.test(text.slice(end, index));
    end = index + chunk.length;
    const written = chunk.replaceAll(unseen, '');
    const isCapital = !isFirst && /^\P{L}*[\p{Lu}\p{Lt}]/u.test(written.normalize('NFKC'));
    return wordsOf(chunk).map((plain) => ({ written, plain, isCapital }));
  });
};

/** A name as it ends in Dutch and English when something is theirs: `Yusufs`. `Yara's` is two words by itself. */
const isNameWord = (word: Word | undefined, name: string, isLast: boolean): boolean =>
  word?.plain === name || (isLast && word?.plain === `${name}s`);

const placesOf = (words: readonly Word[], name: readonly string[]): readonly (readonly Word[])[] =>
  words
    .map((_, start) => words.slice(start, start + name.length))
    .filter((some) => name.every((part, index) => isNameWord(some[index], part, index === name.length - 1)));

const writtenAs = (text: string, name: string): readonly (readonly Word[])[] => {
  const [words, parts] = [writtenIn(text), wordsOf(name)];
  const whole = parts.join('');
  if (whole.length < 2) return [];
  return [...placesOf(words, parts), ...(parts.length > 1 ? placesOf(words, [whole]) : [])];
};

/**
 * Whether a text holds a name as whole words: any case, with or without accents, also as a possessive, and one of two
 * parts also written as one. A name of a single letter cannot be told from other words and is not looked for.
 */
export const holdsName = (text: string, name: string): boolean => writtenAs(text, name).length > 0;

/** A text names somebody, or may: with everyday words, which only who wrote them can tell from a name. */
export interface NameProblem {
  readonly refusal: 'namesPupil' | 'mayNamePupil';
  /** As they are written. */
  readonly words: readonly string[];
}

const isDoubtful = ([word, ...others]: readonly Word[]): boolean =>
  word !== undefined && others.length === 0 && !word.isCapital && everydayWords.has(word.plain);

const writtenOut = (found: readonly (readonly Word[])[]): readonly string[] => [
  ...new Map(
    found.map((words) => [
      words.map(({ plain }) => plain).join(' '),
      words.map(({ written }) => written).join(' '),
    ]),
  ).values(),
];

/**
 * The names in a text, of some; null when it holds none. `Wil` is also a word: with a capital inside a sentence it is
 * the name, otherwise it may be, unless it is among the words of which the writer says that they are none.
 */
export const nameProblem = (text: string, names: readonly string[], noNames = ''): NameProblem | null => {
  const found = names.flatMap((name) => writtenAs(text, name));
  const sure = found.filter((words) => !isDoubtful(words));
  if (sure.length > 0) return { refusal: 'namesPupil', words: writtenOut(sure) };
  const said = new Set(wordsOf(noNames));
  const doubtful = found.filter((words) => words.some(({ plain }) => !said.has(plain)));
  return doubtful.length === 0 ? null : { refusal: 'mayNamePupil', words: writtenOut(doubtful) };
};
