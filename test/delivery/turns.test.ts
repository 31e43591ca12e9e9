import * as fc from 'fast-check';
import { changePace } from '../../bot/delivery/pace';
import { Turns } from '../../bot/delivery/turns';
import type { PaceStore } from '../../bot/ports/outbox';
import { MachineTime } from '../fakes/machineTime';
import { MemoryPace } from '../fakes/memoryPace';

const never = (): AbortSignal => new AbortController().signal;

/** Turns of processes that share a storage and a clock. */
const aTenant = (perSecond: number) => {
  const machine = new MachineTime(1_000_000);
  const storageTime = (): Promise<number> => Promise.resolve(machine.now());
  const pace = new MemoryPace();
  const turns = (fence: number | null = null, store: PaceStore = pace): Turns =>
    new Turns({ pace: store, machine, timer: machine, storageTime, perSecond }, 'a', fence, 0);
  return { machine, pace, turns };
};

/** Asks for so many turns at once, and tells when each came. */
const starts = async (turns: Turns, machine: MachineTime, count: number): Promise<number[]> => {
  const moments: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      if ((await turns.take(never())) !== 'rest') moments.push(machine.now());
    }),
  );
  return moments;
};

/** A turn that came. */
const went = { took: null };

/** The most that started within any one second. */
const most = (moments: readonly number[]): number =>
  Math.max(
    0,
    ...moments.map((from) => moments.filter((moment) => moment >= from && moment < from + 1000).length),
  );

