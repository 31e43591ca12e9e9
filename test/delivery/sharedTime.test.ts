/** What processes store for each other goes by the time they share, rests by storage's; how long things take, by the machine of each. */
import * as fc from 'fast-check';
import { ownPace } from '../../bot/delivery/ownPace';
import { takeTenure } from '../../bot/delivery/tenure';
import { Turns } from '../../bot/delivery/turns';
import type { Clock } from '../../bot/ports';
import { aPair, aPerson, aProgramme, aPupil } from '../builders';
import { MachineTime } from '../fakes/machineTime';
import { MemoryLeases } from '../fakes/memoryLeases';
import { MemoryPace } from '../fakes/memoryPace';
import { SilentLog } from '../fakes/silentLog';
import { silentMetrics } from '../fakes/silentMetrics';
import { aContact, aWorld } from '../world';

const hour = 3_600_000;
const never = (): AbortSignal => new AbortController().signal;

const most = (moments: readonly number[]): number =>
  Math.max(
    0,
    ...moments.map((from) => moments.filter((moment) => moment >= from && moment < from + 1000).length),
  );

const student = 's@leiden.example';
const programme = aProgramme({
  start: '2027-03-08',
  people: [aPerson({ email: student })],
  pupils: [aPupil()],
  pairs: [aPair({ student })],
});

/** Tuesday 10:00: one student is to be asked, by a process whose own time is an hour behind. */
const behind = async () => {
  const world = aWorld('2027-03-09T10:00:00+01:00');
  await world.import(programme);
  await world.storage.contacts.save(aContact({ email: student }), null);
  const shared: Clock = { now: () => world.machine.now() + hour };
  return { world, shared };
};

describe('stored by a process whose own time is behind', () => {
  test('a claim lasts twenty seconds of the time that all share', async () => {
    const { world, shared } = await behind();
    let diedAt = 0;
    world.teams.script = () => {
      diedAt = shared.now();
      return undefined;
    };
    const bot = await world.start({ shared, isDead: () => diedAt > 0 });
    await bot.tick();
    const [claimed] = await world.messages();
    expect(claimed).toMatchObject({ status: 'sending', leaseUntil: diedAt + 20_000 });
  });

  test('a rest until a moment that Teams names ends then, in storage too', async () => {
    const { world, shared } = await behind();
    const until = shared.now() + 30_000;
    world.teams.script = () =>
      world.teams.sent.length > 1
        ? undefined
        : { status: 'later', retryAfter: null, retryAt: until, throttled: true, reason: 'http 429' };
    const bot = await world.start({ shared });
    await bot.tick();
    await bot.end();
    const [, second] = world.teams.sent;
    expect((second?.at ?? 0) + hour).toBeGreaterThanOrEqual(until);
    expect((second?.at ?? 0) + hour).toBeLessThanOrEqual(until + 1_000);
    expect((await world.storage.pace.of('tenant-1'))?.value.restUntil).toBe(until + 1_000);
  });
});

/** A tenant's processes, each with what it takes for the time. */
const aTenant = (perSecond: number) => {
  const machine = new MachineTime(1_000_000);
  const memory = new MemoryPace();
  const leases = new MemoryLeases(machine);
  const log = new SilentLog();
  const sender = async (ahead: () => number) => {
    const pace = ownPace(memory, { now: () => machine.now() + ahead() }, machine);
    const ports = {
      leases,
      pace,
      machine,
      timer: machine,
      storageTime: () => Promise.resolve(machine.now() - (machine.now() % 1000)),
      metrics: silentMetrics,
      log,
      perSecond,
    };
    const tenure = await takeTenure(ports, 'a');
    if (tenure === null) throw new Error('somebody else is the sender');
    return { tenure, turns: new Turns(ports, 'a', tenure.fence, tenure.quietUntil) };
  };
  /** Takes turns until told to stop; when they came. */
  const send = async (turns: Turns, signal: AbortSignal, moments: number[]): Promise<void> => {
    while (!signal.aborted) {
      const turn = await turns.take(signal, turns.ticket()).catch(() => 'lost' as const);
      if (turn === 'rest') await machine.sleep(turns.restLeft(), signal);
      else if (turn !== 'lost') moments.push(machine.now());
    }
  };
  return { machine, sender, send };
};

