import { RestError } from '@azure/storage-queue';
import { loop, type LoopPorts } from '../../bot/delivery/loop';
import type { Stalled, Timer } from '../../bot/ports';
import type { Moment } from '../../bot/programme/model';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, anAnswer, at } from '../builders';
import { MachineTime } from '../fakes/machineTime';
import { SilentLog } from '../fakes/silentLog';
import { CountingMetrics } from '../fakes/silentMetrics';
import { aWorld } from '../world';

/** Sleeps until it is woken or stopped. */
const soundly: Timer = {
  sleep: (_milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    }),
};

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A loop over work that only notes its moments. */
const aLoop = (
  due: readonly Moment[] = [],
  tick: (moment: Moment) => Promise<readonly string[] | void> = () => Promise.resolve(),
  timer: Timer = soundly,
  isSure: () => boolean = () => true,
  activity: () => number = () => 0,
) => {
  const ticks: Moment[] = [];
  const log = new SilentLog();
  const metrics = new CountingMetrics();
  const programmes = { all: () => [], unreadable: () => [], refresh: () => Promise.resolve() };
  const ports: LoopPorts = {
    work: {
      tick: async (now) => {
        ticks.push(now());
        await tick(now());
      },
      settle: async (now) => {
        ticks.push(now());
        return (await tick(now())) ?? [];
      },
      activity: () => activity(),
      restLeft: () => 0,
      close: () => Promise.resolve(),
      nextDue: (after) => Promise.resolve(due.find((moment) => moment > after) ?? null),
    },
    programmes,
    clock: { now: () => 100, isSure, isSureSince: isSure },
    machine: timer instanceof MachineTime ? timer : new MachineTime(0),
    metrics,
    timer,
    log,
    every: 20_000,
  };
  return { loop: loop(ports), ticks, log, programmes, metrics };
};

