/** What a proposal says of itself, against what is counted here from the programme and the groups that are stored. */
import * as fc from 'fast-check';
import type { Programme } from '../../../bot/programme/model';
import { aCoordinator, aGroup, aPair, aPerson, aPupil } from '../../builders';
import { ofType } from '../../cards/cardProblems';
import { solversAreOpen } from '../../fakes/directSolvers';
import { aChat, replaced, type Chat } from '../chat';
import { cora, monday, roundNow, roundTown } from '../roundChat';

beforeAll(solversAreOpen);

const asked = { name: 'Maart', from: '2027-03-15', to: '2027-03-26', answerBy: '2027-03-10', groupSize: '5' };

interface Somebody {
  readonly university: 'leiden' | 'hhs';
  readonly school: 'jdw' | 'zwc';
  readonly class: string;
  /** In a group of groups.csv, in one with a fixed time, or in none. */
  readonly group: 'B' | 'W' | null;
  readonly hasLeft: boolean;
}

const anybody: fc.Arbitrary<Somebody> = fc.record({
  university: fc.constantFrom('leiden', 'hhs'),
  school: fc.constantFrom('jdw', 'zwc'),
  class: fc.constantFrom('3A', '3B', '3C'),
  group: fc.constantFrom('B', 'W', null, null, null, null),
  hasLeft: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
});

const emailOf = (index: number): string => `s${index}@uni.example`;

const townOf = (all: readonly Somebody[], teachers: number): Programme => {
  const led = (group: 'B' | 'W') => ({
    id: group,
    teacher: 't0@hmp.example',
    students: all.flatMap((one, index) => (one.group === group ? [emailOf(index)] : [])),
  });
  const meeting = { weekday: 4, start: '15:00', end: '16:05', room: null } as const;
  return roundTown({
    people: [
      aCoordinator(),
      ...Array.from({ length: teachers }, (_, index) =>
        aPerson({
          email: `t${index}@hmp.example`,
          name: `Docent ${index}`,
          role: 'teacher',
          university: null,
        }),
      ),
      ...all.map(({ university, hasLeft }, index) =>
        aPerson({
          email: emailOf(index),
          name: `Student ${index}.`,
          university,
          endedOn: hasLeft ? '2027-02-20' : null,
        }),
      ),
    ],
    pupils: all.map((one, index) => aPupil({ id: `p${index}`, school: one.school, class: one.class })),
    pairs: all.map((_, index) => aPair({ pupil: `p${index}`, student: emailOf(index) })),
    groups:
      teachers === 0
        ? []
        : [aGroup(led('B')), aGroup({ ...led('W'), meeting })].filter(({ students }) => students.length > 0),
  });
};

/** The lines of the card that the coordinator gets. */
const proposalOf = async (chat: Chat): Promise<readonly string[]> => {
  const card = replaced(await chat.as(cora).presses('round.create', asked));
  return ofType(card, 'TextBlock').map(({ text }) => String(text));
};

