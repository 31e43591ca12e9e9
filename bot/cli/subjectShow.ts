/** `subject show`: everything held on one person, for whoever has to answer them. */
import { collect, countsOf, isNothing, type Collected, type Concerning } from '../privacy/collected';
import { nameOfKind } from '../privacy/places';
import type { ThingKind } from '../privacy/things';
import { subjectOf } from '../privacy/subject';
import type { Pupil } from '../programme/model';
import type { CliPorts } from './cliPorts';
import { flagRows, type FlagRow } from './flags';
import { withIsoMoments } from './moments';
import { noteLook } from './looked';
import { done, refused } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme, type Asked } from './storedProgramme';
import { alignedRows } from './textTable';
import type { Cell } from './textTable';

/** Flags are worked out from the facts of a pupil, so they are no things of their own. */
const flagsOf = async (
  { storage, directory, now }: Asked,
  pupils: readonly Pupil[],
): Promise<readonly FlagRow[]> => {
  const { id } = directory.programme;
  const pages = await Promise.all(pupils.map((pupil) => storage.records.page(id, pupil.school, pupil.id)));
  const facts = new Map(pages.map((page) => [page?.value.pupil, page?.value.facts]));
  return flagRows(directory, pupils, (pupil) => facts.get(pupil) ?? [], now);
};

type Iso = (moment: number) => string;

const dataOf = ({ subject, roster, things }: Collected, flags: readonly FlagRow[], iso: Iso) => ({
  who: subject.id,
  is: subject.is,
  roster,
  flags,
  things: things.map(({ concern, held }) => ({
    kind: held.kind,
    concern,
    value: withIsoMoments(held.value, iso),
  })),
});

/** What stands in a thing, on one line: field after field, empty ones left out. */
const fieldsOf = (value: unknown, path: string): readonly string[] => {
  if (value === null || value === '' || value === undefined) return [];
  if (typeof value !== 'object')
    return [`${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldsOf(inner, path === '' ? name : `${path}.${name}`),
  );
};

const lineOf = ({ concern, held }: Concerning, iso: Iso): Cell[] => [
  '',
  concern,
  fieldsOf(withIsoMoments(held.value, iso), '').join('  '),
];

const headed = (title: string, lines: readonly Cell[][]): Cell[][] =>
  lines.length === 0 ? [] : [[`${title} (${lines.length})`], ...lines];

const plain = (value: unknown): Cell[] => ['', fieldsOf(value, '').join('  ')];

const kindsIn = (things: readonly Concerning[]): readonly ThingKind[] => [
  ...new Set(things.map(({ held }) => held.kind)),
];

const textOf = ({ subject, roster, things }: Collected, flags: readonly FlagRow[], iso: Iso): string => {
  const lists = [
    ...headed('people', roster.people.map(plain)),
    ...headed('pupils', roster.pupils.map(plain)),
    ...headed('pairs', roster.pairs.map(plain)),
    ...headed('groups', roster.groups.map(plain)),
    ...headed(
      'named as contact of a school in programme.json',
      roster.contactOf.map((school) => ['', school]),
    ),
    ...headed('flags', flags.map(plain)),
  ];
  const held = kindsIn(things).flatMap((kind) =>
    headed(
      nameOfKind(kind),
      things.filter((thing) => thing.held.kind === kind).map((thing) => lineOf(thing, iso)),
    ),
  );
  const legend =
    'own: about them. named: somebody else’s, and says who they are. mentioned: a text names them.';
  return `${subject.is} ${subject.id}\n${alignedRows(lists)}${alignedRows(held)}${legend}\n`;
};

/** The person, or the pupil at their school. */
const aboutOf = ({ subject: { is, id }, roster }: Collected) =>
  is === 'person'
    ? { schools: [], people: [id] }
    : { schools: [...new Set(roster.pupils.map(({ school }) => school))], pupils: [id] };

/** Everything that is held of a person (address) or a pupil (code), whole; refused when nothing is. */
export const subjectShow = (ports: CliPorts, programme: string, who: string): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    const { storage, directory } = asked;
    const found = await collect(storage, directory.programme, subjectOf(directory.programme, who));
    if (isNothing(found)) return refused(nothingHeld(programme, who));
    await noteLook(asked, { what: 'subject', ...aboutOf(found) });
    const flags = await flagsOf(asked, found.roster.pupils);
    const iso: Iso = (moment) => directory.calendar.iso(moment);
    const counts = countsOf(found.things);
    return done({ programme, ...dataOf(found, flags, iso), counts }, textOf(found, flags, iso));
  });

/** Said when there is nobody to show or to erase. */
export const nothingHeld = (programme: string, who: string): string =>
  `nothing is held on ${JSON.stringify(who)} in ${programme}; expected an address or the code of a pupil`;
