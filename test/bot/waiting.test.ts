import { keepTrying } from '../../bot/waiting/keepTrying';
import { patience } from '../../bot/waiting/patience';
import { readiness } from '../../bot/waiting/readiness';
import { MachineTime } from '../fakes/machineTime';
import { SilentLog } from '../fakes/silentLog';

const never = new Promise<never>(() => undefined);

const trying = () => {
  const machine = new MachineTime(0);
  const log = new SilentLog();
  const stopping = new AbortController();
  const tries: number[] = [];
  const run = (attempt: () => Promise<void>): Promise<boolean> => {
    const noted = async (): Promise<void> => {
      tries.push(machine.now());
      await attempt();
    };
    return machine.drive(keepTrying('no storage', noted, { machine, timer: machine, log }, stopping.signal));
  };
  return { machine, log, stopping, tries, run };
};

const asking = () => {
  const machine = new MachineTime(0);
  const unreadable: string[] = [];
  const state = {
    stopping: false,
    begun: true,
    failing: false,
    unreadable,
    pings: 0,
    ping: async () => undefined,
  };
  const ask = readiness({
    isStopping: () => state.stopping,
    hasBegun: () => state.begun,
    ping: () => {
      state.pings += 1;
      return state.ping();
    },
    isWorking: () => !state.failing,
    unreadable: () => state.unreadable,
    patience: patience(machine),
  });
  return { state, ask: () => machine.drive(ask()), machine };
};

describe('patience', () => {
  test('gives what the task gives, or says that it is slow', async () => {
    const machine = new MachineTime(0);
    const { wait } = patience(machine);
    expect(await machine.drive(wait(1000, Promise.resolve(5)))).toBe(5);
    expect(await machine.drive(wait(1000, never))).toBe('slow');
    expect(machine.now()).toBe(1000);
    await expect(machine.drive(wait(1000, Promise.reject(new Error('broken'))))).rejects.toThrow('broken');
  });

  test('in a hurry nobody waits, but what is there is taken', async () => {
    const machine = new MachineTime(0);
    const { wait, hurry } = patience(machine);
    const waiting = wait(1000, never);
    hurry();
    expect(await waiting).toBe('slow');
    expect(await wait(1000, never)).toBe('slow');
    expect(await wait(1000, Promise.resolve(5))).toBe(5);
    expect(machine.now()).toBe(0);
  });
});

describe('trying on', () => {
  test('waits longer and longer, ten seconds at most, and says so twice a minute', async () => {
    const { log, tries, run } = trying();
    const done = await run(async () => {
      if (tries.length < 12) throw new Error('away');
    });
    expect(done).toBe(true);
    const waits = tries.slice(1).map((moment, index) => moment - (tries[index] ?? 0));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000]);
    expect(log.lines).toMatchObject([
      { event: 'no storage', tries: 1, error: 'Error' },
      { event: 'no storage', tries: 8, error: 'Error' },
      { event: 'no storage', tries: 11, error: 'Error' },
    ]);
  });

  test('ends at once when it is to stop, also while an attempt hangs', async () => {
    const { stopping, tries, run } = trying();
    const hanging = run(() => never);
    stopping.abort();
    expect(await hanging).toBe(false);
    expect(await run(async () => undefined)).toBe(false);
    expect(tries).toHaveLength(1);
  });
});

describe('readiness', () => {
  test('says why not, the most telling reason first', async () => {
    const { state, ask } = asking();
    expect(await ask()).toEqual({ ready: true });
    state.failing = true;
    expect(await ask()).toEqual({ ready: false, reason: 'the work loop fails' });
    state.ping = () => Promise.reject(new Error('away'));
    expect(await ask()).toEqual({ ready: false, reason: 'storage cannot be reached' });
    state.stopping = true;
    expect(await ask()).toEqual({ ready: false, reason: 'stopping' });
  });

  test('a programme that cannot be read is named, and keeps nobody from the others', async () => {
    const { state, ask } = asking();
    state.unreadable.push('from-the-future');
    expect(await ask()).toEqual({ ready: true, unreadable: ['from-the-future'] });
    state.failing = true;
    expect(await ask()).toEqual({ ready: false, reason: 'the work loop fails' });
  });

  test('asks nothing before the beginning', async () => {
    const { state, ask } = asking();
    state.begun = false;
    expect(await ask()).toEqual({ ready: false, reason: 'storage cannot be reached' });
    expect(state.pings).toBe(0);
  });

  test('a storage that hangs is asked once, however many want to know', async () => {
    const { state, ask, machine } = asking();
    state.ping = () => never;
    const away = { ready: false, reason: 'storage cannot be reached' };
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([away, away, away]);
    expect(state.pings).toBe(1);
    expect(machine.now()).toBe(3000);
  });
});
