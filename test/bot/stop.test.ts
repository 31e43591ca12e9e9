/** Asked to stop, the built bot answers what is in hand and what still comes, and ends within ten seconds whatever hangs. */
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { textsOf, type InvokeAnswer } from '../fakes/teamsStandIn';
import { newId, noor, TwoBots, type Side } from './twoBots';

const session = 'J3A01/2027-02-16';
const endsWithin = 10_000;

let bots: TwoBots;
let side: Side;

const record = (minutesLate: number) =>
  side.teams.press(noor, 'checkIn.record', { session, outcome: 'late', minutesLate }, newId());

const words = ({ body }: InvokeAnswer): string => textsOf(body?.value).join(' ');

/** What readiness says; null when nobody answers. */
const readiness = async (): Promise<string | null> => {
  try {
    return await (await fetch(`${side.bot.address}/readyz`)).text();
  } catch {
    return null;
  }
};

const untilStopping = async (): Promise<void> => {
  while ((await readiness())?.includes('"reason":"stopping"') !== true) await pause(5);
};

/** Ends the bot while something else goes on, and tells how long that took. */
const stopping = async <T>(meanwhile: () => Promise<T>) => {
  const asked = performance.now();
  const ended = side.bot.stop();
  const result = await meanwhile();
  return { code: await ended, took: performance.now() - asked, result };
};

/** A connection of somebody who says this and then nothing. */
const silent = (said: string): void => {
  const socket = connect(side.bot.port, '127.0.0.1', () => socket.write(said));
  socket.on('error', () => undefined);
};

beforeAll(async () => {
  bots = await TwoBots.make('stopping', '2027-02-16T11:30:00+01:00');
  side = bots.one;
  await side.bot.start();
  await side.teams.install(noor);
  await record(1);
}, 120_000);

beforeEach(async () => {
  if (!side.bot.isRunning) await side.bot.start();
});

afterAll(() => bots.remove());

test('says that it stops, answers what still comes, and does not wait for connections that say nothing', async () => {
  silent('');
  silent('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
  silent('POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{');
  const { code, took, result } = await stopping(async () => {
    await untilStopping();
    return record(7);
  });
  expect(words(result)).toContain('7 minuten');
  expect(await bots.answers(session)).toContain('late 7');
  expect(code).toBe(0);
  expect(took).toBeLessThan(endsWithin);
});

test('ends in time when storage hangs, and answers a press that comes late and hangs with it', async () => {
  side.line.hang();
  const { code, took, result } = await stopping(async () => {
    await untilStopping();
    await pause(600);
    return record(8);
  });
  side.line.heal();
  expect(words(result)).toContain('ik weet nog niet of het is opgeslagen');
  expect(code).toBe(0);
  expect(took).toBeLessThan(endsWithin);
});

test('ends in time when Teams hangs', async () => {
  side.teams.fault = () => ({ answer: 'hang', delivered: true });
  const said = side.teams.say(noor, 'hulp', newId()).catch(() => null);
  await pause(300);
  const { code, took } = await stopping(() => said);
  side.teams.fault = () => null;
  expect(code).toBe(0);
  expect(took).toBeLessThan(endsWithin);
});

test('a second signal changes nothing', async () => {
  const { code } = await stopping(async () => {
    await untilStopping();
    side.bot.signal('SIGINT');
  });
  expect(code).toBe(0);
});