describe('moveTo', () => {
  test('handles every moment up to the target in order, then the target, then says it arrived', async () => {
    const { loop: loops, ticks } = aLoop([120, 150, 150, 200, 201]);
    let arrivedAfter = 0;
    await loops.moveTo(200, () => (arrivedAfter = ticks.length));
    expect(ticks).toEqual([100, 120, 150, 200, 200]);
    expect(arrivedAfter).toBe(5);
  });

  test('waits for what a process that died had in hand before going on', async () => {
    const answers = [[], ['a', 'b'], ['a']];
    const machine = new MachineTime(1_000_000);
    const { loop: loops, ticks } = aLoop([120, 150], () => Promise.resolve(answers.shift()), machine);
    await machine.drive(loops.moveTo(200, () => undefined));
    expect(ticks).toEqual([100, 120, 120, 120, 150, 200]);
    expect(machine.now()).toBe(1_001_000);
  });

  test('waits for what is in other hands as long as that becomes less', async () => {
    const machine = new MachineTime(0);
    let left = 200;
    const { loop: loops } = aLoop([], () => Promise.resolve(left > 0 ? [`m${(left -= 1)}`] : []), machine);
    let arrived = false;
    await machine.drive(loops.moveTo(200, () => (arrived = true)));
    expect(arrived).toBe(true);
    expect(machine.now()).toBeGreaterThan(90_000);
  });

  test('says so and does not arrive when nothing has moved for half a minute', async () => {
    const machine = new MachineTime(0);
    const { loop: loops } = aLoop([150], () => Promise.resolve(['stuck']), machine);
    let arrived = false;
    const moving = machine.drive(loops.moveTo(200, () => (arrived = true)));
    expect(await moving).toEqual({ open: ['stuck'], moment: 100 });
    expect(arrived).toBe(false);
    expect(machine.now()).toBe(30_000);
  });

  test('waits as long as messages get on, however long that takes', async () => {
    const students = Array.from({ length: 90 }, (_, index) => aPerson({ email: `s${index}@leiden.example` }));
    const programme = aProgramme({
      start: '2027-03-08',
      people: students,
      pupils: students.map((_student, index) => aPupil({ id: `p${index}` })),
      pairs: students.map(({ email }, index) => aPair({ pupil: `p${index}`, student: email })),
    });
    const world = aWorld('2027-03-09T09:00:00+01:00');
    await world.import(programme);
    await world.install(programme);
    const bot = await world.start({ perSecond: 1 });
    const target = at('2027-03-09T10:00:00+01:00');
    const began = world.machine.now();
    expect(await bot.loop.moveTo(target, () => world.clock.moveTo(target))).toBeNull();
    expect(world.machine.now() - began).toBeGreaterThan(80_000);
    expect(world.clock.now()).toBe(target);
    expect((await world.messages()).filter(({ status }) => status === 'sent')).toHaveLength(90);
    await bot.end();
  });

  test('waits for a tenant that Teams wants left alone for a minute and a half', async () => {
    const world = aWorld('2027-03-09T09:00:00+01:00');
    const programme = aProgramme({ start: '2027-03-08' });
    await world.import(programme);
    await world.install(programme);
    world.teams.script = (_contact, _card, nth) =>
      nth === 1 ? { status: 'later', retryAfter: 90_000, throttled: true, reason: 'http 429' } : undefined;
    const bot = await world.start();
    const target = at('2027-03-09T12:00:00+01:00');
    const began = world.machine.now();
    expect(await bot.loop.moveTo(target, () => world.clock.moveTo(target))).toBeNull();
    expect(world.machine.now() - began).toBeGreaterThan(89_000);
    expect((await world.messages()).filter(({ status }) => status === 'sent').length).toBeGreaterThan(0);
    await bot.end();
  });

  test('does not wait for a tenant that Teams wants left alone for longer, and goes on when asked again', async () => {
    const programme = aProgramme({ start: '2027-03-08' });
    const world = aWorld('2027-03-09T09:00:00+01:00');
    await world.import(programme);
    await world.install(programme);
    world.teams.script = (_contact, _card, nth) =>
      nth === 1 ? { status: 'later', retryAfter: 600_000, throttled: true, reason: 'http 429' } : undefined;
    const bot = await world.start();
    const target = at('2027-03-09T12:00:00+01:00');
    const move = (): Promise<Stalled | null> => bot.loop.moveTo(target, () => world.clock.moveTo(target));
    const began = world.machine.now();
    const key = 'checkIn/sam@leiden.example/p1/2027-03-09';
    expect(await move()).toMatchObject({ open: [key] });
    expect(world.machine.now() - began).toBeLessThan(40_000);
    expect(world.clock.now()).toBeLessThan(target);
    world.machine.pass(600_000);
    expect(await move()).toBeNull();
    expect(world.clock.now()).toBe(target);
    expect((await world.messages()).find((message) => message.key === key)?.status).toBe('sent');
    await bot.end();
  });

  test('a loop that stops on the way ends the move without arriving', async () => {
    const stopped: Promise<void>[] = [];
    const { loop: loops } = aLoop([120, 150], (moment) => {
      if (moment === 120) stopped.push(loops.stop());
      return Promise.resolve();
    });
    let arrived = false;
    await expect(loops.moveTo(200, () => (arrived = true))).rejects.toThrow('stopped');
    await Promise.all(stopped);
    expect(arrived).toBe(false);
  });

  test('a fault ends the move without arriving', async () => {
    const { loop: loops } = aLoop([120], (moment) =>
      moment === 120 ? Promise.reject(new Error('storage')) : Promise.resolve(),
    );
    let arrived = false;
    await expect(loops.moveTo(200, () => (arrived = true))).rejects.toThrow('storage');
    expect(arrived).toBe(false);
    await loops.moveTo(110, () => (arrived = true));
    expect(arrived).toBe(true);
  });

  test('moves and ticks take turns', async () => {
    let working = 0;
    let most = 0;
    const { loop: loops } = aLoop([120, 150], async () => {
      most = Math.max(most, (working += 1));
      await settled();
      working -= 1;
    });
    const running = loops.run();
    await Promise.all([loops.moveTo(130, () => undefined), loops.moveTo(200, () => undefined)]);
    await loops.stop();
    await running;
    expect(most).toBe(1);
  });
});

