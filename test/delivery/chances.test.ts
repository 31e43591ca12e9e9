/** What Teams could not take, and time may heal, is tried again by itself while it is still worth sending. */
import type { SendResult } from '../../bot/ports';
import type { OutboxMessage } from '../../bot/ports/outbox';
import type { Pause } from '../../bot/programme/facts';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, anAnswer, at } from '../builders';
import { aTool } from '../cli/tool';
import { watchedStorage } from '../fakes/watchedStorage';
import { aWorld, type World } from '../world';

const programme = aProgramme({
  start: '2027-03-08',
  people: [aPerson(), aCoordinator()],
  pupils: [aPupil()],
  pairs: [aPair()],
});
const sam = 'sam@leiden.example';
const key = `checkIn/${sam}/p1/2027-03-09`;
const begun = '2027-03-09T10:00:00+01:00';
const after = (minutes: number): number => at(begun) + minutes * 60_000;

const busy: SendResult = { status: 'later', retryAfter: null, throttled: false, reason: '503' };
const tooSoon: SendResult = { status: 'later', retryAfter: 60_000, throttled: true, reason: '429' };

const stateOf = async (world: World): Promise<OutboxMessage> => {
  const found = (await world.messages()).find((message) => message.key === key);
  if (found === undefined) throw new Error('not planned');
  return found;
};
const sendsOf = (world: World): number => world.teams.sent.filter(({ summary }) => summary === key).length;

/** Tuesday 10:00: Sam was to be asked, and Teams took nothing eight times; `then` is what it answers after that. */
const failed = async (then: (nth: number) => SendResult | undefined = () => undefined, moment = begun) => {
  const world = aWorld(moment);
  await world.import(programme);
  await world.install(programme);
  world.teams.script = (_contact, _card, nth) => (nth <= 8 ? busy : then(nth - 8));
  const bot = await world.start();
  await bot.tick();
  expect(await stateOf(world)).toMatchObject({ status: 'failed', reason: '503', attempts: 8 });
  const moveTo = async (to: number): Promise<void> => {
    expect(await bot.loop.moveTo(to, () => world.clock.moveTo(to))).toBeNull();
  };
  return { world, bot, moveTo };
};

test('it goes out five minutes after it failed, and not before', async () => {
  const { world, bot, moveTo } = await failed();
  expect(await stateOf(world)).toMatchObject({ failures: 1, retryAt: after(5) });
  await moveTo(after(5) - 1);
  await bot.tick();
  expect(sendsOf(world)).toBe(8);
  await moveTo(after(6));
  expect(await stateOf(world)).toMatchObject({
    status: 'sent',
    sentAt: after(5),
    reason: null,
    retryAt: null,
    attempts: 9,
  });
  expect(await world.storage.outbox.failed('hmp')).toEqual([]);
});

test('each chance is one try, ever later; a clock that is moved by days is not held up', async () => {
  const { world, moveTo } = await failed(() => busy);
  await moveTo(after(5));
  expect(await stateOf(world)).toMatchObject({ status: 'failed', attempts: 9, retryAt: after(15) });
  const began = world.machine.now();
  await moveTo(after(80));
  expect(await stateOf(world)).toMatchObject({ status: 'failed', attempts: 12, retryAt: after(155) });
  expect(world.machine.now() - began).toBeLessThan(20_000);
  await moveTo(after(4 * 24 * 60));
  expect(await stateOf(world)).toMatchObject({
    status: 'failed',
    reason: '503',
    attempts: 16,
    failures: 9,
    retryAt: null,
  });
  expect(sendsOf(world)).toBe(16);
});

test('what came too soon in its chance has another one, and the tenant rests', async () => {
  const { world, moveTo } = await failed((nth) => (nth === 1 ? tooSoon : undefined));
  await moveTo(after(5));
  const rest = await world.storage.pace.of('tenant-1');
  expect((rest?.value.restUntil ?? 0) - world.machine.now()).toBeGreaterThan(50_000);
  expect(await stateOf(world)).toMatchObject({ status: 'failed', reason: '429', retryAt: after(15) });
  await moveTo(after(15));
  expect(await stateOf(world)).toMatchObject({ status: 'sent', sentAt: after(15) });
});

test.each<[string, SendResult, Partial<OutboxMessage>]>([
  ['refuses the message', { status: 'refused', reason: '400' }, { status: 'failed', reason: '400' }],
  ['refuses its receiver', { status: 'unreachable', reason: '403' }, { status: 'unreachable' }],
  ['gives no outcome, twice', { status: 'unknown', reason: '500' }, { status: 'unknown', unknowns: 2 }],
])('it ends as ever when Teams then %s', async (_, answer, expected) => {
  const { world, moveTo } = await failed(() => answer);
  await moveTo(after(5));
  expect(await stateOf(world)).toMatchObject({ ...expected, retryAt: null });
  const sends = sendsOf(world);
  await moveTo(after(60));
  expect(sendsOf(world)).toBe(sends);
});

