/** The storage goes away under the running bot, falls silent, and is away when it starts: it heals by itself. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { sharedAzurite } from '../fakes/azurite';
import type { StartedBot } from '../fakes/startedBot';
import { textsOf } from '../fakes/teamsStandIn';
import { storageLine, type StorageLine } from '../fakes/storageLine';
import { waveProgramme, waveSession } from '../fakes/waveFolder';
import { waveProblems } from './chaosChecks';
import { ChaosWorld } from './chaosWorld';

const day = '2027-02-09';
const pairs = 60;
const perSecond = 20;
const healsWithin = 30_000;
/** The presses of people who do not give up. */
const presses = 500;
const mostGrowth = 120;
/** Longer than anybody tries in a row. Milliseconds. */
const awayFor = 15_000;
const pressed = [10, 11, 12, 13, 14];

let line: StorageLine;
let world: ChaosWorld;
let bot: StartedBot;

/** Megabytes the bot holds, or null where the system does not tell. */
const memory = (): number | null => {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${bot.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
};

const get = async (route: string): Promise<{ status: number; text: string }> => {
  try {
    const response = await fetch(`${bot.address}${route}`);
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, text: String(error) };
  }
};

/** Milliseconds until readiness is answered with this status; Infinity when it is not in time. */
const untilReadiness = async (status: number, within: number): Promise<number> => {
  const from = performance.now();
  while (performance.now() < from + within) {
    if ((await get('/readyz')).status === status) return performance.now() - from;
    await pause(100);
  }
  return Infinity;
};

const press = async (n: number, minutes: number) => {
  const player = world.students[n];
  if (player === undefined) throw new Error(`no student ${n}`);
  const data = { session: waveSession(n, day), outcome: 'late', minutesLate: minutes };
  const reply = await world.teams.press(player, 'checkIn.record', data);
  return { ...reply, isStored: reply.text.includes('"checkIn.change"') };
};

/** Somebody types: how it is answered, and what they hear in the request. */
const say = async (n: number) => {
  const player = world.students[n];
  if (player === undefined) throw new Error(`no student ${n}`);
  const before = world.teams.to(player).length;
  const { status } = await world.teams.say(player, 'hulp');
  const heard = textsOf(world.teams.to(player).slice(before)).join(' ');
  return { status, heard };
};

const isCard = ({ body }: Awaited<ReturnType<typeof press>>): boolean =>
  body?.type === 'application/vnd.microsoft.card.adaptive';

/** Minutes late by session, as the tool tells them. */
const storedMinutes = async (): Promise<Map<string, number | null>> => {
  const shown = await bot.json('sessions', waveProgramme, '--from', day, '--to', day);
  if (!Array.isArray(shown)) throw new Error('sessions --json is a list');
  return new Map(shown.map(({ session, minutesLate }) => [session, minutesLate]));
};

/** Also when an earlier test left nothing running. */
const running = async (): Promise<void> => {
  if (!bot.isRunning) await world.start(bot);
};

beforeAll(async () => {
  line = await storageLine(await sharedAzurite());
  const settings = { AZURE_STORAGE_CONNECTION_STRING: line.connectionString };
  world = await ChaosWorld.make({ prefix: 'away', pairs, perSecond, settings });
  [bot] = world.bots;
  world.setClock(`${day}T10:59:50+01:00`);
});

afterAll(async () => {
  line.heal();
  await world.remove();
  await line.close();
});

test('away at the start: alive and not ready, and ready by itself once it is there', async () => {
  line.cut();
  const starting = world.start(bot);
  starting.catch(() => undefined);
  while (bot.isRunning && (await get('/healthz')).status !== 200) await pause(50);
  expect(await get('/healthz')).toMatchObject({ status: 200 });
  expect(await get('/readyz')).toMatchObject({
    status: 503,
    text: expect.stringContaining('storage cannot be reached'),
  });
  world.open.add(bot);
  const early = await press(0, 1);
  expect(early).toMatchObject({ status: 200, isStored: false });
  expect(isCard(early)).toBe(true);
  await pause(3000);
  expect(bot.isRunning).toBe(true);
  line.heal();
  expect(await untilReadiness(200, healsWithin)).toBeLessThan(healsWithin);
  await starting;
}, 90_000);

test('away in a wave: alive, says so, answers kindly and stores nothing, then goes on by itself', async () => {
  await running();
  // Some are always between Teams and storage when the line is cut.
  world.teams.latency = 400;
  expect(await world.afterMessages(pairs / 4, 60_000)).toBe(true);
  const before = memory();
  const cutAt = performance.now();
  line.cut();
  expect(await untilReadiness(503, 15_000)).toBeLessThan(15_000);
  expect((await get('/readyz')).text).toContain('storage cannot be reached');
  for (let done = 0; done < presses; done += pairs) {
    const replies = await Promise.all(world.students.map((_, n) => press(n, done)));
    for (const reply of replies) {
      expect(reply).toMatchObject({ status: 200, isStored: false });
      expect(isCard(reply)).toBe(true);
    }
  }
  const said = await say(0);
  expect(said).toMatchObject({
    status: 200,
    heard: expect.stringMatching(/Dat lukte niet|Dit duurt langer/),
  });
  await pause(Math.max(0, cutAt + awayFor - performance.now()));
  const after = memory();
  if (before !== null && after !== null) expect(after - before).toBeLessThan(mostGrowth);
  expect(await get('/healthz')).toMatchObject({ status: 200 });
  line.heal();
  const healed = performance.now();
  expect(await untilReadiness(200, healsWithin)).toBeLessThan(healsWithin);
  expect(await world.messageAfter(healed, healsWithin)).not.toBeNull();
  const rows = await world.settled();
  const wave = {
    kind: 'checkIn',
    receivers: world.students.map(({ email }) => email),
    conversationOf: (receiver: string) => `chat-aad-${receiver.split('@')[0]}`,
    asked: world.teams.asked,
    rows,
    // The bot lived on and knew what Teams had answered: nothing was in doubt.
    deaths: [],
    slowness: 1,
  };
  expect(waveProblems(wave, perSecond)).toEqual([]);
  expect([...(await storedMinutes()).values()].filter((minutes) => minutes !== null)).toEqual([]);
  expect((await press(1, 7)).isStored).toBe(true);
}, 150_000);

test('silent: answers while it lasts, stores nothing that it says is not stored, and goes on by itself', async () => {
  await running();
  line.hang();
  const replies = await Promise.all(pressed.map(async (n) => ({ n, ...(await press(n, n)) })));
  for (const reply of replies) {
    expect(reply).toMatchObject({ status: 200, isStored: false });
    expect(isCard(reply)).toBe(true);
  }
  const said = await say(15);
  expect(said).toMatchObject({
    status: 200,
    heard: expect.stringMatching(/Dat lukte niet|Dit duurt langer/),
  });
  const ready = await get('/readyz');
  expect(ready).toMatchObject({ status: 503, text: expect.stringContaining('storage cannot be reached') });
  line.heal();
  expect(await untilReadiness(200, healsWithin)).toBeLessThan(healsWithin);
  await pause(2000);
  const stored = await storedMinutes();
  for (const { n, text } of replies) {
    const minutes = stored.get(waveSession(n, day));
    if (text.includes('er is niets opgeslagen')) expect(minutes).toBeNull();
    else expect([null, n]).toContain(minutes);
  }
  expect((await press(10, 3)).isStored).toBe(true);
  expect((await press(11, 11)).isStored).toBe(true);
  const after = await storedMinutes();
  expect([10, 11].map((n) => after.get(waveSession(n, day)))).toEqual([3, 11]);
}, 120_000);
