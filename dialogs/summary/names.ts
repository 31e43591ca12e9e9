/** The names a reader of the summary may use: those of the schools they may see, and nobody else's. */
import type { Directory } from '../../bot/programme/directory';
import { pupilLabel } from '../../bot/programme/labels';
import { plainText } from '../../bot/programme/nameInText';
import type { SummaryAsked } from '../../bot/programme/summary/asked';

/** What a name stands for; nulls are the whole programme. */
export type Place = Pick<SummaryAsked, 'school' | 'class' | 'pupil' | 'student'>;

/** What can be named. */
export type NameKind = 'all' | 'school' | 'class' | 'pupil' | 'student';

/** One thing that can be named, and how. */
export interface Named {
  readonly kind: NameKind;
  /** As it is offered on a button. */
  readonly label: string;
  readonly place: Place;
  /** Folded names that mean exactly this. */
  readonly names: readonly string[];
  /** Folded names of which the beginning of any word will do too. */
  readonly parts: readonly string[];
  /** As `shortened` has it: the whole name, and the same with initials in front. */
  readonly short?: readonly string[];
}

/** Nothing named: everything the reader may see. */
export const wholePlace: Place = { school: null, class: null, pupil: null, student: null };

const hasAccents = /[^ -~]/;

const hasSigns = /[^\w\s@.-]/;

/** At the begin and at the end of a word: `“3A”`, `Dalton (Den Haag)`, `'s-Gravenhage`. A comma keeps names apart. */
const signsAround = /(?<=^|[\s-])["“”'(?!]+|["“”';:?!)]+(?=,?(?:[\s-]|$))/g;

/**
 * Without case, accents, hyphens and signs around words, and with one kind of apostrophe, as phones type another: `Yıldız`
 * is found by `yildiz`, `Jan-Willem` by `jan willem`. Normalising takes longest, and few names need it.
 */
export const folded = (text: string): string => {
  const plain = hasAccents.test(text) ? plainText(text).replaceAll(/[’‘ʼ]/g, "'") : text;
  const bare = hasSigns.test(plain) ? plain.replaceAll(signsAround, '') : plain;
  return bare
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();
};

/** A name as it is typed: a comma within it keeps no names apart, and the dot at the end of what is typed is taken off. */
const spelled = (name: string): readonly string[] => {
  const one = folded(name);
  const bare = one.replaceAll(',', '');
  return [...new Set([one, bare, bare.replace(/\.$/, '')])];
};

/**
 * A folded name as people write it in a hurry: one way for `van der`, `vd` and `v.d.`, and initials beside each other
 * without dots, so that `J. P. Balk`, `J.P. Balk` and `jp balk` are one.
 */
export const shortened = (text: string): string =>
  text
    .replaceAll(/(?<=^| )(?:van de[nr]?|v\.? ?d\.?|v\/d)(?= )/g, 'vd')
    .replaceAll(/[. ]+/g, ' ')
    .replaceAll(/(?<=(?:^| )\p{L}) (?=\p{L}(?: |$))/gu, '')
    .trim();

/** `sam de boer` and `s de boer`; of `jan peter balk` also `jp balk`. */
const shortNames = (name: string): readonly string[] => {
  const given = name.split(' ');
  const withInitials = given.slice(1).map((_, index) => {
    const initials = given.slice(0, index + 1).map((word) => word.slice(0, 1));
    return [initials.join(''), ...given.slice(index + 1)].join(' ');
  });
  return [...new Set([name, ...withInitials].map(shortened))];
};

const everything = ['alles', 'alle scholen', 'hele programma', 'het hele programma', 'iedereen'];
const everythingEnglish = ['all', 'everything', 'all schools', 'whole programme', 'everybody', 'everyone'];

const theWhole = ({ programme }: Directory): Named => ({
  kind: 'all',
  label: programme.name,
  place: wholePlace,
  names: [...everything, ...everythingEnglish, folded(programme.id), folded(programme.name)],
  parts: [],
});

const schoolName = (directory: Directory, school: string): string => directory.school(school)?.name ?? school;

const schoolNames = (directory: Directory, schools: readonly string[]): Named[] =>
  schools.map((id) => {
    const name = schoolName(directory, id);
    return {
      kind: 'school',
      label: name,
      place: { ...wholePlace, school: id },
      names: [folded(id), ...spelled(name)],
      parts: spelled(name),
    };
  });

const classNames = (directory: Directory, schools: readonly string[]): Named[] =>
  schools.flatMap((school) =>
    [...new Set(directory.pupilsOfSchool(school).map((pupil) => pupil.class))].map((name) => ({
      kind: 'class' as const,
      label: `${name}, ${schoolName(directory, school)}`,
      place: { ...wholePlace, school, class: name },
      names: spelled(name),
      parts: [],
    })),
  );

const pupilNames = (directory: Directory, schools: readonly string[]): Named[] =>
  schools
    .flatMap((school) => directory.pupilsOfSchool(school))
    .map((pupil) => {
      const label = pupilLabel(directory, pupil.id);
      const where = schoolName(directory, pupil.school);
      return {
        kind: 'pupil',
        label: `${label}, ${pupil.class}, ${where}`,
        place: { ...wholePlace, school: pupil.school, class: pupil.class, pupil: pupil.id },
        names: [...spelled(label), folded(pupil.id), ...spelled(pupil.firstName)],
        parts: spelled(pupil.firstName),
      };
    });

/** Students who meet, or met, a pupil of these schools. */
const studentNames = (directory: Directory, schools: readonly string[]): Named[] => {
  const mentors = new Set(
    directory.programme.pairs
      .filter(({ pupil }) => schools.includes(directory.pupil(pupil)?.school ?? ''))
      .map(({ student }) => student),
  );
  return directory.programme.people
    .filter(({ role, email }) => role === 'student' && mentors.has(email))
    .map(({ email, name }) => {
      const given = name.trim().split(/\s+/)[0] ?? '';
      return {
        kind: 'student',
        label: name,
        place: { ...wholePlace, student: email },
        names: [folded(email), ...spelled(name), folded(given)],
        parts: [...spelled(name), folded(email)],
        short: shortNames(folded(name)),
      };
    });
};

const makeNames = (directory: Directory, schools: readonly string[]): readonly Named[] => [
  theWhole(directory),
  ...schoolNames(directory, schools),
  ...classNames(directory, schools),
  ...pupilNames(directory, schools),
  ...studentNames(directory, schools),
];

interface Known {
  readonly schools: string;
  readonly names: readonly Named[];
}

/** The last of each programme, until it is imported anew: who asks one thing asks another. */
const known = new WeakMap<Directory, Known>();

/** Everything a reader may name, in the order in which it is offered. */
export const namesWithin = (directory: Directory, schools: readonly string[]): readonly Named[] => {
  const wanted = JSON.stringify(schools);
  const found = known.get(directory);
  if (found?.schools === wanted) return found.names;
  const names = makeNames(directory, schools);
  known.set(directory, { schools: wanted, names });
  return names;
};