test('what was answered meanwhile expires', async () => {
  const { world, moveTo } = await failed();
  await world.happen(programme, 'p1', { ...anAnswer('2027-03-09'), at: at(begun) });
  await moveTo(after(5));
  expect(await stateOf(world)).toMatchObject({ status: 'expired', reason: 'answered', retryAt: null });
  expect(sendsOf(world)).toBe(8);
});

test('what is only too late by then stays failed, with what Teams answered', async () => {
  const { world, bot } = await failed();
  const { worthUntil } = await stateOf(world);
  world.clock.moveTo(worthUntil);
  await bot.tick();
  expect(await stateOf(world)).toMatchObject({ status: 'failed', reason: '503', retryAt: null });
  expect(sendsOf(world)).toBe(8);
  expect(await world.storage.outbox.firstOpen('hmp', -1)).not.toBe(after(5));
});

/** Another process, whose clock moves to a moment as soon as it has the message in hand. */
const claimedUntil = async ({ world, bot }: Awaited<ReturnType<typeof failed>>, moment: number) => {
  await bot.end();
  let isClaimed = false;
  const storage = watchedStorage(world.storage, (port, method) => {
    if (port !== 'outbox' || method !== 'update' || isClaimed) return;
    isClaimed = true;
    world.clock.moveTo(moment);
  });
  world.clock.moveTo(after(5));
  const other = await world.start({ storage });
  await other.tick();
  expect(isClaimed).toBe(true);
  return other;
};

test('nor does it expire when it was in hand for its next try, and did not go', async () => {
  const scene = await failed();
  const { worthUntil } = await stateOf(scene.world);
  await claimedUntil(scene, worthUntil);
  expect(await stateOf(scene.world)).toMatchObject({ status: 'failed', reason: '503', retryAt: null });
  expect([sendsOf(scene.world), (await scene.world.storage.outbox.failed('hmp')).length]).toEqual([8, 1]);
});

test('it is failed again when the window closed while it was in hand for its next try', async () => {
  const scene = await failed();
  const other = await claimedUntil(scene, at('2027-03-09T19:00:00+01:00'));
  const opening = at('2027-03-10T08:30:00+01:00');
  expect(await stateOf(scene.world)).toMatchObject({ status: 'failed', reason: '503', retryAt: opening });
  await other.loop.moveTo(opening, () => scene.world.clock.moveTo(opening));
  expect(await stateOf(scene.world)).toMatchObject({ status: 'sent', sentAt: opening });
});

test('who was out of reach meanwhile and is back is sent it as if it had never failed', async () => {
  const { world, bot, moveTo } = await failed((nth) =>
    nth === 1 ? { status: 'unreachable', reason: '403' } : undefined,
  );
  await moveTo(after(5));
  const { worthUntil } = await stateOf(world);
  expect(await world.storage.outbox.revive('hmp', sam, after(6))).toBe(1);
  expect(await stateOf(world)).toMatchObject({ status: 'planned', failures: 0, reason: null });
  world.clock.moveTo(worthUntil);
  await bot.tick();
  expect(await stateOf(world)).toMatchObject({ status: 'expired', reason: 'tooLate' });
});

test('it stays failed until the next opening when its chance comes after hours', async () => {
  const { world, moveTo } = await failed(() => undefined, '2027-03-09T18:58:00+01:00');
  const opening = at('2027-03-10T08:30:00+01:00');
  await moveTo(at('2027-03-09T23:00:00+01:00'));
  expect(await stateOf(world)).toMatchObject({ status: 'failed', reason: '503', retryAt: opening });
  await moveTo(opening);
  expect(await stateOf(world)).toMatchObject({ status: 'sent', sentAt: opening });
});

test('whoever died with it in hand leaves it to the next one', async () => {
  const { world, bot } = await failed();
  await bot.end();
  let isDead = false;
  const dying = await world.start({
    isDead: () => isDead,
    storage: watchedStorage(world.storage, (port, method) => {
      if (port === 'outbox' && method === 'update') isDead = true;
    }),
  });
  world.clock.moveTo(after(5));
  await dying.tick();
  expect(await stateOf(world)).toMatchObject({ status: 'sending', reason: '503', retryAt: null });
  world.machine.pass(60_000);
  const next = await world.start();
  await next.tick();
  expect(await stateOf(world)).toMatchObject({ status: 'sent', sentAt: after(5) });
});

