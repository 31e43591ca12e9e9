import type { Storage } from '../../bot/ports/storage';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, anAnswer, at } from '../builders';
import { watchedStorage } from '../fakes/watchedStorage';
import { aWorld, type World } from '../world';

const students = ['sam', 'noor', 'lea'].map((name) => aPerson({ email: `${name}@leiden.example` }));
const programme = aProgramme({
  start: '2027-03-08',
  people: [...students, aCoordinator(), aCoordinator({ email: 'jan@hmp.example' })],
  pupils: students.map((_, index) => aPupil({ id: `p${index}` })),
  pairs: students.map(({ email }, index) => aPair({ pupil: `p${index}`, student: email })),
});

/** Tuesday 10:00: three check-ins are due, and a flag that was just raised. */
const begin = async (): Promise<World> => {
  const world = aWorld('2027-03-08T12:00:00+01:00');
  await world.import(programme);
  await world.install(programme);
  const bot = await world.start();
  await bot.tick();
  await bot.end();
  world.teams.sent.length = 0;
  world.clock.moveTo(at('2027-03-09T10:00:00+01:00'));
  for (const date of ['2027-03-01', '2027-03-08']) {
    const session = { ...anAnswer(date).session, pupil: 'p0', id: `p0/${date}` };
    const moment = at(`${date}T10:30:00+01:00`) + (date === '2027-03-08' ? 84_600_000 - 60_000 : 0);
    await world.happen(programme, 'p0', anAnswer(date, { session, outcome: 'absentUnnotified', at: moment }));
  }
  return world;
};

class Died extends Error {}

const die = (): never => {
  throw new Died();
};

/** The circumstances of a process that dies at its n-th call to storage: before it is applied, or just after. */
const dyingAt = (storage: Storage, call: number, applied: boolean) => {
  let calls = 0;
  const isDead = (): boolean => calls >= call;
  const seen = watchedStorage(
    storage,
    () => {
      calls += 1;
      if (calls > call || (calls === call && !applied)) die();
    },
    () => {
      if (isDead() && applied) die();
    },
  );
  return { circumstances: { storage: seen, isDead }, calls: () => calls };
};

const tickAndDie = async (world: World, call: number, applied: boolean): Promise<number> => {
  const { circumstances, calls } = dyingAt(world.storage, call, applied);
  const bot = await world.start(circumstances).catch(() => null);
  if (bot === null) return calls();
  await bot.tick().catch(() => undefined);
  if (!circumstances.isDead()) await bot.end();
  return calls();
};

const expected = [
  'checkIn/lea@leiden.example/p2/2027-03-09',
  'checkIn/noor@leiden.example/p1/2027-03-09',
  'checkIn/sam@leiden.example/p0/2027-03-09',
  'flagRaised/cora@hmp.example/p0/2027-03-08/1',
  'flagRaised/jan@hmp.example/p0/2027-03-08/1',
];

const recover = async (world: World): Promise<void> => {
  world.machine.pass(30_000);
  world.storage.queueOf('tenant-1').reappear();
  await world.tickOnce();
};

const inFlight = async (world: World): Promise<ReadonlySet<string>> =>
  new Set((await world.messages()).filter(({ status }) => status === 'sending').map(({ key }) => key));

const countOf = (world: World, key: string): number =>
  world.teams.sent.filter(({ summary }) => summary === key).length;

describe.each([
  ['before it is applied', false],
  ['after it was applied', true],
])('a process that dies at any call to storage, %s', (_, applied) => {
  test('and the one after it together deliver everything once, what was in flight at most twice', async () => {
    const whole = await begin();
    const calls = await tickAndDie(whole, Number.POSITIVE_INFINITY, applied);
    expect(whole.teams.sent.map(({ summary }) => summary).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      expected,
    );
    for (let call = 1; call <= calls; call += 1) {
      const world = await begin();
      await tickAndDie(world, call, applied);
      const flying = await inFlight(world);
      await recover(world);
      const sent = (await world.messages()).filter(
        ({ status, key }) => status === 'sent' && expected.includes(key),
      );
      expect([call, sent.length]).toEqual([call, expected.length]);
      for (const key of expected) {
        const most = flying.has(key) ? 2 : 1;
        expect([call, key, countOf(world, key) >= 1 && countOf(world, key) <= most]).toEqual([
          call,
          key,
          true,
        ]);
      }
    }
  });
});

