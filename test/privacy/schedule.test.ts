import { keepProgrammes } from '../../bot/delivery/programmes';
import { isSameDay, keepRetention } from '../../bot/privacy/schedule';
import type { SenderLeases } from '../../bot/ports/outbox';
import type { HeldStore } from '../../bot/ports/privacy';
import type { Storage } from '../../bot/ports/storage';
import { aProgramme, at } from '../builders';
import { ManualClock } from '../fakes/manualClock';
import { MemoryLeases } from '../fakes/memoryLeases';
import { untilAborted } from '../fakes/retention';
import { settled } from '../fakes/settled';
import { memoryStorage } from '../fakes/memoryStorage';
import { SilentLog } from '../fakes/silentLog';
import { tableStorage } from '../fakes/tableStorage';
import { aWorld } from '../world';
import { everything, sam, storeEverything } from './everything';
import { holding } from './traces';

const dayBefore = at('2027-08-26T23:59:00+02:00');
const theDay = at('2027-08-27T00:01:00+02:00');

const counted = (storage: Storage) => {
  const asked: string[] = [];
  const { programmes } = storage;
  const watched: Storage = {
    ...storage,
    programmes: {
      list: () => programmes.list(),
      load: (head) => {
        asked.push('load');
        return programmes.load(head);
      },
      replace: (...one) => programmes.replace(...one),
      objectionsDone: (id) => programmes.objectionsDone(id),
      removeOutdated: (id) => programmes.removeOutdated(id),
    },
  };
  return { watched, asked };
};

const aKeeper = async (isRight = true) => {
  const storage = memoryStorage();
  await storeEverything(storage);
  const { watched, asked } = counted(storage);
  const programmes = keepProgrammes(storage.programmes);
  await programmes.refresh();
  const machine = new ManualClock(0);
  const log = new SilentLog();
  let ids = 0;
  const shared = new ManualClock(0);
  const keeper = keepRetention({
    ...watched,
    shared,
    machine,
    timer: untilAborted,
    log,
    newId: () => `id${(ids += 1)}`,
    settled,
    allowedTenants: [],
    isDayRight: () => Promise.resolve(isRight),
  });
  const look = (now: number): Promise<void> => {
    keeper.look(programmes.all(), now);
    return keeper.idle();
  };
  return { storage, asked, shared, machine, log, look };
};

const pupilsIn = async (storage: Storage): Promise<number> => {
  const [head] = await storage.programmes.list();
  return head === undefined ? 0 : ((await storage.programmes.load(head))?.pupils.length ?? 0);
};

