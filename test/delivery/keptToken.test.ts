import { KeptToken } from '../../bot/delivery/keptToken';
import { MachineTime } from '../fakes/machineTime';
import { SilentLog } from '../fakes/silentLog';

/** Credentials that give another token each time, once `come` says so. */
const slow = () => {
  const waiting: ((token: string | Error) => void)[] = [];
  let asked = 0;
  return {
    asked: () => asked,
    come: (token: string | Error) => waiting.splice(0).forEach((one) => one(token)),
    getToken: (): Promise<string> => {
      asked += 1;
      return new Promise((resolve, reject) => {
        waiting.push((token) => (typeof token === 'string' ? resolve(token) : reject(token)));
      });
    },
  };
};

const ports = (machine: MachineTime) => ({ machine, log: new SilentLog() });

const signed = async (token: KeptToken): Promise<string | null> =>
  (await token.signRequest({ headers: new Headers() })).headers.get('authorization');

test('is asked for once, however many wait for it, and shown with requests without asking again', async () => {
  const credentials = slow();
  const token = new KeptToken(credentials, ports(new MachineTime(0)));
  const waiting = [token.ask(), token.ask(), signed(token)];
  credentials.come('one');
  expect(await Promise.all(waiting)).toEqual(['one', 'one', 'Bearer one']);
  expect(await signed(token)).toBe('Bearer one');
  expect(credentials.asked()).toBe(1);
});

test('while a new one is on its way, requests show the one that was at hand', async () => {
  const credentials = slow();
  const machine = new MachineTime(0);
  const token = new KeptToken(credentials, ports(machine));
  const first = token.ask();
  credentials.come('one');
  await first;
  machine.pass(30_000);
  const next = token.ask();
  expect(await signed(token)).toBe('Bearer one');
  credentials.come('two');
  await next;
  expect(await signed(token)).toBe('Bearer two');
});

test('is not shown when it was asked for a minute ago: its end may be near', async () => {
  const credentials = slow();
  const machine = new MachineTime(0);
  const token = new KeptToken(credentials, ports(machine));
  const first = token.ask();
  credentials.come('one');
  await first;
  machine.pass(60_000);
  const late = signed(token);
  credentials.come('two');
  expect(await late).toBe('Bearer two');
});

test('that does not come is a fault of those who asked, and is asked for again a little later', async () => {
  const credentials = slow();
  const machine = new MachineTime(0);
  const token = new KeptToken(credentials, ports(machine));
  const first = token.ask();
  credentials.come(new Error('no network'));
  await expect(first).rejects.toThrow('no network');
  machine.pass(1_999);
  await expect(signed(token)).rejects.toThrow('no network');
  expect(credentials.asked()).toBe(1);
  machine.pass(1);
  const second = signed(token);
  credentials.come('one');
  expect(await second).toBe('Bearer one');
});
