import * as fc from 'fast-check';
import type { LoadedProgramme } from '../../bot/ports';
import { directoryOf } from '../../bot/programme/directory';
import type { Slot } from '../../bot/programme/rounds/model';
import { placeOf, type RoundBook } from '../../bot/programme/rounds/state';
import { timetableOf } from '../../bot/programme/timetable';
import { RoundPlans } from '../../bot/delivery/rounds/plans';
import { keepRounds } from '../../bot/rounds/keepRounds';
import type { NewRoundStep, Rounds } from '../../bot/ports/rounds';
import type { RoundStore } from '../../bot/ports/roundStore';
import { isElsewhere } from '../../bot/programme/rounds/elsewhere';
import { at } from '../builders';
import { happen } from '../dialogs/happening';
import { directSolvers, solversAreOpen } from '../fakes/directSolvers';
import { MemoryRounds } from '../fakes/memoryRounds';
import { SilentLog } from '../fakes/silentLog';
import { cora, five, hanneke, setup, theo, thursday } from '../programme/rounds/story';
import { quiet } from './roundWalk';

beforeAll(solversAreOpen);

const monday = '2027-03-01T10:00:00+01:00';
const hour = 3_600_000;
const programme = quiet({ groups: [] });
const loaded: LoadedProgramme = {
  head: { id: programme.id, version: 'v1', tenants: programme.tenants },
  directory: directoryOf(programme),
  timetable: timetableOf(directoryOf(programme)),
};

/** Three times of which neighbours overlap. */
const times: readonly Slot[] = [0, 1, 2].map((n) => ({
  ...thursday,
  id: `t${n}`,
  start: thursday.start + n * hour,
  end: thursday.end + n * hour,
}));

/** A round whose members have all said which of the times suit. */
const polled = async (
  rounds: MemoryRounds,
  round: string,
  teacher: string,
  suits: readonly string[],
): Promise<void> => {
  const steps: readonly NewRoundStep[] = [
    { kind: 'created', setup },
    { kind: 'proposed', groups: [{ id: 'B', teacher, students: five }] },
    { kind: 'confirmed' },
    { kind: 'slotsAccepted', group: 'B', slots: times, answerBy: '2027-03-10' },
    ...five.map((student): NewRoundStep => ({ kind: 'available', group: 'B', student, slots: suits })),
  ];
  await happen({ rounds }, 'hmp', ...steps.map((step) => [monday, round, step, cora] as const));
};

/** The same store, whose answers come in an order that chance decides. */
const slowly = (scheduler: fc.Scheduler, rounds: RoundStore): RoundStore => ({
  heads: (...given) => scheduler.schedule(Promise.resolve(), 'heads').then(() => rounds.heads(...given)),
  facts: (...given) => scheduler.schedule(Promise.resolve(), 'facts').then(() => rounds.facts(...given)),
  append: (...given) => scheduler.schedule(Promise.resolve(), 'append').then(() => rounds.append(...given)),
  rewrite: (...given) => rounds.rewrite(...given),
  clear: (...given) => rounds.clear(...given),
  unreadable: (...given) => rounds.unreadable(...given),
});

/** A step that puts a teacher somewhere, unless they are elsewhere then: as conversations decide it. */
const booking =
  (
    round: string,
    step: NewRoundStep,
    teacherOf: (given: string) => string,
    slotOf: (given: Slot | null) => Slot | null,
  ) =>
  (rounds: Rounds): Promise<unknown> =>
    rounds.change(loaded, cora, at(monday), ({ source }) => {
      const place = placeOf(source.book, round, 'B');
      const slot = place === null ? null : slotOf(place.group.meeting?.slot ?? null);
      const isFree =
        place !== null &&
        (slot === null || !isElsewhere(source, teacherOf(place.group.teacher), slot, place));
      return { round, steps: isFree ? [step] : [], outcome: null };
    });

const shift = (round: string, slot: Slot) =>
  booking(
    round,
    { kind: 'shifted', group: 'B', slot },
    (teacher) => teacher,
    () => slot,
  );
const handOver = (round: string, teacher: string) =>
  booking(
    round,
    { kind: 'handedOver', group: 'B', teacher },
    () => teacher,
    (slot) => slot,
  );

const inTwoPlaces = (book: RoundBook): readonly string[] => {
  const met = book.flatMap(({ id, groups }) =>
    groups.flatMap(({ teacher, meeting }) =>
      meeting === null ? [] : [{ ...meeting.slot, teacher, round: id }],
    ),
  );
  return met.flatMap((one, index) =>
    met
      .slice(index + 1)
      .filter((other) => one.teacher === other.teacher && one.start < other.end && other.start < one.end)
      .map((other) => `${one.teacher} in ${one.round} and ${other.round}`),
  );
};

const suiting = fc.subarray(times.map(({ id }) => id));
const pressing = fc.array(
  fc.oneof(
    fc
      .record({ round: fc.constantFrom('r1', 'r2', 'r3'), slot: fc.constantFrom(...times) })
      .map(({ round, slot }) => shift(round, slot)),
    fc
      .record({ round: fc.constantFrom('r1', 'r2', 'r3'), teacher: fc.constantFrom(theo, hanneke) })
      .map(({ round, teacher }) => handOver(round, teacher)),
  ),
  { maxLength: 3 },
);

test('whoever books a teacher in whichever round at whatever instant, nobody is in two places', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.tuple(suiting, suiting, suiting),
      pressing,
      async (scheduler, suits, presses) => {
        const store = new MemoryRounds();
        for (const [n, ids] of suits.entries())
          await polled(store, `r${n + 1}`, n === 2 ? hanneke : theo, ids);
        const process = (): Rounds => keepRounds(slowly(scheduler, store));
        const bots = [process(), process()].map(
          (rounds) => new RoundPlans({ rounds, intervision: directSolvers, log: new SilentLog() }),
        );
        const done = [
          ...bots.map((bot) => bot.due(loaded, null, at(monday))),
          ...presses.map((press) => press(process())),
        ];
        await scheduler.waitFor(Promise.all(done));
        const { source } = await keepRounds(store).of(loaded);
        expect(inTwoPlaces(source.book)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test('whoever finds a time taken meanwhile decides again, and the group meets at another time', async () => {
  const store = new MemoryRounds();
  await polled(store, 'r1', theo, ['t0', 't2']);
  await polled(store, 'r2', theo, ['t0']);
  const rounds = keepRounds(store);
  let asked = 0;
  const intervision = {
    ...directSolvers,
    chooseSlots: async (wanted: Parameters<typeof directSolvers.chooseSlots>[0]) => {
      asked += 1;
      const chosen = await directSolvers.chooseSlots(wanted);
      // While it was solved, somebody else put the second round where the first would have been.
      if (asked === 1)
        await shift('r2', {
          ...thursday,
          id: 't9',
          start: thursday.start + 2 * hour,
          end: thursday.end + 2 * hour,
        })(keepRounds(store));
      return chosen;
    },
  };
  await new RoundPlans({ rounds, intervision, log: new SilentLog() }).due(loaded, null, at(monday));
  const { source } = await rounds.of(loaded);
  const met = ['r1', 'r2'].map((round) => placeOf(source.book, round, 'B')?.group.meeting?.slot.id);
  expect([met, asked]).toEqual([['t0', 't9'], 2]);
});
