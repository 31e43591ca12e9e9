/** What words mean among the names a reader may use. */
import { monthNumber } from '../../bot/programme/typed/days';
import { folded, shortened, wholePlace, type Named, type NameKind, type Place } from './names';

/** Words that stand around a name and say nothing. */
const filler = new Set(
  'in op bij van voor uit de het aan over tijdens en at of on for the from and to about during'
    .split(' ')
    .concat('dhr mevr mw meneer mevrouw mr mrs ms'.split(' ')),
);

const saysSomething = (word: string): boolean => !filler.has(word.replace(/\.$/, ''));

const trimmed = (words: readonly string[]): readonly string[] => {
  const first = words.findIndex(saysSomething);
  return first === -1 ? [] : words.slice(first, words.findLastIndex(saysSomething) + 1);
};

const kinds: readonly (readonly [RegExp, readonly NameKind[]])[] = [
  [/^school /, ['school']],
  [/^(?:klas|class|groep) /, ['class']],
  [/^(?:leerling|pupil) /, ['pupil']],
  [/^(?:studentmentor|student mentor|student) /, ['student', 'pupil']],
];

const level = /\b(?:havo|vwo|vmbo|mavo|atheneum|gymnasium)\b/g;

const withoutLevel = (text: string): string => text.replace(level, '').replace(/[^\p{L}\p{N}]/gu, '');

const levelsIn = (text: string): string => (text.match(level) ?? []).join(' ');

/** `havo 3A`, `3 a` and `3A` are one class, unless both name a level and it is not the same. */
const isSameClass = (typed: string, name: string): boolean => {
  const [mine, theirs] = [levelsIn(typed), levelsIn(name)];
  const bare = withoutLevel(typed);
  return bare !== '' && bare === withoutLevel(name) && (mine === theirs || mine === '' || theirs === '');
};

/** Shorter beginnings of a name say too little. */
const shortestPart = 2;

const hasWords = (name: string, typed: string): boolean => ` ${name} `.includes(` ${typed} `);

/** A month is the beginning of no name: `3A maart` is not about Maartje. As a whole word of a name it may be. */
const hasPart = (name: string, typed: string): boolean =>
  monthNumber(typed) === 0 ? ` ${name}`.includes(` ${typed}`) : hasWords(name, typed);

interface Way {
  /** `short` is what was typed as `shortened` has it. */
  readonly fits: (typed: string, named: Named, short: string) => boolean;
  /** What it finds is asked about: who asks for Bo must not read of Sam de Boer. */
  readonly isGuess: boolean;
}

/** From what is meant for sure to what may be meant; the first that finds anything holds. */
const ways: readonly Way[] = [
  { fits: (typed, { names }) => names.includes(typed), isGuess: false },
  {
    fits: (typed, { kind, names }) => kind === 'class' && names.some((name) => isSameClass(typed, name)),
    isGuess: false,
  },
  {
    fits: (typed, { kind, parts }) =>
      typed.length >= shortestPart &&
      parts.some((name) => (kind === 'school' ? hasPart(name, typed) : hasWords(name, typed))),
    isGuess: false,
  },
  {
    fits: (typed, { parts }) => typed.length >= shortestPart && parts.some((name) => hasPart(name, typed)),
    isGuess: true,
  },
  {
    // Initials alone are nobody.
    fits: (_, named, short) =>
      short.includes(' ') && (named.short ?? []).some((name) => hasWords(name, short)),
    isGuess: true,
  },
];

const found = (names: readonly Named[], typed: string): readonly Found[] => {
  const short = shortened(typed);
  for (const { fits, isGuess } of ways) {
    const some = names.filter((named) => fits(typed, named, short));
    if (some.length > 0) return some.map(({ place, label }) => ({ place, label, isGuess }));
  }
  return [];
};

/** By their plain text first; behind `klas` or `leerling` only that kind. */
const namedBy = (names: readonly Named[], typed: string): readonly Found[] => {
  const plain = found(names, typed);
  if (plain.length > 0) return plain;
  const [prefix, wanted = []] = kinds.find(([pattern]) => pattern.test(typed)) ?? [];
  if (prefix === undefined) return [];
  const rest = typed.replace(prefix, '');
  return (
    wanted
      .map((kind) =>
        found(
          names.filter((named) => named.kind === kind),
          rest,
        ),
      )
      .find((some) => some.length > 0) ?? []
  );
};

