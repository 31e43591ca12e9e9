import { planDue } from '../../bot/delivery/planner';
import { firstRead, keepProgrammes } from '../../bot/delivery/programmes';
import type { LoadedProgramme, Programmes } from '../../bot/ports';
import { importMark } from '../../bot/ports/outbox';
import { aPair, aProgramme, at } from '../builders';
import { plannerPorts } from '../fakes/plannerPorts';
import { watchedStorage } from '../fakes/watchedStorage';
import { aWorld, type World } from '../world';

const programme = aProgramme({ start: '2027-03-08' });

const loadedIn = async (world: World): Promise<LoadedProgramme> => {
  const programmes = keepProgrammes(world.storage.programmes);
  await programmes.refresh();
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('no programme');
  return loaded;
};

const begin = async (moment: string): Promise<World> => {
  const world = aWorld(moment);
  await world.import(programme);
  return world;
};

const portsOf = (world: World) => plannerPorts(world.storage);

const keys = async (world: World): Promise<readonly string[]> =>
  (await world.messages()).map(({ key }) => key);

describe('planDue', () => {
  test('enters what has become due, once, and hands it out', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    const loaded = await loadedIn(world);
    await planDue(portsOf(world), loaded, world.clock.now());
    await planDue(portsOf(world), loaded, world.clock.now());
    expect(await keys(world)).toEqual(['checkIn/sam@leiden.example/p1/2027-03-09']);
    const handed = await world.storage.queueOf('tenant-1').take();
    const messages = handed.flatMap(({ item }) => item.messages);
    expect(messages.map(({ value }) => value.key)).toEqual(await keys(world));
  });

  test('when nothing is due nothing is written', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    const loaded = await loadedIn(world);
    await planDue(portsOf(world), loaded, world.clock.now());
    const written: string[] = [];
    const seen = watchedStorage(world.storage, (_, method) => void written.push(method));
    await planDue(plannerPorts(seen), loaded, world.clock.now() + 60_000);
    expect(written.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['heads', 'mark', 'pendingNotices']);
  });

  test.each([
    ['a little, stays where it was', '2027-03-10T15:30:00+01:00', '2027-03-10T16:00:00+01:00'],
    ['far, goes on from there', '2027-03-09T09:00:00+01:00', '2027-03-09T09:00:00+01:00'],
  ])('a clock that was put back plans nothing twice, and when it was put back %s', async (_, back, mark) => {
    const world = await begin('2027-03-10T16:00:00+01:00');
    const loaded = await loadedIn(world);
    await planDue(portsOf(world), loaded, world.clock.now());
    const before = await keys(world);
    await planDue(portsOf(world), loaded, at(back));
    expect(await keys(world)).toEqual(before);
    expect((await world.storage.outbox.mark('hmp'))?.upTo).toBe(at(mark));
    await planDue(portsOf(world), loaded, at('2027-03-12T16:00:00+01:00'));
    expect((await keys(world)).length).toBe(before.length + 1);
  });

  test('where a clock was months ahead, as that of a demo may be, what comes before those is planned too', async () => {
    const world = await begin('2027-06-01T09:00:00+02:00');
    const loaded = await loadedIn(world);
    await planDue(portsOf(world), loaded, world.clock.now());
    for (const moment of ['2027-03-09T09:30:00+01:00', '2027-03-09T10:00:00+01:00'])
      await planDue(portsOf(world), loaded, at(moment));
    expect(await keys(world)).toContain('checkIn/sam@leiden.example/p1/2027-03-09');
  });

  test.each([
    ['stands as expired', '2027-03-08T10:00:00+01:00', [['nudge', 'expired', 'tooLate']]],
    ['is told no more after a week and longer', '2027-03-01T10:00:00+01:00', []],
  ])('what was over before a bot ran for the first time %s', async (_, imported, over) => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    await world.install(programme);
    await world.storage.outbox.setMark('hmp', { upTo: at(imported), version: importMark, rounds: null });
    await world.tickOnce();
    expect((await world.messages()).map(({ kind, status, reason }) => [kind, status, reason])).toEqual([
      ['checkIn', 'sent', null],
      ...over,
    ]);
  });

  test('after an import whatever is still worth sending is entered, what is there stays', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    await planDue(portsOf(world), await loadedIn(world), world.clock.now());
    await world.import({
      ...programme,
      pairs: [aPair(), aPair({ pupil: 'p1', weekday: 1, until: '2027-03-08' })],
    });
    await planDue(portsOf(world), await loadedIn(world), world.clock.now());
    expect(await keys(world)).toEqual([
      'checkIn/sam@leiden.example/p1/2027-03-08',
      'checkIn/sam@leiden.example/p1/2027-03-09',
    ]);
  });
});

