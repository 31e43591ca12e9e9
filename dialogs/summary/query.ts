/** What a coordinator asks of the summary, from what they typed. */
import { everythingAsked, type SummaryAsked } from '../../bot/programme/summary/asked';
import { turnedPeriods, typedPeriods } from '../../bot/programme/typed/periods';
import type { Period } from '../../bot/programme/typed/reading';
import type { Directory } from '../../bot/programme/directory';
import type { Day } from '../../bot/programme/model';
import { breaksOf } from './breaks';
import { cutsOf, isNameBeside, isWithin, withoutComma, type Cut } from './cuts';
import { namesWithin, type Place } from './names';
import { mostNearest, nearestOf } from './nearest';
import { placeFinder, type Found, type PlaceFinder } from './places';
import { conjunction, findTogether, noneTogether, type FoundTogether } from './together';
import { whoQuestion } from './question';

/** One way to understand what was typed; an empty label is everything. */
export interface SummaryChoice {
  readonly label: string;
  readonly scope: SummaryAsked;
}

/** All ways to understand what was typed; when there is none, what was not known and what is most like it. */
export interface SummaryQuery {
  readonly understood: readonly SummaryChoice[];
  /** Names that were asked for together and are shown one at a time: those that are understood. */
  readonly isApart: boolean;
  /** What is not known is a period that ends before it begins; what is most like it has its ends the other way round. */
  readonly isTurned: boolean;
  readonly unknown: string;
  readonly nearest: readonly SummaryChoice[];
}

/** Longer texts are no question about attendance, and looking at them costs time. */
const mostWords = 16;

interface Meaning extends Cut {
  readonly found: readonly Found[];
  readonly many: FoundTogether;
}

interface Names {
  readonly finder: PlaceFinder;
  readonly directory: Directory;
}

/** A comma only keeps names apart where they do not mean one thing beside each other: `Yara, 3A`. */
const isJoined = (rest: readonly string[]): boolean => rest.some((word) => conjunction.test(word));

const meaningOf = (cut: Cut, { finder, directory }: Names): Meaning => {
  const found = finder.places(cut.rest.map(withoutComma));
  const many =
    found.length === 0 || isJoined(cut.rest) ? findTogether(directory, finder, cut.rest) : noneTogether;
  // What is shown one at a time is offered only where there is nothing else.
  return { ...cut, found, many: found.length === 0 ? many : { ...many, apart: [] } };
};

/**
 * Cuts whose other words all mean something; `1 maart` within `1 maart t/m 5 maart` is none of its own, `week 10` within
 * `di week 10` only where somebody is called Di.
 */
const meaningsOf = (cuts: readonly Cut[], words: readonly string[], names: Names): Meaning[] => {
  const meanings = cuts
    .map((cut) => meaningOf(cut, names))
    .filter(({ found, many }) => found.length + many.together.length + many.apart.length > 0);
  return meanings.filter(
    (inner) =>
      !meanings.some((outer) => isWithin(inner, outer) && !isNameBeside(inner, outer, words, names.finder)),
  );
};

type Asking = (place: Partial<SummaryAsked>, period: Period) => SummaryAsked;

interface Guessed extends SummaryChoice {
  readonly isGuess: boolean;
}

const unique = (choices: readonly Guessed[]): Guessed[] => [
  ...new Map(choices.map((choice) => [JSON.stringify(choice.scope), choice])).values(),
];

const choicesOf = (meanings: readonly Meaning[], asking: Asking): Guessed[] =>
  unique(
    meanings.flatMap(({ found, many, period }) => [
      ...found.map(({ place, label, isGuess }) => ({ label, scope: asking(place, period), isGuess })),
      ...many.together.map(({ label, places, isGuess }) => ({
        label,
        scope: asking({ together: places }, period),
        isGuess,
      })),
    ]),
  );

const apartOf = (meanings: readonly Meaning[], asking: Asking): Guessed[] =>
  unique(
    meanings.flatMap(({ many, period }) =>
      many.apart.map(({ place, label, isGuess }) => ({ label, scope: asking(place, period), isGuess })),
    ),
  );

/** The words of the cut that mean nothing by themselves; all of them when only their combination does not. */
const unknownOf = (finder: PlaceFinder, { rest }: Cut): string => {
  const words = rest.map(withoutComma).filter((word) => word !== '');
  const strange = words.filter((word) => !conjunction.test(word) && !finder.isKnown(word));
  return (strange.length === 0 ? words : strange).join(' ');
};

const pairsMeet =
  (directory: Directory) =>
  ({ school, class: of, pupil, student }: Place): boolean =>
    student === null ||
    directory.pairsOfStudent(student).some((pair) => {
      const met = directory.pupil(pair.pupil);
      if (met === null) return false;
      return (
        (school === null || met.school === school) &&
        (of === null || met.class === of) &&
        (pupil === null || met.id === pupil)
      );
    });