/** What was named: the place, and its label for a button; empty for everything. */
export interface Found {
  readonly place: Place;
  readonly label: string;
  /** Only the beginning of a word of somebody's name was typed, or their initials. */
  readonly isGuess: boolean;
}

/** Looks words up; remembers what was asked before. */
export interface PlaceFinder {
  /** Everything that some words can mean together; empty when they mean nothing. */
  places(words: readonly string[]): readonly Found[];
  /** Whether words are one name, not several beside each other. */
  isName(words: readonly string[]): boolean;
  /** Whether words are all of a name of more than one word: then no month is looked for in `Jan Willem`. */
  isWholeName(words: readonly string[]): boolean;
  /** Whether a word alone means anything for sure, or nothing needs to be meant by it. */
  isKnown(word: string): boolean;
}

const fields = ['school', 'class', 'pupil', 'student'] as const;

/** How much a place narrows things down: its label is the one to show. */
const rankOf = ({ school, class: of, pupil, student }: Place): number => {
  if (pupil !== null || student !== null) return 3;
  if (of !== null) return 2;
  return school === null ? 0 : 1;
};

/** Whether a student has a pupil at the place; true where no student is named. */
export type PlacesMeet = (place: Place) => boolean;

/** Both together, or null when they contradict each other. */
const joined = (one: Found, other: Found, doMeet: PlacesMeet): Found | null => {
  const differs = fields.some(
    (field) =>
      one.place[field] !== null && other.place[field] !== null && one.place[field] !== other.place[field],
  );
  const place = {
    school: one.place.school ?? other.place.school,
    class: one.place.class ?? other.place.class,
    pupil: one.place.pupil ?? other.place.pupil,
    student: one.place.student ?? other.place.student,
  };
  if (differs || !doMeet(place)) return null;
  const label = rankOf(one.place) >= rankOf(other.place) ? one.label : other.label;
  return { place, label, isGuess: one.isGuess || other.isGuess };
};

const unique = (all: readonly Found[]): readonly Found[] => [
  ...new Map(all.map((one) => [JSON.stringify(one.place), one])).values(),
];

/** Names that words may hold side by side: `Yara 3A Johan de Witt`. */
const mostNames = 3;

/** Finds what words mean among some names: as one name, else as two or three beside each other. */
export const placeFinder = (names: readonly Named[], doMeet: PlacesMeet): PlaceFinder => {
  const known = new Map<string, readonly Found[]>();
  const meaningOf = (words: readonly string[], text: string): readonly Found[] => {
    const bare = trimmed(words);
    // `de` is no part of `de Boer` when it stands alone, but somebody may be called just that.
    if (bare.length === 0) {
      const called = names.filter((named) => named.names.includes(text));
      if (called.length === 0) return [{ place: wholePlace, label: '', isGuess: false }];
      return called.map(({ place, label }) => ({ place, label, isGuess: false }));
    }
    const plain = namedBy(names, text);
    return plain.length > 0 ? plain : namedBy(names, bare.join(' '));
  };
  const lookUp = (words: readonly string[]): readonly Found[] => {
    const text = words.join(' ');
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = meaningOf(words, text);
    known.set(text, result);
    return result;
  };
  const apart = (words: readonly string[], most: number): readonly Found[] => {
    const whole = lookUp(words);
    if (whole.length > 0 || most === 1) return whole;
    const cuts = words.slice(1).flatMap((_, index) => {
      const heads = lookUp(words.slice(0, index + 1));
      if (heads.length === 0) return [];
      const tails = apart(words.slice(index + 1), most - 1);
      return heads.flatMap((head) => tails.flatMap((tail) => joined(head, tail, doMeet) ?? []));
    });
    return unique(cuts);
  };
  return {
    places: (words) => apart(words.map(folded), mostNames),
    isName: (words) => namedBy(names, words.map(folded).join(' ')).length > 0,
    isWholeName: (words) => {
      const text = words.map(folded).join(' ');
      return text.includes(' ') && names.some((named) => named.names.includes(text));
    },
    isKnown: (word) => lookUp([folded(word)]).some(({ isGuess }) => !isGuess),
  };
};
