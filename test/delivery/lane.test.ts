import { isClaimOver } from '../../bot/delivery/ledger';
import { noPace } from '../../bot/delivery/pace';
import { senderLease, type OutboxStore } from '../../bot/ports/outbox';
import type { SendResult } from '../../bot/ports';
import { aPair, aPerson, aProgramme, aPupil, at } from '../builders';
import { watchedStorage } from '../fakes/watchedStorage';
import { aContact, aWorld, type BotProcess, type World } from '../world';

const leiden = 'tenant-1';
const delft = 'tenant-2';
const names = Array.from({ length: 6 }, (_, index) => `s${index}@leiden.example`);
const programme = aProgramme({
  start: '2027-03-08',
  tenants: [leiden, delft],
  people: names.map((email) => aPerson({ email })),
  pupils: names.map((_, index) => aPupil({ id: `p${index}` })),
  pairs: names.map((student, index) => aPair({ pupil: `p${index}`, student })),
});
const inDelft = (email: string): boolean => names.indexOf(email) >= 3;

/** Tuesday 10:00: six students are to be asked, three in each tenant. */
const begin = async (): Promise<World> => {
  const world = aWorld('2027-03-09T10:00:00+01:00');
  await world.import(programme);
  for (const email of names)
    await world.storage.contacts.save(aContact({ email, tenant: inDelft(email) ? delft : leiden }), null);
  return world;
};

const statuses = async (world: World): Promise<readonly string[]> =>
  (await world.messages()).map(({ status }) => status);
const allSent = Array.from({ length: 6 }, () => 'sent');

const sentTo = (world: World, email: string): number =>
  world.teams.sent.filter(({ to }) => to === email).length;

const turnOfEvents = async (turns = 30): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Ticks without waiting for what it sets going. */
const poke = async (world: World, bot: BotProcess): Promise<void> => {
  await bot.programmes.refresh();
  await world.machine.drive(bot.work.tick(() => world.clock.now()));
};

