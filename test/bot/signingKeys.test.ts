/** The keys of the Bot Framework: fetched once for all who wait, and kept while their page is away. */
import { signingKeys } from '../../bot/callers/signingKeys';
import { MachineTime } from '../fakes/machineTime';
import { SilentLog } from '../fakes/silentLog';
import { TokenIssuer } from '../fakes/tokenIssuer';
import { aPress, guardedBot, now, type GuardedBot } from './guardedBot';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

let issuer: TokenIssuer;
let machine: MachineTime;
let log: SilentLog;

beforeEach(async () => {
  issuer = new TokenIssuer(now);
  await issuer.open();
  machine = new MachineTime(0);
  log = new SilentLog();
});

afterEach(() => issuer.close());

const aRing = () => signingKeys({ metadata: issuer.metadata, machine, log });

/** How often the keys were fetched; the two pages of it come in pairs. */
const fetches = (): number => issuer.asked.filter((path) => path === '/metadata').length;

test('however many wait for a key, one request is made', async () => {
  const keys = aRing();
  const found = await Promise.all(Array.from({ length: 100 }, () => keys.find('main')));
  expect(found.every((key) => key !== null)).toBe(true);
  expect(issuer.asked).toEqual(['/metadata', '/keys']);
});

test('keys that were fetched at the start are not waited for', async () => {
  const keys = aRing();
  await keys.warm();
  issuer.isDown = true;
  expect(await keys.find('main')).not.toBeNull();
  expect(fetches()).toBe(1);
});

test('old keys are fetched anew behind whoever uses them', async () => {
  const keys = aRing();
  await keys.warm();
  machine.pass(12 * hour);
  issuer.keys.push({ kid: 'new', publicKey: issuer.main.publicKey, endorsements: null });
  expect(await keys.find('main')).not.toBeNull();
  // Waits for the fetch that is under way.
  await keys.warm();
  expect(fetches()).toBe(2);
  expect(await keys.find('new')).not.toBeNull();
  expect(fetches()).toBe(2);
});

test('a key that was taken back is gone with the next fetch', async () => {
  const keys = aRing();
  await keys.warm();
  issuer.keys.shift();
  machine.pass(12 * hour);
  expect(await keys.find('main')).not.toBeNull();
  await keys.warm();
  expect(await keys.find('main')).toBeNull();
  expect(fetches()).toBe(2);
});

test('while the page is away the keys from before are good for a week, and it is asked now and then', async () => {
  const keys = aRing();
  await keys.warm();
  issuer.isDown = true;
  machine.pass(13 * hour);
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await keys.find('main')).not.toBeNull();
    machine.pass(6 * second);
  }
  while (log.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(fetches()).toBeLessThanOrEqual(4);
  expect(log.lines.map(({ event }) => event)).toEqual(['signing keys not fetched']);
  machine.pass(7 * 24 * hour);
  expect(await keys.find('main')).toBeNull();
  issuer.isDown = false;
  machine.pass(10 * second);
  expect(await keys.find('main')).not.toBeNull();
});

test('a name that is not known fetches anew, but not for every one', async () => {
  const keys = aRing();
  await keys.warm();
  for (let n = 0; n < 50; n += 1) expect(await keys.find(`made-up-${n}`)).toBeNull();
  expect(fetches()).toBe(1);
  machine.pass(5 * minute);
  issuer.keys.push({ kid: 'new', publicKey: issuer.main.publicKey, endorsements: null });
  expect(await keys.find('new')).not.toBeNull();
  expect(fetches()).toBe(2);
});

test('a start without the page is made good as soon as it is there', async () => {
  issuer.isDown = true;
  const keys = aRing();
  await expect(keys.warm()).rejects.toThrow('answered 503');
  expect(await keys.find('main')).toBeNull();
  expect(fetches()).toBe(1);
  issuer.isDown = false;
  machine.pass(10 * second);
  expect(await keys.find('main')).not.toBeNull();
});

test.each<readonly [string, (wrong: TokenIssuer) => void]>([
  ['keys over another scheme', (wrong) => (wrong.keysAt = 'file:///etc/passwd')],
  ['no address of keys', (wrong) => (wrong.keysAt = 'keys')],
  ['no list of keys', (wrong) => (wrong.keysAnswer = { keys: 'none' })],
  ['an empty list', (wrong) => (wrong.keysAnswer = { keys: [] })],
  [
    'keys that are none',
    (wrong) => (wrong.keysAnswer = { keys: [5, { kty: 'RSA', kid: 'x', n: '!', e: '' }] }),
  ],
])('%s: the keys from before stay', async (_name, change) => {
  const keys = aRing();
  await keys.warm();
  change(issuer);
  await expect(keys.warm()).rejects.toThrow();
  expect(await keys.find('main')).not.toBeNull();
});

test('keys that are said to be on another host are not even asked for', async () => {
  const other = new TokenIssuer(now);
  await other.open();
  issuer.keysAt = `${other.address}/keys`;
  const found = await aRing().find('main');
  await other.close();
  expect(found).toBeNull();
  expect(other.asked).toEqual([]);
});

test('only keys are taken that nobody can find out', async () => {
  const keys = aRing();
  expect(await keys.find('weak')).toBeNull();
  expect(await keys.find('elliptic')).toBeNull();
});

describe('a bot whose keys cannot be had', () => {
  let bot: GuardedBot;

  beforeEach(async () => {
    bot = await guardedBot(issuer.metadata);
  });

  afterEach(() => bot.close());

  const press = () => bot.post({ authorization: `Bearer ${issuer.token()}` }, JSON.stringify(aPress()));

  test('lets nobody in that it never could look at', async () => {
    issuer.isDown = true;
    expect((await press()).status).toBe(401);
    expect(bot.calls).toEqual([]);
  });

  test('still knows who it knew', async () => {
    expect((await press()).status).toBe(200);
    issuer.isDown = true;
    bot.machine.pass(24 * hour);
    expect((await press()).status).toBe(200);
  });

  test('asks once for a hundred who come at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, press));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(issuer.asked).toEqual(['/metadata', '/keys']);
  });
});
