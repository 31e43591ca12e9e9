/** Several names beside each other: `3A en 3B`, `3A, 3B`, `Johan de Witt + 3B`. */
import type { Directory } from '../../bot/programme/directory';
import { type Where, whereOf } from '../../bot/programme/summary/asked';
import { titleTogether } from '../../bot/programme/summary/together';
import { folded } from './names';
import type { Found, PlaceFinder } from './places';

interface Combined {
  readonly places: readonly Where[];
  /** One of them is only guessed. */
  readonly isGuess: boolean;
}

/** What several names mean: all of them together, or names that are only shown one at a time. */
export interface FoundTogether {
  readonly together: readonly (Combined & { readonly label: string })[];
  /** With a student among them nothing is added up: each is offered by itself. */
  readonly apart: readonly Found[];
}

/** Not several names. */
export const noneTogether: FoundTogether = { together: [], apart: [] };

/** Names that are looked at together. */
export const mostTogether = 6;

/** Combinations of names that are ambiguous: more is a question nobody can answer with a button. */
const mostCombined = 64;

/** Words that put names beside each other. */
export const conjunction = /^(?:en|and|plus|&|\+|vs\.?|versus)$/i;

/** Words of one name, as it seems, with what stands before them. */
interface Piece {
  readonly after: string;
  readonly words: string[];
}

/** What stands between conjunctions and commas; `3A+3B` without spaces too. */
const piecesOf = (words: readonly string[]): readonly Piece[] => {
  const pieces: Piece[] = [{ after: '', words: [] }];
  const single = words.flatMap((word) =>
    word.replaceAll(/(?<=[\p{L}\p{N}])[&+](?=[\p{L}\p{N}])/gu, (sign) => ` ${sign} `).split(' '),
  );
  for (const word of single) {
    if (conjunction.test(word)) pieces.push({ after: word, words: [] });
    else pieces.at(-1)?.words.push(word.replace(/,+$/, ''));
    if (word.endsWith(',')) pieces.push({ after: ',', words: [] });
  }
  return pieces.filter((piece) => piece.words.some((word) => word !== ''));
};

/** Neighbours that are one name together, as in `Zorg en Welzijn`, are one piece. */
const namesIn = (pieces: readonly Piece[], finder: PlaceFinder): readonly (readonly string[])[] => {
  const names: (readonly string[])[] = [];
  for (const { after, words } of pieces) {
    const both = [...(names.at(-1) ?? []), after, ...words];
    if (names.length > 0 && finder.isName(both)) names[names.length - 1] = both;
    else names.push(words);
  }
  return names;
};

const combined = (found: readonly (readonly Found[])[]): readonly (readonly Found[])[] =>
  found.reduce<readonly (readonly Found[])[]>(
    (all, some) => all.flatMap((one) => some.map((next) => [...one, next])).slice(0, mostCombined),
    [[]],
  );

const isPartOf = (inner: Where, outer: Where): boolean =>
  (outer.school === null || outer.school === inner.school) &&
  (outer.class === null || outer.class === inner.class) &&
  (outer.pupil === null || outer.pupil === inner.pupil);

const unique = (places: readonly Where[]): readonly Where[] => [
  ...new Map(places.map((place) => [JSON.stringify(place), place])).values(),
];

/** `3A en 3B` are of one school, unless nothing else is possible. */
const isOfOneSchool = ({ places }: Combined): boolean =>
  new Set(places.filter((place) => place.class !== null).map(({ school }) => school)).size <= 1;

const isWithoutOverlap = ({ places }: Combined): boolean =>
  !places.some((inner) => places.some((outer) => inner !== outer && isPartOf(inner, outer)));

const ifAny = <T>(all: readonly T[], is: (one: T) => boolean): readonly T[] => {
  const some = all.filter(is);
  return some.length > 0 ? some : all;
};

const saysNothing = (some: readonly Found[]): boolean =>
  some.length > 0 && some.every(({ label }) => label === '');

const isWhole = ({ place }: Found): boolean => Object.values(place).every((field) => field === null);

/** What words mean as several names; nothing when one of them means nothing, or there is only one. */
export const findTogether = (
  directory: Directory,
  finder: PlaceFinder,
  words: readonly string[],
): FoundTogether => {
  const names = namesIn(piecesOf(words.map(folded)), finder);
  if (names.length < 2) return noneTogether;
  const found = names.map((name) => finder.places(name)).filter((some) => !saysNothing(some));
  if (found.length < 2 || found.some((some) => some.length === 0 || some.some(isWhole))) return noneTogether;
  const pupils = found.map((some) => some.filter(({ place }) => place.student === null));
  const all = combined(pupils)
    .map((one) => ({
      places: unique(one.map(({ place }) => whereOf(place))),
      isGuess: one.some(({ isGuess }) => isGuess),
    }))
    .filter(({ places }) => places.length >= 2 && places.length <= mostTogether);
  if (all.length === 0) return { together: [], apart: found.flat() };
  const likeliest = ifAny(ifAny(all, isWithoutOverlap), isOfOneSchool);
  return {
    together: likeliest.map((one) => ({
      ...one,
      label: titleTogether(directory, one.places).toReversed().join(', '),
    })),
    apart: [],
  };
};