describe('one sender a tenant', () => {
  test('a rest in one tenant holds up neither the tick nor the other tenant', async () => {
    const world = await begin();
    world.teams.script = ({ email }): SendResult | undefined =>
      inDelft(email)
        ? { status: 'later', retryAfter: 3_600_000, throttled: true, reason: 'http 429' }
        : undefined;
    const bot = await world.start();
    const began = world.machine.now();
    await poke(world, bot);
    await world.machine.drive(world.machine.sleep(5_000, new AbortController().signal));
    for (const email of names.filter((name) => !inDelft(name))) expect(sentTo(world, email)).toBe(1);
    expect(world.machine.now() - began).toBeLessThan(6_000);
    await bot.end();
    expect((await statuses(world)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      ...Array.from({ length: 3 }, () => 'planned'),
      ...Array.from({ length: 3 }, () => 'sent'),
    ]);
  });

  test('nothing more goes out while a clock that leapt is not sure of the time', async () => {
    const world = await begin();
    let isSure = true;
    world.teams.script = () => {
      isSure = false;
      return undefined;
    };
    let writes = 0;
    const storage = watchedStorage(world.storage, (port, method) => {
      if (port === 'outbox' && method === 'update') writes += 1;
    });
    const bot = await world.start({ perSecond: 1, isSure: () => isSure, storage });
    await poke(world, bot);
    await world.machine.drive(world.machine.sleep(30_000, new AbortController().signal));
    // The others wait, and are not taken up and laid down again.
    expect(world.teams.sent.length).toBeLessThanOrEqual(2);
    expect(writes).toBeLessThanOrEqual(2 * names.length);
    world.teams.script = () => undefined;
    isSure = true;
    await bot.tick();
    await bot.end();
    expect(await statuses(world)).toEqual(allSent);
    for (const email of names) expect(sentTo(world, email)).toBe(1);
  });

  test('what was decided before the whole machine stood is decided anew, though it is known again what time it is', async () => {
    const world = await begin();
    const decided: number[] = [];
    const isSureSince = (moment: number): boolean => decided.push(moment) > 1;
    let claims = 0;
    const storage = watchedStorage(world.storage, (port, method, message) => {
      if (port === 'outbox' && method === 'update' && JSON.stringify(message).includes('sending'))
        claims += 1;
    });
    const bot = await world.start({ isSureSince, storage });
    await bot.tick();
    await bot.end();
    expect(claims).toBe(names.length + 1);
    expect(await statuses(world)).toEqual(allSent);
    for (const email of names) expect(sentTo(world, email)).toBe(1);
  });

  test('who takes a tenant over in which something was sent just now waits a second, in that tenant only', async () => {
    const world = await begin();
    const began = world.machine.now();
    await world.storage.pace.save(leiden, { ...noPace, fence: 1, takenUntil: began - 400 }, null);
    await world.tickOnce();
    const firstTo = (isThere: (email: string) => boolean): number =>
      Math.min(...world.teams.sent.filter(({ to }) => isThere(to)).map(({ at: moment }) => moment));
    expect(firstTo((email) => !inDelft(email)) - began).toBeGreaterThan(1_000);
    expect(firstTo(inDelft)).toBe(began);
  });

  test('a rest outlives the process that was told of it', async () => {
    const world = await begin();
    let isTold = false;
    world.teams.script = ({ email }) => {
      if (email !== 's0@leiden.example' || isTold) return undefined;
      isTold = true;
      return { status: 'later', retryAfter: 600_000, throttled: true, reason: 'http 429' };
    };
    const bot = await world.start();
    await poke(world, bot);
    await turnOfEvents();
    await bot.end();
    const told = world.machine.now();
    const before = world.teams.sent.length;
    await world.tickOnce();
    const later = world.teams.sent.slice(before).filter(({ to }) => !inDelft(to));
    expect(later.length).toBeGreaterThan(0);
    for (const { at: moment } of later) expect(moment).toBeGreaterThanOrEqual(told + 600_000 - 1_000);
    expect(await statuses(world)).toEqual(allSent);
  });

  test('while one process has the tenant another leaves it alone, and goes on when it is given back', async () => {
    const world = await begin();
    const taken = await world.storage.leases.take(leiden);
    const bot = await world.start();
    await bot.tick();
    expect(world.teams.sent.every(({ to }) => inDelft(to))).toBe(true);
    expect(world.teams.sent).toHaveLength(3);
    await taken?.giveBack();
    await bot.tick();
    expect(await statuses(world)).toEqual(allSent);
  });

  test('a tenant whose sender died is taken over when its lease has run out', async () => {
    const world = await begin();
    await world.storage.leases.take(leiden);
    await world.storage.leases.take(delft);
    const bot = await world.start();
    await bot.tick();
    expect(world.teams.sent).toEqual([]);
    world.machine.pass(senderLease + 1);
    await bot.tick();
    expect(await statuses(world)).toEqual(allSent);
  });

  test('a sender that lost its tenant without noticing gets no more turns', async () => {
    const world = await begin();
    const bot = await world.start({ perSecond: 1 });
    await poke(world, bot);
    await turnOfEvents();
    // Somebody else raised the fence while this process was frozen.
    for (const tenant of [leiden, delft]) {
      const pace = await world.storage.pace.of(tenant);
      if (pace === null) throw new Error('no pace');
      await world.storage.pace.save(tenant, { ...pace.value, fence: pace.value.fence + 1 }, pace.tag);
    }
    const before = world.teams.sent.length;
    await world.machine.drive(world.machine.sleep(8_000, new AbortController().signal));
    // Turns reserved before that, at most one a tenant, may still be used.
    expect(world.teams.sent.length - before).toBeLessThanOrEqual(2);
    expect(await statuses(world)).not.toContain('sending');
  });

  test('a fence raised by somebody without the lease costs a new tenure, not the tenant', async () => {
    const world = await begin();
    const bot = await world.start({ perSecond: 1 });
    await poke(world, bot);
    await turnOfEvents();
    const pace = await world.storage.pace.of(leiden);
    if (pace === null) throw new Error('no pace');
    await world.storage.pace.save(leiden, { ...pace.value, fence: pace.value.fence + 1 }, pace.tag);
    for (let times = 0; times < 3; times += 1) await bot.tick();
    expect(await statuses(world)).toEqual(allSent);
  });

  test('a process that stops gives its tenants back at once and leaves nothing claimed', async () => {
    const world = await begin();
    const bot = await world.start({ perSecond: 1 });
    await poke(world, bot);
    await bot.end();
    expect(await statuses(world)).not.toContain('sending');
    const moment = world.machine.now();
    await world.tickOnce();
    expect(world.machine.now() - moment).toBeLessThan(10_000);
    expect(await statuses(world)).toEqual(allSent);
    for (const email of names) expect(sentTo(world, email)).toBe(1);
  });

  test('a tenant without work is left to others after a while', async () => {
    const world = await begin();
    const idle = await world.start();
    await idle.tick();
    expect(await world.storage.leases.take(leiden)).toBeNull();
    world.machine.pass(10_000);
    await idle.tick();
    expect(await world.storage.leases.take(leiden)).not.toBeNull();
  });

  test('somebody found in another tenant by now is sent to there', async () => {
    const world = await begin();
    const bot = await world.start();
    const moved = aContact({ email: 's0@leiden.example', tenant: delft, conversationId: 'new' });
    const stored = await world.storage.contacts.byId(leiden, moved.aadObjectId);
    if (stored === null) throw new Error('no contact');
    await world.storage.contacts.save({ ...stored.value, unreachableSince: 1 }, stored.tag);
    await world.storage.contacts.save(moved, null);
    await bot.tick();
    expect(await statuses(world)).toEqual(allSent);
  });
});