describe('turns of one process', () => {
  test('come evenly, never more than so many in a second, and no slower than needed', async () => {
    const { machine, turns } = aTenant(5);
    const moments = await machine.drive(starts(turns(), machine, 23));
    expect(moments).toHaveLength(23);
    expect(most(moments)).toBe(5);
    expect((moments.at(-1) ?? 0) - (moments[0] ?? 0)).toBeLessThan(22 * 210);
  });

  test('the first one is taken at once', async () => {
    const { machine, turns } = aTenant(1);
    expect(await machine.drive(starts(turns(), machine, 1))).toEqual([1_000_000]);
  });

  test('a request that took longer on its way may have arrived later: the one a second after it waits as long', async () => {
    const { machine, turns } = aTenant(2);
    const shared = turns();
    const next = async (took: number): Promise<number> => {
      const turn = await machine.drive(shared.take(never()));
      if (typeof turn === 'string') throw new Error('no turn');
      machine.pass(took);
      shared.answered(turn);
      return turn.at;
    };
    const first = await next(80);
    await next(10);
    expect((await next(10)) - first).toBeGreaterThanOrEqual(1_000 + 70);
    // What is known of the way is known longer than a second, however few may start in one.
    const slow = await next(80);
    await next(80);
    expect((await next(80)) - slow).toBeGreaterThanOrEqual(1_000 + 70);
  });

  test('who waits goes first', async () => {
    const { machine, turns } = aTenant(2);
    const shared = turns();
    const order: number[] = [];
    const inOrder = [1, 2, 3, 4].map(async (place) => {
      await shared.take(never());
      order.push(place);
    });
    await machine.drive(Promise.all(inOrder));
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test('whoever is told to stop stops, and the others go on', async () => {
    const { machine, turns } = aTenant(1);
    const shared = turns();
    const stop = new AbortController();
    const taken = shared.take(never());
    const stopped = shared.take(stop.signal).catch(() => 'stopped');
    const other = shared.take(never());
    stop.abort();
    expect(await machine.drive(Promise.all([taken, stopped, other]))).toMatchObject([went, 'stopped', went]);
  });

  test('a storage that is away is told to those who wait, and the next one asks again', async () => {
    const { machine, pace, turns } = aTenant(1);
    let isAway = true;
    const faulty: PaceStore = {
      of: (tenant) => (isAway ? Promise.reject(new Error('away')) : pace.of(tenant)),
      save: (tenant, value, tag) => pace.save(tenant, value, tag),
    };
    const shared = turns(null, faulty);
    await expect(shared.take(never())).rejects.toThrow('away');
    isAway = false;
    expect(await machine.drive(shared.take(never()))).toMatchObject(went);
  });
});

interface Burst {
  readonly process: number;
  readonly after: number;
  readonly count: number;
  readonly rest: number;
  readonly late: number;
}

const aBurst: fc.Arbitrary<Burst> = fc.record({
  process: fc.nat({ max: 2 }),
  after: fc.nat({ max: 1500 }),
  count: fc.nat({ max: 6 }),
  rest: fc.constantFrom(0, 0, 0, 700, 2500),
  late: fc.constantFrom(0, 0, 3, 15, 60, 99, 900),
});

/** Three processes ask for turns in bursts; when the turns came. */
const playBursts = async (bursts: readonly Burst[], perSecond: number): Promise<readonly number[]> => {
  const { machine, turns } = aTenant(perSecond);
  const processes = [turns(), turns(), turns()];
  const waiting: Promise<number[]>[] = [];
  const all = async (): Promise<void> => {
    for (const { process, after, count, rest, late } of bursts) {
      await machine.sleep(after, never());
      machine.late = late;
      const shared = processes[process];
      if (shared === undefined) continue;
      if (rest > 0) await shared.rest(rest);
      waiting.push(starts(shared, machine, count));
    }
    await Promise.all(waiting);
  };
  await machine.drive(all());
  return (await Promise.all(waiting)).flat();
};

describe('turns over processes', () => {
  test('together never more than so many in a second, in bursts and with sleepers that wake late', async () => {
    const bursts = fc.array(aBurst, { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(bursts, fc.constantFrom(1, 2, 4, 30), async (played, perSecond) => {
        const moments = await playBursts(played, perSecond);
        expect(most(moments)).toBeLessThanOrEqual(perSecond);
      }),
      { numRuns: 300 },
    );
  });

  test('a rest holds in every process, also for who waited already, and nobody shortens it', async () => {
    const { machine, turns } = aTenant(1);
    const [one, other] = [turns(), turns()];
    expect(await machine.drive(one.take(never()))).toMatchObject(went);
    const waiting = other.take(never());
    await one.rest(10_000);
    await one.rest(1_000);
    expect(await machine.drive(waiting)).toBe('rest');
    expect(other.restLeft()).toBeGreaterThan(8_000);
    expect(await machine.drive(turns().take(never()))).toBe('rest');
    machine.pass(11_000);
    expect(await machine.drive(other.take(never()))).toMatchObject(went);
  });

  test('a rest holds here while storage is away, and everywhere once it is back', async () => {
    const { machine, pace, turns } = aTenant(1);
    const backAt = machine.now() + 3_000;
    const faulty: PaceStore = {
      of: (tenant) => pace.of(tenant),
      save: (tenant, value, tag) =>
        machine.now() < backAt ? Promise.reject(new Error('away')) : pace.save(tenant, value, tag),
    };
    const one = turns(null, faulty);
    const resting = one.rest(10_000);
    expect(one.restLeft()).toBe(10_000);
    await machine.drive(resting);
    expect(machine.now()).toBeGreaterThanOrEqual(backAt);
    expect(await machine.drive(turns().take(never()))).toBe('rest');
  });

  test('an older fence gets no turn, a look-up without one does', async () => {
    const { machine, pace, turns } = aTenant(5);
    const raise = () => changePace(pace, 'a', (found) => ({ ...found, fence: found.fence + 1 }));
    await raise();
    const older = turns(1);
    expect(await machine.drive(older.take(never()))).toMatchObject(went);
    await raise();
    expect(await machine.drive(older.take(never()))).toBe('lost');
    expect(await machine.drive(turns(2).take(never()))).toMatchObject(went);
    expect(await machine.drive(turns(null).take(never()))).toMatchObject(went);
  });

  test('what a clock that leapt has reserved holds nobody up', async () => {
    const { machine, pace, turns } = aTenant(5);
    const ahead = machine.now() + 40 * 24 * 3_600_000;
    await pace.save('a', { fence: 0, takenUntil: ahead, grants: [], restUntil: ahead }, null);
    const began = machine.now();
    expect(await machine.drive(turns().take(never()))).toMatchObject(went);
    expect(machine.now()).toBe(began);
  });
});
