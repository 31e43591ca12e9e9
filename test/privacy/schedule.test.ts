import { keepProgrammes } from '../../bot/delivery/programmes';
import { isSameDay, keepRetention } from '../../bot/privacy/schedule';
import type { Storage } from '../../bot/storagePorts';
import { at } from '../builders';
import { ManualClock } from '../fakes/manualClock';
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
      list: () => {
        asked.push('list');
        return programmes.list();
      },
      load: (head) => programmes.load(head),
      replace: (...one) => programmes.replace(...one),
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
  const keeper = keepRetention({
    ...watched,
    machine,
    log,
    newId: () => `id${(ids += 1)}`,
    settled,
    isDayRight: () => Promise.resolve(isRight),
  });
  return { storage, asked, machine, log, look: (now: number) => keeper(programmes.all(), now) };
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

  test('two at once come to the same', async () => {
    const { storage, rows } = tableStorage();
    await storeEverything(storage);
    const programmes = keepProgrammes(storage.programmes);
    await programmes.refresh();
    const both = ['a', 'b'].map((name) =>
      keepRetention({
        ...storage,
        machine: new ManualClock(0),
        log: new SilentLog(),
        newId: () => name,
        settled,
        isDayRight: () => Promise.resolve(true),
      }),
    );
    await Promise.all(both.map((keeper) => keeper(programmes.all(), theDay)));
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

  test.each([
    [null, true],
    [theDay + 1000, true],
    [theDay + 86_400_000, false],
    [theDay - 365 * 86_400_000, false],
  ])('a storage service that tells %s', (told, isRight) => {
    expect(isSameDay(told, theDay)).toBe(isRight);
  });
});