/** The storage of a world in which no pupil's page can be read. */
const broken = (world: World, error: () => Error) =>
  watchedStorage(world.storage, (_port, method) => {
    if (method === 'page') throw error();
  });

describe('work that throws', () => {
  test('is put aside after five tries, and the others go on', async () => {
    const world = await begin();
    const bot = await world.start({ storage: broken(world, () => new TypeError('broken row')) });
    for (let times = 1; times < 5; times += 1) {
      await bot.tick();
      expect((await world.messages()).map(({ status, faults }) => `${status} ${faults}`)).toEqual(
        Array.from({ length: 6 }, () => `planned ${times}`),
      );
    }
    await bot.tick();
    expect((await world.messages()).map(({ status, reason }) => `${status} ${reason}`)).toEqual(
      Array.from({ length: 6 }, () => 'failed putAside'),
    );
    expect((await world.storage.outbox.failed('hmp')).map(({ value }) => value.kind)).toHaveLength(6);
  });

  test('storage that is away puts nothing aside', async () => {
    const world = await begin();
    const away = Object.assign(new Error('away'), { name: 'RestError' });
    const bot = await world.start({ storage: broken(world, () => away) });
    for (let times = 0; times < 8; times += 1) await bot.tick();
    await bot.end();
    expect((await world.messages()).map(({ status, faults }) => `${status} ${faults}`)).toEqual(
      Array.from({ length: 6 }, () => 'planned 0'),
    );
    await world.tickOnce();
    expect(await statuses(world)).toEqual(allSent);
  });
});

const stateIn = async (world: World, programmeId: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { status } of world.storage.outbox.list(programmeId)) found.push(status);
  return found;
};

/** A port with some of its methods replaced. */
const withMethods = <T extends object>(port: T, methods: Partial<T>): T =>
  new Proxy(port, {
    get: (target, name): unknown => {
      const own: unknown = Reflect.get(methods, name);
      const method: unknown = own ?? Reflect.get(target, name, target);
      return own === undefined && typeof method === 'function' ? method.bind(target) : method;
    },
  });

/** A call that fails for one programme. */
const failing =
  <A extends readonly unknown[], R>(ask: (id: string, ...rest: A) => Promise<R>) =>
  (id: string, ...rest: A): Promise<R> =>
    id === 'hmp' ? Promise.reject(new TypeError('unreadable')) : ask(id, ...rest);

