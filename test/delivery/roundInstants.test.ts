/** At one instant, as under a clock that stands still, the order in which things happen decides who is told of what. */
import * as fc from 'fast-check';
import type { Programme } from '../../bot/programme/model';
import { placeOf, type Place } from '../../bot/programme/rounds/state';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { aGroup, at } from '../builders';
import { happen } from '../dialogs/happening';
import { solversAreOpen } from '../fakes/directSolvers';
import { MemoryRounds } from '../fakes/memoryRounds';
import { ann, aSlot, cora, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { loadedOf, Office } from './roundLives';
import { confirmed, polling, quiet, says } from './roundWalk';

beforeAll(solversAreOpen);

const minute = 60_000;

/** What people do, and what an import says. */
type Event =
  | { readonly does: 'accept' | 'cancel' | 'choose' }
  | { readonly does: 'answer'; readonly who: number }
  | { readonly does: 'handOver'; readonly by: string }
  | { readonly does: 'shift'; readonly day: number }
  /** Who has a group with a fixed time by then, as bits, and who leads the group. */
  | { readonly does: 'import'; readonly weekly: number; readonly teacher: string };

const someEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ does: fc.constantFrom('accept', 'cancel', 'choose') }),
  fc.record({ does: fc.constant('answer'), who: fc.nat({ max: 4 }) }),
  fc.record({ does: fc.constant('handOver'), by: fc.constantFrom(theo, cora) }),
  fc.record({ does: fc.constant('shift'), day: fc.constantFrom(16, 17, 18) }),
  fc.record({
    does: fc.constant('import'),
    weekly: fc.constantFrom(0, 0, 31, 16, 15, 3, 24),
    teacher: fc.constantFrom(theo, theo, hanneke),
  }),
);

const rosterOf = ({ weekly: bits, teacher }: Extract<Event, { does: 'import' }>): Programme => {
  const students = five.filter((_, index) => ((bits >> index) & 1) === 1);
  const fixed = students.length === 0 ? [] : [weekly({ id: 'W', students })];
  const others = five.filter((student) => !students.includes(student));
  const own = others.length === 0 ? [] : [aGroup({ id: 'B', teacher, students: others })];
  return quiet({ groups: [...own, ...fixed] });
};

const stepsOf = (event: Event, { group }: Place): readonly (readonly [NewRoundStep, string])[] => {
  const slots = group.offer?.slots ?? [];
  if (group.cancelled !== null) return [];
  switch (event.does) {
    case 'accept':
      return group.isOfferOpen
        ? [[{ kind: 'slotsAccepted', group: 'B', slots, answerBy: '2027-03-10' }, group.teacher]]
        : [];
    case 'cancel':
      return [[{ kind: 'groupCancelled', group: 'B' }, cora]];
    case 'choose':
      return group.meeting === null && group.poll !== null
        ? [[{ kind: 'slotChosen', group: 'B', slot: group.poll.slots[0]?.id ?? '' }, 'bot']]
        : [];
    case 'answer': {
      const who = five[event.who] ?? ann;
      return group.students.includes(who) ? [[says(who, [group.poll?.slots[0]?.id ?? '']), who]] : [];
    }
    case 'handOver': {
      const teacher = group.teacher === theo ? hanneke : theo;
      const by = event.by === cora ? cora : group.teacher;
      return [[{ kind: 'handedOver', group: 'B', teacher, from: group.teacher }, by]];
    }
    case 'shift':
      return [
        [
          { kind: 'shifted', group: 'B', slot: aSlot('x', `2027-03-${event.day}T12:00:00+01:00`) },
          group.teacher,
        ],
      ];
    case 'import':
      return [];
    default:
      return event satisfies never;
  }
};

/** Lives through what happened before, a minute apart, and the rest from ten in the morning on; everything that anybody was told. */
const live = async (
  before: readonly Event[],
  events: readonly Event[],
  between: number,
): Promise<readonly string[]> => {
  const storage = { rounds: new MemoryRounds() };
  const office = new Office(storage.rounds);
  let loaded = loadedOf(quiet(), '');
  const happens = async (now: number, steps: readonly (readonly [NewRoundStep, string])[]): Promise<void> => {
    for (const [step, by] of steps)
      await happen(storage, 'hmp', [new Date(now).toISOString(), 'r1', step, by]);
    // Again for what follows from what is sent.
    await office.tick(loaded, now);
    await office.tick(loaded, now);
  };
  await happens(
    at('2027-03-03T09:00:00+01:00'),
    confirmed().map((step) => [step, cora]),
  );
  const story = [
    ...before.map((event, index) => [at('2027-03-03T09:30:00+01:00') + index * minute, event] as const),
    ...events.map((event, index) => [at('2027-03-03T10:00:00+01:00') + index * between, event] as const),
  ];
  for (const [version, [now, event]] of story.entries()) {
    if (event.does === 'import') loaded = loadedOf(rosterOf(event), String(version));
    const { source } = await office.rounds.of(loaded);
    const place = placeOf(source.book, 'r1', 'B');
    await happens(now, place === null ? [] : stepsOf(event, place));
  }
  return [...office.ended.values()]
    .flatMap(({ reason, message: { key } }) => (reason === null ? [key] : []))
    .toSorted();
};

const someEvents = (minLength: number, maxLength: number): fc.Arbitrary<readonly Event[]> =>
  fc.array(someEvent, { minLength, maxLength });

const [accept, choose] = [{ does: 'accept' }, { does: 'choose' }] as const;
const handOver: Event = { does: 'handOver', by: theo };
const imports = (bits: number, teacher = theo): Event => ({ does: 'import', weekly: bits, teacher });
const [everybody, butEva, few] = [imports(31), imports(15), imports(3)];
const [evaAlone, nobody] = [imports(16), imports(0)];

test.each<readonly [who: string, before: readonly Event[], events: readonly Event[]]>([
  ['who had heard that their group is off, and are out of it', [accept], [everybody, butEva]],
  ['who are out of a group once it asks', [], [accept, evaAlone, nobody]],
  ['who are out of a group before it asks', [], [evaAlone, accept, nobody]],
  ['who answer, are out, and back', [accept], [{ does: 'answer', who: 4 }, evaAlone, nobody]],
  ['who had just heard of a meeting that another leads now', [accept], [choose, handOver]],
  [
    'who hear that another leads it, and then that it is the one before',
    [accept, choose],
    [handOver, handOver],
  ],
  ['who are out of a group with a fixed time, back, and out again', [], [everybody, few, everybody, butEva]],
])('at one instant they hear what they hear with a minute between: %s', async (_, before, events) => {
  expect(await live(before, events, 0)).toEqual(await live(before, events, minute));
});

test('whatever happens at one instant, everybody hears what they hear with a minute between', async () => {
  await fc.assert(
    fc.asyncProperty(someEvents(0, 3), someEvents(2, 6), async (before, events) => {
      expect(await live(before, events, 0)).toEqual(await live(before, events, minute));
    }),
    { numRuns: 60 },
  );
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