const names = (programmes: Programmes): readonly string[] =>
  programmes
    .all()
    .map(({ directory }) => directory.programme.name)
    .toSorted((a, b) => a.localeCompare(b));

describe('keepProgrammes', () => {
  test('loads a programme again only when its version changed', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    let loads = 0;
    const seen = watchedStorage(world.storage, (_, method) => void (loads += method === 'load' ? 1 : 0));
    const programmes = keepProgrammes(seen.programmes);
    expect(programmes.all()).toEqual([]);
    await programmes.refresh();
    const [first] = programmes.all();
    await programmes.refresh();
    expect(programmes.all()[0]).toBe(first);
    expect(loads).toBe(1);
    await world.import({ ...programme, name: 'Nieuw' });
    await programmes.refresh();
    expect(loads).toBe(2);
    expect(programmes.all()[0]?.directory.programme.name).toBe('Nieuw');
  });

  test('one that cannot be read stays as it was known, and keeps no other from being read', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    let faults = 0;
    const seen = watchedStorage(world.storage, (port, method) => {
      if (port !== 'programmes' || method !== 'load' || faults === 0) return;
      faults -= 1;
      throw new TypeError('unreadable');
    });
    const programmes = keepProgrammes(seen.programmes);
    await programmes.refresh();
    await world.import({ ...programme, name: 'Nieuw' });
    await world.import({ ...programme, id: 'other', name: 'Ander' });
    faults = 1;
    await expect(programmes.refresh()).rejects.toThrow('programme hmp cannot be read');
    expect(names(programmes)).toEqual(['Ander', programme.name]);
    expect(programmes.unreadable().map(({ id }) => id)).toEqual(['hmp']);
    await programmes.refresh();
    expect(names(programmes)).toEqual(['Ander', 'Nieuw']);
    expect(programmes.unreadable()).toEqual([]);
  });

  test('one that cannot be read any more is left alone, and keeps no other from being planned', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    await world.import({ ...programme, id: 'other', name: 'Ander' });
    await world.install(programme);
    let isBroken = false;
    const seen = watchedStorage(world.storage, (port, method, [head]) => {
      const isIts = port === 'programmes' && method === 'load' && JSON.stringify(head).includes('"hmp"');
      if (isBroken && isIts) throw new TypeError('unreadable');
    });
    const bot = await world.start({ storage: seen });
    await world.import({ ...programme, name: 'Nieuw' });
    isBroken = true;
    await expect(bot.programmes.refresh()).rejects.toThrow('programme hmp cannot be read');
    expect(names(bot.programmes)).toEqual(['Ander', programme.name]);
    await world.machine.drive(bot.work.settle(() => world.clock.now()));
    const planned = async (id: string): Promise<number> =>
      (await world.storage.outbox.openKeys(id, Number.MAX_SAFE_INTEGER, 99)).length;
    expect(await world.storage.outbox.mark('hmp')).toBeNull();
    expect(await world.storage.outbox.mark('other')).not.toBeNull();
    expect(await planned('hmp')).toBe(0);
  });

  test('the first time one that cannot be read keeps nobody from the others, and storage that is away does', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    await world.import({ ...programme, id: 'other', name: 'Ander' });
    let error: Error = new TypeError('unreadable');
    let faults = 1;
    const seen = watchedStorage(world.storage, (port, method) => {
      if (port !== 'programmes' || method !== 'load' || faults === 0) return;
      faults -= 1;
      throw error;
    });
    const programmes = keepProgrammes(seen.programmes);
    await firstRead(programmes);
    expect(programmes.all()).toHaveLength(1);
    expect(programmes.unreadable()).toHaveLength(1);
    error = Object.assign(new Error('away'), { name: 'RestError' });
    faults = 2;
    await expect(firstRead(keepProgrammes(seen.programmes))).rejects.toThrow('away');
  });
});