/** What the summary shows anyway. */
const perPart = /(?<![\p{L}\p{N}])per (?:week(?! \d)|klas|school|leerling|class|pupil)(?![\p{L}\p{N}])/giu;

/** Signs around a word say nothing: `“3A”;`. A comma stays, as it may stand between weeks. */
const wordsOf = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[“”"‘(?!,]+|[“”";:?!)]+(?=,?$)/g, '').replace(/,+$/, ','))
    .filter((word) => word !== '');

/** What was not understood, and what is most like it. */
type NotUnderstood = Pick<SummaryQuery, 'isTurned' | 'unknown' | 'nearest'>;

/** A period whose ends were typed the other way round; null where that is not what is wrong. */
const turnedIn = (
  words: readonly string[],
  toTurned: (text: string) => readonly Period[],
  names: Names,
  asking: Asking,
): NotUnderstood | null => {
  const cuts = cutsOf(words, toTurned).filter(({ length }) => length > 0);
  const meanings = meaningsOf(cuts, words, names);
  const [first] = meanings;
  if (first === undefined) return null;
  const unknown = words.slice(first.start, first.start + first.length).join(' ');
  return { isTurned: true, unknown, nearest: choicesOf(meanings, asking).slice(0, mostNearest) };
};

/** Where the days have a name that are a period: a holiday is not the same at every school. */
interface Asked {
  readonly directory: Directory;
  readonly schools: readonly string[];
  readonly closedAt: readonly string[];
  readonly today: Day;
}

const readQuery = (text: string, { directory, schools, closedAt, today }: Asked): SummaryQuery => {
  const { start, end } = directory.programme;
  const question = whoQuestion(text);
  const words = wordsOf((question?.rest ?? text).replaceAll(perPart, ' '));
  const asking: Asking = (place, period) => ({
    ...everythingAsked,
    ...place,
    ...period,
    who: question?.who ?? null,
  });
  if (words.length > mostWords)
    return { understood: [], isApart: false, isTurned: false, unknown: words.join(' '), nearest: [] };
  // Nothing named is asked most: then nobody's name needs to be looked at.
  const names = words.length === 0 ? [] : namesWithin(directory, schools);
  const finder = placeFinder(names, pairsMeet(directory));
  const context = { start, end, today, breaks: breaksOf(directory, closedAt) };
  const all = cutsOf(words, (typed) => typedPeriods(typed, context));
  const cuts = finder.isWholeName(words) ? all.slice(-1) : all;
  const meanings = meaningsOf(cuts, words, { finder, directory });
  const together = choicesOf(meanings, asking);
  const isApart = together.length === 0;
  const meant = isApart ? apartOf(meanings, asking) : together;
  const understood = meant.filter(({ isGuess }) => !isGuess);
  const [longest] = cuts;
  if (understood.length > 0 || longest === undefined)
    return { understood, isApart, isTurned: false, unknown: '', nearest: [] };
  const turned = turnedIn(words, (typed) => turnedPeriods(typed, context), { finder, directory }, asking);
  if (turned !== null) return { understood, isApart: false, ...turned };
  const unknown = unknownOf(finder, longest);
  const nearest =
    meant.length > 0
      ? meant.slice(0, mostNearest)
      : nearestOf(names, longest.rest.map(withoutComma).join(' '), unknown).map(({ label, place }) => ({
          label,
          scope: asking(place, longest.period),
        }));
  return { understood, isApart: false, isTurned: false, unknown, nearest };
};

/** The one school of the reader's that everything asked for is at; null where there are more, or none is named. */
const schoolOf = (
  { directory, schools: within }: Asked,
  choices: readonly SummaryChoice[],
): string | null => {
  const schools = choices.flatMap(({ scope: { school, student, together } }) => {
    if (together.length > 0) return together.map((where) => where.school);
    if (school !== null || student === null) return [school];
    const met = directory
      .pairsOfStudent(student)
      .flatMap(({ pupil }) => directory.pupil(pupil)?.school ?? []);
    return met.filter((one) => within.includes(one));
  });
  const [first = null] = schools;
  return schools.every((school) => school === first) ? first : null;
};

/**
 * Reads a school, class, pupil or student, a period and a question in any order and either language. Only
 * names within `schools` are looked at: what is said of any other is what is said of one that is nowhere.
 */
export const parseSummaryQuery = (
  directory: Directory,
  schools: readonly string[],
  text: string,
  today: Day,
): SummaryQuery => {
  const asked = { directory, schools, closedAt: schools, today };
  const query = readQuery(text, asked);
  const school = query.understood.length < 2 ? null : schoolOf(asked, query.understood);
  if (school === null) return query;
  const ofSchool = readQuery(text, { ...asked, closedAt: [school] });
  return ofSchool.understood.length === 0 ? query : ofSchool;
};