test('a message whose sender died twice is left alone as unknown', async () => {
  const world = await begin();
  const dieAfterSend = async (): Promise<void> => {
    world.teams.sent.length = 0;
    const life = { over: false };
    const dead = watchedStorage(world.storage, () => {
      if (life.over) throw new Died();
    });
    world.teams.script = () => void (life.over = true);
    const bot = await world.start({ storage: dead, isDead: () => life.over });
    await bot.tick();
    world.teams.script = () => undefined;
    world.machine.pass(30_000);
  };
  await dieAfterSend();
  const first = await inFlight(world);
  expect(first.size).toBeGreaterThan(0);
  await dieAfterSend();
  world.machine.pass(30_000);
  await world.tickOnce();
  const messages = await world.messages();
  for (const key of first) {
    const message = messages.find((candidate) => candidate.key === key);
    expect(['sent', 'unknown']).toContain(message?.status);
    expect(message?.attempts).toBeLessThanOrEqual(2);
  }
});

/** A process that dies at the first call to storage for which that is said. */
const dieWhen = async (world: World, dies: (method: string) => boolean): Promise<void> => {
  const life = { over: false };
  const dead = watchedStorage(world.storage, (_, method) => {
    life.over ||= dies(method);
    if (life.over) die();
  });
  const bot = await world.start({ storage: dead, isDead: () => life.over });
  await bot.tick().catch(() => undefined);
  world.machine.pass(30_000);
};

describe('who was refused is told of, though the sender that heard it died before that was noted', () => {
  const evening = '2027-03-09T18:50:00+01:00';
  const refused = aProgramme({
    start: '2027-03-08',
    people: [aPerson(), aCoordinator()],
    pairs: [aPair({ start: '17:30', end: '18:45' })],
  });
  test.each<[string, (world: World, isSent: () => boolean) => Promise<void>]>([
    [
      'and one before it too',
      async (world, isSent) => {
        await dieWhen(world, isSent);
        await dieWhen(world, (method) => method === 'noteUnreachable');
      },
    ],
    [
      'and a colleague filled the session in before the next',
      async (world) => {
        await dieWhen(world, (method) => method === 'noteUnreachable');
        const by = aCoordinator().email;
        await world.happen(refused, 'p1', anAnswer('2027-03-09', { by, at: at(evening) }));
      },
    ],
  ])('%s', async (_name, meanwhile) => {
    const world = aWorld(evening);
    await world.import(refused);
    await world.install(refused);
    let isSent = false;
    world.teams.script = ({ email }) => {
      isSent = true;
      return email === aPerson().email ? { status: 'unreachable', reason: 'http 403' } : undefined;
    };
    await meanwhile(world, () => isSent);
    world.machine.pass(30_000);
    await world.tickOnce();
    world.clock.moveTo(at('2027-03-09T18:52:00+01:00'));
    await world.tickOnce();
    const kinds = (await world.messages()).map(({ key, status }) => `${key.split('/')[0] ?? ''} ${status}`);
    expect(kinds.toSorted()).toEqual(['checkIn unknown', 'studentUnreachable sent']);
  });
});

/** A process that dies when it reserves its first turns: before that is applied, or just after. */
const dieAtTurns = async (world: World, applied: boolean): Promise<readonly string[]> => {
  const life = { over: false, saves: 0 };
  const seen = watchedStorage(
    world.storage,
    (port, method) => {
      if (port === 'pace' && method === 'save') life.saves += 1;
      if (life.over || (life.saves === 2 && !applied)) life.over = true;
      if (life.over) die();
    },
    () => {
      if (life.saves < 2) return;
      life.over = true;
      die();
    },
  );
  const bot = await world.start({ storage: seen, isDead: () => life.over });
  await bot.tick();
  const claimed = [...(await inFlight(world))];
  world.machine.pass(30_000);
  return claimed;
};