/** One after the other is the tenant's sender, until it has sent what it has. */
const playTakeovers = async (
  perSecond: number,
  tenures: readonly { readonly ahead: number; readonly sends: number; readonly late: number }[],
): Promise<readonly number[]> => {
  const { machine, sender } = aTenant(perSecond);
  const moments: number[] = [];
  const one = async (turns: Turns): Promise<void> => {
    while (typeof (await turns.take(never(), turns.ticket())) === 'string')
      await machine.sleep(turns.restLeft(), never());
    moments.push(machine.now());
  };
  const play = async (): Promise<void> => {
    for (const { ahead, sends, late } of tenures) {
      machine.late = late;
      const { tenure, turns } = await sender(() => ahead);
      await Promise.all(Array.from({ length: sends }, () => one(turns)));
      await tenure.giveBack();
    }
  };
  await machine.drive(play());
  return moments;
};

test('no second holds too many when one sender follows another, though their clocks are seconds apart', async () => {
  const tenures = fc.array(
    fc.record({
      ahead: fc.constantFrom(-4_000, -500, 0, 500, 4_000),
      sends: fc.integer({ min: 1, max: 40 }),
      late: fc.constantFrom(0, 3, 60),
    }),
    { minLength: 2, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(tenures, fc.constantFrom(2, 8, 30), async (played, perSecond) => {
      expect(most(await playTakeovers(perSecond, played))).toBeLessThanOrEqual(perSecond);
    }),
    { numRuns: 60 },
  );
});

test('who follows a sender that has long been quiet waits for nothing', async () => {
  const { machine, sender } = aTenant(5);
  const first = await sender(() => 0);
  await machine.drive(first.turns.take(never(), 1));
  await first.tenure.giveBack();
  machine.pass(15_000);
  const { turns } = await sender(() => 500);
  const began = machine.now();
  expect(await machine.drive(turns.take(never(), 1))).toMatchObject({ at: began });
});

test('a correction of the time that all share changes nothing in the pace', async () => {
  const corrections = fc.array(
    fc.record({
      after: fc.integer({ min: 1, max: 1_500 }),
      by: fc.constantFrom(-hour, -900, -40, 40, 900, hour),
    }),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(corrections, fc.constantFrom(2, 8, 30), async (played, perSecond) => {
      const { machine, sender, send } = aTenant(perSecond);
      const moments: number[] = [];
      let ahead = 0;
      const play = async (): Promise<number> => {
        const began = machine.now();
        const { tenure, turns } = await sender(() => ahead);
        const sending = Promise.all(
          Array.from({ length: perSecond }, () => send(turns, tenure.signal, moments)),
        );
        for (const { after, by } of played) {
          await machine.sleep(after, never());
          ahead += by;
        }
        await machine.sleep(2_000, never());
        const took = machine.now() - began;
        tenure.stop();
        await sending;
        return took;
      };
      const took = await machine.drive(play());
      expect(most(moments)).toBeLessThanOrEqual(perSecond);
      expect(moments.length).toBeGreaterThanOrEqual(Math.floor((took / 1_008) * perSecond));
    }),
    { numRuns: 60 },
  );
});

const year = 365 * 24 * hour;

test('a rest is as long for who hears of it as for who was told, whatever their clocks say and however they are corrected', async () => {
  const clocks = fc.constantFrom(-year, -hour, -20_000, 0, 20_000, hour, year);
  const moments = fc.integer({ min: 0, max: 9_999 });
  await fc.assert(
    fc.asyncProperty(
      fc.record({ told: clocks, between: clocks, corrected: clocks, later: clocks }),
      fc.record({ length: fc.constantFrom(20_000, hour, 24 * hour), before: moments, after: moments }),
      async ({ told, between, corrected, later }, { length, before, after }) => {
        const { machine, sender } = aTenant(5);
        machine.pass(before);
        let ahead = told;
        const first = await sender(() => ahead);
        await machine.drive(first.turns.take(never(), 1));
        await first.turns.rest(length);
        const until = machine.now() + length;
        await first.tenure.giveBack();
        machine.pass(after);
        // Becomes the sender, is corrected while it has the row in hand, and leaves.
        let looks = 0;
        const second = await sender(() => ((looks += 1) === 1 ? between : corrected));
        await second.tenure.giveBack();
        ahead = later;
        for (const { turns } of [second, await sender(() => ahead)]) {
          expect(await machine.drive(turns.take(never(), 1))).toBe(turns === second.turns ? 'lost' : 'rest');
          expect(turns.restLeft()).toBeGreaterThanOrEqual(until - machine.now());
          expect(turns.restLeft()).toBeLessThanOrEqual(until - machine.now() + 2_000);
        }
      },
    ),
    { numRuns: 100 },
  );
});