const count = (items: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

const pairs = (together: number): number => (together * (together - 1)) / 2;

/** Of something that students have: how many are in the group with fewest and in that with most, where that is two apart. */
const unevenOf = (
  groups: readonly (readonly string[])[],
  names: ReadonlyMap<string, string>,
): readonly string[] =>
  [...names].flatMap(([id, name]) => {
    const counts = groups.map((group) => group.filter((one) => one === id).length);
    const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
    const students = counts.reduce((sum, each) => sum + each, 0);
    return most - fewest > 1
      ? [`${name}: ${students} studenten, van ${fewest} tot ${most} in een groep.`]
      : [];
  });

const anyTown = fc.record({
  all: fc.array(anybody, { maxLength: 24, size: 'max' }),
  teachers: fc.integer({ min: 0, max: 3 }),
});

test('it counts sizes, spread, classes and what teachers lead as they are', async () => {
  await fc.assert(
    fc.asyncProperty(anyTown, async ({ all, teachers }) => {
      const town = townOf(all, teachers);
      const chat = await aChat(town, monday);
      const lines = await proposalOf(chat);
      const { groups } = await roundNow(chat);
      if (groups.length === 0) {
        expect(lines).toContain('Er zijn geen groepen.');
        return;
      }
      const members = groups.map(({ students }) => students.map((email) => all[Number(email.slice(1, -12))]));
      const each = (what: (one: Somebody) => string) =>
        members.map((group) => group.flatMap((one) => (one === undefined ? [] : [what(one)])));
      const sizes = groups.map(({ students }) => students.length);
      const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
      const many = groups.length === 1 ? '1 groep' : `${groups.length} groepen`;
      expect(lines).toContain(
        smallest === largest
          ? `${many} van ${largest} studenten.`
          : `${many} van ${smallest} tot ${largest} studenten.`,
      );
      const loads = [...count(groups.map(({ teacher }) => `Docent ${teacher.slice(1, 2)}`))];
      const [load = ''] = lines.filter((line) => line.startsWith('Groepen per docent: '));
      expect(load.slice(20, -1).split(', ').toSorted()).toEqual(
        loads.map(([name, led]) => `${name} (${led})`).toSorted(),
      );
      if (groups.every(({ id }) => id === 'B')) return;
      const schools = new Map(town.schools.map(({ id, name }) => [id, name]));
      const universities = new Map(town.universities.map(({ id, name }) => [id, name]));
      const uneven = [
        ...unevenOf(
          each(({ school }) => school),
          schools,
        ),
        ...unevenOf(
          each(({ university }) => university),
          universities,
        ),
      ];
      expect(lines.filter((line) => line.includes(' in een groep.')).toSorted()).toEqual(uneven.toSorted());
      expect(lines.includes('Scholen en universiteiten zijn zo gelijk verdeeld als kan.')).toBe(
        uneven.length === 0,
      );
      const why = 'Groepen die al bestonden, zijn niet opnieuw verdeeld.';
      expect(lines.includes(why)).toBe(uneven.length > 0);
      const classes = each((one) => `${one.school} ${one.class}`);
      const sameClass = classes.reduce(
        (sum, group) => sum + [...count(group).values()].reduce((all_, one) => all_ + pairs(one), 0),
        0,
      );
      const least = [...count(classes.flat()).values()].reduce((sum, students) => {
        const fewest = Math.floor(students / groups.length);
        const more = students % groups.length;
        return sum + more * pairs(fewest + 1) + (groups.length - more) * pairs(fewest);
      }, 0);
      const [said = ''] = lines.filter((line) => line.includes('uit dezelfde klas'));
      expect(said.match(/\d+/g)?.map(Number) ?? []).toEqual(
        sameClass === 0 ? [] : [...(sameClass === 1 ? [] : [sameClass]), least],
      );
    }),
    { numRuns: 25 },
  );
});

test('everybody who takes part has one group, meets every week, or is named; nobody is both', async () => {
  await fc.assert(
    fc.asyncProperty(anyTown, async ({ all, teachers }) => {
      const chat = await aChat(townOf(all, teachers), monday);
      const lines = await proposalOf(chat);
      const { groups } = await roundNow(chat);
      const grouped = groups.flatMap(({ students }) => students);
      const reasons = /: (?:er is geen docent|te weinig voor|het past niet)/;
      const named = lines
        .filter((line) => reasons.test(line))
        .flatMap((line) =>
          [...line.matchAll(/Student (\d+)\\?\./g)].map(([, index]) => emailOf(Number(index))),
        );
      const expected = all.flatMap((one, index) => {
        const isWeekly = teachers > 0 && one.group === 'W';
        return one.hasLeft || isWeekly ? [] : [emailOf(index)];
      });
      expect([...grouped, ...named].toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 25 },
  );
});

/** Two groups of four, two of each university; then somebody of Leiden goes to the other group. */
const moved = async (town: Programme): Promise<string> => {
  const chat = await aChat(town, monday);
  const first = JSON.stringify(replaced(await chat.as(cora).presses('round.create', asked)));
  expect(first).toContain('Scholen en universiteiten zijn zo gelijk verdeeld als kan.');
  const [from, to] = (await roundNow(chat)).groups;
  const student = from?.students.find((email) => Number(email.slice(1, -12)) % 2 === 0) ?? '';
  const move = { round: 'r1', student, group: to?.id ?? '' };
  return JSON.stringify(replaced(await chat.as(cora).presses('round.move', move)));
};

describe('why schools and universities are uneven', () => {
  const eight = Array.from({ length: 8 }, (_, index): Somebody => ({
    university: index % 2 === 0 ? 'leiden' : 'hhs',
    school: 'jdw',
    class: '3A',
    group: null,
    hasLeft: false,
  }));

  test('is told of groups that were changed after they were formed', async () => {
    const card = await moved(townOf(eight, 2));
    expect(card).toContain('Universiteit Leiden: 4 studenten, van 1 tot 3 in een groep.');
    expect(card).toContain('Na het verdelen is iemand verplaatst, of zijn de bestanden veranderd.');
    expect(card).not.toContain('meer dan één leerling');
  });

  test('is told of students with several pupils', async () => {
    const town = townOf(eight, 2);
    const pupils = [...town.pupils, aPupil({ id: 'second', school: 'jdw', class: '3B' })];
    const second = aPair({ pupil: 'second', student: emailOf(0) });
    expect(await moved({ ...town, pupils, pairs: [...town.pairs, second] })).toContain(
      'Sommige studenten hebben meer dan één leerling: dan kan niet alles gelijk.',
    );
  });

  test('is told of groups that existed already, and of their students’ pupils nothing', async () => {
    const town = townOf(
      eight.map((one, index) => ({ ...one, group: index < 4 ? 'B' : null })),
      2,
    );
    const pupils = [...town.pupils, aPupil({ id: 'second', school: 'jdw', class: '3B' })];
    const second = aPair({ pupil: 'second', student: emailOf(1) });
    const card = await moved({ ...town, pupils, pairs: [...town.pairs, second] });
    expect(card).toContain('Groepen die al bestonden');
    expect(card).not.toContain('meer dan één leerling');
  });
});
