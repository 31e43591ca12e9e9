import * as fc from 'fast-check';
import { hearsAt } from '../../../bot/programme/rounds/hearing';
import { invitedBy } from '../../../bot/programme/rounds/invited';
import { placeOf } from '../../../bot/programme/rounds/state';
import { roundTimetable } from '../../../bot/programme/rounds/timetable';
import { at } from '../../builders';
import { ann, cora, hanneke, scheduled, sourceOf, theo, thursday, town, type Told } from './story';

const tess = 'tess@hmp.example';
const directory = town();
const { calendar } = directory;
const invitedAt = at('2027-03-10T16:00:00+01:00');
const hour = 3_600_000;

/** Hours after the invitation at which it is handed over, by day and by night, and to whom; to its teacher it is no change. */
const handOvers = fc.uniqueArray(
  fc.record({ hours: fc.integer({ min: 0, max: 186 }), to: fc.constantFrom(theo, hanneke, tess) }),
  { maxLength: 8, selector: ({ hours }) => hours },
);

const stepsOf = (changes: readonly { readonly hours: number; readonly to: string }[]): readonly Told[] => {
  let teacher = theo;
  return changes
    .toSorted((a, b) => a.hours - b.hours)
    .flatMap(({ hours, to }): readonly Told[] => {
      if (to === teacher) return [];
      const moment = calendar.iso(invitedAt + hours * hour + 60_000);
      const told: Told = [moment, { kind: 'handedOver', teacher: to, from: teacher }, teacher];
      teacher = to;
      return [told];
    });
};

const teacherAt = (steps: readonly Told[], now: number): string =>
  placeOf(
    sourceOf(
      [...scheduled, ...steps].filter(([moment]) => at(moment) <= now),
      directory,
    ).book,
    'r1',
    'B',
  )?.group.teacher ?? '';

/** Who led it on each card that Ann got, as each goes out when it is due, by what had happened by then. */
const heard = (steps: readonly Told[]): readonly string[] => {
  // Half an hour apart, for what is due as the day opens goes out before what happens in the hour after.
  const moments = Array.from({ length: 376 }, (_, index) => invitedAt + (index * hour) / 2 + 60_000);
  const sent = new Map<string, string>();
  for (const now of moments.filter((moment) => moment < thursday.start)) {
    const facts = [...scheduled, ...steps].filter(([moment]) => at(moment) <= now);
    for (const { key, kind, receiver } of roundTimetable(sourceOf(facts, directory)).worthAt(now))
      if (kind === 'roundInvite' && receiver === ann && !sent.has(key)) sent.set(key, teacherAt(steps, now));
  }
  return [...sent.values()];
};

/** Handed over in the evening before a weekend, and back in the first hour after it. */
const fridayNight = [
  { hours: 51, to: hanneke },
  { hours: 113, to: theo },
];

test('whenever a group is handed over, and to whom, its members hear who leads it, and nothing that they know', () => {
  fc.assert(
    fc.property(handOvers, (changes) => {
      const steps = stepsOf(changes);
      const known = heard(steps);
      for (const [index, teacher] of known.entries()) expect(teacher).not.toBe(known[index - 1]);
      const inTime = steps.filter(
        ([moment]) =>
          hearsAt(directory, { receiver: ann, as: 'student' }, at(moment)) < thursday.start - hour,
      );
      if (inTime.length === steps.length) expect(known.at(-1)).toBe(teacherAt(steps, thursday.start));
    }),
    { numRuns: 15, examples: [[fridayNight]] },
  );
});

test('who has not heard yet that another leads it is invited all the same', () => {
  const night: Told = [
    '2027-03-11T20:00:00+01:00',
    { kind: 'handedOver', teacher: hanneke, from: theo },
    theo,
  ];
  const source = sourceOf([...scheduled, night], directory);
  const place = placeOf(source.book, 'r1', 'B');
  if (place === null) throw new Error('no group');
  expect(invitedBy(source, at('2027-03-11T21:00:00+01:00'))(place)).toContain(ann);
});

/** A hand-over on the evening of 11 March. */
const atNight = (minute: string, teacher: string, from: string, by: string): Told => [
  `2027-03-11T20:${minute}:00+01:00`,
  { kind: 'handedOver', teacher, from },
  by,
];

test.each([
  ['another gave it to yet another since', ann, cora, [hanneke]],
  ['they gave it to who leads it', cora, ann, []],
])('who coordinates as well hears who leads it where %s, in one night', (_, first, last, told) => {
  const steps = [atNight('00', tess, theo, first), atNight('05', hanneke, tess, last)];
  const source = sourceOf([...scheduled, ...steps], directory);
  const invites = roundTimetable(source)
    .worthAt(at('2027-03-12T12:00:00+01:00'))
    .filter(({ key }) => key === `roundInvite/${ann}/r1/B/1/2`);
  expect(invites.map(() => placeOf(source.book, 'r1', 'B')?.group.teacher)).toEqual(told);
});