describe('what fails or waits in one place', () => {
  const other = aProgramme({
    id: 'other',
    start: '2027-03-08',
    tenants: [delft],
    people: [aPerson({ email: 'bo@delft.example' })],
    pairs: [aPair({ student: 'bo@delft.example' })],
  });
  const withOther = async (): Promise<World> => {
    const world = await begin();
    await world.import(other);
    await world.storage.contacts.save(aContact({ email: 'bo@delft.example', tenant: delft }), null);
    return world;
  };
  test('notices that cannot be asked for stop their own programme only', async () => {
    const world = await withOther();
    const records = withMethods(world.storage.records, {
      pendingNotices: (id: string) =>
        id === 'hmp' ? Promise.reject(new TypeError('unreadable')) : world.storage.records.pendingNotices(id),
    });
    const bot = await world.start({ storage: { ...world.storage, records } });
    await expect(bot.tick()).rejects.toThrow('unreadable');
    await world.machine.drive(world.machine.sleep(1_000, new AbortController().signal));
    expect(await stateIn(world, 'other')).toEqual(['sent']);
    await bot.end();
  });

  test('a message that cannot be read holds up no other', async () => {
    const world = await withOther();
    const unreadable = `checkIn/${names[0]}/p0/2027-03-09`;
    const outbox = withMethods(world.storage.outbox, {
      plan: (...given: Parameters<typeof world.storage.outbox.plan>) =>
        world.storage.outbox.plan(...given).then(() => []),
      find: (id: string, key: string) =>
        key === unreadable ? Promise.reject(new TypeError('unreadable')) : world.storage.outbox.find(id, key),
    });
    const bot = await world.start({ storage: { ...world.storage, outbox } });
    await bot.tick();
    await bot.end();
    expect((await stateIn(world, 'hmp')).filter((status) => status === 'sent')).toHaveLength(5);
    expect(await stateIn(world, 'other')).toEqual(['sent']);
  });

  test.each<readonly [string, (outbox: OutboxStore) => Partial<OutboxStore>]>([
    ['what is open', (outbox) => ({ openKeys: failing(outbox.openKeys.bind(outbox)) })],
    ['how far it is planned', (outbox) => ({ mark: failing(outbox.mark.bind(outbox)) })],
    ['what is new in it', (outbox) => ({ plan: failing(outbox.plan.bind(outbox)) })],
  ])('a programme that cannot be asked %s holds up no other', async (_, methodsOf) => {
    const world = await withOther();
    const outbox = withMethods(world.storage.outbox, methodsOf(world.storage.outbox));
    const bot = await world.start({ storage: { ...world.storage, outbox } });
    await expect(bot.tick()).rejects.toThrow('unreadable');
    await world.machine.drive(world.machine.sleep(1_000, new AbortController().signal));
    expect(await stateIn(world, 'other')).toEqual(['sent']);
    await bot.end();
  });

  test('a storage that hangs for one tenant holds up no other', async () => {
    const world = await begin();
    const leases = {
      take: (tenant: string): ReturnType<typeof world.storage.leases.take> =>
        tenant === leiden ? new Promise(() => undefined) : world.storage.leases.take(tenant),
    };
    const bot = await world.start({ storage: { ...world.storage, leases } });
    await bot.programmes.refresh();
    void bot.work.tick(() => world.clock.now());
    await world.machine.drive(world.machine.sleep(2_000, new AbortController().signal));
    expect(names.map((name) => sentTo(world, name))).toEqual([0, 0, 0, 1, 1, 1]);
  });

  test('an import while a message waits is seen before it goes out', async () => {
    const world = await begin();
    world.teams.script = ({ email }, _card, nth) =>
      email === names[0] && nth === 1
        ? { status: 'later', retryAfter: 60_000, throttled: true, reason: 'http 429' }
        : undefined;
    const bot = await world.start();
    await poke(world, bot);
    while (sentTo(world, names[0] ?? '') === 0) await turnOfEvents(1);
    await world.import({ ...programme, pairs: programme.pairs.map((pair) => ({ ...pair, weekday: 3 })) });
    await bot.programmes.refresh();
    await bot.tick();
    await bot.end();
    const first = (await world.messages()).find(({ receiver }) => receiver === names[0]);
    expect(first).toMatchObject({ status: 'expired', reason: 'vanished' });
  });
});

describe('isClaimOver', () => {
  const message = { leaseUntil: 20_000 };
  test.each([
    [19_999, false],
    [20_000, true],
    // Longer than any claim lasts: a clock that leapt made it.
    [20_000 - 41_000, true],
  ])('at %d: %s', (now, isOver) => {
    expect(isClaimOver(message, now)).toBe(isOver);
  });

  test('a message without a claim', () => {
    expect(isClaimOver({ leaseUntil: null }, at('2027-03-09T10:00:00+01:00'))).toBe(true);
  });
});
