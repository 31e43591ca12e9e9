/** At one instant, as under a clock that stands still, the order in which things happen decides who is told of what. */
import * as fc from 'fast-check';
import type { Programme } from '../../bot/programme/model';
import { placeOf, type GroupState } from '../../bot/programme/rounds/state';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { aGroup } from '../builders';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, aSlot, cora, eva, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { minute, toldIn, type Happening, type Story } from './roundInstants';
import { confirmed, polling, quiet, says } from './roundWalk';

beforeAll(solversAreOpen);

type Steps = (group: GroupState) => readonly (readonly [step: NewRoundStep, by: string])[];

/** What people do in a group, unless it was called off. */
const inGroup = (what: string, round: string, id: string, steps: Steps): Happening => ({
  what: `${what} ${round} ${id}`,
  imported: null,
  acts: ({ book }) => {
    const group = placeOf(book, round, id)?.group;
    const isOff = group === undefined || group.cancelled !== null;
    return isOff ? [] : steps(group).map(([step, by]) => [round, step, by] as const);
  },
});

const imports = (programme: Programme): Happening => ({
  what: `import ${JSON.stringify(programme.groups)}`,
  imported: programme,
  acts: () => [],
});

/** Handed over by who leads it, or by the coordinator. */
const handOver = (round: string, id: string, by: string | null): Happening =>
  inGroup(`hand over by ${by}`, round, id, ({ teacher: from }) => [
    [{ kind: 'handedOver', group: id, teacher: from === theo ? hanneke : theo, from }, by ?? from],
  ]);

const cancel = (round: string, id: string): Happening =>
  inGroup('call off', round, id, () => [[{ kind: 'groupCancelled', group: id }, cora]]);

const shift = (round: string, id: string, day: number): Happening =>
  inGroup(`shift to ${day}`, round, id, ({ teacher }) => {
    const slot = aSlot(`x${day}`, `2027-03-${String(day).padStart(2, '0')}T12:00:00+01:00`);
    return [[{ kind: 'shifted', group: id, slot }, teacher]];
  });

const accept = inGroup('accept', 'r1', 'B', ({ offer, isOfferOpen, teacher }) =>
  offer !== null && isOfferOpen
    ? [[{ kind: 'slotsAccepted', group: 'B', slots: offer.slots, answerBy: '2027-03-10' }, teacher]]
    : [],
);

const choose = inGroup('choose', 'r1', 'B', ({ poll, meeting }) =>
  poll !== null && meeting === null
    ? [[{ kind: 'slotChosen', group: 'B', slot: poll.slots[0]?.id ?? '' }, 'bot']]
    : [],
);

const answers = (who: string): Happening =>
  inGroup(`answer of ${who}`, 'r1', 'B', ({ poll, students }) =>
    students.includes(who) ? [[says(who, [poll?.slots[0]?.id ?? '']), who]] : [],
  );

const some = (bits: number): readonly string[] => five.filter((_, index) => ((bits >> index) & 1) === 1);

/** Some have a group with a fixed time by then, the others are of group B. */
const fixedFor = (bits: number, teacher = theo): Happening => {
  const [students, others] = [some(bits), some(31 - bits)];
  const own = others.length === 0 ? [] : [aGroup({ id: 'B', teacher, students: others })];
  return imports(
    quiet({ groups: [...own, ...(students.length === 0 ? [] : [weekly({ id: 'W', students })])] }),
  );
};

const happenings = (...each: readonly fc.Arbitrary<Happening>[]) => ({
  before: fc.array(fc.oneof(...each), { maxLength: 3 }),
  events: fc.array(fc.oneof(...each), { minLength: 2, maxLength: 6 }),
});

const ofRound = (before: readonly Happening[], events: readonly Happening[]): Story => ({
  programme: quiet(),
  made: confirmed().map((step) => ['r1', step, cora]),
  before,
  events,
});

const [everybody, butEva, few, evaAlone, nobody] = [
  fixedFor(31),
  fixedFor(15),
  fixedFor(3),
  fixedFor(16),
  fixedFor(0),
];
const another = handOver('r1', 'B', null);

