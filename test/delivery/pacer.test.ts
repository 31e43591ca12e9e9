import { setMaxListeners } from 'node:events';
import * as fc from 'fast-check';
import { pacer, type Pacer } from '../../bot/delivery/pacer';
import { MachineTime } from '../fakes/machineTime';

const never = new AbortController().signal;
setMaxListeners(0, never);

/** Starts so many requests at once and tells when each might go. */
const starts = async (pace: Pacer, machine: MachineTime, count: number, tenant = 'a'): Promise<number[]> => {
  const moments: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await pace.turn(tenant, never);
      moments.push(machine.now());
    }),
  );
  return moments;
};

/** The most that started within any one second. */
const most = (moments: readonly number[]): number =>
  Math.max(
    ...moments.map((from) => moments.filter((moment) => moment >= from && moment < from + 1000).length),
  );

describe('pacer', () => {
  test('never more than so many in any one second, and no slower than needed', async () => {
    const machine = new MachineTime(0);
    const moments = await starts(pacer(5, machine, machine), machine, 23);
    expect(most(moments)).toBe(5);
    expect(moments).toHaveLength(23);
    expect(machine.now()).toBeLessThan(4100);
  });

  test('also when requests come in bursts, rests fall in between and the machine wakes sleepers late', async () => {
    const events = fc.array(
      fc.record({
        after: fc.nat({ max: 1500 }),
        count: fc.nat({ max: 8 }),
        rest: fc.constantFrom(0, 0, 0, 700, 2500),
        late: fc.constantFrom(0, 0, 3, 900),
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(events, fc.integer({ min: 1, max: 4 }), async (happening, perSecond) => {
        const machine = new MachineTime(0);
        const pace = pacer(perSecond, machine, machine);
        const waiting: Promise<number[]>[] = [];
        for (const { after, count, rest, late } of happening) {
          await machine.sleep(after, never);
          machine.late = late;
          if (rest > 0) pace.rest('a', rest);
          waiting.push(starts(pace, machine, count));
        }
        const moments = (await Promise.all(waiting)).flat();
        if (moments.length > 0) expect(most(moments)).toBeLessThanOrEqual(perSecond);
      }),
      { numRuns: 200 },
    );
  });

  test('tenants do not wait for each other', async () => {
    const machine = new MachineTime(0);
    const pace = pacer(2, machine, machine);
    pace.rest('a', 60_000);
    expect(await starts(pace, machine, 2, 'b')).toEqual([0, 0]);
  });

  test('who waits goes first', async () => {
    const machine = new MachineTime(0);
    const pace = pacer(1, machine, machine);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async (place) => {
        await pace.turn('a', never);
        order.push(place);
      }),
    );
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test('nobody starts while the tenant rests, also who was waiting already', async () => {
    const machine = new MachineTime(0);
    const pace = pacer(1, machine, machine);
    const waiting = starts(pace, machine, 3);
    pace.rest('a', 10_000);
    const moments = await waiting;
    expect(moments.slice(1).every((moment) => moment >= 10_000)).toBe(true);
  });

  test('a shorter rest does not shorten a longer one', async () => {
    const machine = new MachineTime(0);
    const pace = pacer(1, machine, machine);
    pace.rest('a', 10_000);
    pace.rest('a', 1000);
    expect(await starts(pace, machine, 1)).toEqual([10_000]);
  });

  test('whoever is told to stop stops, and the others go on', async () => {
    const machine = new MachineTime(0);
    const pace = pacer(1, machine, machine);
    await pace.turn('a', never);
    const stop = new AbortController();
    const stopped = pace.turn('a', stop.signal).then(
      () => 'went',
      () => 'stopped',
    );
    const other = starts(pace, machine, 1);
    stop.abort();
    expect(await stopped).toBe('stopped');
    expect(await other).toHaveLength(1);
  });
});