describe('run', () => {
  test('ticks at once, when woken, and not after it was stopped', async () => {
    const { loop: loops, ticks } = aLoop();
    expect(loops.health()).toBeNull();
    const running = loops.run();
    await settled();
    expect(ticks).toHaveLength(1);
    expect(loops.health()).toBe('well');
    loops.wake();
    await settled();
    expect(ticks).toHaveLength(2);
    await loops.stop();
    await running;
    loops.wake();
    await settled();
    expect(ticks).toHaveLength(2);
  });

  test('woken in the middle of a tick it ticks once more', async () => {
    const world = aLoop([], async () => {
      if (world.ticks.length === 1) world.loop.wake();
      await settled();
    });
    const running = world.loop.run();
    for (let turn = 0; turn < 4; turn += 1) await settled();
    expect(world.ticks).toHaveLength(2);
    await world.loop.stop();
    await running;
  });

  test('while the clock is not sure of the time nothing is planned, and the loop looks again soon', async () => {
    let isSure = false;
    const slept: number[] = [];
    const timer: Timer = {
      sleep: (milliseconds, signal) => {
        slept.push(milliseconds);
        return soundly.sleep(milliseconds, signal);
      },
    };
    const leapt = aLoop(
      [],
      () => Promise.resolve(),
      timer,
      () => isSure,
    );
    const running = leapt.loop.run();
    await settled();
    expect(leapt.ticks).toEqual([]);
    expect(leapt.loop.health()).toBe('well');
    expect(leapt.log.lines).toMatchObject([{ event: 'clock leapt' }]);
    isSure = true;
    leapt.loop.wake();
    await settled();
    expect(leapt.ticks).toEqual([100]);
    expect(slept).toEqual([1_000, 20_000]);
    await leapt.loop.stop();
    await running;
  });

  test('storage that is away while programmes are read is no use to ask on', async () => {
    const { loop: loops, ticks, programmes } = aLoop();
    programmes.refresh = () => Promise.reject(new RestError('away', { code: 'ECONNREFUSED' }));
    const running = loops.run();
    await settled();
    expect(ticks).toEqual([]);
    expect(loops.health()).toBe('failing');
    await loops.stop();
    await running;
  });

  test('a programme that cannot be read keeps the loop from nothing, and is logged once until that changes', async () => {
    const { loop: loops, ticks, programmes, log, metrics } = aLoop();
    let error: Error | null = new TypeError('unreadable');
    programmes.refresh = () => (error === null ? Promise.resolve() : Promise.reject(error));
    const running = loops.run();
    await settled();
    const next = async (): Promise<void> => {
      loops.wake();
      await settled();
    };
    await next();
    expect([ticks.length, loops.health(), metrics.count('tickTook', 'partly')]).toEqual([2, 'well', 2]);
    const line = expect.objectContaining({ event: 'programme not readable', error: 'TypeError' });
    expect(log.lines).toEqual([line]);
    error = null;
    await next();
    expect(metrics.count('tickTook', 'well')).toBe(1);
    error = new TypeError('unreadable');
    await next();
    expect(log.lines).toEqual([line, line]);
    await loops.stop();
    await running;
  });

  test('a tick that fails is logged, shows in its health, and the next one tries again', async () => {
    const broken = aLoop([], () =>
      broken.ticks.length === 1 ? Promise.reject(new Error('storage')) : Promise.resolve(),
    );
    const running = broken.loop.run();
    await settled();
    expect(broken.loop.health()).toBe('failing');
    expect(broken.log.lines).toMatchObject([{ event: 'tick failed' }]);
    broken.loop.wake();
    await settled();
    expect(broken.loop.health()).toBe('well');
    await broken.loop.stop();
    await running;
  });
});

test('what waits for one opening goes out at that opening, however much it is', async () => {
  const coordinators = Array.from({ length: 130 }, (_, index) =>
    aCoordinator({ email: `c${index}@hmp.example` }),
  );
  const programme = aProgramme({
    start: '2027-03-08',
    people: [aPerson(), ...coordinators],
    pupils: [aPupil(), aPupil({ id: 'p2' })],
    pairs: [aPair({ pupil: 'p2' })],
  });
  const world = aWorld('2027-03-13T12:00:00+01:00');
  await world.import(programme);
  await world.install(programme);
  for (const pupil of ['p1', 'p2'])
    for (const date of ['2027-03-02', '2027-03-09']) {
      const session = { ...anAnswer(date).session, pupil, id: `${pupil}/${date}` };
      await world.happen(
        programme,
        pupil,
        anAnswer(date, { session, outcome: 'absentUnnotified', at: world.clock.now() }),
      );
    }
  const bot = await world.start({ perSecond: 1000 });
  const monday = at('2027-03-15T08:30:00+01:00');
  await bot.tick();
  await bot.loop.moveTo(monday + 3_600_000, () => undefined);
  const told = (await world.messages()).filter(({ kind }) => kind === 'flagRaised');
  expect(told).toHaveLength(260);
  expect(new Set(told.map(({ status, sentAt }) => `${status} ${sentAt}`))).toEqual(
    new Set([`sent ${monday}`]),
  );
});