test('work on it that throws puts it aside as any other', async () => {
  const { world, bot } = await failed();
  await bot.end();
  const broken = watchedStorage(world.storage, (_port, method) => {
    if (method === 'page') throw new TypeError('broken row');
  });
  const next = await world.start({ storage: broken });
  world.clock.moveTo(after(5));
  for (let times = 1; times < 5; times += 1) {
    await next.tick();
    expect(await stateOf(world)).toMatchObject({ status: 'failed', faults: times, retryAt: after(5) });
  }
  await next.tick();
  expect(await stateOf(world)).toMatchObject({ status: 'failed', reason: 'putAside', retryAt: null });
});

/** What arrived within a week about a session that ended then, and when, where Teams takes nothing until a moment. */
const arrivedAfter = async (
  end: string,
  moment: string,
  pauses: readonly Pause[] = [],
): Promise<readonly string[]> => {
  const world = aWorld(begun);
  for (const pause of pauses) await world.storage.records.addPause('hmp', pause);
  const late = { ...programme, pairs: [aPair({ end })] };
  await world.import(late);
  await world.install(late);
  let isAway = true;
  const arrived: string[] = [];
  world.teams.script = (_contact, { summary }) => {
    if (isAway) return busy;
    if (summary.endsWith('2027-03-09')) arrived.push(summary);
    return undefined;
  };
  const bot = await world.start();
  for (const to of [at(moment), at('2027-03-15T08:00:00+01:00')]) {
    expect(await bot.loop.moveTo(to, () => world.clock.moveTo(to))).toBeNull();
    isAway = false;
  }
  const when = await world.deliveries();
  return arrived.map(
    (one) =>
      when
        .find((line) => line.endsWith(one))
        ?.slice(5)
        .replace(/\/.*/, '') ?? one,
  );
};

test.each([
  [
    'tried before it: Teams is back by then',
    '10:00',
    '2027-03-10T12:00:00+01:00',
    ['03-10 16:00 checkIn', '03-10 16:00 reminder1', '03-12 16:00 reminder2'],
  ],
  [
    'given up for it: Teams is back soon after',
    '18:30',
    '2027-03-10T16:10:00+01:00',
    ['03-10 16:15 reminder1', '03-12 16:00 reminder2'],
  ],
  [
    'given up for it, and so is that one for the last',
    '10:00',
    '2027-03-12T16:10:00+01:00',
    ['03-12 16:15 reminder2'],
  ],
])('what a reminder reminds of never comes after it, but is %s', async (_, end, back, expected) => {
  expect(await arrivedAfter(end, back)).toEqual(expected);
});

test.each([
  ['does not go once it was reminded of', {}, 'expired'],
  ['does not go once it may have been reminded of', { status: 'unknown', sentAt: null }, 'expired'],
  ['goes where a pause kept back what reminds of it', { status: 'expired', reason: 'paused' }, 'sent'],
  ['goes where what reminds of it failed as well', { status: 'failed', reason: 'putAside' }, 'sent'],
  ['goes where what reminds of it did not reach them', { status: 'unreachable', reason: 'http 403' }, 'sent'],
] as const)('a check-in that an operator releases %s', async (_, became, status) => {
  const { world, bot, moveTo } = await failed(() => busy);
  await moveTo(at('2027-03-10T15:59:00+01:00'));
  world.teams.script = (_contact, { summary }) => (summary === key ? busy : undefined);
  await moveTo(at('2027-03-10T17:00:00+01:00'));
  expect(await stateOf(world)).toMatchObject({ status: 'failed', retryAt: null });
  const { outbox } = world.storage;
  const reminder = await outbox.find('hmp', key.replace('checkIn', 'reminder1'));
  if (reminder?.value.status !== 'sent') throw new Error('not reminded');
  await outbox.update('hmp', { ...reminder.value, ...became }, reminder.tag);
  world.teams.script = () => undefined;
  await moveTo(at('2027-03-11T09:00:00+01:00'));
  const tool = aTool({ now: '2027-03-11T09:00:00+01:00', storage: world.storage });
  expect((await tool.run('release', 'hmp', key)).exitCode).toBe(0);
  await bot.tick();
  const reason = status === 'expired' ? 'replaced' : null;
  expect(await stateOf(world)).toMatchObject({ status, reason });
});

test('in a pause, in which nothing reminds of it, a check-in is tried as long as it is worth it', async () => {
  const pause: Pause = { student: sam, at: at(begun) - 60_000, until: '2027-03-20' };
  expect(await arrivedAfter('10:00', '2027-03-10T16:01:00+01:00', [pause])).toEqual(['03-11 08:30 checkIn']);
});

test('what may have arrived in its chance is unknown when it is too late for another', async () => {
  const late = { at: after(5) };
  const { world, bot } = await failed(() => {
    world.clock.moveTo(late.at);
    return { status: 'unknown', reason: '500' };
  });
  late.at = (await stateOf(world)).worthUntil;
  world.clock.moveTo(after(5));
  await bot.tick();
  expect(await stateOf(world)).toMatchObject({ status: 'unknown', unknowns: 1, retryAt: null });
});