describe('a message whose sender died twice before its turn', () => {
  test('has no turn yet: it was not sent, and goes out as if nothing had been', async () => {
    const world = await begin();
    for (let death = 1; death <= 3; death += 1) expect(await dieAtTurns(world, false)).not.toEqual([]);
    await recover(world);
    const messages = (await world.messages()).filter(({ key }) => expected.includes(key));
    expect(messages).toHaveLength(expected.length);
    for (const message of messages)
      expect(message).toMatchObject({ status: 'sent', unknowns: 0, attempts: 1, ticket: null });
    expect(world.teams.sent).toHaveLength(expected.length);
  });

  test('has a turn that has not come: it is repeated, and no second death ends it', async () => {
    const world = await begin();
    const claimed = await dieAtTurns(world, true);
    expect(claimed).not.toEqual([]);
    for (let death = 2; death <= 3; death += 1)
      expect(await dieAtTurns(world, true)).toEqual(expect.arrayContaining([...claimed]));
    await recover(world);
    for (const key of claimed) {
      const message = (await world.messages()).find((one) => one.key === key);
      expect(message).toMatchObject({ status: 'sent', unknowns: 1 });
      expect(countOf(world, key)).toBe(1);
    }
  });
});

test('several processes at once send everything once', async () => {
  const world = await begin();
  const bots = await Promise.all([world.start(), world.start(), world.start()]);
  await Promise.all(bots.map((bot) => bot.tick()));
  await Promise.all(bots.map((bot) => bot.tick()));
  expect(world.teams.sent.map(({ summary }) => summary).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    expected,
  );
});

test('a claim of a sender that lives is left alone', async () => {
  const world = await begin();
  const other = await world.start();
  const meanwhile: Promise<void>[] = [];
  world.teams.script = () => {
    meanwhile.push(other.tick());
    return undefined;
  };
  await world.tickOnce();
  await Promise.all(meanwhile);
  expect(meanwhile).toHaveLength(expected.length);
  for (const key of expected) expect([key, countOf(world, key)]).toEqual([key, 1]);
});

test('a clock that is moved after the sender died waits until its claims are over, and leaves nothing open', async () => {
  const world = await begin();
  let call = 1;
  while ((await inFlight(world)).size === 0) {
    await tickAndDie(world, (call += 1), true);
    // The lease of the one before has run out by then.
    if ((await inFlight(world)).size === 0) world.machine.pass(30_000);
  }
  const bot = await world.start();
  const target = at('2027-03-12T20:00:00+01:00');
  await bot.loop.moveTo(target, () => world.clock.moveTo(target));
  expect((await world.messages()).filter(({ status }) => status === 'sending')).toEqual([]);
  const late = (await world.messages()).filter(
    ({ kind, sentAt, dueAt }) => kind === 'checkIn' && sentAt !== dueAt,
  );
  expect(late).toEqual([]);
});

test('a reminder that is due before the claim on its check-in is over goes after it, though the clock stands still', async () => {
  const world = await begin();
  const life = { over: false };
  const dead = watchedStorage(world.storage, () => {
    if (life.over) throw new Died();
  });
  world.teams.script = (_contact, { summary }) => void (life.over ||= summary.startsWith('checkIn/'));
  const dying = await world.start({ storage: dead, isDead: () => life.over });
  await dying.tick();
  world.teams.script = () => undefined;
  world.clock.moveTo(at('2027-03-10T17:00:00+01:00'));
  const bot = await world.start();
  // The tenant is free after fifteen seconds, what was claimed in it after twenty.
  for (let seconds = 0; seconds < 30; seconds += 2) {
    world.machine.pass(2_000);
    await bot.tick();
  }
  const messages = await world.messages();
  expect(messages.filter(({ status }) => status === 'planned' || status === 'sending')).toEqual([]);
  const order = world.teams.sent.map(({ summary }) => summary);
  for (const key of order.filter((one) => one.startsWith('reminder1/')))
    expect(order.lastIndexOf(key.replace('reminder1', 'checkIn'))).toBeLessThan(order.indexOf(key));
  expect(order.filter((one) => one.startsWith('reminder1/'))).toHaveLength(3);
});
