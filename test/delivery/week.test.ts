import { aCoordinator, aPair, aPerson, aProgramme, aPupil, anAction, anAnswer, at } from '../builders';
import { aWorld, type World } from '../world';

/** Begins on the Monday of the week that is walked, so that nothing is left from before. */
const programme = aProgramme({
  start: '2027-03-08',
  people: [aPerson(), aPerson({ email: 'noor@leiden.example' }), aCoordinator()],
  pupils: [aPupil(), aPupil({ id: 'p2', firstName: 'Amir' })],
  pairs: [
    aPair(),
    aPair({ pupil: 'p2', student: 'noor@leiden.example', weekday: 1, start: '08:45', end: '09:45' }),
  ],
});

const begin = async (moment: string, changes = programme): Promise<World> => {
  const world = aWorld(moment);
  await world.import(changes);
  await world.install(changes);
  return world;
};

const absent = (date: string, moment: string) =>
  anAnswer(date, { outcome: 'absentUnnotified', at: at(moment) });

const steppedTo = async (...targets: readonly string[]) => {
  const world = await begin('2027-03-08T00:00:00+01:00');
  const bot = await world.start();
  for (const target of targets) await bot.loop.moveTo(at(target), () => world.clock.moveTo(at(target)));
  return world.deliveries();
};

describe('an ordinary week', () => {
  test('a clock that is moved meets every moment in order, each at its own moment, while it stands', async () => {
    const world = await begin('2027-03-08T00:00:00+01:00');
    const bot = await world.start();
    await bot.tick();
    const target = at('2027-03-15T08:30:00+01:00');
    const seen: number[] = [];
    world.teams.script = () => void seen.push(world.clock.now());
    await bot.loop.moveTo(target, () => world.clock.moveTo(target));
    expect(await world.deliveries()).toEqual([
      '2027-03-08 08:30 nudge/noor@leiden.example/p2/2027-03-08',
      '2027-03-08 09:45 checkIn/noor@leiden.example/p2/2027-03-08',
      '2027-03-08 16:00 nudge/sam@leiden.example/p1/2027-03-09',
      '2027-03-09 10:00 checkIn/sam@leiden.example/p1/2027-03-09',
      '2027-03-09 16:00 reminder1/noor@leiden.example/p2/2027-03-08',
      '2027-03-10 16:00 reminder1/sam@leiden.example/p1/2027-03-09',
      '2027-03-11 16:00 reminder2/noor@leiden.example/p2/2027-03-08',
      '2027-03-12 16:00 nudge/noor@leiden.example/p2/2027-03-15',
      '2027-03-12 16:00 reminder2/sam@leiden.example/p1/2027-03-09',
      '2027-03-15 08:30 digest/cora@hmp.example/2027-03-15',
    ]);
    expect(new Set(seen)).toEqual(new Set([at('2027-03-08T00:00:00+01:00')]));
    expect(world.clock.now()).toBe(target);
  });

  test('moved in two steps or in one, the same goes out', async () => {
    const end = '2027-03-15T08:30:00+01:00';
    expect(await steppedTo('2027-03-10T16:00:00+01:00', end)).toEqual(await steppedTo(end));
  });

  test('looking more often sends nothing more', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    const bot = await world.start();
    for (let times = 0; times < 3; times += 1) await bot.tick();
    expect(new Set(world.teams.sent.map(({ summary }) => summary)).size).toBe(world.teams.sent.length);
  });

  test('an answer stops what is still to come, with the reason', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    const bot = await world.start();
    await bot.tick();
    await world.happen(programme, 'p1', anAnswer('2027-03-09'));
    await bot.loop.moveTo(at('2027-03-13T00:00:00+01:00'), () => undefined);
    const mine = (await world.messages()).filter(({ subject }) => subject === 'p1/2027-03-09');
    expect(mine.map(({ kind, status, reason }) => `${kind} ${status} ${reason}`).toSorted()).toEqual([
      'checkIn sent null',
      'reminder1 expired answered',
      'reminder2 expired answered',
    ]);
  });
});

describe('after downtime', () => {
  test('over a weekend what is still worth sending goes out once inside the window, the rest expires', async () => {
    const world = await begin('2027-03-11T15:00:00+01:00');
    await world.tickOnce();
    world.teams.sent.length = 0;
    world.clock.moveTo(at('2027-03-14T12:00:00+01:00'));
    const back = await world.start();
    await back.tick();
    expect(world.teams.sent).toEqual([]);
    world.clock.moveTo(at('2027-03-15T09:00:00+01:00'));
    await back.tick();
    await world.tickOnce();
    expect(world.teams.sent.map(({ summary }) => summary).toSorted()).toEqual([
      'digest/cora@hmp.example/2027-03-15',
      'reminder2/noor@leiden.example/p2/2027-03-08',
      'reminder2/sam@leiden.example/p1/2027-03-09',
    ]);
    const missed = (await world.messages()).find(
      ({ key }) => key === 'nudge/noor@leiden.example/p2/2027-03-15',
    );
    expect(missed).toMatchObject({ status: 'expired', reason: 'tooLate' });
  });

  test('nothing starts on a day that is closed for its receiver', async () => {
    const [school] = programme.schools;
    const closed = [{ from: '2027-03-12', to: '2027-03-16', label: null }];
    const world = await begin('2027-03-11T17:00:00+01:00', {
      ...programme,
      schools: school === undefined ? [] : [{ ...school, closed }],
    });
    await world.happen(programme, 'p1', anAnswer('2027-03-09'));
    const bot = await world.start();
    const end = at('2027-03-17T12:00:00+01:00');
    await bot.loop.moveTo(end, () => undefined);
    const students = (await world.deliveries()).filter((line) => line.includes('leiden'));
    expect(students.filter((line) => line > '2027-03-12' && line < '2027-03-17')).toEqual([]);
  });
});

