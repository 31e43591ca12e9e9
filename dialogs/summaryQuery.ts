/** What a coordinator asks of the summary, from what they typed. */
import type { Directory } from '../bot/programme/directory';
import { pupilLabel } from '../bot/programme/labels';
import type { Day, Pupil } from '../bot/programme/model';
import type { SummaryScope } from '../bot/programme/summary';
import { typedPeriod, type Period } from '../bot/programme/typedDays';

/** One way to understand what was typed. */
export interface SummaryChoice {
  readonly label: string;
  readonly scope: SummaryScope;
}

/** Understood, or not: then what it could have meant, if anything. */
export type SummaryQuery =
  | { readonly understood: true; readonly scope: SummaryScope }
  | { readonly understood: false; readonly choices: readonly SummaryChoice[] };

/** Without case and accents: `Çağlar` is found by `caglar`. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

interface Split {
  readonly place: string;
  readonly period: Period | null;
}

/** The words cut into a place and the longest period at their end or start; null when there is no period. */
const split = (words: readonly string[], toPeriod: (text: string) => Period | null): Split | null => {
  for (let length = words.length; length > 0; length -= 1) {
    const atEnd = toPeriod(words.slice(words.length - length).join(' '));
    if (atEnd !== null) return { place: words.slice(0, words.length - length).join(' '), period: atEnd };
    const atStart = toPeriod(words.slice(0, length).join(' '));
    if (atStart !== null) return { place: words.slice(length).join(' '), period: atStart };
  }
  return null;
};

type Place = Pick<SummaryScope, 'school' | 'class' | 'pupil'>;

const prefix = /^(?:school|klas|class|leerling|pupil|student)\s+/;

const schoolPlaces = (directory: Directory, schools: readonly string[], wanted: string): Place[] =>
  directory.programme.schools
    .filter(({ id }) => schools.includes(id))
    .filter(({ id, name }) => folded(id) === wanted || folded(name) === wanted)
    .map(({ id }) => ({ school: id, class: null, pupil: null }));

const isClass = (directory: Directory, pupil: Pupil, wanted: string): boolean => {
  const school = folded(directory.school(pupil.school)?.name ?? '');
  const name = folded(pupil.class);
  return [
    name,
    `${folded(pupil.school)} ${name}`,
    `${school} ${name}`,
    `${name} ${folded(pupil.school)}`,
  ].includes(wanted);
};

const isPupil = (directory: Directory, pupil: Pupil, wanted: string): boolean => {
  const label = folded(pupilLabel(directory, pupil.id));
  return [label, folded(pupil.id), `${label} ${folded(pupil.class)}`].includes(wanted);
};

const unique = (places: readonly Place[]): Place[] => [
  ...new Map(places.map((place) => [JSON.stringify(place), place])).values(),
];

/** What a name can mean among the pupils the reader may see: a school, else classes, else pupils. */
const placesOf = (directory: Directory, schools: readonly string[], text: string): Place[] => {
  const wanted = folded(text).replace(prefix, '');
  if (wanted === '') return [{ school: null, class: null, pupil: null }];
  const found = schoolPlaces(directory, schools, wanted);
  if (found.length > 0) return found;
  const pupils = directory.programme.pupils.filter((pupil) => schools.includes(pupil.school));
  const classes = pupils
    .filter((pupil) => isClass(directory, pupil, wanted))
    .map((pupil): Place => ({ school: pupil.school, class: pupil.class, pupil: null }));
  if (classes.length > 0) return unique(classes);
  return pupils
    .filter((pupil) => isPupil(directory, pupil, wanted))
    .map((pupil) => ({ school: pupil.school, class: pupil.class, pupil: pupil.id }));
};

const labelOf = (directory: Directory, place: Place): string =>
  [
    place.pupil === null ? null : pupilLabel(directory, place.pupil),
    place.class,
    place.school === null ? null : (directory.school(place.school)?.name ?? place.school),
  ]
    .filter((part) => part !== null)
    .join(', ');

/** Choices offered at most. */
const mostChoices = 5;

/**
 * Reads `[school|class|pupil] [period]` in either order and either language. Only names within `schools`
 * are known: nobody learns that somebody elsewhere exists.
 */
export const parseSummaryQuery = (
  directory: Directory,
  schools: readonly string[],
  text: string,
  today: Day,
): SummaryQuery => {
  const { start, end } = directory.programme;
  const words = text.split(/\s+/).filter((word) => word !== '');
  const parted = split(words, (typed) => typedPeriod(typed, { start, end, today }));
  // A pupil may be called April: what is no place beside a period may be a place as a whole.
  const whole = { place: text, period: null, places: placesOf(directory, schools, text) };
  const cut = parted === null ? whole : { ...parted, places: placesOf(directory, schools, parted.place) };
  const { places, period: during } = cut.places.length === 0 ? whole : cut;
  const period = { from: during?.from ?? null, to: during?.to ?? null };
  const [place] = places;
  if (place !== undefined && places.length === 1) return { understood: true, scope: { ...place, ...period } };
  const choices = places.slice(0, mostChoices).map((choice) => ({
    label: labelOf(directory, choice),
    scope: { ...choice, ...period },
  }));
  return { understood: false, choices };
};
