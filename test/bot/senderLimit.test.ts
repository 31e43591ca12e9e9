/** Nobody is hindered who presses quickly; who floods is held back alone, and nothing of it is stored. */
import { senderLimit } from '../../bot/callers/senderLimit';
import { MachineTime } from '../fakes/machineTime';
import { SilentLog } from '../fakes/silentLog';
import { aPress } from './guardedBot';
import { guardedHere } from './guardedHere';

jest.setTimeout(90_000);

const aLimit = () => {
  const machine = new MachineTime(0);
  const log = new SilentLog();
  const limit = senderLimit({ machine, log });
  /** How many of so many are taken. */
  const taken = (sender: string, count: number, tenant = 'tenant-1'): number =>
    Array.from({ length: count }, () => limit.allows(tenant, sender)).filter((allowed) => allowed).length;
  return { machine, log, taken };
};

test.each([
  ['ten at once, then one a second for an hour', 10, 1000, 3600],
  ['a hundred at once, then three a second for ten minutes', 100, 333, 1800],
  ['five a second for a quarter of an hour', 0, 200, 4500],
])('%s: all are taken', (_name, atOnce, every, more) => {
  const { machine, log, taken } = aLimit();
  expect(taken('sam', atOnce)).toBe(atOnce);
  for (let n = 0; n < more; n += 1) {
    expect(taken('sam', 1)).toBe(1);
    machine.pass(every);
  }
  expect(log.lines).toEqual([]);
});

test('of a flood some hundreds are taken, then five a second; others notice nothing', () => {
  const { machine, taken } = aLimit();
  expect(taken('sam', 5000)).toBe(300);
  expect(taken('cora', 100)).toBe(100);
  expect(taken('sam', 1, 'tenant-2')).toBe(1);
  machine.pass(10_000);
  expect(taken('sam', 5000)).toBe(50);
  machine.pass(60_000);
  expect(taken('sam', 300)).toBe(300);
});

const line = (aadObjectId: string) => ({
  event: 'sender sends too much',
  tenant: 'tenant-1',
  aadObjectId,
});

test('who goes on fills no log: one line in ten minutes, of each who does', () => {
  const { machine, log, taken } = aLimit();
  taken('sam', 301);
  taken('cora', 301);
  for (let second = 1; second < 600; second += 1) {
    machine.pass(1000);
    expect(taken('sam', 20)).toBe(5);
  }
  expect(log.lines).toEqual([line('sam'), line('cora')]);
  machine.pass(1000);
  taken('sam', 20);
  expect(log.lines).toEqual([line('sam'), line('cora'), line('sam')]);
});

describe('a bot', () => {
  const here = guardedHere();

  const press = async (n: number): Promise<number> => {
    const headers = { authorization: `Bearer ${here.issuer.token()}` };
    const { status } = await here.bot.post(headers, JSON.stringify(aPress({ id: `flood-${n}` })));
    return status;
  };

  test('answers a flood with 429, and reads and stores nothing of what is refused', async () => {
    const first = await Promise.all(Array.from({ length: 300 }, (_, n) => press(n)));
    expect(new Set(first)).toEqual(new Set([200]));
    here.bot.calls.length = 0;
    const rest = await Promise.all(Array.from({ length: 100 }, (_, n) => press(300 + n)));
    expect(new Set(rest)).toEqual(new Set([429]));
    expect(here.bot.calls).toEqual([]);
    expect(here.bot.log.lines.map(({ event }) => event)).toEqual(['sender sends too much']);
    here.bot.machine.pass(1000);
    expect(await press(1000)).toBe(200);
  });
});