const raisedOnFriday = async (): Promise<World> => {
  const world = await begin('2027-03-12T19:30:00+01:00');
  await world.happen(programme, 'p1', absent('2027-03-02', '2027-03-02T10:05:00+01:00'));
  await world.happen(programme, 'p1', absent('2027-03-09', '2027-03-12T19:30:00+01:00'));
  await world.tickOnce();
  return world;
};

describe('a raised flag', () => {
  const monday = at('2027-03-15T08:30:00+01:00');
  const key = 'flagRaised/cora@hmp.example/p1/2027-03-09/1';
  const told = async (world: World) => (await world.messages()).find((message) => message.key === key);

  test('waits for the opening', async () => {
    const world = await raisedOnFriday();
    expect(await told(world)).toMatchObject({ status: 'planned', dueAt: monday });
    await (await world.start()).loop.moveTo(monday, () => undefined);
    expect(await told(world)).toMatchObject({ status: 'sent', sentAt: monday });
  });

  test('is dropped when its flag is resolved by then', async () => {
    const world = await raisedOnFriday();
    await world.happen(
      programme,
      'p1',
      anAction({ at: at('2027-03-14T12:00:00+01:00'), verb: 'resolve', note: 'gebeld' }),
    );
    await (await world.start()).loop.moveTo(monday, () => undefined);
    expect(await told(world)).toMatchObject({ status: 'expired', reason: 'resolved' });
  });

  test('is dropped when its flag is withdrawn by then', async () => {
    const world = await raisedOnFriday();
    await world.happen(programme, 'p1', anAnswer('2027-03-09', { at: at('2027-03-14T12:00:00+01:00') }));
    await (await world.start()).loop.moveTo(monday, () => undefined);
    expect(await told(world)).toMatchObject({ status: 'expired', reason: 'resolved' });
  });

  test('is told to nobody who is no longer its coordinator when it opens', async () => {
    const world = await raisedOnFriday();
    const people = programme.people.map((person) =>
      person.role === 'coordinator' ? { ...person, endedOn: '2027-03-13' } : person,
    );
    await world.import({ ...programme, people });
    await (await world.start()).loop.moveTo(monday, () => undefined);
    expect(await told(world)).toMatchObject({ status: 'expired', reason: 'ended' });
  });

  test('is no longer told three days after it was raised', async () => {
    const world = await raisedOnFriday();
    world.clock.moveTo(at('2027-03-16T09:00:00+01:00'));
    await world.tickOnce();
    expect(await told(world)).toMatchObject({ status: 'expired', reason: 'tooLate' });
  });
});

describe('a roster that changes while messages wait', () => {
  test('a session that vanished is not asked about, one that came in is', async () => {
    const world = await begin('2027-03-08T12:00:00+01:00');
    const bot = await world.start();
    await bot.tick();
    await world.import({
      ...programme,
      pairs: programme.pairs.map((pair) => (pair.pupil === 'p1' ? { ...pair, weekday: 3 as const } : pair)),
    });
    await bot.loop.moveTo(at('2027-03-10T12:00:00+01:00'), () => undefined);
    const lines = (await world.deliveries()).filter((line) => line.includes('sam@'));
    expect(lines).toEqual([
      '2027-03-09 16:00 nudge/sam@leiden.example/p1/2027-03-10',
      '2027-03-10 10:00 checkIn/sam@leiden.example/p1/2027-03-10',
    ]);
  });

  test('what waits for a session that vanished expires', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00');
    world.teams.script = (contact) =>
      contact.email.startsWith('sam') ? { status: 'unreachable', reason: '403' } : undefined;
    const bot = await world.start();
    await bot.tick();
    await world.import({ ...programme, pairs: programme.pairs.filter(({ pupil }) => pupil !== 'p1') });
    await world.storage.outbox.revive('hmp', 'sam@leiden.example', world.clock.now());
    await bot.tick();
    const mine = (await world.messages()).filter(({ receiver }) => receiver === 'sam@leiden.example');
    expect(mine.length).toBeGreaterThan(0);
    for (const message of mine) expect(message).toMatchObject({ status: 'expired', reason: 'vanished' });
  });

  test('an import that adds a pair asks at once about its session of yesterday', async () => {
    const world = await begin('2027-03-09T10:00:00+01:00', { ...programme, pairs: programme.pairs.slice(1) });
    const bot = await world.start();
    await bot.tick();
    world.clock.moveTo(at('2027-03-10T09:00:00+01:00'));
    await world.import(programme);
    await bot.tick();
    expect(await world.deliveries()).toContain('2027-03-10 09:00 checkIn/sam@leiden.example/p1/2027-03-09');
  });
});
