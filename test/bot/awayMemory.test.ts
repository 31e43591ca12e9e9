/** Storage stays away, and people and the work loop go on trying: what the bot holds does not grow. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sharedAzurite } from '../fakes/azurite';
import type { StartedBot } from '../fakes/startedBot';
import { storageLine, type StorageLine } from '../fakes/storageLine';
import { waveSession } from '../fakes/waveFolder';
import { ChaosWorld } from './chaosWorld';

const day = '2027-02-09';
const pairs = 40;
/** Rounds in which everybody presses, in three parts; buttons one of them presses at a time. */
const rounds = 18;
const third = rounds / 3;
const together = 3;
/** From the middle of the first part to the middle of the last. */
const pressesBetween = 2 * third * pairs * together;
/** What is compiled meanwhile comes to a quarter of this; whatever one press leaves behind is more. Bytes. */
const mostAPress = 2_000;
const directory = mkdtempSync(join(tmpdir(), 'mentormaat-heap-'));
const told = join(directory, 'heap');

let line: StorageLine;
let world: ChaosWorld;
let bot: StartedBot;

const toldSoFar = (): readonly number[] =>
  existsSync(told) ? readFileSync(told, 'utf8').trim().split('\n').map(Number) : [];

/** Bytes that the bot holds and cannot do without. */
const held = async (): Promise<number> => {
  const before = toldSoFar().length;
  bot.signal('SIGUSR2');
  while (toldSoFar().length === before && bot.isRunning) await pause(20);
  return toldSoFar().at(-1) ?? Number.NaN;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const failedTicks = (): number => bot.log.split('"msg":"tick failed"').length - 1;

/** Everybody presses; whether none of it was stored. */
const everybodyPresses = async (round: number): Promise<boolean> => {
  const presses = world.students.flatMap((student, n) =>
    Array.from({ length: together }, (_, finger) => ({ student, n, minutesLate: round * together + finger })),
  );
  const replies = await Promise.all(
    presses.map(({ student, n, minutesLate }) =>
      world.teams.press(student, 'checkIn.record', {
        session: waveSession(n, day),
        outcome: 'late',
        minutesLate,
      }),
    ),
  );
  return replies.every(({ status, text }) => status === 200 && !text.includes('"checkIn.change"'));
};

beforeAll(async () => {
  line = await storageLine(await sharedAzurite());
  const settings = {
    AZURE_STORAGE_CONNECTION_STRING: line.connectionString,
    NODE_OPTIONS: `--require ${join(__dirname, '..', 'fakes', 'tellHeap.js')}`,
    TELL_HEAP: told,
  };
  world = await ChaosWorld.make({ prefix: 'awayheap', pairs, perSecond: 5, bots: 1, settings });
  [bot] = world.bots;
  // As fast as a bot ticks five times a second.
  await bot.start({ DEMO_CLOCK: `${day}T11:00:00+01:00@300` });
  world.open.add(bot);
}, 120_000);

afterAll(async () => {
  line.heal();
  await world.remove();
  await line.close();
  rmSync(directory, { recursive: true, force: true });
});

test('nothing heaps up, however often people press and the loop tries', async () => {
  // A wave is under way: some of its messages stay in hand all the time.
  expect(await world.afterMessages(10, 60_000)).toBe(true);
  line.cut();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = failedTicks();
    expect(await everybodyPresses(round)).toBe(true);
    while (failedTicks() === before) await pause(20);
    samples.push(await held());
  }
  const grown = median(samples.slice(-third)) - median(samples.slice(0, third));
  expect(grown / pressesBetween).toBeLessThan(mostAPress);
  expect(bot.isRunning).toBe(true);
}, 400_000);