describe('a running bot keeps to retention', () => {
  test('asks nothing before anything has to go, and once on a day on which it has', async () => {
    const { asked, look } = await aKeeper();
    await look(at('2027-07-31T12:00:00+02:00'));
    expect(asked).toEqual([]);
    await look(dayBefore);
    const once = asked.length;
    expect(once).toBeGreaterThan(0);
    await look(dayBefore + 1000);
    expect(asked).toHaveLength(once);
    await look(theDay);
    expect(asked.length).toBeGreaterThan(once);
  });

  test('removes names on their day', async () => {
    const { storage, look } = await aKeeper();
    await look(dayBefore);
    expect(await pupilsIn(storage)).toBe(3);
    await look(theDay);
    expect(await pupilsIn(storage)).toBe(0);
    expect((await storage.receipts.list('hmp')).map(({ of }) => of)).toEqual(['freeText', 'names']);
  });

  test('waits while the clock may be wrong, and tries again an hour later', async () => {
    const { storage, log, machine, look } = await aKeeper(false);
    await look(theDay);
    await look(theDay + 1000);
    expect(log.lines.filter(({ event }) => event === 'purge failed')).toHaveLength(1);
    machine.moveTo(3_600_000);
    await look(theDay + 2000);
    expect(log.lines.filter(({ event }) => event === 'purge failed')).toHaveLength(2);
    expect(await pupilsIn(storage)).toBe(3);
  });

  /** Two processes that look at the same moment, and what each has asked of the storage. */
  const twoAtOnce = async (storage: Storage, leasesOf: () => SenderLeases) => {
    const programmes = keepProgrammes(storage.programmes);
    await programmes.refresh();
    const both = ['a', 'b'].map((name) => {
      const { watched, asked } = counted({ ...storage, leases: leasesOf() });
      const keeper = keepRetention({
        ...watched,
        shared: new ManualClock(0),
        machine: new ManualClock(0),
        timer: untilAborted,
        log: new SilentLog(),
        newId: () => name,
        settled,
        allowedTenants: [],
        isDayRight: () => Promise.resolve(true),
      });
      return { asked, keeper };
    });
    const look = async (): Promise<readonly number[]> => {
      for (const { keeper } of both) keeper.look(programmes.all(), theDay);
      await Promise.all(both.map(({ keeper }) => keeper.idle()));
      return both.map(({ asked }) => asked.length);
    };
    return look;
  };

  test('of two processes one does it, and the other nothing once it is done', async () => {
    const { storage } = tableStorage();
    await storeEverything(storage);
    const leases = new MemoryLeases(new ManualClock(0));
    const look = await twoAtOnce(storage, () => leases);
    const [first, second] = await look();
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(0);
    expect(await pupilsIn(storage)).toBe(0);
    expect(await look()).toEqual([first, 0]);
    expect((await storage.receipts.list('hmp')).map(({ of }) => of)).toEqual(['names']);
  });

  test('the other takes it up when the one that was at it is gone', async () => {
    const { storage } = tableStorage();
    await storeEverything(storage);
    const leases = new MemoryLeases(new ManualClock(0));
    const dead = await leases.take('retention of hmp');
    const look = await twoAtOnce(storage, () => leases);
    expect(await look()).toEqual([0, 0]);
    await dead?.giveBack();
    await look();
    expect(await pupilsIn(storage)).toBe(0);
  });

  test('two at once, should a lease be lost, come to the same', async () => {
    const { storage, rows } = tableStorage();
    await storeEverything(storage);
    const look = await twoAtOnce(storage, () => new MemoryLeases(new ManualClock(0)));
    await look();
    expect(holding(rows(), '\\bYara\\b', '\\bp1\\b')).toEqual([]);
    expect((await storage.records.hoursKept('hmp', sam)).map(({ minutes }) => minutes)).toEqual([60, 120]);
    expect(await storage.receipts.begun('hmp')).toEqual([]);
  });

  test('as part of its work', async () => {
    const world = aWorld('2027-08-26T23:00:00+02:00');
    await storeEverything(world.storage, everything());
    const bot = await world.start();
    await bot.tick();
    expect(await pupilsIn(world.storage)).toBe(3);
    world.clock.moveTo(theDay);
    await bot.tick();
    expect(await pupilsIn(world.storage)).toBe(0);
  });

  test('and no message waits for it', async () => {
    const world = aWorld('2027-08-27T00:01:00+02:00');
    const other = aProgramme({ id: 'next', start: '2027-08-23', end: '2028-06-30', tenants: ['tenant-1'] });
    await storeEverything(world.storage, everything());
    await world.import(other);
    await world.install(other);
    const { held } = world.storage;
    const atIt = new AbortController();
    const endless: HeldStore = {
      all: (scope) => held.all(scope),
      factsOf: (...given) => held.factsOf(...given),
      revise: () => {
        atIt.abort();
        return new Promise(() => {});
      },
    };
    const bot = await world.start({ storage: { ...world.storage, held: endless } });
    await bot.programmes.refresh();
    const tick = (): Promise<void> => world.machine.drive(bot.work.tick(() => world.clock.now()));
    await tick();
    await world.machine.sleep(1, atIt.signal);
    // The afternoon before the first session of the next year.
    world.clock.moveTo(at('2027-08-30T16:00:00+02:00'));
    await tick();
    await world.machine.drive(world.machine.sleep(10_000, new AbortController().signal));
    const found = await world.storage.outbox.find('next', `nudge/${sam}/p1/2027-08-31`);
    expect(found?.value).toMatchObject({ status: 'sent', sentAt: at('2027-08-30T16:00:00+02:00') });
  });

  test('a link that nobody took is gone within half an hour, whatever the clock of this machine says', async () => {
    const { storage, shared, machine, look } = await aKeeper();
    const link = {
      programme: 'hmp',
      tenant: 'tenant-1',
      kind: 'own',
      language: 'nl',
      until: 900_000,
    } as const;
    await look(0);
    await storage.links.keep('token', { ...link, by: sam }, 1);
    // An hour fast as this process began, and put right since.
    machine.moveTo(3_600_000);
    shared.moveTo(899_999);
    await look(0);
    expect(await storage.links.of('hmp', sam)).toHaveLength(1);
    machine.moveTo(4_500_000);
    shared.moveTo(1_799_999);
    await look(0);
    expect(await storage.links.of('hmp', sam)).toEqual([]);
  });

  test.each([
    [null, true],
    [theDay + 1000, true],
    [theDay + 86_400_000, false],
    [theDay - 365 * 86_400_000, false],
  ])('a storage service that tells %s', (told, isRight) => {
    expect(isSameDay(told, theDay)).toBe(isRight);
  });
});