describe('at one instant people hear what they hear with a minute between', () => {
  test.each<readonly [who: string, before: readonly Happening[], events: readonly Happening[]]>([
    ['who had heard that their group is off, and are out of it', [accept], [everybody, butEva]],
    ['who are out of a group once it asks', [], [accept, evaAlone, nobody]],
    ['who are out of a group before it asks', [], [evaAlone, accept, nobody]],
    ['who answer, are out, and back', [accept], [answers(eva), evaAlone, nobody]],
    ['who had just heard of a meeting that another leads now', [accept], [choose, another]],
    [
      'who hear that another leads it, and then that it is the one before',
      [accept, choose],
      [another, another],
    ],
    [
      'who are out of a group with a fixed time, back, and out again',
      [],
      [everybody, few, everybody, butEva],
    ],
  ])('%s', async (_, before, events) => {
    const story = ofRound(before, events);
    expect(await toldIn(story, 0)).toEqual(await toldIn(story, minute));
  });

  test('whatever happens in a round', async () => {
    const { before, events } = happenings(
      fc.constantFrom(accept, choose, cancel('r1', 'B')),
      fc.constantFrom(...five).map(answers),
      fc.constantFrom(null, cora).map((by) => handOver('r1', 'B', by)),
      fc.constantFrom(16, 17, 18).map((day) => shift('r1', 'B', day)),
      fc
        .record({
          bits: fc.constantFrom(0, 0, 31, 16, 15, 3, 24),
          teacher: fc.constantFrom(theo, theo, hanneke),
        })
        .map(({ bits, teacher }) => fixedFor(bits, teacher)),
    );
    await fc.assert(
      fc.asyncProperty(before, events, async (...given) => {
        const story = ofRound(...given);
        expect(await toldIn(story, 0)).toEqual(await toldIn(story, minute));
      }),
      { numRuns: 50 },
    );
  });
});

const times = [
  { weekday: 2, start: '11:15', end: '12:20', room: '1.20' },
  { weekday: 4, start: '13:00', end: '14:00', room: '2.1' },
] as const;

/** Group A meets at one of two fixed times, for some of the five; with nobody in it there is none. */
const meets = (bits: number, time: 0 | 1, teacher = theo): Programme =>
  quiet({
    start: '2027-03-08',
    groups: bits === 0 ? [] : [weekly({ students: some(bits), teacher, meeting: times[time] })],
  });

const ofWeeks = (before: readonly Happening[], events: readonly Happening[]): Story => ({
  programme: meets(31, 0),
  made: [],
  before,
  events,
});

const isToldAlike = async (story: Story): Promise<void> =>
  expect(await toldIn(story, 0)).toEqual(await toldIn(story, minute));

describe('at one instant a group with a fixed time hears what it hears with a minute between', () => {
  test('of a time that comes, goes and comes', async () => {
    const [late, early] = [imports(meets(31, 1)), imports(meets(31, 0))];
    await isToldAlike(ofWeeks([], [imports(meets(15, 0)), late, early, late]));
  });

  test('whatever happens in its weeks', async () => {
    const week = fc.constantFrom(10, 11, 12);
    const named = week.map((number) => `2027-W${number}`);
    const { before, events } = happenings(
      fc
        .record({ round: named, by: fc.constantFrom(null, cora) })
        .map(({ round, by }) => handOver(round, 'A', by)),
      named.map((round) => cancel(round, 'A')),
      fc
        .record({ number: week, day: fc.nat({ max: 2 }) })
        .map(({ number, day }) => shift(`2027-W${number}`, 'A', 10 + 7 * (number - 10) + day)),
      fc
        .record({
          bits: fc.constantFrom(31, 31, 15, 16, 0),
          time: fc.constantFrom<0 | 1>(0, 0, 1),
          teacher: fc.constantFrom(theo, theo, hanneke),
        })
        .map(({ bits, time, teacher }) => imports(meets(bits, time, teacher))),
    );
    await fc.assert(
      fc.asyncProperty(before, events, (...given) => isToldAlike(ofWeeks(...given))),
      { numRuns: 50 },
    );
  });
});

test('a meeting that was moved is for whom it was announced to last, when an import takes its group away a second time', async () => {
  const gone = imports(meets(0, 0));
  const told = await toldIn(
    ofWeeks([], [gone, imports(meets(16, 0)), shift('2027-W10', 'A', 10), gone]),
    minute,
  );
  const moved = told.filter((key) => key.startsWith('roundInvite/') && key.endsWith('/2027-W10/A/3'));
  expect(moved.map((key) => key.split('/')[1])).toEqual([eva, theo]);
});

test('the question for times says who leads the group, also who got it in the moment in which it was asked', async () => {
  const people = quiet().people.map((one) => (one.email === hanneke ? { ...one, name: 'Hanneke' } : one));
  const walked = await polling(quiet({ people }));
  const moment = '2027-03-02T12:00:00+01:00';
  await walked.when(moment, theo, { kind: 'handedOver', group: 'B', teacher: hanneke, from: theo });
  const poll = (await walked.world.messages()).find(({ key }) => key === `roundPoll/${ann}/r1/B`);
  const drawn = walked.world.teams.updated.findLast(({ activityId }) => activityId === poll?.activityId);
  expect(JSON.stringify(drawn?.content)).toContain('Hanneke');
});
