/** The figures say what an alarm is for: whose fault it is, and how late messages go out. */
import type { SendResult } from '../../bot/ports';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, at } from '../builders';
import { watchedStorage } from '../fakes/watchedStorage';
import { aContact, aWorld, type World } from '../world';

const noor = 'noor@leiden.example';
const programme = aProgramme({
  start: '2027-03-08',
  people: [aPerson(), aPerson({ email: noor }), aCoordinator()],
  pupils: [aPupil(), aPupil({ id: 'p2' })],
  pairs: [aPair(), aPair({ pupil: 'p2', student: noor })],
});
const sam = 'sam@leiden.example';
const minute = 60_000;

/** Tuesday 10:00: both students are to be asked; Sam has the bot, and Noor not. */
const begin = async (
  answer: (nth: number) => SendResult | undefined,
  moment = '2027-03-09T10:00:00+01:00',
): Promise<World> => {
  const world = aWorld(moment);
  await world.import(programme);
  await world.storage.contacts.save(aContact({ email: sam }), null);
  world.teams.script = (_contact, _card, nth) => answer(nth);
  return world;
};

const later = (throttled: boolean): SendResult => ({
  status: 'later',
  retryAfter: 1_000,
  throttled,
  reason: throttled ? 'http 429' : 'http 503',
});

const endsOf = ({ metrics }: World): readonly string[] =>
  Object.entries(metrics.counts())
    .filter(([name]) => name.startsWith('ended checkIn'))
    .map(([name, count]) => `${count} ${name.replace('ended checkIn ', '')}`)
    .toSorted();

const failures = ({ log }: World) => log.lines.filter(({ event }) => event === 'message failed');

test('a request that came too soon is counted apart from one that Teams was not ready for', async () => {
  const world = await begin((nth) => [later(true), later(false), later(false)][nth - 1]);
  await world.tickOnce();
  const asked = ['limited', 'later', 'sent'].map((outcome) => world.metrics.count('sendTook', outcome));
  expect(asked).toEqual([1, 2, 1]);
});

test('who never had the bot is counted apart from whom Teams refuses, and from whom it refused before', async () => {
  const world = await begin(() => ({ status: 'unreachable', reason: 'http 403' }));
  const bot = await world.start();
  await bot.tick();
  expect(endsOf(world)).toEqual(['1 unreachable notInstalled', '1 unreachable refused']);
  world.clock.moveTo(at('2027-03-10T16:00:00+01:00'));
  await bot.tick();
  expect(world.metrics.count('ended', 'reminder1', 'unreachable', 'refusedBefore')).toBe(1);
  expect(world.metrics.count('ended', 'reminder1', 'unreachable', 'notInstalled')).toBe(1);
});

test('a message that Teams refuses is a failure of which a line warns', async () => {
  const world = await begin(() => ({ status: 'refused', reason: 'http 401' }));
  await world.tickOnce();
  expect(endsOf(world)).toEqual(['1 failed refused', '1 unreachable notInstalled']);
  expect(failures(world)).toEqual([
    expect.objectContaining({ kind: 'checkIn', status: 'failed', reason: 'http 401', attempts: 1 }),
  ]);
});

test('one that is tried again by itself is counted once, and once more when that came to nothing', async () => {
  const world = await begin(() => later(false));
  const bot = await world.start();
  await bot.tick();
  const first = ['1 failed notReady', '1 unreachable notInstalled'];
  expect(endsOf(world)).toEqual(first);
  await bot.loop.moveTo(at('2027-03-09T23:00:00+01:00'), () => undefined);
  expect([endsOf(world), failures(world)]).toEqual([first, []]);
  await bot.loop.moveTo(at('2027-03-12T10:00:00+01:00'), () => undefined);
  expect(endsOf(world)).toEqual(['1 failed gaveUp', ...first]);
  expect(failures(world).filter(({ kind }) => kind === 'checkIn')).toHaveLength(1);
});

test('one for which it is too late when its next try comes came to nothing', async () => {
  const world = await begin(() => later(false));
  const bot = await world.start();
  await bot.tick();
  world.clock.moveTo(at('2027-03-20T10:00:00+01:00'));
  await bot.tick();
  expect(endsOf(world)).toContain('1 failed gaveUp');
});

test('so did one that was tried a first time, and for which it was too late then', async () => {
  const world = await begin((nth) => {
    if (nth === 1) world.clock.moveTo(at('2027-03-20T10:00:00+01:00'));
    return later(true);
  });
  await world.tickOnce();
  expect(endsOf(world)).toContain('1 failed gaveUp');
  expect(failures(world)).toEqual([
    expect.objectContaining({ kind: 'checkIn', status: 'failed', reason: 'http 429', attempts: 1 }),
  ]);
});

test('faults of the bot are a cause of their own', async () => {
  const world = await begin(() => undefined);
  const broken = watchedStorage(world.storage, (_port, method) => {
    if (method === 'page') throw new TypeError('broken row');
  });
  const bot = await world.start({ storage: broken });
  for (let times = 0; times < 5; times += 1) await bot.tick();
  expect(endsOf(world)).toEqual(['2 failed putAside']);
});

test.each([
  ['from the moment it was due', '2027-03-09T10:40:00+01:00', '2027-03-09T10:40:00+01:00', 40 * minute, 0],
  ['from the opening it was put off to', '2027-03-09T19:30:00+01:00', '2027-03-10T09:00:00+01:00', 0, 0],
  [
    'the time in which Teams could not take it',
    '2027-03-09T10:40:00+01:00',
    '2027-03-09T10:50:00+01:00',
    45 * minute,
    8,
  ],
])('how late a message goes out counts %s', async (_, begun, until, expected, failing) => {
  const world = await begin((nth) => (nth <= failing ? later(false) : undefined), begun);
  const bot = await world.start();
  await bot.tick();
  await bot.loop.moveTo(at(until), () => undefined);
  expect(world.metrics.durations('sentLate')).toEqual([expected]);
});
